/** Months against totals of one year. statistics-conventions 3 and 11, checks 4, 5 and 6; stocks and rates are never differenced. */
import { add, gapBeyondRounding, isAbove, subtract } from './checks-exact.ts';
import { type Finder, mend, report } from './checks-find.ts';
import { beforeName, columnName, lineName, plain, quantity } from './checks-say.ts';
import { emptyCells, type Line, pastWritten, written } from './checks-sheet.ts';
import { cumulativeText, mendText } from './checks-text.ts';
import { reportLength } from './form-periods.ts';
import { parseRowKey, rowsOf } from './form-rows.ts';
import type { FormColumn } from './form-types.ts';
import { lastMonth } from './period.ts';

export function checkCumulative(finder: Finder): void {
  for (const line of finder.sheet.lines) {
    checkSign(finder, line);
    if (line.row.kind !== 'flow') continue;
    checkFall(finder, line);
    checkMonth(finder, line);
  }
  checkGone(finder);
}

/** Below zero only with a reason, of a count at a date never. */
function checkSign(finder: Finder, line: Line): void {
  if (line.row.mayBeNegative || line.row.kind === 'answer' || line.role?.role === 'growth') return;
  if (line.row.limits !== undefined || line.row.kind === 'rate') return;
  const { definition, period } = finder.sheet.context;
  for (const column of line.columns) {
    const text = written(line, column);
    if (text === null || !(Number(text) < 0)) continue;
    const found = quantity(text, line.row.unit);
    const place = { check: '4', level: 'error', line, column } as const;
    if (line.row.kind === 'stock') report(finder, { ...place, message: cumulativeText.negativeStock(found) });
    else {
      const name = columnName(definition, period, column);
      const positive = text.slice(1);
      const mends = [mend(mendText.set(name, plain(positive)), line, { [column]: { value: positive } })];
      report(finder, { ...place, yieldsTo: 'code', message: cumulativeText.negative(name, found), mends });
    }
  }
}

/** Check 4: the total of a flow that cannot fall is at least that of the last report of the year. */
function checkFall(finder: Finder, line: Line): void {
  const { sheet } = finder;
  const { definition, period } = sheet.context;
  const total = written(line, 'cumulative');
  const month = written(line, 'current');
  if (total === null) return;
  const before = pastWritten(sheet.earlierThisYear, line, 'cumulative');
  const unit = line.row.unit;
  if (before !== null && !line.row.mayFall && isAbove(before, total)) {
    const message = cumulativeText.fell(
      columnName(definition, period, 'cumulative'),
      quantity(total, unit),
      quantity(before, unit),
      quantity(subtract(before, total), unit),
    );
    const mends =
      month === null || Number(month) < 0 || sheet.earlierThisYear !== sheet.before
        ? []
        : [setTotal(finder, line, add(before, month))];
    report(finder, { check: '4', level: 'error', yieldsTo: 'code', line, column: 'cumulative', message, mends });
  }
  checkWithin(finder, line, month, total, before);
}

/** Check 9 of time: a month is a part of its total, where nothing is below zero. */
function checkWithin(finder: Finder, line: Line, month: string | null, total: string, before: string | null): void {
  const { sheet } = finder;
  const { definition, period } = sheet.context;
  if (month === null || line.row.mayBeNegative || line.row.mayFall || !isAbove(month, total)) return;
  const own = columnName(definition, period, 'current');
  const name = columnName(definition, period, 'cumulative');
  const unit = line.row.unit;
  const message = cumulativeText.monthAbove(own, quantity(month, unit), quantity(total, unit), name);
  const mends = [];
  if (before === null || gapBeyondRounding([month], [before, total]) === null) {
    const sets = { current: { value: total }, cumulative: { value: month } };
    mends.push(mend(mendText.swap(own, name), line, sets));
  } else if (sheet.earlierThisYear === sheet.before) mends.push(setTotal(finder, line, add(before, month)));
  report(finder, { check: '9', level: 'error', yieldsTo: 'code', line, column: 'current', message, mends });
}

const setTotal = ({ sheet }: Finder, line: Line, value: string) => {
  const name = columnName(sheet.context.definition, sheet.context.period, 'cumulative');
  return mend(mendText.set(name, plain(value)), line, { cumulative: { value } });
};
const setMonth = ({ sheet }: Finder, line: Line, value: string) => {
  const name = columnName(sheet.context.definition, sheet.context.period, 'current');
  return mend(mendText.set(name, plain(value)), line, { current: { value } });
};

/**
 * Checks 5 and 6: the total grows by the month, within the rounding of the three; that of February is January and
 * February where both are collected; the first of the year is its total.
 */
function checkMonth(finder: Finder, line: Line): void {
  const { sheet } = finder;
  const { definition, period } = sheet.context;
  const total = written(line, 'cumulative');
  const month = written(line, 'current');
  if (total === null || month === null) return;
  const unit = line.row.unit;
  const said = () => ({
    name: columnName(definition, period, 'cumulative'),
    own: columnName(definition, period, 'current'),
  });
  const end = lastMonth(period).month;
  const column: FormColumn = 'cumulative';
  if (end === reportLength(definition)) {
    const gap = gapBeyondRounding([total], [month]);
    if (gap === null) return;
    const message = cumulativeText.firstOfYear({ ...said(), ...amounts({ total, month, gap: size(gap) }, unit) });
    const mends = [setTotal(finder, line, month), setMonth(finder, line, total)];
    report(finder, { check: '5', level: 'warning', line, column, message, mends });
    return;
  }
  if (sheet.before === undefined) return;
  const isFebruary = period.kind === 'month' && end === 2;
  const before = pastWritten(sheet.before, line, isFebruary ? 'current' : 'cumulative');
  if (before === null) return;
  const gap = gapBeyondRounding([total], [before, month]);
  if (gap === null) return;
  const step = subtract(total, before);
  const mends = [setTotal(finder, line, add(before, month))];
  if (line.row.mayBeNegative || Number(step) >= 0) mends.push(setMonth(finder, line, step));
  const found = amounts({ total, before, step, month, gap: size(gap) }, unit);
  const message = isFebruary
    ? cumulativeText.merged({ ...found, january: found.before, february: found.month })
    : cumulativeText.difference({ ...said(), ...found, last: beforeName(definition) });
  report(finder, { check: isFebruary ? '6' : '5', level: 'warning', line, column, message, mends });
}

const size = (gap: string): string => gap.replace(/^-/, '');

function amounts<K extends string>(texts: Readonly<Record<K, string>>, unit: string) {
  const said = {} as Record<K, ReturnType<typeof quantity>>;
  for (const key of Object.keys(texts) as K[]) said[key] = quantity(texts[key], unit);
  return said;
}

/** A line of an open section that the last report of the year had and this one has not: its total cannot be gone. */
function checkGone(finder: Finder): void {
  const { sheet } = finder;
  const { cells } = sheet.context;
  const last = sheet.earlierThisYear;
  if (last === undefined || sheet.context.definition.sections.every(({ open }) => open === null)) return;
  const rows = new Map(rowsOf(sheet.context.definition).map((placed) => [placed.row.code, placed]));
  for (const key of Object.keys(last.cells)) {
    if (!key.includes('#') || cells[key] !== undefined) continue;
    const { code, scope } = parseRowKey(key);
    const placed = rows.get(code);
    const total = last.cells[key]?.cumulative?.value;
    if (!placed?.section.open || placed.row.kind !== 'flow' || placed.row.mayFall || !(Number(total) > 0)) continue;
    const line: Line = {
      key,
      row: placed.row,
      role: null,
      suffix: key.slice(code.length),
      names: lineName(placed.row, scope),
      columns: ['cumulative'],
      cells: emptyCells,
      order: sheet.lines.length,
    };
    const value = String(total);
    const hasMonth = sheet.context.definition.columns.includes('current') && !sheet.merged;
    const sets = { ...(hasMonth ? { current: { value: '0' } } : {}), cumulative: { value } };
    report(finder, {
      check: '4',
      level: 'error',
      line,
      column: 'cumulative',
      message: cumulativeText.gone(quantity(value, placed.row.unit)),
      mends: [mend(mendText.addLine(plain(value)), line, sets)],
    });
  }
}
