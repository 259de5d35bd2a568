import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { ChartColors } from '../theme.ts';
import { DASHES, SHAPE_COUNT } from './shapes.ts';

type Collection = { type: 'FeatureCollection'; features: [] };
export const nothing: Collection = { type: 'FeatureCollection', features: [] };

/** From so many single points on, the browser puts near ones together. */
export const CLUSTER_FROM = 300;

export const markColour = (colors: ChartColors, index: number): string => colors.series[index] ?? colors.third;

/** Layers that a click can pick something from, topmost first. */
export const PICKED = ['points', 'clusters', ...each('line'), ...each('area')];

function each(kind: string): string[] {
  return Array.from({ length: SHAPE_COUNT }, (_, index) => `${kind}-${index}`);
}

const clustered = ['any', ['has', 'point_count'], ['==', ['get', 'cluster'], true]];
const clusterCount = ['coalesce', ['get', 'point_count'], ['get', 'count'], 1];

/**
 * The whole map as data: no tiles, no sprite, no glyphs, so that nothing is fetched; every word is an HTML label above
 * it. A place in the legend has a colour, a shape and a dash of its own.
 */
export function mapStyle(colors: ChartColors, clusters: boolean): StyleSpecification {
  const geojson = { type: 'geojson' as const, data: nothing };
  const layers = [
    { id: 'ground', type: 'background', paint: { 'background-color': colors.surface } },
    {
      id: 'boundary-area',
      type: 'fill',
      source: 'boundaries',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colors.split, 'fill-opacity': 0.55 },
    },
    { id: 'graticule', type: 'line', source: 'graticule', paint: { 'line-color': colors.split, 'line-width': 1 } },
    {
      id: 'boundary-line',
      type: 'line',
      source: 'boundaries',
      paint: { 'line-color': colors.line, 'line-width': 1.2 },
    },
    {
      id: 'seats',
      type: 'circle',
      source: 'seats',
      paint: {
        'circle-radius': ['match', ['get', 'level'], 'province', 3.5, 'city', 3, 2],
        'circle-color': colors.surface,
        'circle-stroke-color': colors.third,
        'circle-stroke-width': 1,
        'circle-opacity': ['step', ['zoom'], ['match', ['get', 'level'], 'county', 0, 1], 7.2, 1],
        'circle-stroke-opacity': ['step', ['zoom'], ['match', ['get', 'level'], 'county', 0, 1], 7.2, 1],
      },
    },
    ...each('area').map((id, index) => ({
      id,
      type: 'fill',
      source: 'shapes',
      filter: ['all', ['==', ['geometry-type'], 'Polygon'], ['==', ['get', 'index'], index]],
      paint: { 'fill-color': markColour(colors, index), 'fill-opacity': 0.22 },
    })),
    ...each('edge').map((id, index) => ({
      id,
      type: 'line',
      source: 'shapes',
      filter: ['all', ['==', ['geometry-type'], 'Polygon'], ['==', ['get', 'index'], index]],
      paint: outline(colors, index, 1.6),
    })),
    ...each('line').map((id, index) => ({
      id,
      type: 'line',
      source: 'shapes',
      filter: ['all', ['==', ['geometry-type'], 'LineString'], ['==', ['get', 'index'], index]],
      layout: { 'line-cap': 'butt', 'line-join': 'round' },
      paint: outline(colors, index, 3.5),
    })),
    {
      id: 'selected-line',
      type: 'line',
      source: 'selected',
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'line-color': colors.text, 'line-width': 3 },
    },
    {
      id: 'clusters',
      type: 'circle',
      source: 'points',
      filter: clustered,
      paint: {
        'circle-color': colors.band,
        'circle-radius': ['step', clusterCount, 12, 10, 15, 100, 19, 1000, 24],
        'circle-stroke-color': colors.accent,
        'circle-stroke-width': 1.6,
      },
    },
    {
      id: 'selected-point',
      type: 'circle',
      source: 'selected',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 13,
        'circle-color': colors.accent,
        'circle-opacity': 0.18,
        'circle-stroke-color': colors.text,
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'points',
      type: 'symbol',
      source: 'points',
      filter: ['!', clustered],
      layout: {
        'icon-image': ['concat', 'mark-', ['to-string', ['get', 'index']]],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
  ];
  return {
    version: 8,
    sources: {
      graticule: geojson,
      boundaries: geojson,
      seats: geojson,
      shapes: geojson,
      selected: geojson,
      points: { ...geojson, cluster: clusters, clusterRadius: 46, clusterMaxZoom: 13 },
    },
    // The expressions above are plain arrays, which the generated types do not follow.
    layers: layers as unknown as LayerSpecification[],
  };
}

function outline(colors: ChartColors, index: number, width: number) {
  const dash = DASHES[index] ?? [];
  return {
    'line-color': markColour(colors, index),
    'line-width': width,
    ...(dash.length > 0 ? { 'line-dasharray': dash } : {}),
  };
}
