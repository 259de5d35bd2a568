import type { Labels } from './data-csv.ts';
import type { DataQuery } from './model.ts';

export const MEDIA_TYPES = {
  json: 'application/vnd.sdmx.data+json; version=2.0.0; charset=utf-8',
  csv: 'application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8',
  structure: 'application/vnd.sdmx.structure+json; version=2.0.0; charset=utf-8',
} as const;

/** In which form: `format` first, then the first type in `Accept` that is ours, by weight; JSON where none is. */
export function dataFormat(accept: string | undefined, query: DataQuery): { as: 'json' | 'csv'; labels: Labels } {
  const ranges = (accept ?? '').split(',').map((range) => {
    const [type = '', ...parameters] = range
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const of = (name: string) =>
      parameters
        .find((one) => one.startsWith(`${name}=`))
        ?.slice(name.length + 1)
        .replaceAll('"', '');
    return { type, weight: Number(of('q') ?? 1), labels: of('labels') };
  });
  const best = ranges
    .filter(
      ({ type, weight }) =>
        weight > 0 && /^(application\/vnd\.sdmx\.data\+(csv|json)|application\/json|text\/csv)$/.test(type),
    )
    .sort((a, b) => b.weight - a.weight)[0];
  const named = query.labels ?? best?.labels;
  const labels = named === 'name' || named === 'both' ? named : 'id';
  if (query.format) return { as: query.format.startsWith('csv') ? 'csv' : 'json', labels };
  return { as: best?.type.endsWith('csv') ? 'csv' : 'json', labels };
}
