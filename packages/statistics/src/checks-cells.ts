/** Cells by themselves: readable, asked, filled in, within limits. statistics-conventions 11, checks 1 and 18; 5.6. */
import type { CheckContext, Mend } from './check-types.ts';
import { add, isAbove, subtract } from './checks-exact.ts';
import { type Finder, mend, report, reportWhole, tell } from './checks-find.ts';
import { columnName, plain, quantity } from './checks-say.ts';
import { type Line, numberIn, pastWritten, written } from './checks-sheet.ts';
import { cellText, mendText } from './checks-text.ts';
import type { Cell, FormColumn } from './form-types.ts';
import { isUnit } from './unit.ts';

const units = new Map<string, boolean>();
/** Reading a unit costs more than all else of a row. */
function knowsUnit(unit: string): boolean {
  let known = units.get(unit);
  if (known === undefined) {
    known = isUnit(unit);
    units.set(unit, known);
  }
  return known;
}

const answers: readonly string[] = ['up', 'same', 'down', 'not-applicable'];

/** Nothing is in the cell: neither a value nor why there is none. */
const isBlank = (cell: Cell | undefined): boolean =>
  !cell || ((cell.value === null || cell.value === '') && cell.missing === undefined);

export function checkCells(finder: Finder): void {
  const { sheet } = finder;
  const known = new Set<string>();
  for (const line of sheet.lines) {
    known.add(line.key);
    checkUnit(finder, line);
    for (const column of line.columns) checkCell(finder, line, column);
    for (const column of Object.keys(line.cells) as FormColumn[]) checkUnasked(finder, line, column);
    checkLimits(finder, line);
  }
  for (const key of Object.keys(sheet.context.cells)) {
    if (!known.has(key)) reportWhole(finder, 'cell', 'error', cellText.noSuchRow(key));
  }
}

function checkUnit(finder: Finder, line: Line): void {
  if (line.row.kind === 'answer' || knowsUnit(line.row.unit)) return;
  const column = line.columns[0] ?? 'current';
  report(finder, { check: '1', level: 'error', line, column, message: cellText.noUnit(line.row.unit) });
}

function checkUnasked(finder: Finder, line: Line, column: FormColumn): void {
  if (line.columns.includes(column) || isBlank(line.cells[column])) return;
  const { definition, period } = finder.sheet.context;
  const mends = [mend(mendText.clear(), line, { [column]: { value: null } })];
  const message = cellText.noSuchCell(columnName(definition, period, column));
  report(finder, { check: 'cell', level: 'error', line, column, message, mends });
}

function checkCell(finder: Finder, line: Line, column: FormColumn): void {
  const cell = line.cells[column];
  if (isBlank(cell)) {
    askBlank(finder, line, column);
    return;
  }
  const value = cell?.value;
  if (value === null || value === undefined) return;
  if (line.row.kind === 'answer') {
    if (answers.includes(value)) return;
    report(finder, { check: 'cell', level: 'error', line, column, message: cellText.notAnAnswer(value.slice(0, 40)) });
  } else if (numberIn(cell) === null) {
    report(finder, { check: 'cell', level: 'error', line, column, message: cellText.notANumber(value.slice(0, 40)) });
  }
}

/** Blank is none of the six states, so it is asked; of a row that need not be given only once it is begun. */
function askBlank(finder: Finder, line: Line, column: FormColumn): void {
  const { definition, period } = finder.sheet.context;
  const isOpenLine = line.suffix !== '';
  if (!line.row.required && !isOpenLine && line.columns.every((other) => isBlank(line.cells[other]))) return;
  const own = (cell: Cell) => ({ [column]: cell });
  const none = mend(mendText.notApplicable(), line, own({ value: null, missing: 'not-applicable' }));
  const unknown = mend(mendText.unknown(), line, own({ value: null, missing: 'unknown' }));
  if (line.row.kind === 'answer') {
    const mends = [mend(mendText.same(), line, own({ value: 'same' })), none, unknown];
    report(finder, { check: 'blank', level: 'blank', line, column, message: cellText.blankAnswer(), mends });
    return;
  }
  const mends = [mend(mendText.zero(), line, own({ value: '0' })), none, unknown];
  const likely = likelyMend(finder, line, column);
  if (likely !== null) mends.unshift(likely);
  const message = cellText.blank(columnName(definition, period, column));
  report(finder, { check: 'blank', level: 'blank', line, column, message, mends });
}

/** What the blank has to be, where other cells or last year's report tell. */
function likelyMend({ sheet }: Finder, line: Line, column: FormColumn): Mend | null {
  const { definition, period } = sheet.context;
  if (column === 'current-base' || column === 'cumulative-base') {
    const filed = filedLastYear(sheet.context, pastWritten(sheet.yearAgo, line, ownColumn(column)), line, column);
    return filed === null ? null : mend(mendText.asLastYear(plain(filed)), line, { [column]: { value: filed } });
  }
  const before = pastWritten(sheet.before, line, 'cumulative');
  if (line.row.kind !== 'flow' || before === null || sheet.earlierThisYear !== sheet.before) return null;
  const other = written(line, column === 'current' ? 'cumulative' : 'current');
  if (other === null || (column === 'current' && isAbove(before, other) && !line.row.mayBeNegative)) return null;
  const value = column === 'current' ? subtract(other, before) : add(before, other);
  return mend(mendText.set(columnName(definition, period, column), plain(value)), line, { [column]: { value } });
}

/** The column that a year later is the base. */
export const ownColumn = (base: 'current-base' | 'cumulative-base'): FormColumn =>
  base === 'current-base' ? 'current' : 'cumulative';

/** What was filed a year ago, or what a new entrant's file states. */
const filedLastYear = (context: CheckContext, filed: string | null, line: Line, column: FormColumn): string | null =>
  filed ?? numberIn(context.entryFile?.[line.key]?.[column]);

/** Check 18: rates from 0 to 100 unless listed otherwise; utilisation may go beyond with a word. */
function checkLimits(finder: Finder, line: Line): void {
  const { row, role } = line;
  if (row.kind === 'answer') return;
  const isPercent = row.kind === 'rate' && row.unit === '%' && role?.role !== 'growth';
  const [least, most] = row.limits ?? (isPercent ? [row.mayBeNegative ? -Infinity : 0, 100] : [-Infinity, Infinity]);
  const [warned, refused] = finder.sheet.context.parameters.utilisation;
  const isUtilisation = role?.role === 'utilisation';
  if (least === -Infinity && most === Infinity && !isUtilisation) return;
  for (const column of line.columns) {
    const text = written(line, column);
    if (text === null) continue;
    const value = Number(text);
    const found = quantity(text, row.unit);
    const place = { check: '18', line, column };
    if (value < least)
      report(finder, { ...place, level: 'error', message: cellText.below(found, plain(String(least))) });
    else if (isUtilisation && value > refused) {
      tell(finder, line, column);
      const message = cellText.utilisation(found, String(refused));
      report(finder, { ...place, level: 'error', yieldsTo: 'words', message });
    } else if (isUtilisation && value > warned) {
      tell(finder, line, column);
      report(finder, { ...place, level: 'warning', message: cellText.utilisation(found, String(warned)) });
    } else if (!isUtilisation && value > most) {
      report(finder, { ...place, level: 'error', message: cellText.above(found, plain(String(most))) });
    }
  }
}
