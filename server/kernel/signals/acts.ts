import type { Actor, Tx } from '../access/actor.ts';
import { audit } from '../audit/audit.ts';
import { conflict, forbidden, notFound } from '../errors.ts';
import { caseOf } from './make-case.ts';
import { findSignal, insertSignalEvents, lockSignal, type SignalRow, updateSignal } from './queries.ts';
import { signalRules } from './registry.ts';

/** Somebody has taken note; it stays until its cause is gone, and asks again when it grows worse. */
export async function acknowledge(
  tx: Tx,
  actor: Actor,
  { id, note, now }: { id: string; note: string | null; now: Date },
): Promise<void> {
  const row = await taken(tx, id);
  if (row.state === 'closed') throw conflict('signal-closed', 'The signal is over.');
  const state = row.state === 'open' ? ('acknowledged' as const) : row.state;
  await updateSignal(tx, id, { state, acknowledged_by: actor.name, note });
  await insertSignalEvents(tx, [
    { signal_id: id, at: now, kind: 'acknowledged', before: row.state, after: state, actor_name: actor.name },
  ]);
  await audit(tx, actor, { action: 'signal.acknowledge', subject: `signal:${id}`, detail: note ? { note } : {} });
}

/** Makes a case of the signal, or answers the open one that there is. @throws AppError 404; 403; 409 `signal-closed`. */
export async function makeCase(tx: Tx, actor: Actor, { id, now }: { id: string; now: Date }): Promise<string> {
  const row = await taken(tx, id);
  if (row.state === 'in-case' && row.case_id) return row.case_id;
  if (row.state === 'closed') throw conflict('signal-closed', 'The signal is over.');
  const known = (await signalRules(tx)).find(({ rule }) => rule.id === row.rule);
  if (!known) throw conflict('signal-rule-gone', `There is no rule ${row.rule} any more.`);
  const caseId = await caseOf(tx, actor, { signal: row, rule: known.rule, now });
  await audit(tx, actor, { action: 'signal.case', subject: `signal:${id}`, detail: { caseId } });
  return caseId;
}

async function taken(tx: Tx, id: string): Promise<SignalRow> {
  const row = await lockSignal(tx, id);
  if (row) return row;
  throw (await findSignal(tx, id))
    ? forbidden('outside-your-regions', 'This signal is of a region that you may not change.')
    : notFound('signal', id);
}
