/** The columns of the year before, and growth. statistics-conventions 4.2, 4.3 and 11, checks 7, 8, 17 and 28. */
import { decimalsIn, gapBeyondRounding, isSame, subtract } from './checks-exact.ts';
import { type Finder, isTold, mend, report } from './checks-find.ts';
import { columnName, plain, quantity, rounded } from './checks-say.ts';
import { amountOf, besideLine, type Line, numberIn, pastWritten, written } from './checks-sheet.ts';
import { baseText, mendText } from './checks-text.ts';
import { growthInterval } from './growth.ts';
import { roundHalfUp } from './round.ts';

const bases = [
  { base: 'current-base', own: 'current' },
  { base: 'cumulative-base', own: 'cumulative' },
] as const;

/** Check 7: as filed a year ago, or a reason code; check 8: a new entrant's base is that of its file. */
export function checkBases(finder: Finder): void {
  const { sheet } = finder;
  const { definition, period, entryFile } = sheet.context;
  for (const line of sheet.lines) {
    const { unit } = line.row;
    for (const { base, own } of bases) {
      const found = written(line, base);
      if (found === null) continue;
      const filed = pastWritten(sheet.yearAgo, line, own);
      const stated = numberIn(entryFile?.[line.key]?.[base]);
      if (filed !== null && !isSame(found, filed)) {
        const name = columnName(definition, period, base);
        const message = baseText.notAsFiled(name, quantity(found, unit), quantity(filed, unit));
        const mends = [mend(mendText.asLastYear(plain(filed)), line, { [base]: { value: filed } })];
        report(finder, { check: '7', level: 'warning', needsCode: true, line, column: base, message, mends });
      } else if (filed === null && stated !== null && !isSame(found, stated)) {
        const name = columnName(definition, period, base);
        const message = baseText.notAsEntered(name, quantity(found, unit), quantity(stated, unit));
        const mends = [mend(mendText.asEntryFile(plain(stated)), line, { [base]: { value: stated } })];
        report(finder, { check: '8', level: 'error', line, column: base, message, mends });
      }
    }
  }
}

/** Growth that a row states against what its figures give (17, 28), and growth beyond belief (4.3). */
export function checkGrowth(finder: Finder): void {
  for (const line of finder.sheet.lines) {
    if (line.role?.role === 'growth') checkStated(finder, line);
    else if (line.row.kind === 'flow') checkSuspect(finder, line);
  }
}

function checkSuspect(finder: Finder, line: Line): void {
  const { definition, period, parameters } = finder.sheet.context;
  for (const { base, own } of bases) {
    const now = amountOf(line, own);
    const then = amountOf(line, base);
    if (!(then > 0) || !(now > then) || isTold(finder, line, own)) continue;
    const percent = (now / then - 1) * 100;
    if (percent <= parameters.suspectGrowth) continue;
    const [found, ref] = [written(line, own) ?? '', written(line, base) ?? ''];
    const { unit } = line.row;
    const name = columnName(definition, period, own);
    const message = baseText.suspect(name, quantity(found, unit), quantity(ref, unit), rounded(percent, 0));
    report(finder, { check: '17', level: 'warning', line, column: own, message });
    // One question for a row is enough: month and total mostly have the same cause.
    return;
  }
}

function checkStated(finder: Finder, line: Line): void {
  const { sheet } = finder;
  const stated = written(line, 'current');
  const of = line.role?.of === undefined ? undefined : besideLine(sheet, line.suffix, line.role.of);
  if (stated === null || of === undefined) return;
  if (of.row.kind === 'rate') {
    checkPoints(finder, line, of, stated);
    return;
  }
  // 同比 on a form with totals is mostly that of the total (累计同比); that of the month is taken as well.
  const right = bases.toReversed().flatMap(({ base, own }) => {
    const [current, before] = [written(of, own), written(of, base)];
    if (current === null || before === null) return [];
    const range = growthInterval(current, before, Math.max(decimalsIn(current), decimalsIn(before)));
    return range === null ? [] : [{ current, before, range }];
  });
  const first = right[0];
  if (first === undefined) return;
  const half = 0.5 * 10 ** -decimalsIn(stated);
  const value = Number(stated);
  if (right.some(({ range }) => value >= range.low - half - 1e-9 && value <= range.high + half + 1e-9)) return;
  const { unit } = of.row;
  const message = baseText.growth({
    found: quantity(stated, line.row.unit),
    of: of.row.code,
    current: quantity(first.current, unit),
    base: quantity(first.before, unit),
    low: rounded(first.range.low, 2),
    high: rounded(first.range.high, 2),
  });
  const fixed = roundHalfUp(first.range.point, 1);
  const name = columnName(sheet.context.definition, sheet.context.period, 'current');
  const mends = [mend(mendText.set(name, plain(fixed)), line, { current: { value: fixed } })];
  report(finder, { check: '17', level: 'error', line, column: 'current', message, mends });
}

/** The change of a rate is a difference; a quotient in its place is the confusion of % and percentage points. */
function checkPoints(finder: Finder, line: Line, of: Line, stated: string): void {
  const [current, base] = [written(of, 'current'), written(of, 'current-base')];
  if (current === null || base === null || gapBeyondRounding([stated, base], [current]) === null) return;
  const { definition, period } = finder.sheet.context;
  const points = subtract(current, base);
  const message = baseText.points({
    found: quantity(stated, line.row.unit),
    of: of.row.code,
    current: quantity(current, of.row.unit),
    base: quantity(base, of.row.unit),
    points: plain(points),
  });
  const name = columnName(definition, period, 'current');
  const mends = [mend(mendText.set(name, plain(points)), line, { current: { value: points } })];
  report(finder, { check: '28', level: 'error', line, column: 'current', message, mends });
}
