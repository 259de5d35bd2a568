import type { Cells } from '@liannao/statistics';
import { describe, expect, test } from 'vitest';
import type { ReturnSaved } from '../../../../../server/modules/statistics/returns/model.ts';
import { ApiProblem, NoConnection } from '../../../../shell/problem.ts';
import type { ReturnView } from '../view.ts';
import type { KeptDraft } from './kept.ts';
import { nextSend, retrySeconds, setbackOf } from './sending.ts';
import { createDraft } from './store.ts';

const cell = (value: string) => ({ value });
const put = (value: string, row = '01') => [{ row, column: 'current' as const, cell: cell(value) }];

/** A server and a browser that the test holds: what is sent, answered and kept, and a clock that it moves. */
function harness(start: { cells?: Cells; kept?: KeptDraft | null } = {}) {
  let time = 0;
  let timers: { at: number; run: () => void }[] = [];
  const sent: { what: string; revision: number; key?: string; value: string | null | undefined }[] = [];
  const world = {
    revision: 1,
    failure: null as unknown,
    view: { revision: 2, cells: {} } as unknown as ReturnView,
    kept: null as KeptDraft | null,
    submitted: 0,
  };
  const figureIn = (cells: Cells) => cells['01']?.current?.value;
  const answer = <T>(value: T): Promise<T> => (world.failure ? Promise.reject(world.failure) : Promise.resolve(value));
  let keys = 0;
  const store = createDraft(
    { returnId: 'r', name: '', revision: 1, cells: start.cells ?? {}, kept: start.kept ?? null },
    {
      save: (cells, revision) => {
        sent.push({ what: 'save', revision, value: figureIn(cells) });
        return answer({ revision: revision + 1 } as ReturnSaved);
      },
      submit: ({ cells, revision, key }) => {
        sent.push({ what: 'submit', revision, key, value: figureIn(cells) });
        return answer(undefined);
      },
      fetch: () => Promise.resolve(world.view),
      keep: (kept) => {
        world.kept = kept;
        return Promise.resolve();
      },
      onSubmitted: () => world.submitted++,
      newKey: () => `key-${++keys}`,
      now: () => time,
      later: (run, ms) => {
        const timer = { at: time + ms, run };
        timers.push(timer);
        return () => {
          timers = timers.filter((one) => one !== timer);
        };
      },
    },
  );
  const pass = async (ms: number) => {
    const until = time + ms;
    for (;;) {
      await settle();
      const due = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      timers = timers.filter((one) => one !== due);
      time = due.at;
      due.run();
    }
    time = until;
  };
  return { store, world, sent, pass };
}
const settle = async () => {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
};
const offLine = new NoConnection(new TypeError('fetch'));

describe('what is typed', () => {
  test('is kept in the browser at once and saved after a pause, once for all that was typed', async () => {
    const { store, world, sent, pass } = harness();
    store.put(put('1'), { group: 'a' });
    await pass(200);
    expect(world.kept?.cells['01']?.current?.value).toBe('1');
    store.put(put('12'), { group: 'a' });
    await pass(5000);
    expect(sent).toEqual([{ what: 'save', revision: 1, value: '12' }]);
    expect(store.get().phase).toBe('still');
    expect(world.kept).toBeNull();
    store.put(put('13'));
    await pass(5000);
    expect(sent[1]).toEqual({ what: 'save', revision: 2, value: '13' });
  });

  test('that cannot be read stays in the browser and is not sent', async () => {
    const { store, world, sent, pass } = harness();
    store.put([], { unread: [{ row: '01', column: 'current', typed: '12万' }] });
    await pass(5000);
    expect(world.kept?.typed).toEqual({ '01|current': '12万' });
    expect(sent).toEqual([]);
    store.put(put('120000'));
    await pass(5000);
    expect(store.get().typed).toEqual({});
    expect(sent).toHaveLength(1);
  });

  test('can be taken back and done again', () => {
    const { store } = harness({ cells: { '01': { current: cell('5') } } });
    store.put(put('6'));
    expect(store.undo()).toHaveLength(1);
    expect(store.get().cells['01']?.current).toEqual(cell('5'));
    expect(store.get().mayRedo).toBe(true);
    store.redo();
    expect(store.get().cells['01']?.current).toEqual(cell('6'));
  });
});

describe('without a connection', () => {
  test('editing goes on, and it is tried again with longer pauses', async () => {
    const { store, world, sent, pass } = harness();
    world.failure = offLine;
    store.put(put('1'));
    await pass(2000);
    expect(store.get().phase).toBe('off-line');
    store.put(put('2'));
    world.failure = null;
    await pass(60_000);
    expect(store.get().phase).toBe('still');
    expect(sent.at(-1)).toEqual({ what: 'save', revision: 1, value: '2' });
  });

  test('handing in waits and is sent once under the same key', async () => {
    const { store, world, sent, pass } = harness();
    world.failure = offLine;
    store.put(put('1'));
    store.submit();
    await pass(100);
    expect(world.kept?.submitKey).toBe('key-1');
    expect(store.get().phase).toBe('off-line');
    world.failure = null;
    store.flush();
    await pass(100);
    expect(sent.filter(({ what }) => what === 'submit').map(({ key }) => key)).toEqual(['key-1', 'key-1']);
    expect(world.submitted).toBe(1);
    expect(world.kept).toBeNull();
    expect(store.get().submitKey).toBeNull();
  });

  test('what a browser kept comes back and is sent', async () => {
    const kept: KeptDraft = {
      returnId: 'r',
      name: '',
      cells: { '01': { current: cell('7') } },
      typed: {},
      base: { revision: 1, cells: {} },
      submitKey: 'old',
      at: 0,
    };
    const { store, sent, pass } = harness({ kept });
    expect(store.get().cells['01']?.current).toEqual(cell('7'));
    await pass(100);
    expect(sent).toEqual([{ what: 'submit', revision: 1, key: 'old', value: '7' }]);
  });
});

describe('when somebody else wrote in the meantime', () => {
  const conflict = new ApiProblem({ status: 409, code: 'return-changed' });

  test('other cells come in by themselves', async () => {
    const { store, world, sent, pass } = harness();
    store.put(put('1'));
    world.failure = conflict;
    world.view = { revision: 4, cells: { '02': { current: cell('9') } } } as unknown as ReturnView;
    await pass(1500);
    world.failure = null;
    await pass(10_000);
    expect(sent.at(-1)).toEqual({ what: 'save', revision: 4, value: '1' });
    expect(store.get().cells['02']?.current).toEqual(cell('9'));
    expect(store.get().taken).toBe(1);
  });

  test('the same cell waits for a choice, and nothing is sent until then', async () => {
    const { store, world, sent, pass } = harness();
    store.put(put('1'));
    world.failure = conflict;
    world.view = { revision: 4, cells: { '01': { current: cell('9') } } } as unknown as ReturnView;
    await pass(1500);
    expect(store.get().phase).toBe('conflict');
    world.failure = null;
    await pass(120_000);
    expect(sent).toHaveLength(1);
    store.resolve(world.view.cells);
    await pass(100);
    expect(store.get().cells['01']?.current).toEqual(cell('9'));
    expect(store.get().phase).toBe('still');
  });

  test('a refusal is told, and what was typed stays', async () => {
    const { store, world, pass } = harness();
    world.failure = new ApiProblem({ status: 409, code: 'return-locked' });
    store.put(put('1'));
    await pass(2000);
    expect(store.get().phase).toBe('refused');
    expect(store.get().problem).toBe(world.failure);
    expect(store.get().cells['01']?.current).toEqual(cell('1'));
  });
});

test('handing in goes before saving; nothing new sends nothing; pauses grow to a minute', () => {
  expect(nextSend({ cells: {}, base: { cells: {} }, submitKey: 'k' })).toBe('submit');
  expect(nextSend({ cells: {}, base: { cells: {} }, submitKey: null })).toBeNull();
  expect(setbackOf(new ApiProblem({ status: 503 }))).toBe('again');
  expect(setbackOf(new ApiProblem({ status: 412 }))).toBe('conflict');
  expect(setbackOf(new ApiProblem({ status: 422 }))).toBe('refused');
  expect([1, 2, 3, 9].map(retrySeconds)).toEqual([5, 10, 20, 60]);
});
