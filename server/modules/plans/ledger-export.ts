import { convert, roundNumber } from '@liannao/statistics';
import type { CellValue } from '../../kernel/tabular/csv.ts';
import type { WorkbookSpec } from '../../kernel/tabular/xlsx-write.ts';
import { scopeText } from '../statistics/index.ts';
import { stateWord } from './judge-targets.ts';
import type { Locale } from './judge-text.ts';
import { type LedgerText, ledgerText } from './ledger-text.ts';
import type { TargetView } from './model.ts';

export type LedgerColumn = keyof LedgerText['columns'];

const units = (view: TargetView, role: 'lead' | 'support'): string =>
  view.responsible
    .filter((one) => one.role === role)
    .map((one) => one.unit)
    .join('、');

/** What stands in each column; the import compares with the same. */
export const ledgerCells: Readonly<Record<LedgerColumn, (view: TargetView, locale: Locale) => CellValue>> = {
  id: (view) => view.id,
  plan: (view) => view.planTitle,
  name: (view) => view.indicatorName,
  indicator: (view) => (view.binding === 'unbound' ? null : view.indicatorCode),
  indicatorName: (view) => view.indicatorTitle,
  scope: (view) => scopeText(view.scope),
  comparator: (view) => view.comparator,
  value: (view) => view.value,
  valueMax: (view) => view.valueMax,
  unit: (view) => view.unit,
  transform: (view, locale) => ledgerText(locale).transforms[view.transform],
  fromYear: (view) => view.fromYear,
  deadline: (view) => view.deadline,
  region: (view) => view.region.code,
  regionName: (view) => view.region.name,
  baselineYear: (view) => view.baselineYear,
  baselineValue: (view) => view.baselineValue,
  lead: (view) => units(view, 'lead'),
  support: (view) => units(view, 'support'),
  state: (view, locale) => view.judgement && stateWord(view.judgement.state, locale),
  actual: (view) => view.judgement?.actual?.value,
  actualUnit: (view) => view.judgement?.actual?.unit,
  actualPeriod: (view) => view.judgement?.actual?.period,
  expected: (view) => view.judgement?.expected,
  ratio: (view) => percentOf(view.judgement?.ratio),
  sentence: (view) => view.judgement?.sentence,
  section: (view) => view.sectionPath.join(''),
  quote: (view) => view.quote,
};

export const LEDGER_COLUMNS = Object.keys(ledgerCells) as LedgerColumn[];
const AS_TEXT = new Set<LedgerColumn>(['id', 'scope', 'region', 'comparator', 'indicator', 'actualPeriod']);

/** A share of the path in per cent, as it is published. */
function percentOf(ratio: number | null | undefined): number | null {
  const percent = ratio === null || ratio === undefined ? null : convert(ratio, '1', '%', 'ratio');
  return percent?.ok ? roundNumber(percent.value, 1) : null;
}

/** The ledger as a table that can be mended and read back, with the references of its figures on a hidden sheet. */
export function ledgerTable(
  views: readonly TargetView[],
  { locale, month }: { locale: Locale; month: string },
): WorkbookSpec {
  const say = ledgerText(locale);
  return {
    sheetName: say.fileName,
    title: `${say.fileName} ${month}`,
    columns: [
      ...LEDGER_COLUMNS.map((id) => ({ header: say.columns[id], ...(AS_TEXT.has(id) ? { numFmt: '@' } : {}) })),
      { header: 'synthetic' },
    ],
    rows: views.map((view) => [
      ...LEDGER_COLUMNS.map((id) => ledgerCells[id](view, locale)),
      view.judgement?.actual?.synthetic ?? false,
    ]),
    hiddenSheets: [{ name: 'references', rows: referencesOf(views) }],
  };
}

function referencesOf(views: readonly TargetView[]): CellValue[][] {
  const rows = views.map((view, i): CellValue[] => {
    const refs = view.judgement?.actual?.observationIds.join(' ') ?? '';
    return [i + 2, view.id, view.planId, view.start, view.end, refs];
  });
  return [['row', 'target', 'plan', 'start', 'end', 'observations'], ...rows];
}
