import type { Actor, Tx } from '../access/actor.ts';
import { openCase } from '../cases/index.ts';
import type { SignalRule } from './contract.ts';
import { insertSignalEvents, linkToOpenCases, openCaseOfSubject, type SignalRow, updateSignal } from './queries.ts';

/** The case of a signal: the open one that its subject has already, else one of the rule's type. */
export async function caseOf(
  tx: Tx,
  actor: Actor,
  { signal, rule, now }: { signal: SignalRow; rule: SignalRule; now: Date },
): Promise<string> {
  const there = await openCaseOfSubject(tx, signal.subject_kind, signal.subject_id);
  const id = there?.id ?? (await open(tx, actor, { signal, rule, now }));
  await updateSignal(tx, signal.id, { state: 'in-case', case_id: id });
  await insertSignalEvents(tx, [
    { signal_id: signal.id, at: now, kind: 'in-case', before: signal.state, after: id, actor_name: actor.name },
  ]);
  return id;
}

/** Hands new signals to the cases that are open of their subjects; answers which signals have one. */
export async function linkOpenCases(tx: Tx, rows: readonly SignalRow[], now: Date): Promise<ReadonlySet<string>> {
  const linked = await linkToOpenCases(
    tx,
    rows.map(({ id }) => id),
  );
  await insertSignalEvents(
    tx,
    [...linked].map(([id, caseId]) => ({
      signal_id: id,
      at: now,
      kind: 'in-case',
      before: 'open',
      after: caseId,
      actor_name: 'system:signals',
    })),
  );
  return new Set(linked.keys());
}

async function open(
  tx: Tx,
  actor: Actor,
  { signal, rule, now }: { signal: SignalRow; rule: SignalRule; now: Date },
): Promise<string> {
  const note = signal.evidence[0]?.[actor.locale];
  const { id } = await openCase(
    tx,
    actor,
    {
      type: rule.caseType,
      title: { zh: signal.title_zh, en: signal.title_en },
      subjectKind: signal.subject_kind,
      subjectId: signal.subject_id,
      href: signal.href,
      regionCode: signal.region_code,
      unitKind: signal.unit_kind,
      unit: signal.unit,
      signalId: signal.id,
      partyId: signal.party_id,
      ...(note ? { note } : {}),
      synthetic: signal.synthetic,
    },
    now,
  );
  return id;
}
