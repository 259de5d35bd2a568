import type { LegendItem, MapMark, MapMarks } from '../../../shell/map/types.ts';
import type { LayoutView, NodeView } from '../api.ts';

const PARK = 'park';
/** A map has six: one is for parks, and one for the rarer patterns where there are more than fit. */
const COLOURS = 6;

/** Nodes and parks as marks: a node of several places is as many points under one id, so that choosing one chooses it. */
export function marksOf(nodes: readonly NodeView[], { parks }: Pick<LayoutView, 'parks'>): MapMarks {
  const features: MapMark[] = nodes.flatMap((node) => shapesOf(node));
  for (const park of parks) {
    if (!park.position) continue;
    features.push({
      type: 'Feature',
      properties: { id: `park:${park.id}`, title: park.name, style: PARK },
      geometry: { type: 'Point', coordinates: park.position },
    });
  }
  return { type: 'FeatureCollection', features };
}

function shapesOf({ id, name, pattern, geometry }: NodeView): MapMark[] {
  if (!geometry) return [];
  const properties = { id, title: name, style: pattern.code };
  if (geometry.type !== 'MultiPoint')
    return [{ type: 'Feature', properties, geometry: geometry as MapMark['geometry'] }];
  return (geometry.coordinates as [number, number][]).map((coordinates, at) => ({
    type: 'Feature',
    // One name is enough for all its places.
    properties: at === 0 ? properties : { ...properties, title: '' },
    geometry: { type: 'Point', coordinates },
  }));
}

export function legendOf(nodes: readonly NodeView[], words: { park: string; otherRoles: string }): LegendItem[] {
  const names = new Map(nodes.map(({ pattern }) => [pattern.code, pattern.name]));
  const counts = new Map<string, number>();
  for (const { pattern } of nodes) counts.set(pattern.code, (counts.get(pattern.code) ?? 0) + 1);
  const frequent = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const fit = frequent.length < COLOURS ? frequent : frequent.slice(0, COLOURS - 2);
  const parks = { value: PARK, label: words.park };
  const legend = [...fit.map(([value]) => ({ value, label: names.get(value) ?? value })), parks];
  return fit.length < frequent.length ? [...legend, { value: 'other', label: words.otherRoles }] : legend;
}
