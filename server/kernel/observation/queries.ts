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
    if (batch.length > 0) await tx.insertInto('observation').values(batch).execute();
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

const rowOf = (figure: NewObservation, revision: number) => ({
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
 * would move the month by which all targets are judged. What registers count does not either, it waits for the forms. Goes down the index `observation_month` until one stands.
 */
export async function newestMonth(tx: Tx, until: Date): Promise<string | null> {
  const { rows } = await sql<{ month: string | null }>`
    select left(o.period, 4) || '-' || right(o.period, 2) as month from observation o
    where (o.period like '____-__' or o.period like '____-01..__') and o.missing is distinct from 'withdrawn'
      and o.source ->> 'kind' is distinct from 'register'
      and left(o.period, 4) || '-' || right(o.period, 2) <= ${until.toISOString().slice(0, 7)}
      and not exists (
        select 1 from observation later
        where later.indicator_code = o.indicator_code and later.scope_key = o.scope_key
          and later.region_code = o.region_code and later.party_id is not distinct from o.party_id
          and later.period = o.period and later.revision > o.revision and later.missing = 'withdrawn')
    order by left(o.period, 4) || '-' || right(o.period, 2) desc limit 1`.execute(tx);
  return rows[0]?.month ?? null;
}
