/**
 * Output and capacity of each region or firm, found by period: the cumulative figure as it is, else a year's capacity for
 * its months (conventions 7 rule 2), else an earlier year's carried on, and the answer says which.
 */
import { type CapacityFigures, cumulative, parsePeriod, periodCode, quarter } from '@liannao/statistics';
import { isYearly } from './codes.ts';
import type { CapacityBasis } from './model.ts';
import type { CapacityRow } from './queries.ts';

export interface Subject {
  readonly kind: 'region' | 'firm';
  readonly id: string;
  readonly name: string;
  readonly regionCode: string;
  readonly synthetic: boolean;
  readonly at: (year: number, month: number) => SubjectFigures;
}

export interface SubjectFigures extends CapacityFigures {
  readonly outputRef: string | null;
  readonly capacityRef: string | null;
  readonly capacityFrom: 'period' | 'year' | 'carried' | null;
}

/** `outputCode` tells the rows of output from those of capacity. Rows of several scopes do not mix: give one scope's. */
export function subjectsOf(
  rows: readonly CapacityRow[],
  { outputCode, basis, locale }: { outputCode: string; basis: CapacityBasis; locale: 'zh' | 'en' },
): Subject[] {
  const groups = Map.groupBy(rows, (row) => row.partyId ?? row.regionCode);
  return [...groups].flatMap(([id, own]) => {
    const [first] = own;
    if (!first) return [];
    const output = new Map(own.filter((row) => row.indicatorCode === outputCode).map((row) => [row.period, row]));
    const capacity = new Map(own.filter((row) => row.indicatorCode !== outputCode).map((row) => [row.period, row]));
    return [
      {
        kind: first.partyId === null ? ('region' as const) : ('firm' as const),
        id,
        name: (locale === 'en' && first.nameEn) || first.name,
        regionCode: first.regionCode,
        synthetic: own.some((row) => row.synthetic),
        at: (year, month) => figuresAt({ output, capacity, basis, year, month }),
      } satisfies Subject,
    ];
  });
}

type ByPeriod = ReadonlyMap<string, CapacityRow>;

interface At {
  readonly output: ByPeriod;
  readonly capacity: ByPeriod;
  readonly basis: CapacityBasis;
  readonly year: number;
  readonly month: number;
}

function figuresAt({ output, capacity, basis, year, month }: At): SubjectFigures {
  const made = cumulativeRow(output, year, month);
  const could = isYearly(basis) ? yearly(capacity, year, month) : availableAt(capacity, year, month);
  return {
    output: made?.value ?? null,
    outputRef: made?.ref ?? null,
    capacity: could?.value ?? null,
    capacityRef: could?.ref ?? null,
    capacityFrom: could?.from ?? null,
  };
}

interface Found {
  readonly value: number;
  readonly ref: string;
}

/** January to `month`: the cumulative figure, the year's where it is December, or the quarters that make it up. */
function cumulativeRow(rows: ByPeriod, year: number, month: number): Found | null {
  const whole = rows.get(periodCode(cumulative(year, month))) ?? (month === 12 ? rows.get(String(year)) : undefined);
  if (whole) return { value: whole.value, ref: whole.id };
  if (month % 3 !== 0) return null;
  const quarters = Array.from({ length: month / 3 }, (_, i) => rows.get(periodCode(quarter(year, i + 1))));
  const [first] = quarters;
  if (!first || quarters.includes(undefined)) return null;
  return { value: quarters.reduce((sum, row) => sum + (row?.value ?? 0), 0), ref: first.id };
}

function availableAt(
  rows: ByPeriod,
  year: number,
  month: number,
): (Found & { from: SubjectFigures['capacityFrom'] }) | null {
  const own = cumulativeRow(rows, year, month);
  if (own) return { ...own, from: 'period' };
  const ofYear = rows.get(String(year));
  if (ofYear) return { value: (ofYear.value * month) / 12, ref: ofYear.id, from: 'year' };
  const before = cumulativeRow(rows, year - 1, 12);
  return before ? { value: (before.value * month) / 12, ref: before.ref, from: 'carried' } : null;
}

/** The newest capacity of a year that ended not after the month, for its months. */
function yearly(
  rows: ByPeriod,
  year: number,
  month: number,
): (Found & { from: SubjectFigures['capacityFrom'] }) | null {
  const until = `${year}-${String(month).padStart(2, '0')}`;
  const ends = [...rows.values()]
    .flatMap((row) => {
      const read = parsePeriod(row.period);
      if (!read.ok) return [];
      const end =
        read.value.kind === 'month' ? row.period : read.value.kind === 'year' ? `${read.value.year}-12` : null;
      return end !== null && (end <= until || end === `${year}-12`) ? [{ end, row }] : [];
    })
    .sort((a, b) => (a.end < b.end ? 1 : -1));
  const [newest] = ends;
  if (!newest) return null;
  const from = newest.end.startsWith(String(year)) ? 'year' : 'carried';
  return { value: (newest.row.value * month) / 12, ref: newest.row.id, from };
}
