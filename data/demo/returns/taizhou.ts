/**
 * The forms of the demonstration, 演示数据: some fifty invented firms of Taizhou, whose reports add up to the figures that
 * the story tells of the city and its counties. Pure: the same arguments give the same reports in the same order.
 */
import type { Cells, FormDefinition } from '@liannao/statistics';
import { apportion } from '../apportion.ts';
import { creditCode, cycleName, firmName } from '../entries/names.ts';
import { around, randomFor } from '../random.ts';
import { type Scope, seriesKey } from '../story.ts';
import type { DemoObservation } from '../types.ts';
import { industryBooks, type Vehicles, vehicleBooks } from './books.ts';
import { fillMonth, type Ledger, ledgerFrom } from './fill.ts';
import { makeFirm, paceOf } from './firm.ts';
import type { Books, Firm, Pace, Segment } from './types.ts';

export const CITY = '331000';
/** The story's months begin a year earlier, for the bases; the last month is reported by firms alone. */
const FROM = 2023;
export const FIRST_ROUND = { year: 2024, month: 1 } as const;
export const LAST_ROUND = { year: 2025, month: 9 } as const;
const MONTHS = (LAST_ROUND.year - FROM) * 12 + LAST_ROUND.month;

/** Firms of each county; those named here have a vehicle maker among them. */
const FIRMS: Readonly<Record<string, number>> = {
  331002: 6,
  331003: 5,
  331004: 7,
  331022: 3,
  331023: 3,
  331024: 3,
  331081: 10,
  331082: 8,
  331083: 6,
};
const MAKERS = ['331002', '331004', '331081', '331082'];
/** Beyond the numbers and names that the registers' firms are given. */
const CODED_FROM = 990_000;
const NAMED_FROM = 840;
/** A maker's revenue beside that of all others of its county. */
const MAKER_WEIGHT = 2.2;

export interface Reporter {
  readonly county: string;
  /** Credit code and name that the firm has unless one of the enterprise register stands for it. */
  readonly uscc: string;
  readonly name: (short: string) => string;
  /** The register has no such firm: a vehicle maker, and the firm that a demonstration account reports for. */
  readonly isOwn: boolean;
  readonly segment: Segment;
  readonly firm: Firm;
}

export interface Report {
  /** Place in the list of reporters. */
  readonly reporter: number;
  readonly form: string;
  readonly year: number;
  readonly month: number;
  readonly cells: Cells;
}

export interface CollectionInput {
  readonly seed: number;
  readonly observations: Iterable<DemoObservation>;
  readonly forms: readonly FormDefinition[];
}

const MANUFACTURING: Scope = { industry: 'auto-manufacturing', partySize: 'above-scale' };
const MOTOR: Scope = { industry: 'auto-industry', partySize: 'above-scale' };
const none: Scope = {};

/** The series that the forms bring from their first round on, instead of the story. */
export const COLLECTED: readonly { readonly code: string; readonly scope: Scope }[] = [
  { code: 'revenue', scope: MANUFACTURING },
  { code: 'gross-output-value', scope: MOTOR },
  ...['vehicle-output', 'vehicle-sales', 'nev-output', 'nev-sales', 'nev-exports'].map((code) => ({
    code,
    scope: none,
  })),
];

function reporterCode(county: string, n: number): string {
  return creditCode(county, CODED_FROM + Object.keys(FIRMS).indexOf(county) * 100 + n);
}

export function reportersOf(seed: number): Reporter[] {
  return Object.entries(FIRMS).flatMap(([county, count]) =>
    Array.from({ length: count }, (_, n): Reporter => {
      const firm = makeFirm(seed, `${county}-${n}`, n === 0 && MAKERS.includes(county) ? 'maker' : undefined);
      // a maker that was drawn where the map has none makes parts
      const segment = firm.segment === 'maker' && !(n === 0 && MAKERS.includes(county)) ? 'parts' : firm.segment;
      return {
        county,
        uscc: reporterCode(county, n),
        name: (short) =>
          segment === 'maker' ? `${short}${cycleName(n)}汽车有限公司` : firmName(short, NAMED_FROM + n),
        isOwn: segment === 'maker' || (county === ACCOUNT_COUNTY && n === 1),
        segment,
        firm: segment === firm.segment ? firm : makeFirm(seed, `${county}-${n}`, segment),
      };
    }),
  );
}

/** Where the demonstration's firms have accounts: the county's vehicle maker and one that makes parts. */
const ACCOUNT_COUNTY = '331082';
export const ACCOUNTS = { maker: reporterCode(ACCOUNT_COUNTY, 0), parts: reporterCode(ACCOUNT_COUNTY, 1) } as const;

export function collectReports(input: CollectionInput): { reporters: readonly Reporter[]; reports: readonly Report[] } {
  const reporters = reportersOf(input.seed);
  const told = monthsTold(input.observations);
  const paces = reporters.map(({ firm }) => paceOf(input.seed, firm, FROM, MONTHS));
  const money = moneyOf(input.seed, reporters, paces, told);
  const vehicles = vehiclesOf(input.seed, reporters, paces, told);
  const reports = reporters.flatMap(({ firm, segment }, n) =>
    input.forms
      .filter(({ id }) => id === 'industry-monthly' || segment === 'maker')
      .flatMap((form) => {
        const random = randomFor(input.seed, `${form.id} ${firm.name}`);
        const own = paces[n] ?? [];
        const books =
          form.id === 'industry-monthly'
            ? industryLedger(firm, own, money, n, random)
            : vehicleLedger(firm, vehicles[n] ?? [], random);
        return reportsOf(form, ledgerFrom(FROM, books), n);
      }),
  );
  return { reporters, reports };
}

function reportsOf(form: FormDefinition, ledger: Ledger, reporter: number): Report[] {
  const first = (FIRST_ROUND.year - FROM) * 12 + FIRST_ROUND.month - 1;
  return Array.from({ length: MONTHS - first }, (_, i) => ({
    year: FROM + Math.floor((first + i) / 12),
    month: ((first + i) % 12) + 1,
  }))
    .filter(({ month }) => !form.exempt.includes(month))
    .map((at) => ({ reporter, form: form.id, ...at, cells: fillMonth(form, ledger, at.year, at.month) }));
}

type Told = (code: string, scope: Scope, region: string) => readonly number[];

/** What each month adds, in the story's unit. January has a little more than half of what comes with February. */
function monthsTold(observations: Iterable<DemoObservation>): Told {
  const series = new Map<string, Map<string, number>>();
  for (const { indicatorCode, scope, regionCode, period, value } of observations) {
    if (!regionCode.startsWith(CITY.slice(0, 4)) || !period.includes('..')) continue;
    const key = seriesKey(indicatorCode, scope, regionCode);
    const values = series.get(key) ?? new Map<string, number>();
    series.set(key, values.set(period, value));
  }
  return (code, scope, region) => {
    const values = series.get(seriesKey(code, scope, region)) ?? new Map<string, number>();
    const until = (year: number, month: number) => values.get(`${year}-01..${String(month).padStart(2, '0')}`) ?? 0;
    return Array.from({ length: MONTHS - 1 }, (_, i) => {
      const year = FROM + Math.floor(i / 12);
      const month = (i % 12) + 1;
      const january = Math.round(until(year, 2) * 0.52);
      if (month === 1) return january;
      return until(year, month) - (month === 2 ? january : until(year, month - 1));
    });
  };
}

/** The month that nobody has told yet: that of a year before, grown as the firm has grown since. */
function withNext(values: readonly number[]): number[] {
  const last = values.length - 1;
  const sum = (from: number) => values.slice(from, from + 8).reduce((a, b) => a + b, 0);
  const growth = sum(last - 7) / Math.max(1, sum(last - 19));
  return [...values, Math.round((values[last - 11] ?? 0) * growth)];
}

interface Money {
  /** By month, then by reporter; 千元. */
  readonly manufacturing: readonly (readonly number[])[];
  readonly output: readonly (readonly number[])[];
}

const THOUSANDS = 10;

/** Revenue is shared out county by county, output over the city in proportion to it. */
function moneyOf(seed: number, reporters: readonly Reporter[], paces: readonly (readonly Pace[])[], told: Told): Money {
  const random = randomFor(seed, 'money of the reporters');
  const counties = [...new Set(reporters.map(({ county }) => county))];
  const base = reporters.map(({ county, segment, firm }) =>
    segment === 'maker'
      ? MAKER_WEIGHT * others(reporters, county).reduce((sum, one) => sum + one.firm.output, 0)
      : firm.output,
  );
  const tilt = reporters.map(({ segment }) => (segment === 'maker' ? 1.25 : 1) * around(random, 0.1));
  const revenue = new Map(counties.map((county) => [county, told('revenue', MANUFACTURING, county)]));
  const output = told('gross-output-value', MOTOR, CITY);
  const busy = (n: number, i: number) => (base[n] ?? 0) * Math.max(0.25, paces[n]?.[i]?.output ?? 1);
  const manufacturing = output.map((_, i) => {
    const parts = reporters.map(() => 0);
    for (const county of counties) {
      const there = reporters.flatMap((one, n) => (one.county === county ? [n] : []));
      const shares = apportion(
        (revenue.get(county)?.[i] ?? 0) * THOUSANDS,
        there.map((n) => busy(n, i)),
      );
      for (const [at, n] of there.entries()) parts[n] = shares[at] ?? 0;
    }
    return parts;
  });
  const made = output.map((total, i) =>
    apportion(
      total * THOUSANDS,
      reporters.map((_, n) => (manufacturing[i]?.[n] ?? 0) * (tilt[n] ?? 1) * around(random, 0.015)),
    ),
  );
  return { manufacturing, output: made };
}

const others = (reporters: readonly Reporter[], county: string) =>
  reporters.filter((one) => one.county === county && one.segment !== 'maker');

function industryLedger(
  firm: Firm,
  paces: readonly Pace[],
  money: Money,
  n: number,
  random: ReturnType<typeof randomFor>,
): Books[] {
  const of = (months: readonly (readonly number[])[]) => withNext(months.map((month) => month[n] ?? 0));
  const output = of(money.output);
  const manufacturing = of(money.manufacturing);
  const usual = output.slice(0, 12).reduce((a, b) => a + b, 0) / 12;
  const scale = usual / firm.output;
  const sized: Firm = {
    ...firm,
    output: usual,
    staff: Math.max(20, Math.round(firm.staff * scale)),
    idlePower: firm.idlePower * scale,
  };
  return paces.map((pace, i) =>
    industryBooks(sized, pace, random, { output: output[i] ?? 0, manufacturing: manufacturing[i] ?? 0 }),
  );
}

/** Vehicles by reporter and month; an empty list for who makes none. */
function vehiclesOf(
  seed: number,
  reporters: readonly Reporter[],
  paces: readonly (readonly Pace[])[],
  told: Told,
): Vehicles[][] {
  const random = randomFor(seed, 'vehicles of the reporters');
  const makers = reporters.flatMap(({ segment }, n) => (segment === 'maker' ? [n] : []));
  const size = makers.map(() => 0.6 + random());
  const shared = (totals: readonly number[], caps?: readonly (readonly number[])[]) => {
    const months = totals.map((total, i) =>
      apportion(
        total,
        makers.map((n, m) => (size[m] ?? 1) * Math.max(0.25, paces[n]?.[i]?.output ?? 1) * around(random, 0.01)),
        caps && makers.map((_, m) => caps[m]?.[i] ?? 0),
      ),
    );
    return makers.map((_, m) => withNext(months.map((month) => month[m] ?? 0)));
  };
  const city = (code: string) => told(code, none, CITY);
  const rest = (whole: string, part: string) => city(whole).map((value, i) => value - (city(part)[i] ?? 0));
  const nev = shared(city('nev-output'));
  const other = shared(rest('vehicle-output', 'nev-output'));
  const nevSales = shared(city('nev-sales'));
  const otherSales = shared(rest('vehicle-sales', 'nev-sales'));
  const nevExports = shared(city('nev-exports'), nevSales);
  return reporters.map((_, n) => {
    const m = makers.indexOf(n);
    if (m < 0) return [];
    const at = (table: readonly (readonly number[])[], i: number) => table[m]?.[i] ?? 0;
    return Array.from({ length: MONTHS }, (_, i) => ({
      output: at(nev, i) + at(other, i),
      nev: at(nev, i),
      sales: at(nevSales, i) + at(otherSales, i),
      nevSales: at(nevSales, i),
      nevExports: Math.min(at(nevExports, i), at(nevSales, i)),
    }));
  });
}

function vehicleLedger(firm: Firm, made: readonly Vehicles[], random: ReturnType<typeof randomFor>): Books[] {
  let stock = Math.round((made[0]?.output ?? 0) * 1.5);
  return made.map((month) => {
    const book = vehicleBooks(firm, month, stock, random);
    stock = book['53'] ?? stock;
    return book;
  });
}
