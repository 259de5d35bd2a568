/** The return as a whole. statistics-conventions 11, checks 2, 3, 24, 27 and 30. */
import { columnDigest } from './checks-copy.ts';
import { isSame } from './checks-exact.ts';
import { type Finder, mend, report, reportWhole } from './checks-find.ts';
import { beforeName, columnName, plain } from './checks-say.ts';
import { type Line, mainColumn, numberIn, written } from './checks-sheet.ts';
import { mendText } from './checks-text.ts';
import { wholeText } from './checks-text-rows.ts';
import { creditCodeCheckCharacter } from './credit-code.ts';
import { isReported } from './form-periods.ts';
import type { Cell, FormColumn } from './form-types.ts';
import { lastMonth, periodCode } from './period.ts';

export function checkWhole(finder: Finder): void {
  checkForm(finder);
  checkCreditCode(finder);
  checkCopies(finder);
  checkArrival(finder);
  checkLocked(finder);
}

/** Check 2: number, edition, and a period of the form's rhythm inside its validity. */
function checkForm(finder: Finder): void {
  const { definition, period } = finder.sheet.context;
  const whole = (message: ReturnType<typeof wholeText.noNumber>) => reportWhole(finder, '2', 'error', message);
  if (definition.number.trim() === '' || definition.edition.trim() === '') whole(wholeText.noNumber());
  const code = periodCode(period);
  if (!isReported(definition, period)) whole(wholeText.wrongPeriod(code));
  const month = periodCode(lastMonth(period));
  const { validFrom, validUntil } = definition;
  if (month < validFrom || (validUntil !== null && month > validUntil)) {
    whole(wholeText.outside(code, validFrom, validUntil ?? ''));
  }
}

function checkCreditCode(finder: Finder): void {
  const code = finder.sheet.context.creditCode;
  if (code === null || code === undefined) return;
  const right = creditCodeCheckCharacter(code);
  if (code.length === 18 && right !== null && code[17] === right) return;
  reportWhole(finder, '3', 'error', wholeText.creditCode(code, code.length === 18 ? right : null));
}

/** Check 24: all numbers of a column are another's. */
function checkCopies(finder: Finder): void {
  const { definition, period, cells, others } = finder.sheet.context;
  if (others.size === 0) return;
  for (const column of ['current', 'cumulative'] as const) {
    const digest = columnDigest(cells, column);
    const other = digest === '' ? undefined : others.get(digest);
    const line = finder.sheet.lines.find((candidate) => written(candidate, column) !== null);
    if (other === undefined || line === undefined) continue;
    const message = wholeText.copied(columnName(definition, period, column), other);
    report(finder, { check: '24', level: 'warning', line, column, message });
  }
}

/** Check 27: late, without the report before, or all zero without a word of a stop. */
function checkArrival(finder: Finder): void {
  const { sheet } = finder;
  const { definition, isLate, isStopped } = sheet.context;
  const first = sheet.lines[0];
  const column = first?.columns[0];
  if (isLate && first !== undefined && column !== undefined) {
    report(finder, { check: '27', level: 'warning', line: first, column, message: wholeText.late() });
  }
  const skipped = definition.exempt.length > 0 && sheet.before === undefined && !isDueBefore(finder);
  if (sheet.past.length > 0 && sheet.before === undefined && !skipped) {
    reportWhole(finder, '27', 'info', wholeText.missingBefore(beforeName(definition)));
  }
  if (!isStopped) checkZeroReport(finder);
}

/** The period directly before is one that the form reports. */
function isDueBefore({ sheet }: Finder): boolean {
  const { definition, period } = sheet.context;
  const { month } = lastMonth(period);
  const length = { monthly: 1, quarterly: 3, 'half-yearly': 6, annual: 12 }[definition.frequency];
  return !definition.exempt.includes(((month - length - 1 + 12) % 12) + 1);
}

function checkZeroReport(finder: Finder): void {
  const { sheet } = finder;
  let zero: Line | undefined;
  for (const line of sheet.lines) {
    if (line.row.kind !== 'flow') continue;
    const text = written(line, mainColumn(sheet, line));
    if (text === null) continue;
    if (Number(text) !== 0) return;
    zero ??= line;
  }
  if (zero === undefined) return;
  const column = mainColumn(sheet, zero);
  report(finder, { check: '27', level: 'warning', line: zero, column, message: wholeText.zeroReport() });
}

/** Check 30: what is approved stays as it is until it is reopened. */
function checkLocked(finder: Finder): void {
  const { locked } = finder.sheet.context;
  if (locked === undefined) return;
  const { definition, period } = finder.sheet.context;
  for (const line of finder.sheet.lines) {
    for (const column of line.columns) {
      const approved = locked[line.key]?.[column];
      const found = line.cells[column];
      if (isSameCell(found, approved)) continue;
      const name = columnName(definition, period, column);
      const message = wholeText.changed(name, shown(found), shown(approved));
      const mends = [restore(line, column, approved)];
      report(finder, { check: '30', level: 'error', line, column, message, mends });
    }
  }
}

function isSameCell(a: Cell | undefined, b: Cell | undefined): boolean {
  const [x, y] = [numberIn(a), numberIn(b)];
  if (x !== null && y !== null) return isSame(x, y);
  return (a?.value ?? null) === (b?.value ?? null) && (a?.missing ?? null) === (b?.missing ?? null);
}

const shown = (cell: Cell | undefined): string => {
  const number = numberIn(cell);
  return number === null ? (cell?.value ?? cell?.missing ?? '—') : plain(number);
};

const restore = (line: Line, column: FormColumn, approved: Cell | undefined) =>
  mend(mendText.asApproved(shown(approved)), line, { [column]: approved ?? { value: null } });
