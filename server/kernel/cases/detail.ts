import type { Actor, Tx } from '../access/actor.ts';
import { dayOf } from '../calendar/workdays.ts';
import { notFound } from '../errors.ts';
import type { CaseType } from './contract.ts';
import { moveDue, movesFrom, stateOf } from './due.ts';
import { type CaseFrame, caseFrame, caseRows } from './list.ts';
import { mayMove, standingOf } from './may.ts';
import type { CaseDetail, CaseRow } from './model.ts';
import { type CaseEventRow, type CaseFile, findCase, personNames, selectEvents, signalOfCase } from './queries.ts';
import { caseText } from './text.ts';

/** All that the page of a case shows. @throws AppError 404 `case-not-found`. */
export async function showCase(tx: Tx, actor: Actor, id: string, now: Date): Promise<CaseDetail> {
  const file = await findCase(tx, id);
  if (!file) throw notFound('case', id);
  const frame = await caseFrame(tx, now);
  const [row] = await caseRows(tx, [file], { actor, frame });
  if (!row) throw new TypeError(`no view of case ${id}`);
  const type = frame.types.get(file.type);
  const events = await selectEvents(tx, id);
  const { acts } = await standingOf(tx, actor, file);
  const { locale } = actor;
  const signal = await signalOfCase(tx, id);
  return {
    ...row,
    line: type ? lineOf(type, { file, events, locale }) : [],
    summary: summaryOf(row, locale),
    moves: type && file.closed_at === null ? movesOf(type, { file, actor, acts, frame }) : [],
    participants: await participantsOf(tx, file, locale),
    events: events.map((event) => ({
      seq: event.seq,
      at: event.at.toISOString(),
      by: event.actor_name.startsWith('system:') ? (locale === 'zh' ? '系统' : 'System') : event.actor_name,
      kind: event.kind,
      text: sentenceOf(event, type, locale),
      from: event.from_state,
      to: event.to_state,
      note: event.note,
      document: event.document_id
        ? { id: event.document_id, name: event.detail.fileName ?? '', bytes: event.detail.bytes ?? 0 }
        : null,
    })),
    signal: signal
      ? {
          id: signal.id,
          title: locale === 'en' ? signal.title_en : signal.title_zh,
          severity: signal.severity,
          state: signal.state,
        }
      : null,
    mayHandle: acts,
  };
}

/** A closed case shows the states that it went through only. */
function lineOf(
  type: CaseType,
  { file, events, locale }: { file: CaseFile; events: readonly CaseEventRow[]; locale: 'zh' | 'en' },
): CaseDetail['line'] {
  const entered = new Map<string, Date>();
  for (const { to_state, at } of events) if (to_state) entered.set(to_state, at);
  const line = type.states.map((state) => {
    const at = entered.get(state.id) ?? null;
    const place = state.id === file.state ? ('now' as const) : at ? ('done' as const) : ('next' as const);
    return { id: state.id, name: state[locale], place, at: at?.toISOString() ?? null };
  });
  return file.closed_at ? line.filter(({ place }) => place !== 'next') : line;
}

function summaryOf(row: CaseRow, locale: 'zh' | 'en'): string {
  const say = caseText(locale);
  const gap = locale === 'en' ? ' ' : '';
  const parts = [
    say.summary({
      at: dayOf(new Date(row.openedAt)),
      state: row.state.name,
      unit: row.unit,
      handler: row.handler?.name ?? null,
    }),
  ];
  if (row.closedAt) return [...parts, say.ended(dayOf(new Date(row.closedAt)), row.state.name)].join(gap);
  const past = row.urgency === 'overdue' || (row.workdaysLeft ?? 0) < 0;
  if (row.dueOn) {
    const left = row.workdaysLeft;
    parts.push(past ? say.duePast(row.dueOn, left === null ? null : -left) : say.dueLeft(row.dueOn, left));
  } else if (row.noDueReason) parts.push(row.noDueReason);
  if (row.urgency === 'escalated') parts.push(say.raised(say.level[row.level]));
  return parts.join(gap);
}

function movesOf(
  type: CaseType,
  { file, actor, acts, frame }: { file: CaseFile; actor: Actor; acts: boolean; frame: CaseFrame },
): CaseDetail['moves'] {
  const say = caseText(actor.locale);
  return movesFrom(type, file.state).map((move) => ({
    id: move.id,
    name: move[actor.locale],
    to: stateOf(type, move.to)?.[actor.locale] ?? move.to,
    allowed: acts && mayMove(actor, move.by),
    by: move.by.map((role) => say.role[role]),
    asksNote: move.asksNote,
    dueOn: moveDue(frame.calendar, dayOf(file.state_since), move).on,
  }));
}

async function participantsOf(tx: Tx, file: CaseFile, locale: 'zh' | 'en'): Promise<CaseDetail['participants']> {
  const rows = await tx
    .selectFrom('case_participant')
    .select(['user_id', 'role'])
    .where('case_id', '=', file.id)
    .orderBy('added_at')
    .execute();
  const names = await personNames(tx, [file.handler_id, ...rows.map(({ user_id }) => user_id)], locale);
  const owner = file.handler_id
    ? [{ id: file.handler_id, name: names.get(file.handler_id) ?? '', role: 'owner' as const }]
    : [];
  const others = rows.filter(({ user_id }) => user_id !== file.handler_id);
  return [...owner, ...others.map(({ user_id, role }) => ({ id: user_id, name: names.get(user_id) ?? '', role }))];
}

/** An event as a sentence in the reader's language. */
function sentenceOf(event: CaseEventRow, type: CaseType | undefined, locale: 'zh' | 'en'): string {
  const say = caseText(locale);
  const { detail } = event;
  const state = (id: string | null) => (id && type && stateOf(type, id)?.[locale]) || id || '';
  const move = type?.moves.find(({ id }) => id === detail.move)?.[locale] ?? '';
  switch (event.kind) {
    case 'opened':
      return detail.move === 'signal' ? say.openedBySignal(state(event.to_state)) : say.opened(state(event.to_state));
    case 'moved':
      return say.moved(move || say.changedTo(state(event.to_state)), state(event.from_state), state(event.to_state));
    case 'closed':
      return detail.role === 'deleted' ? say.entryDeleted : say.closed(move, state(event.to_state));
    case 'reopened':
      return say.reopened(state(event.to_state));
    case 'message':
      return say.message;
    case 'attached':
      return say.attached(detail.fileName ?? '');
    case 'assigned':
      return say.assigned(detail.person, detail.unit);
    case 'participant-added':
      return say.participantAdded(detail.person ?? '', say.part[detail.role ?? ''] ?? '');
    case 'participant-removed':
      return say.participantRemoved(detail.person ?? '');
    case 'due-set':
      return say.dueSet(detail.dueOn);
    case 'reminded':
      if (detail.overdueDays !== undefined) return say.stillOverdue(detail.overdueDays);
      return detail.role === 'overdue' ? say.overdue(detail.dueOn ?? '') : say.reminded(detail.dueOn ?? '');
    case 'escalated': {
      const region = (locale === 'en' && detail.regionEn) || detail.region || '';
      return say.escalated(detail.overdueDays ?? 0, region, say.level[detail.level ?? 'province']);
    }
    case 'cause-gone':
      return say.causeGone;
  }
}
