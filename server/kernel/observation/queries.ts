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

