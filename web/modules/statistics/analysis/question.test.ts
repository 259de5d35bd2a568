import { expect, test } from 'vitest';
import { askOf, move, patchOf, type Question, readQuestion } from './question.ts';

const empty = () => readQuestion(new URLSearchParams(), '2025-08');
const through = (question: Question): Question => {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(patchOf(empty(), question))) if (value !== null) search.set(key, value);
  return readQuestion(search, '2025-08');
};

test('a question comes back out of its own address', () => {
  const question: Question = {
    ...empty(),
    rows: ['region', 'scope:product'],
    columns: [],
    indicators: ['nev-output', 'vehicle-output'],
    level: 'both',
    kind: 'month',
    from: '2024-01',
    to: '2025-03',
    measure: 'share',
    together: true,
    asOf: '2025-06-30',
    published: true,
    scope: { industry: 'auto-manufacturing' },
    members: { product: ['', 'bev', 'bev+phev'] },
    shown: 'bars',
  };
  const back = through(question);
  expect(askOf(back, '330000')).toEqual(askOf(question, '330000'));
  expect({ ...back, columns: [] }).toEqual(question);
});

test('what the address says wrongly is as if it said nothing', () => {
  const read = readQuestion(new URLSearchParams('level=moon&kind=week&from=2025-13&asOf=soon&shown=pie'), '2025-08');
  expect(read).toEqual(empty());
});

test('nothing is asked without an indicator; without periods on an axis the last whole one is', () => {
  expect(askOf(empty(), '330000')).toBeNull();
  const asked = (kind: Question['kind'], to: string) =>
    askOf({ ...empty(), indicators: ['a'], columns: [], kind, to }, '330000')?.periods;
  expect(asked('month', '2025-08')).toEqual({ from: '2025-08', to: '2025-08', kind: 'month' });
  expect(asked('quarter', '2025-08')).toMatchObject({ from: '2025-06' });
  expect(asked('quarter', '2025-02')).toMatchObject({ from: '2024-12' });
  expect(asked('year', '2025-08')).toMatchObject({ from: '2024-12' });
});

test('a dimension stands in one place, where it was put', () => {
  const question = { ...empty(), rows: ['region'], columns: ['period', 'indicator'] };
  expect(move(question, 'period', 'rows', 'region').rows).toEqual(['period', 'region']);
  expect(move(question, 'period', 'rows').columns).toEqual(['indicator']);
  expect(move(question, 'indicator', 'columns', 'period').columns).toEqual(['indicator', 'period']);
  expect(move(question, 'region', null).rows).toEqual([]);
});
