import { SHAPE_COUNT } from './shapes.ts';
import { CLUSTER_FROM } from './style.ts';
import type { Feature, Geometry, LegendItem, MapMark, MapMarks, MarkProperties, Position } from './types.ts';

/** A mark with its place in the legend, 0 to 5; the last is for what the legend does not name. */
export type IndexedMark = Feature<MarkProperties & { index: number }>;

export const OTHER = SHAPE_COUNT - 1;

export interface SortedMarks {
  points: IndexedMark[];
  shapes: IndexedMark[];
  /** So many single points that the browser puts near ones together. */
  clustered: boolean;
  bounds: [number, number, number, number] | null;
}

/** Points apart from lines and areas, each with its place in the legend. Without a legend everything has the first. */
export function sortMarks({ features }: MapMarks, legend: readonly LegendItem[] | undefined): SortedMarks {
  const places = new Map(legend?.map(({ value }, index) => [value, Math.min(index, OTHER)]));
  const points: IndexedMark[] = [];
  const shapes: IndexedMark[] = [];
  let bounds: SortedMarks['bounds'] = null;
  for (const mark of features) {
    const index = legend && legend.length > 0 ? (places.get(mark.properties.style ?? '') ?? OTHER) : 0;
    const indexed = { ...mark, properties: { ...mark.properties, index } };
    (isPoint(mark.geometry) ? points : shapes).push(indexed);
    bounds = widen(bounds, mark.geometry);
  }
  const singles = points.filter((mark) => !mark.properties.cluster).length;
  return { points, shapes, clustered: singles === points.length && singles >= CLUSTER_FROM, bounds };
}

const isPoint = (geometry: Geometry) => geometry.type === 'Point' || geometry.type === 'MultiPoint';

function positions(geometry: Geometry): Position[] {
  const depth =
    geometry.type === 'Point'
      ? -1
      : { MultiPoint: 0, LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 }[geometry.type];
  return depth < 0
    ? [geometry.coordinates as Position]
    : ((geometry.coordinates as unknown[]).flat(depth) as Position[]);
}

function widen(bounds: SortedMarks['bounds'], geometry: Geometry): SortedMarks['bounds'] {
  let found = bounds;
  for (const [lon = 0, lat = 0] of positions(geometry)) {
    found = found
      ? [Math.min(found[0], lon), Math.min(found[1], lat), Math.max(found[2], lon), Math.max(found[3], lat)]
      : [lon, lat, lon, lat];
  }
  return found;
}

/** Where the name of a mark stands: the place itself, the middle of a line's course, the middle of an area's extent. */
export function anchorOf({ geometry }: MapMark): [number, number] | null {
  const all = positions(geometry);
  if (geometry.type === 'LineString') {
    const middle = all[Math.floor((all.length - 1) / 2)];
    const next = all[Math.ceil((all.length - 1) / 2)];
    return middle && next ? [((middle[0] ?? 0) + (next[0] ?? 0)) / 2, ((middle[1] ?? 0) + (next[1] ?? 0)) / 2] : null;
  }
  const bounds = widen(null, geometry);
  return bounds ? [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2] : null;
}
