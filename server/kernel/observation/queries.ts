import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import type { ObservationTable } from '../store/tables.ts';

/** What identifies a figure: indicator, scope, place, holder, period. */
export interface ObservationKey {
  readonly indicatorCode: string;
  readonly scopeKey: string;
  readonly regionCode: string;
  readonly partyId: string | null;
  readonly period: string;
}

export interface NewObservation extends ObservationKey {
  /** In the indicator's stored unit; null exactly when `missing` says why. */
  readonly value: number | null;
  readonly missing: ObservationTable['missing'];
  readonly status: ObservationTable['status'];
  readonly synthetic: boolean;
  readonly open: boolean;
  readonly source: object;
  readonly reason: string | null;
  readonly importRunId: string | null;
  readonly enteredBy: string | null;
}

export const findCurrent = (tx: Tx, key: ObservationKey) =>
  tx
    .selectFrom('observation')
    .selectAll()
    .where('indicator_code', '=', key.indicatorCode)
    .where('scope_key', '=', key.scopeKey)
    .where('region_code', '=', key.regionCode)
    .where('party_id', key.partyId === null ? 'is' : '=', key.partyId)
    .where('period', '=', key.period)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();

const SAME = ['value', 'missing', 'status', 'synthetic', 'open'] as const;

/**
 * Adds a figure, or a revision of the one that is there; an identical figure adds nothing. Answers what happened and the
 * id of the figure in force.
 */
export async function appendObservation(
  tx: Tx,
  figure: NewObservation,
): Promise<{ id: string; outcome: 'new' | 'changed' | 'unchanged' }> {
  const current = await findCurrent(tx, figure);
  if (current && SAME.every((field) => current[field] === figure[field])) {
    return { id: current.id, outcome: 'unchanged' };
  }
  const { id } = await tx
    .insertInto('observation')
    .values(rowOf(figure, (current?.revision ?? 0) + 1))
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, outcome: current ? 'changed' : 'new' };
}

const BATCH = 2000;

/** First revisions of many new figures at once; the caller knows that none is there. */
export async function insertFirstObservations(tx: Tx, figures: Iterable<NewObservation>): Promise<number> {
  let count = 0;
  let batch: ReturnType<typeof rowOf>[] = [];
  const flush = async () => {
    if (batch.length > 0) await insertRows(tx, batch);
    count += batch.length;
    batch = [];
  };
  for (const figure of figures) {
    batch.push(rowOf(figure, 1));
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return count;
}

/** As one document instead of a parameter a field: of tens of thousands of rows these would take longer than the rows. */
const insertRows = (tx: Tx, rows: readonly ReturnType<typeof rowOf>[]) =>
  sql`insert into observation (indicator_code, scope_key, region_code, party_id, period, revision, value, missing, status,
      synthetic, open, source, reason, import_run_id, entered_by)
    select * from json_to_recordset(${JSON.stringify(rows.map((row) => ({ ...row, source: JSON.parse(row.source) })))}::json)
      as t(indicator_code text, scope_key text, region_code text, party_id uuid, period text, revision int, value numeric,
        missing text, status text, synthetic boolean, open boolean, source jsonb, reason text, import_run_id uuid,
        entered_by uuid)`.execute(tx);

export const rowOf = (figure: NewObservation, revision: number) => ({
  indicator_code: figure.indicatorCode,
  scope_key: figure.scopeKey,
  region_code: figure.regionCode,
  party_id: figure.partyId,
  period: figure.period,
  revision,
  value: figure.value,
  missing: figure.missing,
  status: figure.status,
  synthetic: figure.synthetic,
  open: figure.open,
  source: JSON.stringify(figure.source),
  reason: figure.reason,
  import_run_id: figure.importRunId,
  entered_by: figure.enteredBy,
});

/**
 * The newest month that any visible figure belongs to, `2025-08`; null where there is none. What was withdrawn since, as
 * by taking an import back, does not count, nor what is said of a month after `until`: a year mistyped by one bureau
 * would move the month by which all targets are judged. What registers count does not either, it waits for the forms.
 * Goes down the index `observation_head_month` to the first figure that the reader may see.
 */
export async function newestMonth(tx: Tx, until: Date): Promise<string | null> {
  const last = until.getUTCFullYear() * 12 + until.getUTCMonth();
  const { rows } = await sql<{ month: string }>`
    select left(period, 4) || '-' || right(period, 2) as month from observation_head
    where month_said and (period like '____-__' or period like '____-01..__') and last_month <= ${last}
    order by last_month desc limit 1`.execute(tx);
  return rows[0]?.month ?? null;
}
