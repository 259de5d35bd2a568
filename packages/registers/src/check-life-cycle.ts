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
    checkEnds(checked, place, move, cycle);
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

/** What is final is left by no move: signals and cases are over there. */
function checkEnds({ reading }: Checked, at: At, move: LifeCycle['moves'][number], cycle: LifeCycle): void {
  move.from.forEach((id, index) => {
    if (!cycle.states.some((state) => state.final && state.id === id)) return;
    reading.note([...at, 'from', index], {
      code: 'final-left',
      zh: `${id} 是终态，不能再走出去；去掉 final: true 或这个出口`,
      en: `${id} is final and cannot be left; take away final: true or this way out`,
    });
  });
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
