import type { RegionRef } from '../../../server/kernel/model.ts';
import type { Register } from '../../../server/kernel/registers/model.ts';
import { get } from '../../shell/api.ts';
import { formatNumber } from '../../shell/widgets/number.ts';
import type { ProvenanceLoader } from '../../shell/widgets/provenance.ts';
import { periodWords } from '../statistics/widgets.ts';
import { registerPath } from './api.ts';
import { shownFigure } from './figure-words.ts';
import type { FigureOf } from './figures-api.ts';
import { text } from './text.ts';
import { nameOf } from './values.ts';

/** Where a counted figure comes from: how it was counted, and the entries that were. */
export const loadMeasured: ProvenanceLoader = async (id, { language, signal }) => {
  const [register = '', code = '', region = '', period = ''] = id.split('|');
  const [definition, regions, answer] = await Promise.all([
    get<Register>(registerPath(register), { signal }),
    get<{ items: RegionRef[] }>('regions', { query: { q: region }, signal }),
    get<{ items: FigureOf[] }>(`${registerPath(register)}/figures`, {
      query: { code, region, periods: period },
      signal,
    }),
  ]);
  const t = text[language].strip;
  const figure = answer.items[0];
  const measure = definition.indicators.find((one) => one.code === code);
  const name = nameOf(definition, language);
  const shown = figure?.value === null || figure === undefined ? null : shownFigure(figure.value, figure, language);
  const entries = formatNumber(figure?.entries ?? 0);
  return {
    value: shown ? formatNumber(shown.value, shown.decimals) : '—',
    unit: shown?.unit ?? '',
    title: measure ? nameOf(measure, language) : code,
    region: regions.items.find((one) => one.code === region)?.name ?? region,
    period: periodWords(period, language),
    ...(figure?.value === null || figure === undefined ? {} : { unrounded: formatNumber(figure.value) }),
    source: t.source(name, entries),
    steps: [
      {
        title: t.stepCount,
        detail: t.rule(t.measures[measure?.measure ?? ''] ?? measure?.measure ?? '', measure?.where ?? ''),
      },
      {
        title: t.stepEntries,
        detail: t.source(name, entries),
        links: figure ? [{ label: t.seeEntries(entries), to: countedHref(register, figure) }] : [],
      },
    ],
    ...(figure?.synthetic ? { synthetic: true } : {}),
  };
};

/** The list of the entries that a figure counts. */
function countedHref(register: string, figure: FigureOf): string {
  const search = new URLSearchParams({ filter: figure.filter, area: figure.region });
  if (figure.filter === '') search.delete('filter');
  if (figure.asAt) search.set('asAt', figure.asAt);
  return `/registers/${register}?${search}`;
}
