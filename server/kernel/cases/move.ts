import type { Actor, Tx } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { audit } from '../audit/audit.ts';
import { loadCalendar } from '../calendar/load.ts';
import { dayOf } from '../calendar/workdays.ts';
import { AppError, forbidden, notFound, unprocessable } from '../errors.ts';
import { localTime } from '../local-time.ts';
import { findRegion } from '../region/queries.ts';
import type { CaseType } from './contract.ts';
import { closes, stateDue, stateOf } from './due.ts';
import { mayMove, standingOf } from './may.ts';
import { emitCase, levelOf } from './open.ts';
import { type CaseFile, findCase, insertEvent, lastChange, lockCase, releaseSignals, updateCase } from './queries.ts';
import { caseTypes } from './registry.ts';
import { caseText } from './text.ts';

export interface WantedMove {
  readonly caseId: string;
  readonly move: string;
  readonly note: string | null;
  /** Revision that the mover saw; null: whatever it is now. */
  readonly revision: number | null;
  readonly now: Date;
}

/**
 * Makes a move of the case's type, and with it what the type's own hook does, in the caller's transaction. Of two at once
 * the second waits for the row and is then told what the first did.
 * @throws AppError 404; 403 for another's case or move; 412 `case-changed`; 409 `case-move-not-open`; 422
 * `case-note-required`, `case-move-unknown`.
 */
export async function moveCase(tx: Tx, actor: Actor, wanted: WantedMove): Promise<CaseFile> {
  const { note, now } = wanted;
  const { file, type } = await takeCase(tx, actor, wanted.caseId, wanted.revision);
  const move = type.moves.find(({ id }) => id === wanted.move);
  if (!move) throw unprocessable('case-move-unknown', `${type.id} has no move ${wanted.move}.`);
  if (!move.from.includes(file.state)) {
    const state = stateOf(type, file.state)?.[actor.locale] ?? file.state;
    throw new AppError(409, 'case-move-not-open', `Not from state ${file.state}.`, { params: { state } });
  }
  if (!mayMove(actor, move.by)) throw forbidden('case-move-not-yours', `By ${move.by.join(', ')}.`);
  if (move.asksNote && !note) throw unprocessable('case-note-required', 'Write why.');
  const moved = await applyMove(tx, { file, type, to: move.to, move: move.id, note, actor, now });
  await type.moved?.(tx, {
    caseId: file.id,
    subjectKind: file.subject_kind,
    subjectId: file.subject_id,
    move: move.id,
    from: file.state,
    to: move.to,
    actor,
    note,
    now,
  });
  return moved;
}

/** A case taken for a change by somebody who may make it, at the revision that he saw. */
export async function takeCase(
  tx: Tx,
  actor: Actor,
  caseId: string,
  revision: number | null,
  need: 'acts' | 'leads' = 'acts',
): Promise<{ file: CaseFile; type: CaseType }> {
  const seen = await findCase(tx, caseId);
  if (!seen) throw notFound('case', caseId);
  const type = (await caseTypes(tx)).get(seen.type);
  if (!type) throw unprocessable('case-type-unknown', `There is no case type ${seen.type} any more.`);
  if (!(await standingOf(tx, actor, seen))[need]) {
    throw forbidden('outside-your-regions', 'This case is not yours to change.');
  }
  const file = await lockCase(tx, caseId);
  if (!file) throw forbidden('outside-your-regions', 'This case is not yours to change.');
  if (revision !== null && revision !== file.revision) throw await changed(tx, file, { type, actor });
  return { file, type };
}

async function changed(tx: Tx, file: CaseFile, { type, actor }: { type: CaseType; actor: Actor }): Promise<AppError> {
  const last = await lastChange(tx, file.id);
  const say = caseText(actor.locale);
  const to = last?.to_state ? (stateOf(type, last.to_state)?.[actor.locale] ?? last.to_state) : null;
  const what = to ? say.changedTo(to) : say.changedElse;
  const params = { by: last?.actor_name ?? '', at: localTime(last?.at ?? file.state_since), what };
  return new AppError(412, 'case-changed', `Changed by ${params.by} at ${params.at}: ${what}.`, { params });
}

/** The move itself, without asking who: what the registers do to the case of an entry comes here as well. */
export async function applyMove(
  tx: Tx,
  of: {
    file: CaseFile;
    type: CaseType;
    to: string;
    /** Null: not by a move of the type. */
    move: string | null;
    note: string | null;
    actor: Actor;
    now: Date;
    reopens?: boolean;
  },
): Promise<CaseFile> {
  const { file, type, to, now, actor } = of;
  const closing = closes(type, to);
  const due = stateDue(await loadCalendar(tx), dayOf(now), { type, state: to });
  const byPerson = file.due_by === 'person' && !of.reopens;
  const region = await findRegion(tx, file.region_code);
  const moved = await updateCase(tx, file.id, {
    state: to,
    state_since: now,
    closed_at: closing ? now : null,
    ...(byPerson ? {} : { due_on: due.on, no_due: due.missingYear, due_by: 'rule' as const }),
    level: levelOf(region?.level ?? ''),
    answering: file.region_code,
    escalations: 0,
  });
  await insertEvent(tx, {
    caseId: file.id,
    kind: of.reopens ? 'reopened' : closing ? 'closed' : 'moved',
    actor,
    at: now,
    from: file.state,
    to,
    note: of.note,
    detail: of.move ? { move: of.move } : {},
  });
  await audit(tx, actor, {
    action: 'case.move',
    subject: `case:${file.id}`,
    detail: { from: file.state, to, ...(of.note ? { note: of.note } : {}) },
  });
  await emitCase(tx, 'case.moved', moved, now, { from: file.state, to, closed: closing });
  if (closing) await asSystem(tx, () => releaseSignals(tx, file.id, now));
  return moved;
}
