import type { LifeCycle, RegisterDefinition } from '@liannao/registers';
import { type Actor, isAdmin, rolesOf } from '../access/actor.ts';
import { AppError, conflict } from '../errors.ts';
import { fieldOf } from './columns.ts';
import { sameValues } from './entry-hidden.ts';

/**
 * Whoever writes his own entries alone is an applicant: what the office decides about them is not his to write, neither
 * as a state that an entry begins in nor as a field of it.
 */
export const isApplicant = ({ access: { write } }: RegisterDefinition, actor: Actor): boolean =>
  !isAdmin(actor) && ![...rolesOf(actor)].some((role) => write[role] === 'region');

/** Whether the actor could have brought an entry into the state by moves of his own. */
export function mayBeIn(definition: RegisterDefinition, actor: Actor, state: string | null): boolean {
  const cycle = definition.lifeCycle;
  if (!cycle || state === null || !isApplicant(definition, actor)) return true;
  const reached = new Set([cycle.initial]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const move of cycle.moves) {
      if (isOwn(move, actor) && move.from.some((from) => reached.has(from))) reached.add(move.to);
    }
  }
  return reached.has(state);
}

/** @throws AppError 403 `entry-state-not-yours`. */
export function refuseForeignState(definition: RegisterDefinition, actor: Actor, state: string | null): void {
  if (mayBeIn(definition, actor, state)) return;
  const name = definition.lifeCycle?.states.find(({ id }) => id === state)?.[actor.locale] ?? String(state);
  throw new AppError(403, 'entry-state-not-yours', `The office brings entries into the state ${name}.`, {
    params: { state: name },
  });
}

type Values = Readonly<Record<string, unknown>>;

/**
 * Of an entry that runs as a case: closed to its applicant at its end; days that the office's moves stamp are never his,
 * and while the office has it in hand neither is what those moves need.
 * @throws AppError 409 `entry-with-office`, 403 `field-of-office`.
 */
export function refuseOffice(
  definition: RegisterDefinition,
  actor: Actor,
  { state, values, old }: { readonly state: string | null; readonly values: Values; readonly old: Values },
): void {
  const cycle = definition.lifeCycle;
  if (!cycle?.isCase || !isApplicant(definition, actor)) return;
  const changed = Object.keys(values).filter((name) => !sameValues(plain(values[name]), plain(old[name])));
  if (changed.length === 0) return;
  if (cycle.states.some(({ id, final }) => final && id === state)) {
    throw conflict('entry-with-office', 'It has come to its end.');
  }
  const reserved = reservedFields(cycle, actor, state);
  const refused = changed.filter((name) => reserved.has(name));
  if (refused.length === 0) return;
  const fields = refused.map((name) => fieldOf(definition, name)?.[actor.locale] ?? name).join('、');
  throw new AppError(403, 'field-of-office', `The office fills ${refused.join(', ')}.`, {
    params: { fields },
    errors: refused.map((name) => ({ field: `values.${name}`, code: 'field-of-office', message: name })),
  });
}

function reservedFields(cycle: LifeCycle, actor: Actor, state: string | null): ReadonlySet<string> {
  const others = cycle.moves.filter((move) => !isOwn(move, actor));
  const own = new Set(
    cycle.moves.filter((move) => isOwn(move, actor)).flatMap(({ needs, stamps }) => [...needs, stamps]),
  );
  const here = cycle.moves.filter(({ from }) => state !== null && from.includes(state));
  const isWaiting = here.some(({ due }) => due !== null) && !here.some((move) => isOwn(move, actor));
  const fields = others.flatMap(({ stamps, needs }) => [...(stamps ? [stamps] : []), ...(isWaiting ? needs : [])]);
  return new Set(fields.filter((field) => !own.has(field)));
}

const isOwn = (move: LifeCycle['moves'][number], actor: Actor) =>
  [...rolesOf(actor)].some((role) => move.by.includes(role));

const plain = (value: unknown) => (value === '' || value === undefined ? null : value);
