import type { RegisterDefinition } from '@liannao/registers';
import type { Actor, Tx } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { audit } from '../audit/audit.ts';
import type { Names } from '../signals/contract.ts';
import type { CaseType } from './contract.ts';
import { closes, movesFrom } from './due.ts';
import { applyMove } from './move.ts';
import { emitCase, openCaseOf } from './open.ts';
import { caseOfSubject, insertEvent, updateCase } from './queries.ts';

/** Moves an entry as its register would, with its own checks. May refuse by AppError. */
export type EntryMover = (
  tx: Tx,
  move: {
    readonly registerId: string;
    readonly entryId: string;
    readonly move: string;
    readonly actor: Actor;
    readonly note: string | null;
    readonly now: Date;
  },
) => Promise<unknown>;

let moveEntry: EntryMover | null = null;

/** Filled once by the composition: cases know no registers, registers know cases. */
export function useEntryMover(mover: EntryMover): void {
  moveEntry = mover;
}

const SUBJECT = 'entry';

/** The state machine of a register whose life cycle runs as cases; null where it does not. */
export function caseTypeOf(definition: RegisterDefinition): CaseType | null {
  const cycle = definition.lifeCycle;
  if (!cycle?.isCase) return null;
  return {
    id: `register.${definition.id}`,
    names: { zh: definition.zh, en: definition.en },
    initial: cycle.initial,
    states: cycle.states,
    moves: cycle.moves.map(({ id, zh, en, from, to, by, due }) => ({ id, zh, en, from, to, by, due, asksNote: false })),
    escalateAfter: 3,
    remindBefore: 2,
    moved: async (tx, { subjectId, move, actor, note, now }) => {
      if (!moveEntry) throw new TypeError('no way to move entries was composed');
      await moveEntry(tx, { registerId: definition.id, entryId: subjectId, move, actor, note, now });
    },
  };
}

export interface MovedEntry {
  readonly definition: RegisterDefinition;
  readonly entryId: string;
  readonly title: string;
  readonly regionCode: string;
  /** Null for a new entry. */
  readonly from: string | null;
  readonly to: string;
  readonly actor: Actor;
  readonly note: string | null;
  readonly now: Date;
  readonly synthetic: boolean;
  /** Enterprise that owns the entry. */
  readonly partyId?: string | null;
}

/**
 * Keeps the case of an entry in step with it, in the transaction that created or moved the entry: opens one when somebody
 * must move the entry on by a date, mirrors its state, closes it when nobody must any more. Answers the case's id.
 */
export async function entryMoved(tx: Tx, moved: MovedEntry): Promise<string | null> {
  const type = caseTypeOf(moved.definition);
  if (!type) return null;
  const { to, actor, now, note } = moved;
  return asSystem(tx, async () => {
    const waits = movesFrom(type, to).some(({ due }) => due !== null) && !closes(type, to);
    const file = await caseOfSubject(tx, { type: type.id, subjectKind: SUBJECT, subjectId: moved.entryId });
    if (file?.closed_at === null) {
      if (file.state !== to)
        await applyMove(tx, { file, type, to, move: moveId(type, file.state, to), note, actor, now });
      return file.id;
    }
    if (!waits) return file?.id ?? null;
    if (file) {
      await applyMove(tx, { file, type, to, move: null, note, actor, now, reopens: true });
      return file.id;
    }
    const { definition } = moved;
    const opened = await openCaseOf(tx, {
      type,
      actor,
      wanted: {
        type: type.id,
        title: titleOf(definition, moved.title),
        subjectKind: SUBJECT,
        subjectId: moved.entryId,
        href: `/registers/${definition.id}/${moved.entryId}`,
        regionCode: moved.regionCode,
        unitKind: definition.owner.unit,
        unit: null,
        state: to,
        partyId: moved.partyId ?? null,
        ...(note ? { note } : {}),
        synthetic: moved.synthetic,
      },
      now,
    });
    return opened.id;
  });
}

/** The entry is gone: so is what was to be done about it. Restored, `entryMoved` takes the case up again. */
export async function entryRemoved(
  tx: Tx,
  of: Pick<MovedEntry, 'definition' | 'entryId' | 'actor' | 'note' | 'now'>,
): Promise<void> {
  const { actor, now } = of;
  if (!of.definition.lifeCycle?.isCase) return;
  await asSystem(tx, async () => {
    const type = `register.${of.definition.id}`;
    const file = await caseOfSubject(tx, { type, subjectKind: SUBJECT, subjectId: of.entryId });
    if (file?.closed_at !== null) return;
    const closed = await updateCase(tx, file.id, { closed_at: now });
    const detail = { role: 'deleted' };
    const { state } = file;
    await insertEvent(tx, {
      caseId: file.id,
      kind: 'closed',
      actor,
      at: now,
      from: state,
      to: state,
      note: of.note,
      detail,
    });
    await audit(tx, actor, { action: 'case.close', subject: `case:${file.id}`, detail: { why: 'entry deleted' } });
    await emitCase(tx, 'case.moved', closed, now, { from: state, to: state, closed: true });
  });
}

export const titleOf = ({ zh, en }: RegisterDefinition, title: string): Names => ({
  zh: `${zh}：${title}`,
  en: `${en}: ${title}`,
});

const moveId = (type: CaseType, from: string, to: string): string | null =>
  movesFrom(type, from).find((move) => move.to === to)?.id ?? null;
