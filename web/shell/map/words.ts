import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import { degreeLabel, type Graticule } from './graticule.ts';
import { type LabelWish, placeLabels } from './labels.ts';
import { anchorOf } from './marks.ts';
import type { MapMark, Place } from './types.ts';

/** What stands on the map in words now, for a picture of it. Pixels from the top left. */
export type Words = readonly LabelWish[];

interface Options {
  places: readonly Place[];
  language: 'zh' | 'en';
  scale: number;
}

/** More marks than this are named only when one points at them, or from zoom 9 on. */
const NAMED_AT_MOST = 60;
const FROM_CITY = 5.4;
const FROM_ZOOM: Record<string, number> = { province: 3, city: FROM_CITY, county: 7.4, zone: 8.6 };

/**
 * All words of the map as HTML above it: the library would fetch glyphs from somewhere to draw them. Hidden from screen
 * readers, which get the list beside the map.
 */
export function wordLayer(map: MapLibre, { places, language, scale }: Options) {
  const layer = document.createElement('div');
  layer.className = 'ln-map-words';
  layer.setAttribute('aria-hidden', 'true');
  map.getCanvasContainer().appendChild(layer);
  const hovered = document.createElement('span');
  hovered.className = 'ln-map-hover';
  hovered.hidden = true;
  let grid: Graticule | null = null;
  let marks: readonly MapMark[] = [];
  let clustered = false;
  let selected: string | null = null;
  let now: Words = [];
  const font = Math.round(12 * scale);

  const wishes = (): LabelWish[] => {
    const zoom = map.getZoom();
    const { width, height } = sizeOf(map);
    const at = (lon: number, lat: number) => map.project([lon, lat]);
    const list: LabelWish[] = [...counts(map, marks, clustered)];
    const named = marks.length <= NAMED_AT_MOST || zoom >= 9;
    const chosen = marks.filter((mark) => mark.properties.id === selected);
    for (const mark of [...chosen, ...(named && !clustered ? marks : [])]) {
      const anchor = mark.properties.cluster ? null : anchorOf(mark);
      if (!anchor) continue;
      const point = at(...anchor);
      const centred = mark.geometry.type !== 'Point';
      list.push({
        key: `m${mark.properties.id}`,
        text: mark.properties.title,
        ...point,
        x: point.x,
        y: point.y,
        centred,
        look: 'mark',
      });
    }
    for (const place of places) {
      if (zoom < (FROM_ZOOM[place.level] ?? 9) || (place.level === 'province' && zoom >= FROM_CITY)) continue;
      const point = at(place.lon, place.lat);
      const text = language === 'en' ? (place.en ?? place.name) : place.name;
      list.push({
        key: place.code,
        text,
        x: point.x,
        y: point.y,
        centred: false,
        look: place.level === 'county' ? 'place' : 'city',
      });
    }
    const west = map.getBounds().getWest();
    const south = map.getBounds().getSouth();
    const edge: LabelWish[] = [
      ...(grid?.meridians ?? []).map((lon) => ({
        ...blank,
        key: `x${lon}`,
        text: degreeLabel('lon', lon),
        x: at(lon, south).x,
        y: 9,
      })),
      ...(grid?.parallels ?? []).map((lat) => ({
        ...blank,
        key: `y${lat}`,
        text: degreeLabel('lat', lat),
        x: 24,
        y: at(west, lat).y,
      })),
    ];
    return placeLabels(
      [...list, ...edge.filter(({ x, y }) => x > 20 && x < width - 20 && y >= 9 && y < height - 28)],
      { width, height },
      font,
    );
  };

  const draw = () => {
    now = wishes();
    layer.replaceChildren(...now.map(element), hovered);
  };
  map.on('move', draw);
  map.on('resize', draw);
  map.on('idle', draw);

  return {
    grid(next: Graticule) {
      grid = next;
      draw();
    },
    marks(next: readonly MapMark[], areClustered: boolean) {
      marks = next;
      clustered = areClustered;
      draw();
    },
    select(id: string | null) {
      selected = id;
      draw();
    },
    hover(text: string | null, at: { x: number; y: number }) {
      hovered.hidden = !text;
      hovered.textContent = text;
      hovered.style.transform = `translate(${at.x + 12}px, ${at.y - 10}px)`;
    },
    now: () => now,
    remove: () => layer.remove(),
  };
}

const blank = { centred: true, look: 'degree' as const };

function sizeOf(map: MapLibre) {
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  return { width, height };
}

function element({ text, x, y, centred, look }: LabelWish): HTMLElement {
  const span = document.createElement('span');
  span.textContent = text;
  span.className = `ln-map-${look}`;
  const across = centred ? '-50%' : '8px';
  span.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(${across}, -50%)`;
  return span;
}

/** The number on each bubble: the server's, or the browser's own clusters as the tiles in sight hold them. */
function counts(map: MapLibre, marks: readonly MapMark[], clustered: boolean): LabelWish[] {
  const label = (key: string, count: number, [lon = 0, lat = 0]: readonly number[]): LabelWish => {
    const { x, y } = map.project([lon, lat]);
    return { key, text: String(count), x, y, centred: true, always: true, look: 'count' };
  };
  if (!clustered)
    return marks.flatMap(({ properties, geometry }) =>
      properties.cluster && geometry.type === 'Point'
        ? [label(`c${properties.id}`, properties.count ?? 0, geometry.coordinates)]
        : [],
    );
  if (!(map.getSource('points') as GeoJSONSource | undefined) || !map.isStyleLoaded()) return [];
  const seen = new Map<number, LabelWish>();
  for (const found of map.querySourceFeatures('points', { filter: ['has', 'point_count'] })) {
    const id = found.properties.cluster_id as number;
    const { coordinates } = found.geometry as { coordinates: [number, number] };
    seen.set(id, label(`c${id}`, found.properties.point_count as number, coordinates));
  }
  return [...seen.values()];
}
