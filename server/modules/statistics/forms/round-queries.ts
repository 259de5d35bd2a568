import { type RawBuilder, sql } from 'kysely';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';

export interface Counts {
  readonly expected: number;
  /** Handed in, in whatever state since. */
  readonly submitted: number;
  readonly checked: number;
  readonly approved: number;
  readonly excused: number;
  readonly late: number;
  readonly questions: number;
}

export interface RoundRow extends Counts {
  readonly id: string;
  readonly formId: string;
  readonly version: number;
  readonly zh: string;
  readonly en: string;
  readonly number: string;
  readonly period: string;
  readonly lastMonth: string;
  readonly regionCode: string;
  readonly region: string;
  readonly regionEn: string | null;
  readonly opensOn: string;
  readonly dueOn: string;
  readonly releaseAt: Date | null;
  readonly releasedAt: Date | null;
  readonly synthetic: boolean;
  readonly settledAt: Date | null;
  /** Some of its regions are the actor's to write. */
  readonly isBureaus: boolean;
  readonly hasOwn: boolean;
}

export interface RoundFilter {
  readonly ids?: readonly string[];
  readonly form?: string | undefined;
  readonly region?: string | undefined;
  readonly month?: string | undefined;
  readonly state?: 'open' | 'done' | undefined;
  /** Last month and id of the last one shown. */
  readonly after?: readonly [string, string] | undefined;
  readonly limit: number;
  /** `2025-09-12`. */
  readonly today: string;
}

/** The regions whose bureaux' officers the actor is, or analysts. */
const granted = ({ grants }: Actor): string[] =>
  grants.flatMap(({ role, regionCode }) =>
    (role === 'bureau' || role === 'analyst') && regionCode ? [regionCode] : [],
  );

/**
 * Rounds, newest month first, each with the counts of what the actor sees of it: of the region asked for, else of the whole
 * round where he holds it, else of the regions that he does hold; a reporter's of his own returns alone. Until the sums of
 * a fresh round are there they are counted from its returns.
 */
export async function selectRounds(tx: Tx, actor: Actor, filter: RoundFilter): Promise<RoundRow[]> {
  const { ids, form, region, month, state, after, limit } = filter;
  const own = actor.grants.find(({ partyId }) => partyId)?.partyId ?? null;
  const isReporter = own !== null && granted(actor).length === 0;
  const where: RawBuilder<unknown>[] = [sql`true`];
  if (ids) where.push(sql`r.id = any(${ids}::uuid[])`);
  if (form !== undefined) where.push(sql`r.form_id = ${form}`);
  if (month !== undefined) where.push(sql`r.last_month = ${month}`);
  if (after) where.push(sql`(r.last_month, r.id) < (${after[0]}, ${after[1]}::uuid)`);
  if (region !== undefined)
    where.push(sql`exists (select 1 from region_closure c where (c.ancestor = ${region} and c.descendant = r.region_code)
      or (c.ancestor = r.region_code and c.descendant = ${region}))`);
  if (isReporter && !ids)
    where.push(sql`exists (select 1 from statistics_return o where o.round_id = r.id and o.party_id = ${own}::uuid)`);
  const done = sql`(r.released_at is not null or coalesce(p.settled, false))`;
  if (state === 'open') where.push(sql`not ${done}`);
  if (state === 'done') where.push(done);
  const { rows } = await sql<RoundRow & { counted: boolean }>`
    select r.id, r.form_id as "formId", r.version, v.definition->>'zh' as zh, v.definition->>'en' as en,
      v.definition->>'number' as number, r.period, r.last_month as "lastMonth", r.region_code as "regionCode",
      g.name as region, g.name_en as "regionEn", r.opens_on as "opensOn", r.due_on as "dueOn",
      r.release_at as "releaseAt", r.released_at as "releasedAt", r.synthetic,
      coalesce(p.expected, 0)::int as expected, coalesce(p.submitted, 0)::int as submitted,
      coalesce(p.checked, 0)::int as checked, coalesce(p.approved, 0)::int as approved,
      coalesce(p.excused, 0)::int as excused, coalesce(p.late, 0)::int as late,
      coalesce(p.questions, 0)::int as questions, p.settled_at as "settledAt", p.n > 0 as counted,
      exists (select 1 from region_closure c where c.ancestor = r.region_code
        and c.descendant in (select liannao_writable())) as "isBureaus",
      exists (select 1 from statistics_return o where o.round_id = r.id and o.party_id = ${own}::uuid) as "hasOwn"
    from statistics_round r
    join statistics_form_version v on v.form_id = r.form_id and v.version = r.version
    join region g on g.code = r.region_code
    left join lateral (
      select count(*)::int as n, sum(p.expected) as expected, sum(p.submitted) as submitted, sum(p.checked) as checked,
        sum(p.approved) as approved, sum(p.excused) as excused, sum(p.late) as late, sum(p.questions) as questions,
        bool_and(p.settled_at is not null) as settled, max(p.settled_at) filter (where p.settled_at is not null) as settled_at
      from statistics_progress p
      where p.round_id = r.id and ${isReporter ? sql`false` : sql`p.region_code = any(${viewed(region)})`}) p on true
    where ${sql.join(where, sql` and `)}
    order by r.last_month desc, r.id desc limit ${limit}`.execute(tx);
  const bare = rows.filter(({ counted }) => !counted).map(({ id }) => id);
  const counts = await countReturns(tx, { rounds: bare, region, today: filter.today });
  return rows.map(({ counted, ...row }) => ({ ...row, ...(counted ? {} : counts.get(row.id)) }));
}

/** As an array in SQL: the regions of a round whose counts are shown, none of which lies within another. */
function viewed(region: string | undefined): RawBuilder<string[]> {
  if (region !== undefined) {
    return sql`array[case when exists (select 1 from region_closure c where c.ancestor = ${region}
      and c.descendant = r.region_code) then r.region_code else ${region} end]`;
  }
  // Of the rows that he sees the topmost: who holds a city and one of its counties must not count the county twice.
  return sql`case when (select liannao_is_admin()) or r.region_code in (select liannao_held()) then array[r.region_code]
    else array(select s.region_code from statistics_progress s where s.round_id = r.id and not exists (
      select 1 from statistics_progress above join region_closure c on c.ancestor = above.region_code and c.depth > 0
      where above.round_id = r.id and c.descendant = s.region_code)) end`;
}

/** Counts straight from the returns that the actor sees. */
async function countReturns(
  tx: Tx,
  { rounds, region, today }: { rounds: readonly string[]; region: string | undefined; today: string },
): Promise<Map<string, Counts>> {
  if (rounds.length === 0) return new Map();
  const { rows } = await sql<Counts & { roundId: string }>`select t.round_id as "roundId",
      count(*)::int as expected,
      count(*) filter (where t.state in ('submitted', 'checked', 'approved') or t.approved_cells is not null)::int
        as submitted,
      count(*) filter (where t.state in ('checked', 'approved') or t.approved_cells is not null)::int as checked,
      count(*) filter (where t.state = 'approved' or t.approved_cells is not null)::int as approved,
      count(*) filter (where t.state = 'excused')::int as excused,
      count(*) filter (where t.state <> 'excused' and t.due_on
        < coalesce((t.first_submitted_at at time zone 'Asia/Shanghai')::date, ${today}::date))::int as late,
      coalesce(sum((select count(*) from statistics_question q where q.return_id = t.id and q.answer is null)), 0)::int
        as questions
    from statistics_return t
    where t.round_id = any(${rounds}::uuid[]) and ${
      region === undefined
        ? sql`true`
        : sql`t.region_code in (select descendant from region_closure where ancestor = ${region})`
    }
    group by t.round_id`.execute(tx);
  return new Map(rows.map(({ roundId, ...counts }) => [roundId, counts]));
}

export interface RegionProgress extends Counts {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly depth: number;
  readonly settledAt: Date | null;
  readonly settledBy: string | null;
  readonly settledNote: string | null;
  readonly settledIncomplete: boolean;
  readonly isWritable: boolean;
}

/** Progress of a round by region as a tree laid flat: a region before those below it, by code. */
export async function selectProgress(tx: Tx, round: { id: string; regionCode: string }): Promise<RegionProgress[]> {
  const { rows } = await sql<RegionProgress & { path: string[] }>`
    select p.region_code as code, g.name, g.name_en as "nameEn", c.depth, p.expected, p.submitted, p.checked, p.approved,
      p.excused, p.late, p.questions, p.settled_at as "settledAt", p.settled_by_name as "settledBy",
      p.settled_note as "settledNote", p.settled_incomplete as "settledIncomplete",
      ((select liannao_is_admin()) or p.region_code in (select liannao_writable())) as "isWritable",
      (select array_agg(up.ancestor order by up.depth desc) from region_closure up
        join region_closure within on within.descendant = up.ancestor and within.ancestor = ${round.regionCode}
        where up.descendant = p.region_code and up.via = 'division') as path
    from statistics_progress p join region g on g.code = p.region_code
    join region_closure c on c.ancestor = ${round.regionCode} and c.descendant = p.region_code
    where p.round_id = ${round.id}::uuid
    order by path`.execute(tx);
  return rows.map(({ path: _, ...row }) => row);
}
