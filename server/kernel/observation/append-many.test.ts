import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor, withActor } from '../access/actor.ts';
import { testDatabase } from '../testing/database.ts';
import { appendMany, type WantedFigure } from './append-many.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const figure = (form: string, value: number | null): WantedFigure => ({
  indicatorCode: 'nev-output',
  scopeKey: '',
  regionCode: '330100',
  partyId: null,
  period: '2025-03',
  value,
  missing: value === null ? 'withdrawn' : null,
  status: 'approved',
  synthetic: false,
  open: false,
  source: { kind: 'form', form },
  reason: null,
  importRunId: null,
  enteredBy: null,
});

test('a form takes back what it said itself, never what another form has said since', async () => {
  const append = (one: WantedFigure) =>
    withActor(database.store.db, systemActor('test'), async (tx) => {
      const { added, revised } = await appendMany(tx, [one]);
      return [added, revised];
    });
  expect(await append(figure('monthly', 1))).toEqual([1, 0]);
  expect(await append(figure('quarterly', 2))).toEqual([0, 1]);
  expect(await append(figure('monthly', null))).toEqual([0, 0]);
  expect(await append(figure('quarterly', null))).toEqual([0, 1]);
});
