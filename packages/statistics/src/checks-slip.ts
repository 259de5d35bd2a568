/** Slips of the unit or of a digit, seen against the firm's own past. statistics-conventions 11, check 16. */
import type { Mend } from './check-types.ts';
import { isAlike, LEAST_POINTS, pastValues } from './checks-alike.ts';
import { add, decimalsIn, divide, gapBeyondRounding, isAbove, subtract } from './checks-exact.ts';
import { type Finder, mend, report, tell } from './checks-find.ts';
import { median } from './checks-median.ts';
import { beforeName, columnName, plain, quantity, rounded } from './checks-say.ts';
import { type Line, mainColumn, pastValue, pastWritten, type Sheet, written } from './checks-sheet.ts';
import { mendText, pastText } from './checks-text.ts';
import type { FormColumn, FormNames } from './form-types.ts';
import { roundHalfUp } from './round.ts';

/** How far from the firm's level a value may lie and still be usual, as a factor. unconfirmed: our own choice. */
const USUAL = 3;

/** Check 16, before what is only strange is asked about. */
export function checkSlips(finder: Finder): void {
  for (const line of finder.sheet.lines) {
    const { kind } = line.row;
    if ((kind === 'flow' || kind === 'stock') && line.role?.role !== 'capacity') checkSlip(finder, line);
  }
}

interface Reference {
  readonly value: number;
  readonly text: string;
  readonly names: FormNames;
}

/** What a value is first held against: the last report of its class, else a year ago, else this form's own base. */
function referenceOf(sheet: Sheet, line: Line, column: FormColumn): Reference | null {
  const { definition } = sheet.context;
  const last = sheet.before !== undefined && isAlike(sheet, line, sheet.before) ? sheet.before : undefined;
  const base = column === 'current' ? 'current-base' : 'cumulative-base';
  for (const [text, names] of [
    [pastWritten(last, line, column), pastText.lastMonth(beforeName(definition))],
    [pastWritten(sheet.yearAgo, line, column), pastText.yearAgo()],
    [written(line, base), pastText.yearAgo()],
  ] as const) {
    if (text !== null && Number(text) > 0) return { value: Number(text), text, names };
  }
  return null;
}

/** Check 16: near ×10, ×1,000 or their inverse of last month, and unlike the firm's level as well. */
function checkSlip(finder: Finder, line: Line): void {
  const { sheet } = finder;
  const { definition, period, parameters } = sheet.context;
  const column = mainColumn(sheet, line);
  const text = written(line, column);
  const value = Number(text);
  const reference = text === null || !(value > 0) ? null : referenceOf(sheet, line, column);
  if (text === null || reference === null) return;
  const ratio = value / reference.value;
  const factor = parameters.unitSlipRatios.find((k) => isNear(ratio, k) || isNear(1 / ratio, k));
  if (factor === undefined || isUsual(sheet, line, column, value)) return;
  const up = ratio > 1;
  const decimals = decimalsIn(reference.text);
  const shift = (amount: string) => roundHalfUp(divide(amount, up ? factor : 1 / factor), decimals);
  const fixed = shift(text);
  tell(finder, line, column);
  const message = pastText.slip({
    column: columnName(definition, period, column),
    found: quantity(text, line.row.unit),
    times: ratio >= 1 ? rounded(ratio) : rounded(ratio, 4),
    against: reference.names,
    ref: quantity(reference.text, line.row.unit),
    unit: line.row.unit,
    likely: pastText.likely(factor, up),
  });
  const mends = [slipMend(sheet, line, column, text, fixed, shift)];
  report(finder, { check: '16', level: 'warning', line, column, message, mends });
}

const isNear = (ratio: number, factor: number): boolean => ratio >= factor / 2 && ratio <= factor * 2;

/** A value at the firm's level, or at that of the same month a year ago, is no slip: the month before was odd. */
function isUsual(sheet: Sheet, line: Line, column: FormColumn, value: number): boolean {
  const within = (level: number) => value <= level * USUAL && value >= level / USUAL;
  const values = pastValues(sheet, line, column);
  return (
    within(pastValue(sheet.yearAgo, line.key, column)) || (values.length >= LEAST_POINTS && within(median(values)))
  );
}

/** With as many decimals as the report before. The total follows where it took the slip in, wholly or by the month alone. */
function slipMend(
  sheet: Sheet,
  line: Line,
  column: FormColumn,
  text: string,
  fixed: string,
  shift: (amount: string) => string,
): Mend {
  const { definition, period } = sheet.context;
  const alone = () =>
    mend(mendText.set(columnName(definition, period, column), plain(fixed)), line, { [column]: { value: fixed } });
  const total = written(line, 'cumulative');
  if (line.row.kind !== 'flow' || column !== 'current' || total === null) return alone();
  const both = (sum: string) =>
    mend(mendText.setBoth(plain(fixed), plain(sum)), line, {
      current: { value: fixed },
      cumulative: { value: sum },
    });
  const before = sheet.earlierThisYear === sheet.before ? pastWritten(sheet.before, line, 'cumulative') : null;
  if (before !== null) {
    if (gapBeyondRounding([total], [before, fixed]) === null) return alone();
    return both(add(before, fixed));
  }
  if (gapBeyondRounding([total], [text]) === null) return both(fixed);
  const less = add(subtract(total, text), fixed);
  if (isAbove(text, total)) return alone();
  return isAbove(fixed, less) ? both(shift(total)) : both(less);
}
