import type { CellValue } from '../../kernel/tabular/csv.ts';
import type { WorkbookSpec } from '../../kernel/tabular/xlsx-write.ts';
import type { Indicator } from './catalogue.ts';
import { scopeWords } from './model-scope.ts';
import type { ObservationRow } from './observation-queries.ts';
import { type Locale, textFor } from './text.ts';
import { observationView } from './views.ts';

/** As many rows as a spreadsheet still opens in a moment. */
export const EXPORT_ROWS = 100_000;

/** Named alike in both languages: programs look for it. */
const SYNTHETIC = 'synthetic';

/** Figures as a table of the import's own shape: what is exported can be mended and read back. */
export function observationTable(rows: readonly ObservationRow[], locale: Locale): WorkbookSpec {
  const say = textFor(locale);
  const { columns } = say;
  return {
    sheetName: say.files.observations,
    columns: [
      { header: columns.indicator, numFmt: '@' },
      { header: columns.indicatorName },
      { header: columns.scope, numFmt: '@' },
      { header: columns.scopeName },
      { header: columns.region, numFmt: '@' },
      { header: columns.regionName },
      { header: columns.period, numFmt: '@' },
      { header: columns.value },
      { header: columns.unit },
      { header: columns.missing },
      { header: columns.status },
      { header: columns.source },
      { header: columns.reason },
      { header: SYNTHETIC },
    ],
    rows: rows.map((row): CellValue[] => {
      const { indicatorTitle, region, scope } = observationView(row, locale);
      return [
        row.indicator_code,
        indicatorTitle,
        row.scope_key,
        scopeWords(scope, locale),
        row.region_code,
        region.name,
        row.period,
        row.value,
        row.unit,
        row.missing && say.missing[row.missing],
        say.status[row.status],
        sourceText(row.source as Record<string, unknown>),
        row.reason,
        row.synthetic,
      ];
    }),
    hiddenSheets: [
      { name: 'references', rows: [['row', 'observation'], ...rows.map((row, i): CellValue[] => [i + 2, row.id])] },
    ],
  };
}

/** A source in one cell. */
function sourceText(source: Record<string, unknown>): string {
  if (source.kind === 'synthetic') return `${String(source.generator)} seed=${String(source.seed)}`;
  if (source.kind === 'plan')
    return `${String(source.title ?? source.plan)} ${[source.section].flat().join('')}`.trim();
  return String(source.note ?? '');
}

export function indicatorTable(indicators: readonly Indicator[], locale: Locale): WorkbookSpec {
  const say = textFor(locale);
  const { columns } = say;
  const cells: readonly (readonly [string, (indicator: Indicator) => CellValue])[] = [
    [columns.code, (one) => one.code],
    [columns.nameZh, (one) => one.nameZh],
    [columns.nameEn, (one) => one.nameEn],
    [columns.synonyms, (one) => one.synonyms.join('；')],
    [columns.group, (one) => one.group],
    [columns.unit, (one) => one.unit],
    [columns.shownAs, (one) => one.shownAs],
    [columns.dimension, (one) => one.dimension],
    [columns.direction, (one) => one.direction],
    [columns.scopeDimensions, (one) => one.scopeDimensions.join('；')],
    [columns.regionRule, (one) => one.regionRule],
    [columns.timeRule, (one) => one.timeRule],
    [columns.sourceKind, (one) => String(one.source.kind ?? '')],
    [columns.frequency, (one) => one.frequency],
    [columns.notes, (one) => (locale === 'zh' && one.notesZh) || one.notes],
    [columns.standard, (one) => one.standard],
  ];
  return {
    sheetName: say.files.indicators,
    columns: cells.map(([header]) => ({ header })),
    rows: indicators.map((indicator) => cells.map(([, cell]) => cell(indicator))),
  };
}
