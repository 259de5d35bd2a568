import { addWorkdays, type Calendar, workdaysBetween } from '../calendar/workdays.ts';
import type { CaseMove, CaseType } from './contract.ts';

export interface DueDate {
  readonly on: string | null;
  /** Year whose working days are not known. */
  readonly missingYear: string | null;
}

const NONE: DueDate = { on: null, missingYear: null };

export const movesFrom = (type: CaseType, state: string): readonly CaseMove[] =>
  type.moves.filter((move) => move.from.includes(state));

export const stateOf = (type: CaseType, state: string) => type.states.find(({ id }) => id === state);

/** By when one move should be made of a case that entered its state on the day `since`. */
export function moveDue(calendar: Calendar, since: string, move: Pick<CaseMove, 'due'>): DueDate {
  if (move.due === null) return NONE;
  const due = addWorkdays(calendar, since, move.due);
  return due.day === null ? { on: null, missingYear: String(due.missingYear) } : { on: due.day, missingYear: null };
}

/** By when somebody should have acted: the day entered and the smallest number of working days among the moves on. */
export function stateDue(calendar: Calendar, since: string, of: { type: CaseType; state: string }): DueDate {
  const days = movesFrom(of.type, of.state).flatMap(({ due }) => due ?? []);
  return days.length === 0 || stateOf(of.type, of.state)?.final
    ? NONE
    : moveDue(calendar, since, { due: Math.min(...days) });
}

/** Ends the case: a final state, and in a register's type also one that nobody must move out of by a date. */
export function closes(type: CaseType, state: string): boolean {
  if (stateOf(type, state)?.final ?? false) return true;
  return type.id.startsWith('register.') && movesFrom(type, state).every(({ due }) => due === null);
}

/** Working days left, below zero when past. */
export const workdaysLeft = (calendar: Calendar, today: string, dueOn: string | null): number | null =>
  dueOn === null ? null : workdaysBetween(calendar, today, dueOn);
