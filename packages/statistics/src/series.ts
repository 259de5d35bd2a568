/**
 * From observations to the figures that can be judged: one per month end, the best status first.
 * Nothing is filled in: a missing figure is no reading, and a running total with a gap ends there.
 */
import { Decimal, decimal } from './decimal.ts';
import type { JudgeSettings, Observation, ObservationStatus, TimeRule } from './judgement-types.ts';
import { cumulative, lastIndex, monthAt, type Period, periodCode, year, yearOf } from './period.ts';

export interface Reading {
  /** Month index (`monthIndex`) at whose end the value stands. */
  readonly index: number;
  readonly value: Decimal;
  readonly period: Period;
  readonly refs: readonly string[];
  readonly status: ObservationStatus;
  readonly derived: boolean;
}
export type Readings = ReadonlyMap<number, Reading>;

type Chosen = Observation & { readonly value: NonNullable<Observation['value']> };

/** One observation a period: best status of the order, then the later in the list. Those after `until` are left out. */
export function chooseObservations(
  observations: readonly Observation[],
  statusOrder: JudgeSettings['statusOrder'],
  until: number,
): Chosen[] {
  const best = new Map<string, Observation>();
  for (const observation of observations) {
    const rank = statusOrder.indexOf(observation.status);
    if (rank < 0 || lastIndex(observation.period) > until) continue;
    const code = periodCode(observation.period);
    const held = best.get(code);
    if (!held || rank <= statusOrder.indexOf(held.status)) best.set(code, observation);
  }
  return [...best.values()].filter((observation): observation is Chosen => observation.value !== null);
}

const reading = (observation: Chosen, index: number, period: Period): Reading => ({
  index,
  value: decimal(observation.value),
  period,
  refs: [observation.ref],
  status: observation.status,
  derived: false,
});

/** Year-to-date values are named by the year when it is over. */
const toDate = (y: number, m: number): Period => (m === 12 ? year(y) : cumulative(y, m));

/**
 * Flows: year-to-date values. A reported one (cumulative, first quarter, first half, year) wins; where there is none,
 * the last one plus a month, quarter or half that follows it without a gap (`derived`).
 */
export function flowReadings(chosen: readonly Chosen[], statusOrder: JudgeSettings['statusOrder']): Readings {
  const worse = (a: ObservationStatus, b: ObservationStatus) =>
    statusOrder.indexOf(a) >= statusOrder.indexOf(b) ? a : b;
  const reported = new Map<number, Chosen>();
  const pieces = new Map<string, Chosen>();
  const years = new Set<number>();
  const priority = { cumulative: 0, year: 1, half: 2, quarter: 3, month: 4, span: 5 } as const;
  for (const observation of [...chosen].sort((a, b) => priority[b.period.kind] - priority[a.period.kind])) {
    const { period } = observation;
    if (period.kind === 'span') continue;
    years.add(period.year);
    const index = lastIndex(period);
    const months = { month: 1, quarter: 3, half: 6, cumulative: 0, year: 0 }[period.kind];
    if (months > 0) pieces.set(`${index}/${months}`, observation);
    const fromJanuary = months === 0 || index === period.year * 12 + months - 1;
    if (fromJanuary) reported.set(index, observation);
  }
  const readings = new Map<number, Reading>();
  for (const y of [...years].sort((a, b) => a - b)) {
    for (let m = 1; m <= 12; m++) {
      const index = y * 12 + m - 1;
      const whole = reported.get(index);
      if (whole) {
        readings.set(index, reading(whole, index, toDate(y, m)));
        continue;
      }
      for (const months of [1, 3, 6]) {
        const piece = pieces.get(`${index}/${months}`);
        const before = m > months ? readings.get(index - months) : undefined;
        if (!piece || !before) continue;
        readings.set(index, {
          index,
          value: before.value.plus(decimal(piece.value)),
          period: toDate(y, m),
          refs: [...before.refs, piece.ref],
          status: worse(before.status, piece.status),
          derived: true,
        });
        break;
      }
    }
  }
  return readings;
}

/**
 * Stocks, distinct counts and rates: the value that stands at the end of each period; of several that end together the
 * longest wins. `inYear`: the values run from January (distinct counts of a year), and are named so. A rate that is reported cumulatively is read cumulatively only: a month's rate is another figure.
 */
export function levelReadings(chosen: readonly Chosen[], timeRule: TimeRule, inYear: boolean): Readings {
  const rank = { span: -1, month: 0, quarter: 1, half: 2, cumulative: 3, year: 4 } as const;
  const isRate = timeRule === 'ratio-of-sums' || timeRule === 'average';
  const fromJanuary = isRate && chosen.some((o) => o.period.kind === 'cumulative');
  const readings = new Map<number, Reading>();
  for (const observation of [...chosen].sort((a, b) => rank[a.period.kind] - rank[b.period.kind])) {
    const { period } = observation;
    if (period.kind === 'span') continue;
    const first =
      period.kind === 'cumulative' || period.kind === 'year' || (period.kind === 'half' && period.half === 1);
    if (fromJanuary && !first && !(period.kind === 'quarter' && period.quarter === 1)) continue;
    const index = lastIndex(period);
    const m = (index % 12) + 1;
    const named = isRate || period.kind === 'year' ? period : inYear ? toDate(period.year, m) : monthAt(index);
    readings.set(index, reading(observation, index, named));
  }
  return new Map([...readings].sort((a, b) => a[0] - b[0]));
}

/**
 * Running totals since January of `from` (null: since the first figure). Whole years, then the year to date;
 * a year without its total ends the series, and is named in `missing`.
 */
export function accumulate(flows: Readings, from: number | null): { readings: Readings; missing: Period[] } {
  const byIndex = [...flows.values()].sort((a, b) => a.index - b.index);
  const first = byIndex[0];
  const readings = new Map<number, Reading>();
  const missing: Period[] = [];
  if (!first) return { readings, missing };
  const start = from ?? yearOf(monthAt(first.index));
  let carried: Pick<Reading, 'value' | 'refs' | 'status' | 'derived'> | null = null;
  const lastYear = Math.floor((byIndex.at(-1)?.index ?? 0) / 12);
  for (let y = start; y <= lastYear; y++) {
    for (let m = 1; m <= 12; m++) {
      const flow = flows.get(y * 12 + m - 1);
      if (!flow) continue;
      readings.set(flow.index, {
        index: flow.index,
        value: flow.value.plus(carried?.value ?? new Decimal(0)),
        period: monthAt(flow.index),
        refs: [...(carried?.refs ?? []), ...flow.refs],
        status: carried && carried.status !== flow.status ? weakest(carried.status, flow.status) : flow.status,
        derived: flow.derived || (carried?.derived ?? false),
      });
    }
    const whole = readings.get(y * 12 + 11);
    if (!whole) {
      if (y < lastYear) missing.push(year(y));
      break;
    }
    carried = whole;
  }
  return { readings, missing };
}

const strength: Record<ObservationStatus, number> = { draft: 0, submitted: 1, approved: 2, revised: 3 };
const weakest = (a: ObservationStatus, b: ObservationStatus): ObservationStatus => (strength[a] < strength[b] ? a : b);

/** The same readings, each less `base`. */
export const shifted = (readings: Readings, base: Decimal): Readings =>
  new Map([...readings].map(([index, r]) => [index, { ...r, value: r.value.minus(base) }]));
