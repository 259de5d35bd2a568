import { type Checked, fieldAt, noTwins, pass } from './checking.ts';
import { readExpression } from './expression-check.ts';
import type { At } from './reading.ts';
import { nearest } from './result.ts';
import type { LifeCycle } from './types.ts';

/** States that are there and can be reached; moves whose fields and conditions hold. */
export function checkLifeCycle(checked: Checked, cycle: LifeCycle): void {
  const { reading } = checked;
  const at: At = ['life-cycle'];
  const ids = new Set(cycle.states.map(({ id }) => id));
  const known = (place: At, state: string) => {
    if (ids.has(state)) return;
    const suggestion = nearest(state, ids);
    reading.note(place, {
      code: 'unknown-state',
      zh: `没有状态 ${state || '（空）'}`,
      en: `No state ${state || '(empty)'}`,
      suggestion,
    });
  };
  noTwins(reading, [...at, 'states'], cycle.states);
  noTwins(reading, [...at, 'moves'], cycle.moves);
  if (cycle.states.length > 0) known([...at, 'initial'], cycle.initial);
  cycle.moves.forEach((move, index) => {
    const place = [...at, 'moves', index];
    if (move.from.length === 0) known([...place, 'from'], '');
    move.from.forEach((state, i) => {
      known([...place, 'from', i], state);
    });
    known([...place, 'to'], move.to);
    checkMove(checked, place, move);
  });
  for (const [index, state] of cycle.states.entries()) {
    if (reachable(cycle).has(state.id)) continue;
    reading.note([...at, 'states', index], {
      code: 'state-unreachable',
      zh: `没有办法走到状态 ${state.id}`,
      en: `No move leads to state ${state.id}`,
    });
  }
}

function checkMove(checked: Checked, at: At, move: LifeCycle['moves'][number]): void {
  const { reading, definition, context } = checked;
  move.needs.forEach((id, index) => {
    if (!definition.children.some((child) => child.id === id)) fieldAt(checked, [...at, 'needs', index], id);
  });
  if (move.stamps !== null) {
    const field = fieldAt(checked, [...at, 'stamps'], move.stamps);
    if (field && field.type !== 'date') {
      reading.note([...at, 'stamps'], {
        code: 'wrong-field',
        zh: `${field.id} 应是 date`,
        en: `${field.id} has to be a date`,
      });
    }
  }
  if (move.when === null) return;
  const result = readExpression(move.when, definition, context, { want: 'boolean' });
  if (!result.ok) pass(reading, [...at, 'when'], result.issues);
}

function reachable(cycle: LifeCycle): ReadonlySet<string> {
  const reached = new Set([cycle.initial]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const move of cycle.moves) if (move.from.some((state) => reached.has(state))) reached.add(move.to);
  }
  return reached;
}
