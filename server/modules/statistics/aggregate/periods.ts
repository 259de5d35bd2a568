import {
  cumulative,
  firstIndex,
  half,
  lastIndex,
  month,
  monthAt,
  monthCount,
  type Period,
  quarter,
  samePeriod,
  year,
} from '@liannao/statistics';

/** Periods that begin with January and end with the month, all of the same months but for the month itself. */
const endingWith = (y: number, m: number): Period[] => [
  cumulative(y, m),
  ...(m === 12 ? [year(y)] : []),
  ...(m === 6 ? [half(y, 1)] : []),
  ...(m === 3 ? [quarter(y, 1)] : []),
];

/** Periods of which the same figure may be stored, the one itself first: of the same months, for a stock of the same end. */
export function namesOf(period: Period, isStock: boolean): Period[] {
  if (period.kind === 'span' && !isStock) return [period];
  const end = lastIndex(period);
  const [y, m] = [Math.floor(end / 12), (end % 12) + 1];
  const others: Period[] = isStock
    ? [
        month(y, m),
        ...endingWith(y, m),
        ...(m % 3 === 0 ? [quarter(y, m / 3)] : []),
        ...(m % 6 === 0 ? [half(y, m / 6)] : []),
      ]
    : firstIndex(period) === y * 12
      ? [...endingWith(y, m), ...(m === 1 ? [month(y, 1)] : [])]
      : [];
  return [period, ...others.filter((other) => !samePeriod(other, period))];
}

/**
 * Ways to cut a period into shorter ones of which a flow's figures may be said: months, quarters, halves; years for a
 * span. None is cumulative. statistics-conventions 3.
 */
export function cutsOf(period: Period): Period[][] {
  if (period.kind === 'span') {
    return [Array.from({ length: period.to - period.from + 1 }, (_, at) => year(period.from + at))];
  }
  if (period.kind === 'month' || monthCount(period) === 1) return [];
  const [from, count] = [firstIndex(period), monthCount(period)];
  const [y, m] = [Math.floor(from / 12), (from % 12) + 1];
  const pieces = (length: number, make: (at: number) => Period) =>
    count > length && count % length === 0 ? [Array.from({ length: count / length }, (_, at) => make(at))] : [];
  return [
    monthsOf(period),
    ...pieces(3, (at) => quarter(y, (m - 1) / 3 + at + 1)),
    ...pieces(6, (at) => half(y, (m - 1) / 6 + at + 1)),
  ];
}

export const monthsOf = (period: Period): Period[] =>
  Array.from({ length: monthCount(period) }, (_, at) => monthAt(firstIndex(period) + at));
