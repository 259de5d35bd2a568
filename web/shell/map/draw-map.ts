/** The map library with its style and worker; its own chunk, loaded after the first paint. */
import 'maplibre-gl/dist/maplibre-gl.css';
import { type GeoJSONSource, Map as MapLibre, type MapMouseEvent, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import placeList from '../../../data/places.json';
import type { ChartColors } from '../theme.ts';
import { type Bbox, graticule } from './graticule.ts';
import { type SortedMarks, sortMarks } from './marks.ts';
import { SHAPE_COUNT, shapeImage } from './shapes.ts';
import { mapStyle, markColour, nothing, PICKED } from './style.ts';
import type { Boundaries, LegendItem, MapMark, MapMarks, MapView, Place } from './types.ts';
import { type Words, wordLayer } from './words.ts';

setWorkerUrl(workerUrl);

export const places = placeList as Place[];
/** Where a map without marks opens: Zhejiang. */
const HOME: Bbox = [117.6, 26.9, 123.2, 31.4];

export interface DrawMap {
  box: HTMLElement;
  colors: ChartColors;
  language: 'zh' | 'en';
  name: string;
  onSelect: (id: string) => void;
  onView: (view: MapView) => void;
  onLost: () => void;
}

export interface DrawnMap {
  show: (marks: MapMarks, legend: readonly LegendItem[] | undefined) => void;
  select: (id: string | null) => void;
  bound: (boundaries: Boundaries | null) => void;
  zoom: (by: number) => void;
  /** Everything in sight again. */
  whole: () => void;
  canvas: () => HTMLCanvasElement;
  words: () => Words;
  remove: () => void;
}

const data = (map: MapLibre, source: string, value: unknown) =>
  (map.getSource(source) as GeoJSONSource | undefined)?.setData(value as never);
const points = (list: readonly Place[]) => ({
  type: 'FeatureCollection',
  features: list.map(({ lon, lat, level }) => ({
    type: 'Feature',
    properties: { level },
    geometry: { type: 'Point', coordinates: [lon, lat] },
  })),
});

/** Draws into `box`; throws where the browser has no WebGL. */
export function drawMap({ box, colors, language, name, onSelect, onView, onLost }: DrawMap): DrawnMap {
  let sorted: SortedMarks = { points: [], shapes: [], clustered: false, bounds: null };
  let marks: MapMarks = { type: 'FeatureCollection', features: [] };
  let boundaries: Boundaries | null = null;
  let selected: string | null = null;
  let fitted = false;
  const map = new MapLibre({
    container: box,
    style: mapStyle(colors, false),
    bounds: HOME as [number, number, number, number],
    fitBoundsOptions: { padding: 24 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    minZoom: 3,
    maxZoom: 17,
    renderWorldCopies: false,
    fadeDuration: 0,
    canvasContextAttributes: { preserveDrawingBuffer: true },
    locale: { 'Map.Title': name },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  scrollOnlyWhenFocused(map);
  map.addControl(new ScaleControl({ unit: 'metric', maxWidth: 110 }), 'bottom-left');
  const words = wordLayer(map, { places, language, scale: colors.scale });

  const fill = () => {
    addShapes(map, colors);
    data(map, 'seats', points(places));
    data(map, 'shapes', { type: 'FeatureCollection', features: sorted.shapes });
    data(map, 'points', { type: 'FeatureCollection', features: sorted.points });
    data(map, 'boundaries', boundaries?.features ?? nothing);
    data(map, 'selected', { type: 'FeatureCollection', features: chosen(marks, selected) });
    drawGrid();
  };
  const drawGrid = () => {
    const grid = graticule(bboxOf(map));
    data(map, 'graticule', grid.lines);
    words.grid(grid);
  };
  const tellView = () => onView({ bbox: bboxOf(map), zoom: map.getZoom() });
  const fit = () => map.fitBounds((sorted.bounds ?? HOME) as never, { padding: 40, maxZoom: 11, animate: false });

  map.on('load', () => {
    fill();
    box.dataset.drawn = 'true';
    tellView();
  });
  map.on('style.load', fill);
  map.on('moveend', () => {
    drawGrid();
    tellView();
  });
  map.on('webglcontextlost', onLost);
  watchPointer(map, onSelect, words.hover);

  return {
    show(next, legend) {
      const before = sorted.clustered;
      marks = next;
      sorted = sortMarks(next, legend);
      words.marks(next.features, sorted.clustered);
      if (!fitted && sorted.bounds) {
        fitted = true;
        fit();
      }
      if (before !== sorted.clustered) map.setStyle(mapStyle(colors, sorted.clustered), { diff: false });
      else if (map.isStyleLoaded()) fill();
    },
    select(id) {
      selected = id;
      words.select(id);
      data(map, 'selected', { type: 'FeatureCollection', features: chosen(marks, id) });
    },
    bound(next) {
      boundaries = next;
      data(map, 'boundaries', next?.features ?? nothing);
    },
    zoom: (by) => map.zoomTo(map.getZoom() + by, { animate: false }),
    whole: fit,
    canvas: () => map.getCanvas(),
    words: words.now,
    remove() {
      words.remove();
      map.remove();
    },
  };
}

const chosen = (marks: MapMarks, id: string | null): MapMark[] =>
  id === null ? [] : marks.features.filter(({ properties }) => properties.id === id);

function bboxOf(map: MapLibre): [number, number, number, number] {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}

/** A page that is scrolled over a map goes on scrolling; the wheel zooms once the map was clicked or tabbed to. */
function scrollOnlyWhenFocused(map: MapLibre): void {
  map.scrollZoom.disable();
  map.getCanvas().addEventListener('focus', () => map.scrollZoom.enable());
  map.getCanvas().addEventListener('blur', () => map.scrollZoom.disable());
}

function addShapes(map: MapLibre, colors: ChartColors): void {
  for (let index = 0; index < SHAPE_COUNT; index += 1) {
    const id = `mark-${index}`;
    if (!map.hasImage(id))
      map.addImage(id, shapeImage(index, markColour(colors, index), colors.surface, 15 * colors.scale), {
        pixelRatio: 2,
      });
  }
}

function watchPointer(
  map: MapLibre,
  onSelect: (id: string) => void,
  hover: (text: string | null, at: { x: number; y: number }) => void,
) {
  const found = (event: MapMouseEvent) => {
    const { x, y } = event.point;
    const near: [[number, number], [number, number]] = [
      [x - 4, y - 4],
      [x + 4, y + 4],
    ];
    return map.queryRenderedFeatures(near, { layers: PICKED.filter((layer) => map.getLayer(layer)) })[0];
  };
  map.on('mousemove', (event) => {
    const mark = found(event);
    map.getCanvas().style.cursor = mark ? 'pointer' : '';
    hover(mark && !mark.properties.cluster ? String(mark.properties.title ?? '') : null, event.point);
  });
  map.on('mouseout', () => hover(null, { x: 0, y: 0 }));
  map.on('click', async (event) => {
    const mark = found(event);
    if (!mark) return;
    if (mark.properties.cluster) {
      const id = mark.properties.cluster_id as number | undefined;
      const source = map.getSource('points') as GeoJSONSource;
      const zoom = id === undefined ? map.getZoom() + 2 : await source.getClusterExpansionZoom(id);
      const [lon, lat] = (mark.geometry as { coordinates: [number, number] }).coordinates;
      map.jumpTo({ center: [lon, lat], zoom });
    } else onSelect(String(mark.properties.id));
  });
}
