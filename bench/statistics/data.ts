import type { Db } from '@liannao/server/kernel/store/open-store.ts';
import { sql } from 'kysely';

/** What is in the store: which figures exist, by rules that the queries know. All invented. */
export interface Filled {
  readonly indicators: readonly BenchIndicator[];
  /** The province, its cities and counties. */
  readonly regions: readonly { readonly code: string; readonly level: string }[];
  /** Codes, oldest first. */
  readonly months: readonly string[];
}

export interface BenchIndicator {
  readonly code: string;
  readonly isFlow: boolean;
  /** Anyone may read its figures. */
  readonly open: boolean;
  /** Only counties report it: cities and the province are put together on read. */
  readonly onlyCounties: boolean;
}

export const PROVINCE = '330000';
const INDICATORS = 200;
const REGIONS = 100;
/** One figure in so many was corrected a quarter later. */
const CORRECTED = 50;

/** Indicators that add up over regions first, so that there are flows and stocks of every kind to ask for. */
export async function shapeOf(db: Db, observations: number): Promise<Filled> {
  const codes = await sql<{
    code: string;
    time: string;
    region: string;
  }>`select code, time_rule as time, region_rule as region
    from indicator where source ->> 'kind' <> 'derived'
    order by region_rule <> 'sum', time_rule <> 'sum', code limit ${INDICATORS}`.execute(db);
  const places = await sql<{ code: string; level: string }>`select r.code, r.level from region_closure c
    join region r on r.code = c.descendant where c.ancestor = ${PROVINCE} and r.level in ('province', 'city', 'county')
    order by c.depth, r.code limit ${REGIONS}`.execute(db);
  const indicators = codes.rows.map(({ code, time, region }, at) => ({
    code,
    isFlow: time === 'sum' && region === 'sum',
    open: at % 2 === 0,
    onlyCounties: region === 'sum' && at % 4 === 3,
  }));
  const counties = places.rows.filter(({ level }) => level === 'county').length;
  const perMonth = indicators.reduce((sum, one) => sum + (one.onlyCounties ? counties : places.rows.length), 0);
  const count = Math.ceil(observations / (perMonth * (1 + 1 / CORRECTED)));
  const last = 2025 * 12 + 11;
  const months = Array.from({ length: count }, (_, at) => codeOf(last - count + 1 + at));
  return { indicators, regions: places.rows, months };
}

const codeOf = (index: number) => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;

/** A month as it is reported: all indicators and regions, then the corrections. In COPY's text format. */
export const COLUMNS =
  'indicator_code, region_code, period, revision, value, status, synthetic, open, source, reason, entered_at';

export function linesOf({ indicators, regions }: Filled, month: string, seed: number): { text: Buffer; rows: number } {
  const random = chance(seed);
  const [first, corrections]: [string[], string[]] = [[], []];
  const [y, m] = month.split('-').map(Number) as [number, number];
  const reported = new Date(Date.UTC(y, m, 15)).toISOString();
  const corrected = new Date(Date.UTC(y, m + 3, 15)).toISOString();
  for (const { code, open, onlyCounties } of indicators) {
    for (const region of regions) {
      if (onlyCounties && region.level !== 'county') continue;
      const value = (random() * 10_000).toFixed(2);
      const line = (revision: number, figure: string, at: string) =>
        `${code}\t${region.code}\t${month}\t${revision}\t${figure}\tapproved\tt\t${open ? 't' : 'f'}\t{}\t\\N\t${at}\n`;
      first.push(line(1, value, reported));
      if (random() < 1 / CORRECTED) corrections.push(line(2, (Number(value) + 1).toFixed(2), corrected));
    }
  }
  return { text: Buffer.from(first.join('') + corrections.join('')), rows: first.length + corrections.length };
}

/** Numbers in 0..1 that are the same at every run (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
