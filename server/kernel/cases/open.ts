import { randomUUID } from 'node:crypto';
import type { Actor, Tx } from '../access/actor.ts';
import { audit } from '../audit/audit.ts';
import { loadCalendar } from '../calendar/load.ts';
import { dayOf } from '../calendar/workdays.ts';
import { notFound, unprocessable } from '../errors.ts';
import { emit } from '../events/events.ts';
import { findRegion } from '../region/queries.ts';
import type { CaseType, NewCase } from './contract.ts';
import { stateDue } from './due.ts';
import { type CaseFile, caseOfSubject, insertCase, insertEvent } from './queries.ts';
import { caseTypes } from './registry.ts';
import type { Level } from './tables.ts';

/**
 * Opens a case, or answers the open one that the subject has already. The database refuses a region that is not the
 * actor's; what the system opens on its own account is opened by `systemActor`.
 * @throws AppError 422 `case-type-unknown`, 404 `region-not-found`.
 */
export async function openCase(tx: Tx, actor: Actor, wanted: NewCase, now: Date): Promise<CaseFile> {
  const type = (await caseTypes(tx)).get(wanted.type);
  if (!type) throw unprocessable('case-type-unknown', `There is no case type ${wanted.type}.`);
  return openCaseOf(tx, { type, actor, wanted, now });
}

export async function openCaseOf(
  tx: Tx,
  { type, actor, wanted, now }: { type: CaseType; actor: Actor; wanted: NewCase; now: Date },
): Promise<CaseFile> {
  const there = wanted.subjectKind === 'general' ? undefined : await openOf(tx, wanted);
  if (there) return there;
  const region = await findRegion(tx, wanted.regionCode);
  if (!region) throw notFound('region', wanted.regionCode);
  const state = wanted.state ?? type.initial;
  const due = stateDue(await loadCalendar(tx), dayOf(now), { type, state });
  const file = await insertCase(tx, {
    type: type.id,
    title_zh: wanted.title.zh,
    title_en: wanted.title.en,
    subject_kind: wanted.subjectKind,
    subject_id: wanted.subjectId,
    href: wanted.href,
    region_code: region.code,
    party_id: wanted.partyId ?? null,
    unit_kind: wanted.unitKind,
    unit: wanted.unit,
    state,
    state_since: now,
    due_on: wanted.dueOn ?? due.on,
    due_by: wanted.dueOn ? 'person' : 'rule',
    no_due: wanted.dueOn ? null : due.missingYear,
    level: levelOf(region.level),
    answering: region.code,
    opened_at: now,
    opened_by: actor.userId,
    synthetic: wanted.synthetic,
  });
  if (!file) {
    const first = await openOf(tx, wanted);
    if (first) return first;
    throw new TypeError(`case of ${wanted.subjectKind} ${wanted.subjectId} neither opened nor there`);
  }
  await insertEvent(tx, {
    caseId: file.id,
    kind: 'opened',
    actor,
    at: now,
    to: state,
    note: wanted.note ?? null,
    ...(wanted.signalId ? { detail: { move: 'signal' } } : {}),
  });
  await audit(tx, actor, {
    action: 'case.open',
    subject: `case:${file.id}`,
    detail: { type: type.id, subject: `${wanted.subjectKind}:${wanted.subjectId}`, state },
  });
  await emitCase(tx, 'case.opened', file, now);
  return file;
}

async function openOf(tx: Tx, wanted: NewCase): Promise<CaseFile | undefined> {
  const found = await caseOfSubject(tx, wanted);
  return found?.closed_at === null ? found : undefined;
}

/** Level at which a region's own people work; a zone or a functional area works as a county. */
export const levelOf = (level: string): Level =>
  level === 'nation' || level === 'province' ? 'province' : level === 'city' ? 'city' : 'county';

/** What others are told of a case. */
export const casePayload = (file: CaseFile, now: Date) => ({
  at: now.toISOString(),
  caseId: file.id,
  caseType: file.type,
  title: { zh: file.title_zh, en: file.title_en },
  state: file.state,
  regionCode: file.region_code,
  level: file.level,
  dueOn: file.due_on,
  href: `/cases/${file.id}`,
  synthetic: file.synthetic,
});

/** Tells others: the cockpit, webhooks. `eventId` lets a receiver tell a repetition. */
export const emitCase = (
  tx: Tx,
  type: 'case.opened' | 'case.moved' | 'case.overdue' | 'case.escalated',
  file: CaseFile,
  now: Date,
  more: object = {},
) => emit(tx, { type, payload: { eventId: randomUUID(), ...casePayload(file, now), ...more } });
