import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import type { FindingCounts, ReturnState } from '../tables.ts';
import type { ReturnQuery } from './model.ts';

export interface ListedReturn {
  readonly id: string;
  readonly roundId: string;
  readonly formId: string;
  readonly formZh: string;
  readonly formEn: string;
  readonly period: string;
  readonly partyId: string | null;
  readonly partyName: string | null;
  readonly uscc: string | null;
  readonly regionCode: string;
  readonly regionName: string;
  readonly regionNameEn: string | null;
  readonly state: ReturnState;
  readonly dueOn: string;
  readonly firstSubmittedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly findings: FindingCounts;
  readonly openQuestions: number;
  /** Null once it is handed in. */
  readonly remindedAt: Date | null;
  readonly onBehalf: boolean;
  readonly synthetic: boolean;
  /** What the list is sorted by, for the next page. */
  readonly sortKey: string;
}

const STATES = ['open', 'draft', 'returned', 'reopened', 'submitted', 'checked', 'approved', 'excused'];
const REPORTER = sql<string>`r.region_code || ' ' || coalesce(p.name, g.name)`;
const KEYS: Readonly<Record<string, RawBuilder<string>>> = {
  reporter: REPORTER,
  state: sql<string>`lpad(coalesce(array_position(${STATES}::text[], r.state), 0)::text, 2, '0') || ' ' || ${REPORTER}`,
  due: sql<string>`r.due_on::text || ' ' || ${REPORTER}`,
  submitted: sql<string>`coalesce(to_char(r.submitted_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '') || ' ' || ${REPORTER}`,
};

const questionsOpen = sql<number>`(select count(*)::int from statistics_question q where q.return_id = r.id and q.answer is null)`;
const reminded = sql<Date | null>`case when r.state in ('open', 'draft', 'returned', 'reopened') then
  (select max(e.at) from statistics_return_event e where e.return_id = r.id and e.action = 'remind'
    and e.at > coalesce(r.submitted_at, '-infinity')) end`;
const likeOf = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

export interface ListAsked {
  readonly query: Omit<z.infer<typeof ReturnQuery>, 'cursor' | 'limit' | 'format'>;
  readonly actor: Actor;
  /** `2025-09-12` in China. */
  readonly today: string;
  /** Sort key and id of the last row of the page before. */
  readonly after: readonly [string, string] | null;
  readonly limit: number;
  /** Only this one. */
  readonly id?: string;
}

/** Returns that the asker may see, in the order asked for; keyset paging. */
export async function selectReturns(
  tx: Tx,
  { query, actor, today, after, limit, id }: ListAsked,
): Promise<ListedReturn[]> {
  const sort = query.sort ?? 'reporter';
  const isDown = sort.startsWith('-');
  const key = KEYS[isDown ? sort.slice(1) : sort] ?? REPORTER;
  const where = conditionsOf(query, actor, today);
  if (id !== undefined) where.push(sql`r.id = ${id}::uuid`);
  if (after !== null) {
    where.push(sql`(${key} collate "C", r.id) ${sql.raw(isDown ? '<' : '>')} (${after[0]}, ${after[1]}::uuid)`);
  }
  const way = sql.raw(isDown ? 'desc' : 'asc');
  const { rows } = await sql<ListedReturn>`
    select r.id, r.round_id as "roundId", r.form_id as "formId", v.definition->>'zh' as "formZh",
      v.definition->>'en' as "formEn", r.period, r.party_id as "partyId", p.name as "partyName", p.uscc,
      r.region_code as "regionCode", g.name as "regionName", g.name_en as "regionNameEn", r.state, r.due_on as "dueOn",
      r.first_submitted_at as "firstSubmittedAt", r.submitted_at as "submittedAt", r.findings,
      ${questionsOpen} as "openQuestions", ${reminded} as "remindedAt", r.on_behalf as "onBehalf", r.synthetic, ${key} as "sortKey"
    from statistics_return r
    join statistics_round t on t.id = r.round_id
    join statistics_form_version v on v.form_id = t.form_id and v.version = t.version
    join region g on g.code = r.region_code
    left join party p on p.id = r.party_id
    where ${sql.join(where, sql` and `)}
    order by ${key} collate "C" ${way}, r.id ${way} limit ${limit}`.execute(tx);
  return rows;
}

function conditionsOf(query: ListAsked['query'], actor: Actor, today: string): RawBuilder<unknown>[] {
  const where: RawBuilder<unknown>[] = [sql`true`];
  const { round, form, period, state, region, party, late, questions, mine, q } = query;
  if (round !== undefined) where.push(sql`r.round_id = ${round}::uuid`);
  if (form !== undefined) where.push(sql`r.form_id = ${form}`);
  if (period !== undefined) where.push(sql`r.period = ${period}`);
  if (state !== undefined) where.push(sql`r.state = any(${state.split(',').map((one) => one.trim())}::text[])`);
  if (region !== undefined) {
    where.push(sql`r.region_code in (select descendant from region_closure where ancestor = ${region})`);
  }
  if (party !== undefined) where.push(sql`(r.party_id::text = ${party} or p.uscc = ${party})`);
  if (late !== undefined) where.push(late ? lateOn(today) : sql`not ${lateOn(today)}`);
  if (questions !== undefined) where.push(sql`(${questionsOpen} > 0) = ${questions}`);
  if (mine) {
    const regions = actor.grants.flatMap((grant) => (grant.role === 'bureau' ? (grant.regionCode ?? []) : []));
    where.push(sql`(r.party_id = (select liannao_party())
      or (r.party_id is null and r.region_code = any(${regions}::text[])))`);
  }
  if (q) {
    const like = likeOf(q);
    where.push(sql`(p.name like ${like} or p.uscc ilike ${like} or g.name like ${like} or g.name_en ilike ${like})`);
  }
  return where;
}

const lateOn = (today: string) => sql`(r.state <> 'excused' and r.due_on <
  coalesce((r.first_submitted_at at time zone 'Asia/Shanghai')::date, ${today}::date))`;

/** The reporters before and after one in its round, in the list's order. */
export async function selectNeighbours(tx: Tx, roundId: string, id: string) {
  const { rows } = await sql<{ previous: string | null; next: string | null }>`
    select previous, next from (
      select r.id, lag(r.id) over w as previous, lead(r.id) over w as next
      from statistics_return r join region g on g.code = r.region_code left join party p on p.id = r.party_id
      where r.round_id = ${roundId}::uuid window w as (order by ${REPORTER} collate "C", r.id)) l
    where l.id = ${id}::uuid`.execute(tx);
  return rows[0] ?? { previous: null, next: null };
}
