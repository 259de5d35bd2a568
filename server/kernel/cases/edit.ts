import type { z } from 'zod';
import type { Actor, Tx } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { audit } from '../audit/audit.ts';
import { insertDocument } from '../document/store.ts';
import { AppError, conflict, forbidden, notFound, unprocessable } from '../errors.ts';
import { findRegion } from '../region/queries.ts';
import type { CasePatch, NewCaseBody, ParticipantBody } from './model.ts';
import { applyMove, takeCase } from './move.ts';
import { levelOf, openCase } from './open.ts';
import {
  type CaseFile,
  findCase,
  insertEvent,
  mayWriteRegion,
  personNames,
  selectEvents,
  selectPeople,
  updateCase,
} from './queries.ts';
import type { EventKind } from './tables.ts';

/** A case by hand, of type `general`. @throws AppError 403 for a region that is not the actor's. */
export async function openByHand(
  tx: Tx,
  actor: Actor,
  body: z.infer<typeof NewCaseBody>,
  now: Date,
): Promise<CaseFile> {
  if (!(await mayWriteRegion(tx, body.region))) {
    throw forbidden('outside-your-regions', 'This region is not yours.');
  }
  return openCase(
    tx,
    actor,
    {
      type: 'general',
      title: { zh: body.title, en: body.title },
      subjectKind: 'general',
      subjectId: '',
      href: body.href ?? '',
      regionCode: body.region,
      unitKind: 'government',
      unit: body.unit,
      ...(body.dueOn ? { dueOn: body.dueOn } : {}),
      ...(body.text ? { note: body.text } : {}),
      synthetic: false,
    },
    now,
  );
}

/** Handler, unit, due date; a date needs its reason. @throws AppError as `takeCase`; 422 `case-reason-required`. */
export async function patchCase(
  tx: Tx,
  actor: Actor,
  of: { id: string; patch: z.infer<typeof CasePatch>; revision: number | null; now: Date },
): Promise<CaseFile> {
  const { patch, now } = of;
  const { file } = await takeCase(tx, actor, of.id, of.revision, 'leads');
  if (file.closed_at !== null) throw conflict('case-closed', 'The case is closed.');
  let current = file;
  if (patch.handler !== undefined || patch.unit !== undefined) {
    const person = patch.handler ? await knownPerson(tx, file, patch.handler) : undefined;
    current = await updateCase(tx, file.id, {
      ...(patch.handler === undefined ? {} : { handler_id: patch.handler }),
      ...(patch.unit === undefined ? {} : { unit: patch.unit }),
    });
    const detail = { ...(person ? { person } : {}), ...(patch.unit ? { unit: patch.unit } : {}) };
    await noted(tx, actor, { file, kind: 'assigned', note: patch.reason, detail, now });
  }
  if (patch.dueOn !== undefined) {
    if (!patch.reason) throw unprocessable('case-reason-required', 'Say why the date changes.');
    current = await updateCase(tx, file.id, {
      due_on: patch.dueOn,
      due_by: 'person',
      no_due: null,
      escalations: 0,
      level: levelOf((await findRegion(tx, file.region_code))?.level ?? ''),
      answering: file.region_code,
    });
    await noted(tx, actor, { file, kind: 'due-set', note: patch.reason, detail: { dueOn: patch.dueOn }, now });
  }
  return current;
}

/** Everybody who may see a case may speak in it, as far as his role handles cases. */
export async function addMessage(tx: Tx, actor: Actor, of: { id: string; text: string; now: Date }): Promise<void> {
  const file = await seen(tx, of.id);
  await noted(tx, actor, { file, kind: 'message', note: of.text, detail: {}, now: of.now });
}

/** Kept in the case's region; whoever reads the case reads it. */
export async function attach(
  tx: Tx,
  actor: Actor,
  of: { id: string; file: { name: string; mediaType: string; bytes: Uint8Array }; note: string | null; now: Date },
): Promise<void> {
  const file = await seen(tx, of.id);
  const document = await asSystem(tx, () =>
    insertDocument(tx, actor, {
      fileName: of.file.name,
      mediaType: of.file.mediaType,
      content: of.file.bytes,
      text: null,
      regionCode: file.region_code,
      open: false,
    }),
  );
  await noted(tx, actor, {
    file,
    kind: 'attached',
    note: of.note ?? undefined,
    detail: { fileName: of.file.name, bytes: document.bytes },
    documentId: document.id,
    now: of.now,
  });
}

export async function addParticipant(
  tx: Tx,
  actor: Actor,
  of: { id: string; body: z.infer<typeof ParticipantBody>; now: Date },
): Promise<void> {
  const { file } = await takeCase(tx, actor, of.id, null, 'leads');
  const person = await knownPerson(tx, file, of.body.userId);
  await tx
    .insertInto('case_participant')
    .values({ case_id: file.id, user_id: of.body.userId, role: of.body.role })
    .onConflict((oc) => oc.columns(['case_id', 'user_id']).doNothing())
    .execute();
  const detail = { person, role: of.body.role };
  await noted(tx, actor, { file, kind: 'participant-added', detail, now: of.now });
}

export async function removeParticipant(tx: Tx, actor: Actor, of: { id: string; userId: string; now: Date }) {
  const { file } = await takeCase(tx, actor, of.id, null, 'leads');
  const gone = await tx
    .deleteFrom('case_participant')
    .where('case_id', '=', file.id)
    .where('user_id', '=', of.userId)
    .returning('user_id')
    .executeTakeFirst();
  if (!gone) throw notFound('participant', of.userId);
  const person = (await personNames(tx, [of.userId], actor.locale)).get(of.userId) ?? '';
  await noted(tx, actor, { file, kind: 'participant-removed', detail: { person }, now: of.now });
}

/** A closed case taken up again where it was before; that of a register's entry follows the entry. */
export async function reopenCase(
  tx: Tx,
  actor: Actor,
  of: { id: string; reason: string; revision: number | null; now: Date },
): Promise<CaseFile> {
  const { file, type } = await takeCase(tx, actor, of.id, of.revision, 'leads');
  if (file.closed_at === null) throw conflict('case-open', 'The case is open.');
  if (type.id.startsWith('register.')) throw conflict('case-follows-entry', 'Change the entry itself.');
  const events = await selectEvents(tx, file.id);
  const to = events.findLast(({ kind }) => kind === 'closed')?.from_state ?? type.initial;
  return applyMove(tx, { file, type, to, move: null, note: of.reason, actor, now: of.now, reopens: true });
}

async function seen(tx: Tx, id: string): Promise<CaseFile> {
  const file = await findCase(tx, id);
  if (!file) throw notFound('case', id);
  return file;
}

/** Name of somebody who may be given the case. @throws AppError 422 `case-person-unknown`. */
async function knownPerson(tx: Tx, file: CaseFile, userId: string): Promise<string> {
  const person = (await selectPeople(tx, file.region_code)).find(({ id }) => id === userId);
  if (person) return person.name;
  throw new AppError(422, 'case-person-unknown', 'Only people of the bureau of this region, above or below it.', {
    errors: [{ field: 'handler', code: 'unknown', message: `${userId} is none of them` }],
  });
}

async function noted(
  tx: Tx,
  actor: Actor,
  of: {
    file: CaseFile;
    kind: EventKind;
    note?: string | undefined;
    detail: object;
    documentId?: string;
    now: Date;
  },
): Promise<void> {
  await insertEvent(tx, {
    caseId: of.file.id,
    kind: of.kind,
    actor,
    at: of.now,
    note: of.note ?? null,
    detail: of.detail,
    documentId: of.documentId ?? null,
  });
  await audit(tx, actor, {
    action: `case.${of.kind}`,
    subject: `case:${of.file.id}`,
    detail: { ...of.detail, ...(of.note ? { note: of.note } : {}) },
  });
}
