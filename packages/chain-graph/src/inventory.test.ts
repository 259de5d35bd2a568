import { expect, test } from 'vitest';
import { type InventoryInput, type InventoryResult, simulateInventory } from './index.ts';

const run = (input: InventoryInput): InventoryResult => {
  const answer = simulateInventory(input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  return answer.value;
};
const expectDay = (result: InventoryResult, day: number, output: readonly number[], stocks?: readonly number[]) => {
  const found = result.days[day - 1];
  for (const [at, value] of output.entries())
    expect(found?.output[at], `output ${at} of day ${day}`).toBeCloseTo(value, 6);
  for (const [at, value] of (stocks ?? []).entries()) {
    expect(found?.stocks[at], `stock ${at} of day ${day}`).toBeCloseTo(value, 6);
  }
};

// Chain model, section 2.
const LINE = (capacity: number): InventoryInput => ({
  firms: [
    { id: 'M', capacity },
    { id: 'P', stockDays: 3, capacity },
    { id: 'V', stockDays: 2, final: 10, capacity },
  ],
  links: [
    { supplier: 'M', customer: 'P', group: 'm', value: 10 },
    { supplier: 'P', customer: 'V', group: 'p', value: 10 },
  ],
  left: (id, day) => (id === 'M' && day <= 5 ? 0 : 1),
  days: 14,
});

test('A1: stocks bridge a closure and do not fill up again without overcapacity', () => {
  const result = run(LINE(1));
  for (const day of [1, 2, 3]) expectDay(result, day, [0, 10, 10]);
  expectDay(result, 1, [], [20, 20]);
  expectDay(result, 3, [], [0, 20]);
  expectDay(result, 4, [0, 0, 10], [0, 10]);
  expectDay(result, 5, [0, 0, 10], [0, 0]);
  expectDay(result, 6, [10, 0, 0], [10, 0]);
  expectDay(result, 7, [10, 10, 0], [10, 10]);
  for (const day of [8, 9, 14]) expectDay(result, day, [10, 10, 10], [10, 10]);
  expect(result.lostFinal).toBeCloseTo(20, 9);
  expect(result).toMatchObject({ firstShortDay: 1, lowestDay: 4, recoveryDay: 8, survivalDays: [0, 3, 5] });
});

test('A2: with overcapacity they do', () => {
  const result = run(LINE(1.5));
  expectDay(result, 6, [15, 0, 0]);
  expectDay(result, 7, [15, 15, 0]);
  expectDay(result, 8, [15, 12.5, 10], [17.5, 17.5]);
  expectDay(result, 9, [15, 11.25, 10], [21.25, 18.75]);
  expectDay(result, 10, [14.375, 10.625, 10], [25, 19.375]);
  expectDay(result, 14, [10.4296875, 10.0390625, 10], [29.53125, 19.9609375]);
  expect(result.lostFinal).toBeCloseTo(20, 9);
});

test('A3: without a shock every day is the first', () => {
  const result = run({ ...LINE(1), left: () => 1 });
  for (const day of [1, 7, 14]) expectDay(result, day, [10, 10, 10], [30, 20]);
  expect(result).toMatchObject({
    lostFinal: 0,
    firstShortDay: null,
    recoveryDay: null,
    survivalDays: [null, null, null],
  });
});

const TWO: InventoryInput = {
  firms: [{ id: 'M1' }, { id: 'M2', capacity: 1.6 }, { id: 'V', stockDays: 2, final: 10 }],
  links: [
    { supplier: 'M1', customer: 'V', group: 'm', value: 6 },
    { supplier: 'M2', customer: 'V', group: 'm', value: 4 },
  ],
  left: (id) => (id === 'M1' ? 0 : 1),
  days: 10,
};

test.each([
  ['A4, without substitution', undefined, [4, 5.2, 6.16, 6.4], [10, 10, 9.2, 6.16, 6.4], 26.24],
  ['A5, with substitution after two days', { filled: 0.5, delay: 2 }, [4, 5.2, 6.4, 6.4], [10, 10, 9.2, 6.4, 6.4], 26],
] as const)('%s', (_, substitution, second, vehicle, lost) => {
  const result = run({ ...TWO, ...(substitution ? { substitution } : {}) });
  for (const [at, value] of second.entries()) expect(result.days[at]?.output[1]).toBeCloseTo(value, 6);
  for (const [at, value] of vehicle.entries()) expect(result.days[at]?.output[2]).toBeCloseTo(value, 6);
  expect(result.lostFinal).toBeCloseTo(lost, 6);
});

test('A6: an input that is not essential costs its share', () => {
  const result = run({
    firms: [{ id: 'M' }, { id: 'V', stockDays: 2, final: 10 }, { id: 'W' }],
    links: [
      { supplier: 'M', customer: 'V', group: 'm', value: 6 },
      { supplier: 'W', customer: 'V', group: 's', value: 2, essential: false },
    ],
    left: (id) => (id === 'W' ? 0 : 1),
    days: 5,
  });
  const expected = { m: [6, 6, 6, 5.25, 4.875], v: [10, 10, 7.5, 7.5, 7.5], stock: [12, 12, 13.5, 14.25, 14.625] };
  for (let day = 1; day <= 5; day++) {
    const [m = 0, v = 0, stock = 0] = [expected.m[day - 1], expected.v[day - 1], expected.stock[day - 1]];
    expectDay(result, day, [m, v, 0], [stock, day === 1 ? 2 : 0]);
  }
});

const RATIONED: InventoryInput = {
  firms: [
    { id: 'M', final: 4 },
    { id: 'V', stockDays: 1, final: 6 },
  ],
  links: [{ supplier: 'M', customer: 'V', group: 'm', value: 6 }],
  left: (id) => (id === 'M' ? 0.5 : 1),
  days: 3,
};

test.each([
  ['A7, in proportion', 'proportional', [6, 3, 3.26087], [3, 3.26087, 3.240918], [8, 4.73913, 5.019952]],
  ['A8, firms first', 'firms-first', [6, 5, 5], [5, 5, 5], [6, 5, 5]],
] as const)('%s', (_, rationing, vehicle, stock, delivered) => {
  const result = run({ ...RATIONED, rationing });
  for (let day = 1; day <= 3; day++) {
    expectDay(result, day, [5, vehicle[day - 1] ?? 0], [stock[day - 1] ?? 0]);
    expect(result.days[day - 1]?.delivered).toBeCloseTo(delivered[day - 1] ?? 0, 6);
  }
});

test('goods that are under way when the shock comes still arrive', () => {
  const late = run({ ...LINE(1), links: LINE(1).links.map((link) => ({ ...link, transitDays: 2 })) });
  expect(late.survivalDays).toEqual([0, 5, 9]);
});

test('what cannot be is refused by name', () => {
  const answer = simulateInventory({
    firms: [
      { id: 'A', stockDays: 0.5 },
      { id: 'A', capacity: 0.9 },
    ],
    links: [
      { supplier: 'A', customer: 'X', group: 'g', value: 1 },
      { supplier: 'A', customer: 'A', group: 'g', value: Number.NaN },
    ],
    left: () => 1,
  });
  if (answer.ok) throw new Error('was taken');
  expect(answer.issues.map(({ code }) => code)).toEqual([
    'stock-days-invalid',
    'firm-twice',
    'capacity-invalid',
    'firm-unknown',
    'link-invalid',
  ]);
});
