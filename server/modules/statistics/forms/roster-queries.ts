import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';

export interface RosterRow {
  readonly id: string;
  readonly formId: string;
  readonly partyId: string | null;
  readonly party: string | null;
  readonly uscc: string | null;
  readonly regionCode: string;
  readonly region: string;
  readonly regionEn: string | null;
  readonly since: string;
  readonly until: string | null;
  readonly hasEntryFile: boolean;
  readonly note: string;
  readonly by: string;
  readonly at: Date;
}

export interface RosterFilter {
  readonly form?: string | undefined;
  /** The region and all below it. */
  readonly region?: string | undefined;
  readonly month?: string | undefined;
  readonly q?: string | undefined;
  readonly ids?: readonly string[];
  /** Region, name and id of the last line shown. */
  readonly after?: readonly [string, string, string] | undefined;
  readonly limit: number;
}

const NAME = sql.raw(`coalesce(p.name, '')`);

/** Lines that the actor sees, by region and name. */
export async function selectRoster(tx: Tx, filter: RosterFilter): Promise<RosterRow[]> {
  const { form, region, month, q, ids, after, limit } = filter;
  const where: RawBuilder<unknown>[] = [sql`true`];
  if (form !== undefined) where.push(sql`m.form_id = ${form}`);
  if (region !== undefined)
    where.push(sql`m.region_code in (select descendant from region_closure where ancestor = ${region})`);
  if (month !== undefined) where.push(sql`m.since <= ${month} and (m.until is null or m.until >= ${month})`);
  if (ids) where.push(sql`m.id = any(${ids}::uuid[])`);
  if (q)
    where.push(sql`(strpos(p.name, ${q}) > 0 or starts_with(p.uscc, ${q.toUpperCase()}) or strpos(g.name, ${q}) > 0)`);
  if (after) where.push(sql`(m.region_code, ${NAME}, m.id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)`);
  const { rows } = await sql<RosterRow>`select m.id, m.form_id as "formId", m.party_id as "partyId", p.name as party,
      p.uscc, m.region_code as "regionCode", g.name as region, g.name_en as "regionEn", m.since, m.until,
      m.entry_file is not null as "hasEntryFile", m.note, m.set_by_name as by, m.set_at as at
    from statistics_roster m join region g on g.code = m.region_code left join party p on p.id = m.party_id
    where ${sql.join(where, sql` and `)}
    order by m.region_code, ${NAME}, m.id limit ${limit}`.execute(tx);
  return rows;
}

export interface Span {
  readonly id: string;
  readonly partyId: string | null;
  readonly regionCode: string;
  readonly region: string;
  readonly since: string;
  readonly until: string | null;
}

/** Lines of these reporters on a form's roster, wherever they are: to be asked as the system (conventions 11, check 26). */
export async function selectSpans(
  tx: Tx,
  formId: string,
  of: { partyIds: readonly string[]; regions: readonly string[] },
): Promise<Span[]> {
  const { rows } = await sql<Span>`select m.id, m.party_id as "partyId", m.region_code as "regionCode",
      g.name as region, m.since, m.until
    from statistics_roster m join region g on g.code = m.region_code
    where m.form_id = ${formId} and (m.party_id = any(${of.partyIds}::uuid[])
      or (m.party_id is null and m.region_code = any(${of.regions}::text[])))`.execute(tx);
  return rows;
}

/** Rosters of a form are changed one after the other, so that nobody is entered twice at once. */
export async function lockRoster(tx: Tx, formId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`statistics_roster:${formId}`}, 0))`.execute(tx);
}

const settledIn = (region: string) => sql`exists (select 1 from statistics_progress p
  where p.round_id = r.id and p.region_code = ${sql.raw(region)} and p.settled_at is not null)`;
const mayWriteIn = (region: string) =>
  sql`((select liannao_is_admin()) or ${sql.raw(region)} in (select liannao_writable()))`;

/**
 * A return for every member of the roster in the rounds' months that has none yet, of one round or of all of a form that
 * are not released; what is settled in the member's region stays as it is. Answers the rounds that changed.
 */
export async function addReturns(tx: Tx, of: { formId: string } | { roundId: string }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with added as (
      insert into statistics_return (round_id, form_id, period, last_month, party_id, region_code, cells, due_on, synthetic)
      select r.id, r.form_id, r.period, r.last_month, m.party_id, m.region_code, '{}', r.due_on, r.synthetic
      from statistics_round r
      join statistics_roster m on m.form_id = r.form_id and m.since <= r.last_month
        and (m.until is null or m.until >= r.last_month)
      join region_closure c on c.ancestor = r.region_code and c.descendant = m.region_code
      where ${'roundId' in of ? sql`r.id = ${of.roundId}::uuid` : sql`r.form_id = ${of.formId} and r.released_at is null`}
        and ${mayWriteIn('m.region_code')} and not ${settledIn('m.region_code')}
        and not exists (select 1 from statistics_return t where t.round_id = r.id
          and t.party_id is not distinct from m.party_id and t.region_code = m.region_code)
      returning round_id)
    select distinct round_id as id from added`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Takes returns away that nobody has touched and whose reporter is not on the roster in that month any more. */
async function dropReturns(tx: Tx, formId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with removed as (
      delete from statistics_return t using statistics_round r
      where r.id = t.round_id and r.form_id = ${formId} and r.released_at is null and t.state = 'open' and t.revision = 0
        and ${mayWriteIn('t.region_code')} and not ${settledIn('t.region_code')}
        and not exists (select 1 from statistics_roster m where m.form_id = t.form_id
          and m.party_id is not distinct from t.party_id and m.region_code = t.region_code
          and m.since <= t.last_month and (m.until is null or m.until >= t.last_month))
      returning t.round_id)
    select distinct round_id as id from removed`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Brings the returns of a form's open rounds in step with its roster. Answers the rounds that changed. */
export async function alignReturns(tx: Tx, formId: string): Promise<string[]> {
  const [added, removed] = [await addReturns(tx, { formId }), await dropReturns(tx, formId)];
  return [...new Set([...added, ...removed])];
}

/** A reporter's returns that somebody has begun or handed in, on a form and in a region, in these months. */
export async function countTouched(
  tx: Tx,
  of: { formId: string; partyId: string | null; region: string; since: string; until: string | null },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from statistics_return t
    where t.form_id = ${of.formId} and t.party_id is not distinct from ${of.partyId}::uuid and t.region_code = ${of.region}
      and t.last_month >= ${of.since} and (${of.until}::text is null or t.last_month <= ${of.until})
      and not (t.state = 'open' and t.revision = 0)`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Regions of a level within a region, or of a county: functional zones count as counties. */
export async function regionsOfLevel(tx: Tx, within: string, level: 'county' | 'city' | 'province'): Promise<string[]> {
  const levels = level === 'county' ? ['county', 'functional'] : [level];
  const { rows } = await sql<{ code: string }>`select g.code from region g
    join region_closure c on c.descendant = g.code and c.ancestor = ${within}
    where g.level = any(${levels}::text[]) order by g.code`.execute(tx);
  return rows.map(({ code }) => code);
}
