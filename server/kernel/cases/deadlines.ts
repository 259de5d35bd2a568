import { systemActor, type Tx, withActor } from '../access/actor.ts';
import { audit } from '../audit/audit.ts';
import { loadCalendar } from '../calendar/load.ts';
import { addWorkdays, type Calendar, dayOf, workdaysBetween } from '../calendar/workdays.ts';
import type { Db } from '../store/open-store.ts';
import type { CaseType } from './contract.ts';
import { workdaysLeft } from './due.ts';
import { emitCase, levelOf } from './open.ts';
import { type CaseFile, type DueCase, insertEvent, lockCase, selectDue, superiorOf, updateByClock } from './queries.ts';
import { caseTypes } from './registry.ts';

const system = systemActor('cases');

export interface Deadlines {
  readonly reminded: number;
  readonly overdue: number;
  readonly escalated: number;
}

/**
 * Reminds before due dates, says when they have passed, and raises what nobody acts on: county, city, province, one level
 * for each `escalateAfter` working days. Safe to run again and after days without running: what is done carries the due
 * date, and what was missed meanwhile is done now, step by step.
 */
export async function runDeadlines(db: Db, now: Date): Promise<Deadlines> {
  const due = await withActor(db, system, async (tx) => {
    const [types, calendar] = [await caseTypes(tx), await loadCalendar(tx)];
    const ahead = Math.max(0, ...[...types.values()].map(({ remindBefore }) => remindBefore));
    const until = addWorkdays(calendar, dayOf(now), ahead).day ?? dayOf(now);
    const frame = { types, calendar, now };
    return { ...frame, ids: (await selectDue(tx, until)).filter((row) => asksFor(row, frame)).map(({ id }) => id) };
  });
  const sum = { reminded: 0, overdue: 0, escalated: 0 };
  for (const id of due.ids) {
    const done = await withActor(db, system, (tx) => actOn(tx, id, { ...due, now }));
    sum.reminded += Number(done.reminded);
    sum.overdue += Number(done.overdue);
    sum.escalated += done.escalated;
  }
  return sum;
}

/** Whether anything is to be done, as it was read: most cases that are late have been told and raised already. */
function asksFor(row: DueCase, { types, calendar, now }: Frame): boolean {
  const type = types.get(row.type);
  if (!type) return false;
  const today = dayOf(now);
  if (row.dueOn >= today) return !row.reminded;
  const past = workdaysBetween(calendar, row.dueOn, today);
  return !row.told || (past !== null && Math.floor(past / Math.max(1, type.escalateAfter)) > row.escalations);
}

interface Frame {
  readonly types: ReadonlyMap<string, CaseType>;
  readonly calendar: Calendar;
  readonly now: Date;
}

async function actOn(tx: Tx, id: string, frame: Frame) {
  const nothing = { reminded: false, overdue: false, escalated: 0 };
  const file = await lockCase(tx, id);
  const type = file && frame.types.get(file.type);
  if (!file || !type || file.closed_at !== null || file.due_on === null) return nothing;
  const today = dayOf(frame.now);
  const left = workdaysLeft(frame.calendar, today, file.due_on);
  if (file.due_on >= today) {
    const soon = left !== null && left <= type.remindBefore;
    return { ...nothing, reminded: soon && (await remind(tx, file, 'remind', frame.now)) };
  }
  const overdue = await remind(tx, file, 'overdue', frame.now);
  if (overdue) await emitCase(tx, 'case.overdue', file, frame.now);
  return { ...nothing, overdue, escalated: await escalate(tx, { file, type, frame, today }) };
}

const remind = (tx: Tx, file: CaseFile, what: 'remind' | 'overdue', at: Date): Promise<boolean> =>
  insertEvent(tx, {
    caseId: file.id,
    kind: 'reminded',
    actor: system,
    at,
    detail: { dueOn: file.due_on, ...(what === 'overdue' ? { role: 'overdue' } : {}) },
    once: `${what}:${file.due_on}`,
  });

/** Each period past the date goes one level up; at the top it is said again. Answers how many levels it went. */
async function escalate(
  tx: Tx,
  { file, type, frame, today }: { file: CaseFile; type: CaseType; frame: Frame; today: string },
): Promise<number> {
  const past = workdaysBetween(frame.calendar, file.due_on ?? today, today);
  if (past === null) return 0;
  const periods = Math.floor(past / Math.max(1, type.escalateAfter));
  let { level, answering } = file;
  let raised = 0;
  for (let period = file.escalations + 1; period <= periods; period += 1) {
    const days = period * Math.max(1, type.escalateAfter);
    // A move with the same date begins anew: then it goes up again, and the trail says so again.
    const once = `escalate:${file.due_on}:${file.state_since.getTime()}:${period}`;
    const above = await superiorOf(tx, answering, level);
    const event = { caseId: file.id, actor: system, at: frame.now, once } as const;
    if (!above) {
      await insertEvent(tx, { ...event, kind: 'reminded', detail: { overdueDays: days, dueOn: file.due_on } });
      continue;
    }
    level = levelOf(above.level);
    answering = above.code;
    raised += 1;
    const detail = { overdueDays: days, region: above.name, regionEn: above.nameEn, level };
    await insertEvent(tx, { ...event, kind: 'escalated', detail });
    await audit(tx, system, {
      action: 'case.escalate',
      subject: `case:${file.id}`,
      detail: { to: above.code, overdueDays: days },
    });
    await emitCase(tx, 'case.escalated', { ...file, level }, frame.now, { answering, overdueDays: days });
  }
  if (periods > file.escalations) await updateByClock(tx, file.id, { level, answering, escalations: periods });
  return raised;
}
