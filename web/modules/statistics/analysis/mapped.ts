/** The cells of one column on the map: at most five classes of equal number, their limits written. Pure. */
import placeList from '../../../../data/places.json';
import type { PivotTable } from '../../../../server/modules/statistics/analysis/model.ts';
import type { LegendItem, MapMark, Place } from '../../../shell/map/types.ts';
import type { Language } from '../../../shell/preferences.tsx';
import { cellWords, shownCell } from './cells.ts';

const CLASSES = 5;
const places = new Map((placeList as Place[]).map((place) => [place.code, place]));

export interface Mapped {
  readonly features: { type: 'FeatureCollection'; features: readonly MapMark[] };
  readonly legend: readonly LegendItem[];
  /** Regions with a figure, and no seat to put it at. */
  readonly without: readonly string[];
}

/** Null where the regions are not on the rows. */
export function mappedOf(
  table: PivotTable,
  column: number,
  language: Language,
  classWords: (from: string, to: string) => string,
): Mapped | null {
  const found = table.rows.flatMap((row, r) => {
    const region = row.find(({ dimension }) => dimension === 'region');
    const cell = table.cells[r]?.[column];
    if (!region || !cell) return [];
    const shown = shownCell(table, [...row, ...(table.columns[column] ?? [])], cell, language);
    return [{ region, shown, title: row.map(({ label }) => label).join(' · ') }];
  });
  if (found.length === 0) return null;
  const known = found.filter(({ shown }) => shown.value !== null);
  const sorted = known.toSorted((a, b) => (b.shown.value ?? 0) - (a.shown.value ?? 0));
  const size = Math.max(1, Math.ceil(sorted.length / CLASSES));
  const classOf = new Map(sorted.map(({ region }, at) => [region.key, String(Math.floor(at / size))]));
  const legend = [...new Set(classOf.values())].map((value): LegendItem => {
    const own = sorted.filter(({ region }) => classOf.get(region.key) === value);
    const [first, last] = [own[0], own.at(-1)];
    const words = first && last ? classWords(cellWords(last.shown), cellWords(first.shown)) : value;
    return { value, label: words };
  });
  const features = found.flatMap(({ region, shown, title }): MapMark[] => {
    const place = places.get(region.key);
    if (!place) return [];
    return [
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [place.lon, place.lat] },
        properties: {
          id: region.key,
          title: `${title} ${cellWords(shown)}`,
          style: classOf.get(region.key) ?? null,
        },
      },
    ];
  });
  return {
    features: { type: 'FeatureCollection', features },
    legend,
    without: known.filter(({ region }) => !places.has(region.key)).map(({ title }) => title),
  };
}
