/** What the rest of the term asks. statistics-conventions 10: required growth must be shown, or the judgement flatters. */
import type { Decimal } from './decimal.ts';
import { decimal } from './decimal.ts';
import { compoundRate } from './growth.ts';
import type { MultiYear, RequiredPace } from './judgement-types.ts';
import type { Reading, Readings } from './series.ts';
import type { Trajectory } from './trajectory.ts';

/**
 * Pace from the reading to the end of year `byYear`, towards `goal`. Null when nothing remains or no month is left.
 * Year flows are averaged since January, the others since the base (or `since`, a month index).
 */
export function requiredPace(input: {
  readonly t: Trajectory;
  readonly reading: Reading;
  readonly goal: Decimal;
  readonly byYear: number;
  /** Index of the month before the count began, for stocks and running totals. */
  readonly since: number | null;
  readonly sinceValue: Decimal | null;
}): RequiredPace | null {
  const { t, reading, goal, byYear } = input;
  const monthsLeft = byYear * 12 + 11 - reading.index;
  const remaining = goal.minus(reading.value);
  const toGo = t.side === 'floor' || t.measure === 'year-flow' || t.fromZero;
  if (monthsLeft <= 0 || (toGo ? remaining.lte(0) : remaining.gte(0))) return null;
  const perMonth = remaining.div(monthsLeft);
  const flow = t.measure === 'year-flow';
  const elapsed = flow ? (reading.index % 12) + 1 : input.since === null ? 0 : reading.index - input.since;
  const begun = flow ? decimal(0) : input.sinceValue;
  const soFar = elapsed > 0 && begun ? reading.value.minus(begun).div(elapsed) : null;
  const relative =
    soFar && !soFar.isZero() && soFar.isPositive() === perMonth.isPositive() ? perMonth.div(soFar) : null;
  const season = flow ? growthOfRest(t.flows, reading, goal) : null;
  return {
    remaining: remaining.abs().toNumber(),
    monthsLeft,
    byYear,
    perMonth: perMonth.toNumber(),
    perYear: monthsLeft > 24 ? perMonth.times(12).toNumber() : null,
    perMonthSoFar: soFar?.toNumber() ?? null,
    relativeToSoFar: relative?.toNumber() ?? null,
    growthOfRest: season?.rest?.toNumber() ?? null,
    growthSoFar: season?.soFar?.toNumber() ?? null,
  };
}

/** Example 10-A: (120 − 85.6) ÷ (104.0 − 74.3) − 1 = 15.8 %, against 15.2 % so far. */
function growthOfRest(
  flows: Readings,
  reading: Reading,
  goal: Decimal,
): { rest: Decimal | null; soFar: Decimal | null } {
  const part = flows.get(reading.index - 12);
  const whole = flows.get(Math.floor(reading.index / 12) * 12 - 1);
  const rest = part && whole ? whole.value.minus(part.value) : null;
  return {
    rest: rest?.gt(0) ? goal.minus(reading.value).div(rest).minus(1) : null,
    soFar: part?.value.gt(0) ? reading.value.div(part.value).minus(1) : null,
  };
}

/** Example 10-B: growth a year asked, seen and needed from here, for a year's flow before its deadline year. */
export function multiYear(t: Trajectory, flows: Readings, until: number): MultiYear | null {
  if (t.measure !== 'year-flow' || t.everyYear || !t.base) return null;
  let y = Math.floor((until + 1) / 12) - 1;
  while (y > t.base.year && !flows.has(y * 12 + 11)) y--;
  if (y >= t.deadline) return null;
  const last = y > t.base.year ? flows.get(y * 12 + 11)?.value : t.base.value;
  const asked = compoundRate(t.base.value, t.edge, t.deadline - t.base.year);
  const needed = last ? compoundRate(last, t.edge, t.deadline - y) : null;
  if (!asked || !needed || !last) return null;
  const observed = compoundRate(t.base.value, last, y - t.base.year);
  return {
    observed: observed?.toNumber() ?? null,
    asked: asked.toNumber(),
    neededNow: needed.toNumber(),
    ratio: observed && asked.gt(0) ? observed.div(asked).toNumber() : null,
  };
}
