/** Parts and wholes. statistics-conventions 5.3 and 11, checks 9, 10 and 29. */
import { add, gapBeyondRounding, isAbove } from './checks-exact.ts';
import { type Finder, mend, report } from './checks-find.ts';
import { columnName, plain, quantity } from './checks-say.ts';
import { besideLine, type Line, oneWithRole, type Sheet, withRole, written } from './checks-sheet.ts';
import { mendText } from './checks-text.ts';
import { partText } from './checks-text-rows.ts';
import type { FormColumn } from './form-types.ts';

export function checkParts(finder: Finder): void {
  const { sheet } = finder;
  for (const line of sheet.lines) {
    if (line.row.kind === 'rate' || line.row.kind === 'answer') continue;
    if (line.row.exhaustive) checkExhaustive(finder, line);
    if (line.row.parent !== null) checkOfWhich(finder, line, line.row.parent);
  }
  checkPurchases(finder);
}

/** Does the cell say that there is no such thing? Then it adds nothing, and makes no sum incomplete. */
const isNone = (line: Line, column: FormColumn): boolean => line.cells[column]?.missing === 'not-applicable';

/** Lines that are parts of the line: its children, in an open section those of the same line. */
const partsOf = (sheet: Sheet, line: Line): readonly Line[] =>
  sheet.lines.filter(
    (other) => other.row.parent === line.row.code && (line.suffix === '' || other.suffix === line.suffix),
  );

/** Check 9: parts that exhaust a whole add to it, within the rounding of all. */
function checkExhaustive(finder: Finder, line: Line): void {
  const parts = partsOf(finder.sheet, line);
  const codes = [...new Set(parts.map((part) => part.row.code))].join(' + ');
  if (parts.length === 0) return;
  for (const column of line.columns) {
    const total = written(line, column);
    if (total === null) continue;
    const { texts, isComplete } = collect(parts, column);
    if (texts.length === 0 || (!isComplete && texts.some((text) => Number(text) < 0))) continue;
    const gap = gapBeyondRounding(texts, [total]);
    if (gap === null || (!isComplete && Number(gap) < 0)) continue;
    const { definition, period } = finder.sheet.context;
    const name = columnName(definition, period, column);
    const { unit } = line.row;
    const sum = add(...texts);
    const said = [name, quantity(total, unit), quantity(sum, unit), codes] as const;
    const message = isComplete
      ? partText.sum(...said, quantity(gap.replace(/^-/, ''), unit))
      : partText.partsAbove(...said);
    const mends = isComplete ? [mend(mendText.set(name, plain(sum)), line, { [column]: { value: sum } })] : [];
    report(finder, { check: '9', level: 'error', line, column, message, mends });
  }
}

function collect(parts: readonly Line[], column: FormColumn): { texts: string[]; isComplete: boolean } {
  const texts: string[] = [];
  let isComplete = true;
  for (const part of parts) {
    const text = written(part, column);
    if (text !== null) texts.push(text);
    // A row that need not be given and is blank is not known to be nothing.
    else if (!isNone(part, column)) isComplete = false;
  }
  return { texts, isComplete };
}

/** Check 10: of which ≤ whole. Rounding keeps the order of two figures, so there is no tolerance. */
function checkOfWhich(finder: Finder, line: Line, parent: string): void {
  const whole = besideLine(finder.sheet, line.suffix, parent);
  if (whole === undefined || whole.row.mayBeNegative || line.row.mayBeNegative) return;
  for (const column of line.columns) {
    const text = written(line, column);
    if (text === null || !whole.columns.includes(column)) continue;
    const total = isNone(whole, column) ? '0' : written(whole, column);
    if (total === null || !isAbove(text, total)) continue;
    const { definition, period } = finder.sheet.context;
    const name = columnName(definition, period, column);
    const { unit } = line.row;
    const message = partText.above(name, quantity(text, unit), quantity(total, unit), whole.names);
    report(finder, { check: '10', level: 'error', line, column, message });
  }
}

/** Check 29: purchases by place of production add to all purchases. */
function checkPurchases(finder: Finder): void {
  const { sheet } = finder;
  const total = oneWithRole(sheet, 'total-purchases');
  const lines = withRole(sheet, 'purchases-by-area');
  if (total === undefined || lines.length === 0) return;
  const { definition, period } = sheet.context;
  for (const column of total.columns) {
    const whole = written(total, column);
    const { texts, isComplete } = collect(lines, column);
    if (whole === null || texts.length === 0) continue;
    const gap = gapBeyondRounding(texts, [whole]);
    if (gap === null || (!isComplete && Number(gap) < 0)) continue;
    const { unit } = total.row;
    const sum = add(...texts);
    const name = columnName(definition, period, column);
    const size = quantity(gap.replace(/^-/, ''), unit);
    const message = partText.purchases(name, quantity(whole, unit), quantity(sum, unit), size);
    const mends = isComplete ? [mend(mendText.set(name, plain(sum)), total, { [column]: { value: sum } })] : [];
    report(finder, { check: '29', level: 'error', line: total, column, message, mends });
  }
}
