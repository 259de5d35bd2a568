/** What is unlike the firm's own past: outliers and repetition. statistics-conventions 11, checks 22 and 23. */
import { isAlike, LEAST_POINTS, pastValues } from './checks-alike.ts';
import { type Finder, isTold, report, tell } from './checks-find.ts';
import { isOutlier, type Spread, spreadOf } from './checks-median.ts';
import { quantity } from './checks-say.ts';
import { amountOf, type Line, mainColumn, pastValue, type Sheet, written } from './checks-sheet.ts';
import { pastText } from './checks-text.ts';
import type { FormColumn } from './form-types.ts';

/** Rows that move by the same factor, within a quarter of it, have one cause. unconfirmed: our own choice. */
const SAME_FACTOR = 1.25;

interface Outlier {
  readonly line: Line;
  readonly column: FormColumn;
  readonly spread: Spread;
  /** Against the median. */
  readonly factor: number;
  readonly points: number;
}

export function checkPast(finder: Finder): void {
  const outliers: Outlier[] = [];
  for (const line of finder.sheet.lines) {
    if (line.row.kind === 'answer') continue;
    const role = line.role?.role;
    const outlier = role === 'growth' || role === 'capacity' ? null : outlierOf(finder, line);
    if (outlier !== null) outliers.push(outlier);
    if (line.row.kind === 'flow') checkRepeated(finder, line);
  }
  reportOutliers(finder, outliers);
}

/**
 * Check 22: |x − median| > 3.5 × 1.4826 × MAD over the reports of the same class of months. Like is compared with like:
 * where the year before is known the growth has to be unusual too, so that a season that comes every year is none; and
 * a level that the last two reports had already is the new level.
 */
function outlierOf(finder: Finder, line: Line): Outlier | null {
  const { sheet } = finder;
  const { parameters, isStopped } = sheet.context;
  const column = mainColumn(sheet, line);
  const value = amountOf(line, column);
  if (!Number.isFinite(value) || isTold(finder, line, column) || (isStopped && value === 0)) return null;
  const values = pastValues(sheet, line, column);
  if (values.length < LEAST_POINTS) return null;
  const spread = spreadOf(values);
  const score = parameters.outlierScore;
  if (!isOutlier(value, spread, score) || isSeason(sheet, line, column, value)) return null;
  const isSettled = values
    .slice(-2)
    .every((last) => !isOutlier(last, { ...spread, median: value }, score) && isOutlier(last, spread, score));
  return isSettled ? null : { line, column, spread, factor: value / spread.median, points: values.length };
}

/** Rows that moved alike are asked about once, at the first of them: one cause, one reason. */
function reportOutliers(finder: Finder, outliers: readonly Outlier[]): void {
  const left = new Set(outliers);
  for (const outlier of outliers) {
    if (!left.has(outlier)) continue;
    const alike = [...left].filter(({ factor }) => isSameFactor(factor, outlier.factor));
    for (const one of alike) {
      left.delete(one);
      tell(finder, one.line, one.column);
    }
    reportOutlier(finder, outlier, alike.length - 1);
  }
}

const isSameFactor = (a: number, b: number): boolean =>
  a === b || (a / b <= SAME_FACTOR && b / a <= SAME_FACTOR && a / b > 0);

function reportOutlier(finder: Finder, { line, column, spread, points }: Outlier, others: number): void {
  const say = (number: number) => quantity(plainNumber(number), line.row.unit);
  const reach = finder.sheet.context.parameters.outlierScore * spread.scale;
  const message = pastText.outlier({
    found: quantity(written(line, column) ?? '', line.row.unit),
    median: say(spread.median),
    low: say(line.row.mayBeNegative ? spread.median - reach : Math.max(0, spread.median - reach)),
    high: say(spread.median + reach),
    points,
    others,
  });
  report(finder, { check: '22', level: 'warning', line, column, message });
}

/** A number for reading: whole where it is large. */
const plainNumber = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2));

/** Growth against the same month a year ago is what it usually is. */
function isSeason(sheet: Sheet, line: Line, column: FormColumn, value: number): boolean {
  if (line.row.kind === 'rate') return false;
  const base = column === 'current' ? 'current-base' : 'cumulative-base';
  const then = amountOf(line, base);
  if (!(then > 0)) return false;
  const growths: number[] = [];
  for (const point of sheet.past) {
    if (!isAlike(sheet, line, point)) continue;
    const growth = pastValue(point, line.key, column) / pastValue(point, line.key, base);
    if (Number.isFinite(growth)) growths.push(growth);
  }
  if (growths.length < LEAST_POINTS) return false;
  return !isOutlier(value / then, spreadOf(growths), sheet.context.parameters.outlierScore);
}

/** Check 23: the same number three reports running, or one that ends in zeros. A note. */
function checkRepeated(finder: Finder, line: Line): void {
  const { sheet } = finder;
  const column = mainColumn(sheet, line);
  const text = written(line, column);
  const value = Number(text);
  if (text === null || value === 0) return;
  const found = quantity(text, line.row.unit);
  const [second, first] = [sheet.past.at(-1), sheet.past.at(-2)];
  if (
    sheet.before === second &&
    pastValue(second, line.key, column) === value &&
    pastValue(first, line.key, column) === value
  ) {
    report(finder, { check: '23', level: 'info', line, column, message: pastText.repeated(found) });
  } else if (/^-?\d{2,}000$/.test(text)) {
    report(finder, { check: '23', level: 'info', line, column, message: pastText.roundNumber(found) });
  }
}
