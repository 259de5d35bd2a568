import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { dayOf } from '../../../kernel/calendar/workdays.ts';
import { notFound } from '../../../kernel/errors.ts';
import { regionNames } from '../../../kernel/region/name.ts';
import type { CellValue } from '../../../kernel/tabular/csv.ts';
import type { WorkbookSpec } from '../../../kernel/tabular/xlsx-write.ts';
import { selectChildRegions } from '../series-queries.ts';
import type { TimelinessFacts, TimelinessQuery, TimelinessView } from './model.ts';
import { shiftMonth } from './months.ts';
import { type Locale, textFor } from './text.ts';

interface Count {
  readonly region: string;
  readonly month: string;
  readonly expected: number;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  readonly pending: number;
}

/**
 * How punctually a region and those directly below it reported, by month of the reports: what was asked for, on time, late,
 * missing. Only returns that the actor sees count. @throws AppError 404 `region-not-found`.
 */
export async function timeliness(
  tx: Tx,
  actor: Actor,
  { region, form, months, until, now }: z.output<typeof TimelinessQuery> & { now: Date },
): Promise<TimelinessView> {
  const own = await tx.selectFrom('region').select('code').where('code', '=', region).executeTakeFirst();
  if (!own) throw notFound('region', region);
  const last = until ?? (await newestMonth(tx)) ?? dayOf(now).slice(0, 7);
  const span = Array.from({ length: months }, (_, back) => shiftMonth(last, back - months + 1));
  const children = (await selectChildRegions(tx, region)).map(({ code }) => code);
  const codes = [region, ...children];
  const counts = await selectCounts(tx, { codes, form, from: span[0] ?? last, last, today: dayOf(now) });
  const names = await regionNames(tx, codes, actor.locale);
  const byRegion = Map.groupBy(counts, (one) => one.region);
  return {
    months: span,
    items: codes
      .filter((code) => code === region || byRegion.has(code))
      .map((code) => {
        const held = byRegion.get(code) ?? [];
        return {
          region: { code, name: names.get(code) ?? code },
          total: factsOf(held),
          byMonth: Object.fromEntries(held.map((one) => [one.month, factsOf([one])])),
        };
      }),
  };
}

/** Month of the newest round of anybody: calendars are open. */
async function newestMonth(tx: Tx): Promise<string | null> {
  const { month } = await tx
    .selectFrom('statistics_round')
    .select((eb) => eb.fn.max('last_month').as('month'))
    .executeTakeFirstOrThrow();
  return month ?? null;
}

async function selectCounts(
  tx: Tx,
  {
    codes,
    form,
    from,
    last,
    today,
  }: { codes: string[]; form: string | undefined; from: string; last: string; today: string },
): Promise<Count[]> {
  const handedIn = sql`(t.first_submitted_at at time zone 'Asia/Shanghai')::date`;
  const { rows } = await sql<Count>`select c.ancestor as region, t.last_month as month,
      count(*)::int as expected,
      count(*) filter (where t.first_submitted_at is not null and ${handedIn} <= t.due_on)::int as "onTime",
      count(*) filter (where t.first_submitted_at is not null and ${handedIn} > t.due_on)::int as late,
      count(*) filter (where t.first_submitted_at is null and t.due_on < ${today}::date)::int as missing,
      count(*) filter (where t.first_submitted_at is null and t.due_on >= ${today}::date)::int as pending
    from statistics_return t join region_closure c on c.descendant = t.region_code and c.ancestor = any(${codes}::text[])
    where t.last_month between ${from} and ${last} and t.state <> 'excused'
      and ${form === undefined ? sql`true` : sql`t.form_id = ${form}`}
    group by c.ancestor, t.last_month order by c.ancestor, t.last_month`.execute(tx);
  return rows;
}

function factsOf(counts: readonly Omit<Count, 'region' | 'month'>[]): TimelinessFacts {
  const sum = (of: 'expected' | 'onTime' | 'late' | 'missing' | 'pending') =>
    counts.reduce((total, one) => total + one[of], 0);
  const [onTime, late, missing] = [sum('onTime'), sum('late'), sum('missing')];
  const judged = onTime + late + missing;
  return {
    expected: sum('expected'),
    onTime,
    late,
    missing,
    pending: sum('pending'),
    share: judged === 0 ? null : (onTime / judged) * 100,
  };
}

/** One line a region and month, the region's total last. */
export function timelinessTable(view: TimelinessView, locale: Locale): WorkbookSpec {
  const { columns, sheet, total } = textFor(locale).timeliness;
  const line = (region: { code: string; name: string }, month: string, facts: TimelinessFacts): CellValue[] => [
    region.code,
    region.name,
    month,
    facts.expected,
    facts.onTime,
    facts.late,
    facts.missing,
    facts.pending,
    facts.share === null ? null : Math.round(facts.share * 10) / 10,
  ];
  return {
    sheetName: sheet,
    columns: columns.map((header, at) => ({ header, ...(at === 0 || at === 2 ? { numFmt: '@' } : {}) })),
    rows: view.items.flatMap(({ region, byMonth, total: all }) => [
      ...Object.entries(byMonth).map(([month, facts]) => line(region, month, facts)),
      line(region, total, all),
    ]),
  };
}
