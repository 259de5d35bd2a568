import type { RegisterDefinition, RowProblem } from '@liannao/registers';
import { type Actor, isAdmin, rolesOf, type Tx } from '../access/actor.ts';
import { dayOf } from '../calendar/workdays.ts';
import { AppError, type FieldProblem, forbidden } from '../errors.ts';
import { holdDefinition } from './definition-store.ts';
import type { Asked } from './entry-select.ts';
import { findRegister, type RegisterSet } from './store.ts';

/** What a use case on a register's entries is handed. */
export interface EntryContext extends Asked {
  readonly now: Date;
}

/** @throws AppError 404 `register-not-found`. */
export const contextFor = (set: RegisterSet, registerId: string, actor: Actor, now: Date): EntryContext => ({
  set,
  definition: findRegister(set, registerId).definition,
  actor,
  now,
  today: dayOf(now),
});

/** Whether any of the actor's roles may write entries; which ones is for the database to say. */
export function mayWrite({ access: { write } }: RegisterDefinition, actor: Actor): boolean {
  if (isAdmin(actor)) return true;
  return [...rolesOf(actor)].some((role) => write[role] !== undefined);
}

export function requireWrite(definition: RegisterDefinition, actor: Actor): void {
  if (!mayWrite(definition, actor)) throw forbidden();
}

/**
 * @throws AppError 422 `entry-invalid` with every error; `entry-needs-reasons` where only warnings are left that nobody
 * gave a reason for.
 */
export function refuseProblems(
  { actor: { locale } }: Pick<EntryContext, 'actor'>,
  problems: readonly RowProblem[],
  hasReason: (problem: RowProblem) => boolean,
): void {
  const errors = problems.filter((problem) => problem.level === 'error');
  if (errors.length > 0) {
    throw refusal(
      'entry-invalid',
      errors.map((problem) => fieldProblem(problem, locale)),
    );
  }
  const open = problems.filter((problem) => !hasReason(problem));
  if (open.length > 0) {
    const list = open.map((problem) => ({ ...fieldProblem(problem, locale), field: `reasons.${problem.code}` }));
    throw refusal('entry-needs-reasons', list);
  }
}

function refusal(code: string, errors: readonly FieldProblem[]): AppError {
  const what = errors
    .map((error) => error.message)
    .slice(0, 3)
    .join('；');
  return new AppError(422, code, what, { errors, params: { what } });
}

export function fieldProblem(problem: RowProblem, locale: 'zh' | 'en'): FieldProblem {
  const place = problem.child ? `${problem.child.id}.${problem.child.row}.` : '';
  const hint = problem.suggestion
    ? locale === 'zh'
      ? `，是否 ${problem.suggestion}`
      : `; perhaps ${problem.suggestion}`
    : '';
  return {
    field: `values.${place}${problem.field ?? ''}`.replace(/\.$/, ''),
    code: problem.code,
    message: `${problem[locale]}${hint}`,
  };
}

/** Before anything is written: the actor's right, and that the definition stays what it was when it was read. */
export async function beginWrite(tx: Tx, { definition, actor, set }: EntryContext): Promise<void> {
  requireWrite(definition, actor);
  await holdDefinition(tx, definition.id, set.registers.get(definition.id)?.version);
}
