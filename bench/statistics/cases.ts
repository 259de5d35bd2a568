import { type Actor, anonymous, withActor } from '@liannao/server/kernel/access/actor.ts';
import type { Db } from '@liannao/server/kernel/store/open-store.ts';
import { type AggregateAsk, aggregateFigures } from '@liannao/server/modules/statistics/index.ts';
import { type RawBuilder, sql } from 'kysely';
import { type BenchIndicator, chance, type Filled, PROVINCE } from './data.ts';

export const bureau: Actor = {
  ...anonymous(),
  name: 'bench',
  userId: '00000000-0000-4000-8000-000000000001',
  grants: [{ role: 'bureau', regionCode: PROVINCE, partyId: null }],
};

/** One question with other parameters at every run: ours, the same by hand, and no more than reading the rows. */
export interface Case {
  readonly name: string;
  readonly actor: Actor;
  readonly ask: (run: number) => AggregateAsk;
}

const WHOLE = { root: PROVINCE };

export function casesOf({ indicators, months }: Filled): Case[] {
  const cases: Case[] = [];
  const readers: [string, Actor, (one: BenchIndicator) => boolean][] = [
    ['province bureau', bureau, () => true],
    ['public', anonymous(), (one) => one.open],
  ];
  for (const [reader, actor, may] of readers) {
    const some = (run: number, count: number, is: (one: BenchIndicator) => boolean = () => true) => {
      const all = indicators.filter((one) => may(one) && is(one));
      const random = chance(run);
      return Array.from({ length: count }, () => all[Math.floor(random() * all.length)]?.code ?? '');
    };
    const span = (run: number, count: number) => {
      const from = Math.floor(chance(run + 7)() * Math.max(1, months.length - count));
      return months.slice(from, from + count);
    };
    const base = { scopeKey: '', regions: WHOLE, overTime: 'each' as const };
    for (const count of [12, 36, 60]) {
      cases.push({
        name: `one indicator × whole tree × ${count} months, ${reader}`,
        actor,
        ask: (run) => ({ ...base, indicators: some(run, 1), periods: span(run, count) }),
      });
    }
    cases.push(
      {
        name: `20 indicators × whole tree × 12 months, ${reader}`,
        actor,
        ask: (run) => ({ ...base, indicators: some(run, 20), periods: span(run, 12) }),
      },
      {
        name: `year sums by city, ${reader}`,
        actor,
        ask: (run) => ({
          ...base,
          regions: { root: PROVINCE, level: 'city' },
          indicators: some(run, 1, ({ isFlow }) => isFlow),
          periods: [span(run, 12)[0]?.slice(0, 4) ?? ''],
          overTime: 'rule',
        }),
      },
      {
        name: `one indicator × whole tree × 12 months as at a date, ${reader}`,
        actor,
        ask: (run) => {
          const periods = span(run, 12);
          return { ...base, indicators: some(run, 1), periods, knownAt: new Date(`${periods.at(-1)}-20`) };
        },
      },
    );
  }
  return cases;
}

export const askOurs = (db: Db, { actor, ask }: Case, run: number) =>
  withActor(db, actor, (tx) => aggregateFigures(tx, ask(run)));

/** The regions below, and of a year its months. */
const where = ({
  indicators,
  periods,
  overTime,
}: AggregateAsk) => sql`indicator_code = any(${[...new Set(indicators)]}::text[])
  and scope_key = '' and region_code in (select descendant from region_closure where ancestor = ${PROVINCE})
  and period = any(${overTime === 'rule' ? monthsOf(periods[0] ?? '') : [...periods]}::text[])`;
const monthsOf = (year: string) => Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);

/** As one would write it by hand for this question alone, without rights. */
export function byHand(ask: AggregateAsk): RawBuilder<unknown> {
  if (ask.overTime === 'rule') {
    return sql`select c.ancestor, sum(p.value), count(*) from bench_plain p
      join region_closure c on c.descendant = p.region_code join region r on r.code = c.ancestor and r.level = 'city'
      where ${where(ask)} and p.region_code in (select code from region where level = (
        case when exists (select 1 from bench_plain x where x.indicator_code = ${ask.indicators[0]} and x.scope_key = ''
          and x.region_code = '330100' and x.period = ${`${ask.periods[0]}-06`}) then 'city' else 'county' end))
      group by c.ancestor`;
  }
  if (ask.knownAt) {
    return sql`select distinct on (indicator_code, region_code, period) indicator_code, region_code, period, value, missing,
      synthetic from observation where ${where(ask)} and entered_at <= ${ask.knownAt}
      order by indicator_code, region_code, period, revision desc`;
  }
  return sql`select indicator_code, region_code, period, value, missing, synthetic from bench_plain where ${where(ask)}`;
}

/** The same rows read by the store and counted: what no answer can be faster than. */
export const reading = (ask: AggregateAsk): RawBuilder<unknown> =>
  sql`select count(value) from ${sql.table(ask.knownAt ? 'observation' : 'bench_plain')} where ${where(ask)}`;
