import { type Cells, type FormColumn, type FormDefinition, rowsOf } from '@liannao/statistics';
import { sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';
import type { Db } from '../../../kernel/store/open-store.ts';
import type { ProgressTable, ReturnState } from '../tables.ts';
import type { Total } from './totals.ts';

export interface Due {
  readonly returnId: string | null;
  readonly reason: string | null;
}

/** The round that has waited longest, those left out passed over; null where none waits. */
export async function nextDue(db: Db, without: readonly string[] = []): Promise<string | null> {
  const due = await db
    .selectFrom('statistics_due')
    .select('round_id')
    .$if(without.length > 0, (query) => query.where('round_id', 'not in', [...without]))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return due?.round_id ?? null;
}

/** One after another: two that added up the same round would write the same revisions. */
export async function lockTotals(tx: Tx, roundId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`statistics_total:${roundId}`}, 0))`.execute(tx);
}

/** All that has come in for a round until now. */
export async function takeDue(tx: Tx, roundId: string): Promise<Due[]> {
  const { rows } = await sql<Due>`delete from statistics_due where round_id = ${roundId}::uuid
    returning return_id as "returnId", reason`.execute(tx);
  return rows;
}

export interface RoundFacts {
  readonly id: string;
  readonly formId: string;
  readonly version: number;
  readonly period: string;
  readonly regionCode: string;
  readonly releasedAt: Date | null;
  readonly synthetic: boolean;
  readonly definition: FormDefinition;
}

export async function findRoundFacts(tx: Tx, id: string): Promise<RoundFacts | undefined> {
  const { rows } = await sql<RoundFacts>`select t.id, t.form_id as "formId", t.version, t.period,
      t.region_code as "regionCode", t.released_at as "releasedAt", t.synthetic, v.definition
    from statistics_round t join statistics_form_version v on v.form_id = t.form_id and v.version = t.version
    where t.id = ${id}::uuid`.execute(tx);
  return rows[0];
}

export interface RoundReturn {
  readonly id: string;
  readonly regionCode: string;
  readonly state: ReturnState;
  readonly cells: Cells;
  readonly approvedCells: Cells | null;
  readonly dueOn: string;
  readonly firstSubmittedAt: Date | null;
  readonly synthetic: boolean;
  readonly questions: number;
}

/** Every return of a round; of those that are not handed in no cells are fetched. */
export async function selectRoundReturns(tx: Tx, roundId: string): Promise<RoundReturn[]> {
  const { rows } = await sql<RoundReturn>`
    select r.id, r.region_code as "regionCode", r.state,
      case when r.state in ('submitted', 'checked', 'approved') then r.cells else '{}'::jsonb end as cells,
      r.approved_cells as "approvedCells", r.due_on as "dueOn", r.first_submitted_at as "firstSubmittedAt", r.synthetic,
      coalesce(q.n, 0)::int as questions
    from statistics_return r
    left join (select return_id, count(*) as n from statistics_question where answer is null group by return_id) q
      on q.return_id = r.id
    where r.round_id = ${roundId}::uuid`.execute(tx);
  return rows;
}

/** From each of these regions to the one above it, and so on, ending below `top`. A region apart from it hangs at it. */
export async function selectParentsUpTo(tx: Tx, regions: readonly string[], top: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; parent: string | null }>`select code, parent_code as parent from region
    where code in (select ancestor from region_closure where descendant = any(${regions}::text[]) and via = 'division')`.execute(
    tx,
  );
  const all = new Map(rows.map((row) => [row.code, row.parent]));
  const parents = new Map<string, string>();
  for (const region of regions) {
    const chain = [region];
    for (let at = all.get(region); at && at !== top; at = all.get(at)) chain.push(at);
    const reachesTop = all.get(chain.at(-1) ?? '') === top;
    if (region === top) continue;
    if (!reachesTop) parents.set(region, top);
    else for (const [i, code] of chain.entries()) parents.set(code, chain[i + 1] ?? top);
  }
  return parents;
}

/** Which of these division codes lie in the region. */
export async function selectInside(tx: Tx, region: string, codes: readonly string[]): Promise<ReadonlySet<string>> {
  if (codes.length === 0) return new Set();
  const rows = await tx
    .selectFrom('region_closure')
    .select('descendant')
    .where('ancestor', '=', region)
    .where('descendant', 'in', [...codes])
    .execute();
  return new Set(rows.map(({ descendant }) => descendant));
}

interface StoredTotal extends Total {
  readonly regionCode: string;
}

export async function selectTotals(tx: Tx, roundId: string): Promise<Map<string, Total[]>> {
  const { rows } = await sql<StoredTotal>`select region_code as "regionCode", row_key as row, column_id as column,
      value::text as value, reported, missing from statistics_total where round_id = ${roundId}::uuid`.execute(tx);
  return Map.groupBy(rows, (row) => row.regionCode);
}

const canonical = ({ value, reported, missing }: Total) =>
  JSON.stringify([value, reported, Object.entries(missing).sort()]);
const placeOf = (region: string, { row, column }: { row: string; column: FormColumn }) => `${region} ${row} ${column}`;

/** Writes the totals that differ from those that are there and takes away what is none any more. */
export async function storeTotals(
  tx: Tx,
  roundId: string,
  { before, now, at }: { before: ReadonlyMap<string, Total[]>; now: ReadonlyMap<string, Total[]>; at: Date },
): Promise<void> {
  const flat = (totals: ReadonlyMap<string, Total[]>) =>
    new Map(
      [...totals].flatMap(([region, list]) => list.map((one) => [placeOf(region, one), { region, ...one }] as const)),
    );
  const [old, fresh] = [flat(before), flat(now)];
  const changed = [...fresh].flatMap(([key, total]) => {
    const stood = old.get(key);
    return stood && canonical(stood) === canonical(total) ? [] : [total];
  });
  if (changed.length > 0) {
    await sql`insert into statistics_total (round_id, region_code, row_key, column_id, value, reported, missing, updated_at)
      select ${roundId}::uuid, region, "row", "column", value::numeric, reported, missing, ${at}
      from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
        as t(region text, "row" text, "column" text, value text, reported int, missing jsonb)
      on conflict (round_id, region_code, row_key, column_id) do update set value = excluded.value,
        reported = excluded.reported, missing = excluded.missing, updated_at = excluded.updated_at`.execute(tx);
  }
  const gone = [...old].flatMap(([key, total]) => (fresh.has(key) ? [] : [total]));
  if (gone.length > 0) {
    await sql`delete from statistics_total t using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb)
        as g(region text, "row" text, "column" text)
      where t.round_id = ${roundId}::uuid and t.region_code = g.region and t.row_key = g."row"
        and t.column_id = g."column"`.execute(tx);
  }
}

export type Counts = Pick<
  ProgressTable,
  'expected' | 'submitted' | 'checked' | 'approved' | 'excused' | 'late' | 'questions'
>;

/**
 * Brings the progress of a round's regions up to date; answers which of them are settled. A region that has no returns
 * any more goes, unless figures of the round were written of it.
 */
export async function storeProgress(
  tx: Tx,
  { id, definition }: Pick<RoundFacts, 'id' | 'definition'>,
  { counts, at }: { counts: ReadonlyMap<string, Counts>; at: Date },
): Promise<Set<string>> {
  const rows = [...counts].map(([region, count]) => ({ region, ...count }));
  // A settled sum is incomplete as long as somebody is waited for, and becomes so when somebody is again.
  await sql`insert into statistics_progress as p (round_id, region_code, expected, submitted, checked, approved, excused,
      late, questions, updated_at)
    select ${id}::uuid, region, expected, submitted, checked, approved, excused, late, questions, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(region text, expected int, submitted int, checked int,
      approved int, excused int, late int, questions int)
    on conflict (round_id, region_code) do update set expected = excluded.expected, submitted = excluded.submitted,
      checked = excluded.checked, approved = excluded.approved, excused = excluded.excused, late = excluded.late,
      questions = excluded.questions, updated_at = excluded.updated_at,
      settled_incomplete = p.settled_at is not null and excluded.approved + excluded.excused < excluded.expected`.execute(
    tx,
  );
  await dropEmpty(tx, { id, definition }, { regions: [...counts.keys()], at });
  const settled = await tx
    .selectFrom('statistics_progress')
    .select('region_code as region')
    .where('round_id', '=', id)
    .where('settled_at', 'is not', null)
    .execute();
  return new Set(settled.map(({ region }) => region));
}

async function dropEmpty(
  tx: Tx,
  { id, definition }: Pick<RoundFacts, 'id' | 'definition'>,
  { regions, at }: { regions: readonly string[]; at: Date },
): Promise<void> {
  const indicators = [...new Set(rowsOf(definition).flatMap(({ row }) => row.indicator ?? []))];
  await sql`delete from statistics_progress p where p.round_id = ${id}::uuid
    and p.region_code <> all(${regions}::text[]) and (p.settled_at is null or not exists (
      select 1 from observation o where o.indicator_code = any(${indicators}::text[]) and o.region_code = p.region_code
        and o.party_id is null and o.source->>'round' = p.round_id::text))`.execute(tx);
  await sql`update statistics_progress p set expected = 0, submitted = 0, checked = 0, approved = 0, excused = 0, late = 0,
      questions = 0, settled_incomplete = false, updated_at = ${at}
    where p.round_id = ${id}::uuid and p.region_code <> all(${regions}::text[]) and p.expected > 0`.execute(tx);
}
