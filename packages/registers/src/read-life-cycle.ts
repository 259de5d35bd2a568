import {
  type At,
  booleanAt,
  idAt,
  isRecord,
  knownKeys,
  namesAt,
  oneOfAt,
  type Reading,
  recordAt,
  recordsAt,
  textAt,
  textsAt,
} from './reading.ts';
import type { LifeCycle, Move, Role, State } from './types.ts';

export const ROLES: readonly Role[] = ['admin', 'bureau', 'reporter', 'enterprise', 'operator', 'analyst', 'public'];
const MOVE_KEYS = ['id', 'zh', 'en', 'from', 'to', 'by', 'due', 'when', 'needs', 'stamps'];

/** States and moves; the first state is where an entry begins, and a state that no move leaves is final. */
export function readLifeCycle(reading: Reading, value: unknown): LifeCycle | null {
  if (value === undefined || value === null || value === 'none') return null;
  const at: At = ['life-cycle'];
  const cycle = recordAt(reading, at, value);
  knownKeys(reading, at, cycle, ['case', 'initial', 'states', 'moves']);
  const moves = recordsAt(reading, [...at, 'moves'], cycle.moves).map((move) => readMove(reading, move.at, move.value));
  const left = new Set(moves.flatMap((move) => move.from));
  const states = readStates(reading, [...at, 'states'], cycle.states, (id) => !left.has(id));
  if (states.length === 0) {
    reading.note([...at, 'states'], { code: 'key-missing', zh: '缺少 states', en: 'states are missing' });
  }
  return {
    isCase: booleanAt(reading, [...at, 'case'], cycle.case, false),
    initial: textAt(reading, [...at, 'initial'], cycle.initial) ?? states[0]?.id ?? '',
    states,
    moves,
  };
}

/** `[{id, zh, en, final}]` or `{draft: 草稿, done: 办结}`. */
function readStates(reading: Reading, at: At, value: unknown, isEnd: (id: string) => boolean): State[] {
  if (isRecord(value)) {
    return Object.entries(value).map(([id, names]) => {
      const named = isRecord(names) ? names : { zh: names };
      return { id: idAt(reading, [...at, id], id), ...namesAt(reading, [...at, id], named), final: isEnd(id) };
    });
  }
  return recordsAt(reading, at, value).map((item) => {
    knownKeys(reading, item.at, item.value, ['id', 'zh', 'en', 'final']);
    const id = idAt(reading, [...item.at, 'id'], item.value.id);
    const final = booleanAt(reading, [...item.at, 'final'], item.value.final, isEnd(id));
    return { id, ...namesAt(reading, item.at, item.value), final };
  });
}

function readMove(reading: Reading, at: At, value: Readonly<Record<string, unknown>>): Move {
  knownKeys(reading, at, value, MOVE_KEYS);
  const by = textsAt(reading, [...at, 'by'], value.by).map((role, i) =>
    oneOfAt(reading, [...at, 'by', i], role, ROLES, 'bureau'),
  );
  return {
    id: idAt(reading, [...at, 'id'], value.id),
    ...namesAt(reading, at, value),
    from: textsAt(reading, [...at, 'from'], value.from),
    to: textAt(reading, [...at, 'to'], value.to) ?? '',
    by: by.length > 0 ? by : ['bureau'],
    due: dueAt(reading, [...at, 'due'], value.due),
    when: textAt(reading, [...at, 'when'], value.when),
    needs: textsAt(reading, [...at, 'needs'], value.needs),
    stamps: textAt(reading, [...at, 'stamps'], value.stamps),
  };
}

function dueAt(reading: Reading, at: At, value: unknown): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 1000) return value;
  reading.note(at, { code: 'bad-due', zh: '应为 1 到 1000 的工作日数', en: 'Has to be working days, 1 to 1000' });
  return null;
}
