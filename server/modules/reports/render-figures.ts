/** A report's figures as a table: for those who go on calculating. References travel on a hidden sheet. */
import type { WorkbookSpec } from '../../kernel/tabular/xlsx-write.ts';
import { word } from './compose-context.ts';
import { pageText } from './compose-text.ts';
import { type Facts, seriesKey } from './facts.ts';
import { periodWords } from './sentences-quantity.ts';
import type { Lang } from './sentences-runs.ts';
import { reportText } from './text.ts';

export function figuresTable(facts: Facts, title: string, lang: Lang): WorkbookSpec {
  const say = reportText[lang];
  const page = pageText[lang];
  const columns = [
    say.columns.indicator,
    say.columns.scope,
    say.columns.region,
    say.columns.period,
    say.columns.value,
    say.columns.unit,
    say.columns.version,
    say.columns.status,
    say.columns.source,
    say.columns.locked,
    say.columns.synthetic,
  ];
  // Months of a trend for which there is no figure are no gaps: they are still to come, or lie before the first.
  const figures = Object.entries(facts.figures)
    .filter(([, figure]) => figure.ref !== null || figure.period === facts.indicators[seriesKey(figure)]?.period)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    sheetName: say.sheet,
    title,
    columns: columns.map((header) => ({ header })),
    rows: figures.map(([, figure]) => {
      const indicator = facts.indicators[seriesKey(figure)];
      const region = facts.regions[figure.region];
      return [
        indicator ? word(indicator.name, lang) : figure.code,
        figure.scope,
        region ? word(region.name, lang) : figure.region,
        periodWords(figure.period, lang),
        figure.value,
        indicator?.unit ?? '',
        figure.lock?.own ? page.own : figure.revision === 0 ? page.computed : (figure.revision ?? page.notReported),
        figure.status ? page.status[figure.status] : '',
        word(figure.source, lang),
        figure.lock?.reason ?? '',
        figure.synthetic ? say.yes : say.no,
      ];
    }),
    hiddenSheets: [
      {
        name: say.references,
        rows: [['key', say.columns.reference], ...figures.map(([key, figure]) => [key, figure.ref ?? ''])],
      },
    ],
  };
}
