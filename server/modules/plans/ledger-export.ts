import { convert, decimalsOf, roundNumber } from '@liannao/statistics';
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
  actual: (view) => inTargetUnit(view, view.judgement?.actual?.value),
  actualUnit: (view) => view.judgement && targetUnit(view).unit,
  actualPeriod: (view) => view.judgement?.actual?.period,
  expected: (view) => inTargetUnit(view, view.judgement?.expected),
  ratio: (view) => percentOf(view.judgement?.ratio),
  sentence: (view) => view.judgement?.sentence,
  source: (view, locale) => ledgerText(locale).sourceWords(view.computedBy),
  section: (view) => view.sectionPath.join(''),
  quote: (view) => view.quote,
};

export const LEDGER_COLUMNS = Object.keys(ledgerCells) as LedgerColumn[];
const AS_TEXT = new Set<LedgerColumn>(['id', 'scope', 'region', 'comparator', 'indicator', 'actualPeriod']);

/** What is said beside the columns that can be read back; the import passes over it. */
const SAID = { zh: { gap: '缺口' }, en: { gap: 'gap' } } as const;

/** The unit that the target's page shows: the target's own, else the catalogue's, else the stored one. */
function targetUnit(view: TargetView): { readonly stored: string; readonly unit: string } {
  const stored = view.judgement?.actual?.unit ?? view.indicatorUnit ?? view.unit;
  const wanted = [view.unit, view.indicatorShownAs ?? stored];
  return { stored, unit: wanted.find((unit) => unit === stored || convert(1, stored, unit).ok) ?? stored };
}

const LEAST_DIGITS = 3;

/** A stored figure of the target's indicator in the target's unit, as published; a small one keeps three digits. */
function inTargetUnit(view: TargetView, value: number | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  const { stored, unit } = targetUnit(view);
  const converted = unit === stored ? null : convert(value, stored, unit);
  const own = converted?.ok ? converted.value : value;
  const whole = own === 0 ? 1 : Math.floor(Math.log10(Math.abs(own))) + 1;
  return roundNumber(own, Math.min(12, Math.max(decimalsOf(unit), LEAST_DIGITS - whole)));
}

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
      { header: SAID[locale].gap },
      { header: 'synthetic' },
    ],
    rows: views.map((view) => [
      ...LEDGER_COLUMNS.map((id) => ledgerCells[id](view, locale)),
      inTargetUnit(view, view.judgement?.gap),
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
