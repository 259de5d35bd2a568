import type { Cells, Period } from '@liannao/statistics';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownForm } from './testing.ts';
import { addUp, type Counted, shareOf, totalCells } from './totals.ts';
import { tellsWithheld, withheldSums } from './withhold.ts';

const form = { definition: ownForm(), period: { kind: 'month', year: 2025, month: 3 } as Period };
const parents = new Map([
  ['a1', 'a'],
  ['a2', 'a'],
  ['b1', 'b'],
  ['a', 'top'],
  ['b', 'top'],
]);

const kinds = ['below-unit', 'unknown', 'not-applicable', 'not-yet-reported', 'suppressed'] as const;
const cell = fc.oneof(
  fc
    .tuple(fc.bigInt(-999_999_999_999_999n, 999_999_999_999_999n), fc.integer({ min: 0, max: 999_999 }))
    .map(([whole, fraction]) => ({
      value: fraction === 0 ? String(whole) : `${whole}.${String(fraction).padStart(6, '0')}`,
    })),
  fc.constantFrom(...kinds).map((missing) => ({ value: null, missing })),
  fc.constant(undefined),
);
const cellsOf = fc
  .record({ current: cell, cumulative: cell })
  .map(
    (columns): Cells => ({ '01': Object.fromEntries(Object.entries(columns).filter(([, one]) => one !== undefined)) }),
  );
const returnOf: fc.Arbitrary<Counted> = fc.record({
  regionCode: fc.constantFrom('a1', 'a2', 'b1', 'top'),
  cells: fc.option(cellsOf),
  isExcused: fc.boolean(),
});

const micro = (text: string) => {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole + fraction.padEnd(6, '0'));
  return text.startsWith('-') ? -size : size;
};
const below = (region: string, top: string): boolean => {
  for (let at: string | undefined = region; at !== undefined; at = parents.get(at)) if (at === top) return true;
  return false;
};

test('every total is exactly the sum of what stands below it, and every state is counted as itself', () => {
  fc.assert(
    fc.property(fc.array(returnOf, { maxLength: 12 }), (returns) => {
      for (const [region, totals] of addUp(form, returns, parents)) {
        const under = returns.filter((one) => below(one.regionCode, region) && !one.isExcused);
        for (const column of ['current', 'cumulative'] as const) {
          const total = totals.find((one) => one.row === '01' && one.column === column);
          const cells = under.map((one) => (one.cells === null ? 'awaited' : one.cells['01']?.[column]));
          const numbers = cells.flatMap((one) => (typeof one === 'object' && one.value !== null ? [one.value] : []));
          const sum = numbers.reduce((whole, text) => whole + micro(text), 0n);
          expect(total?.reported).toBe(numbers.length);
          expect(total?.value === null ? null : micro(total?.value ?? 'x')).toBe(numbers.length === 0 ? null : sum);
          const states = cells.map((one) => {
            if (one === 'awaited') return 'not-yet-reported';
            if (one === undefined) return 'unknown';
            return one.value === null ? one.missing : micro(one.value) === 0n ? 'zero' : null;
          });
          for (const kind of ['zero', ...kinds]) {
            expect(total?.missing[kind as 'zero'] ?? 0, kind).toBe(states.filter((one) => one === kind).length);
          }
        }
      }
    }),
  );
});

test('the order of returns changes nothing', () => {
  fc.assert(
    fc.property(fc.array(returnOf, { maxLength: 8 }), (returns) => {
      const sorted = (all: Map<string, unknown>) => [...all].sort(([a], [b]) => (a < b ? -1 : 1));
      expect(sorted(addUp(form, returns.toReversed(), parents))).toEqual(sorted(addUp(form, returns, parents)));
    }),
  );
});

test('rates and answers are not added; a row that nobody has makes no figure, one that applies to nobody says so', () => {
  const cells = (own: Cells): Counted => ({ regionCode: 'a1', cells: own, isExcused: false });
  const totals = addUp(
    form,
    [
      cells({ '04': { current: { value: '80' } }, '03': { current: { value: null, missing: 'not-applicable' } } }),
      cells({ '04': { current: { value: '90' } }, '03': { current: { value: null, missing: 'not-applicable' } } }),
    ],
    parents,
  ).get('top');
  expect(totals?.some((one) => one.row === '04')).toBe(false);
  expect(totalCells(totals ?? [])).toEqual({ '03': { current: { value: null, missing: 'not-applicable' } } });
});

test('lines of an open section are added line by line', () => {
  const open = {
    ...form,
    definition: ownForm({
      sections: ownForm().sections.map((section) => ({
        ...section,
        open: [{ dimension: 'part', list: 'core-system', names: { zh: '类', en: 'Class' } }],
      })),
    }),
  };
  const line = (key: string, value: string): Counted => ({
    regionCode: 'a1',
    cells: { [key]: { current: { value } } },
    isExcused: false,
  });
  const totals = addUp(
    open,
    [line('01#part=battery', '1.5'), line('01#part=battery', '2'), line('01#part=motor', '4')],
    parents,
  );
  const shown = (totals.get('top') ?? [])
    .filter((one) => one.column === 'current')
    .map((one) => [one.row, one.value, one.reported]);
  expect(shown).toEqual([
    ['01#part=battery', '3.5', 2],
    ['01#part=motor', '4', 1],
  ]);
});

test('of how many a total is counts its own numbers; who has no such thing is not waited for; one who knows nothing says so', () => {
  const cells = (own: Cells): Counted => ({ regionCode: 'a1', cells: own, isExcused: false });
  const staff = (cell: Cells[string]['current']) => cells(cell ? { '03': { current: cell } } : {});
  const of = (returns: Counted[]) =>
    addUp(form, returns, parents)
      .get('a1')
      ?.filter((one) => one.row === '03') ?? [];
  const [some] = of([staff({ value: '5' }), staff({ value: null, missing: 'not-applicable' }), staff(undefined)]);
  expect(some && shareOf(some, 3)).toEqual({ reported: 1, expected: 2 });
  const unknown = staff({ value: null, missing: 'unknown' });
  expect(totalCells(of([unknown, unknown]))).toEqual({ '03': { current: { value: null, missing: 'unknown' } } });
  expect(totalCells(of([unknown, staff(undefined)]))).toEqual({});
});

// Of a1 three firms, of a2 one, of b1 three, none of which has nearly all.
const byRegion: readonly (readonly [string, readonly string[]])[] = [
  ['a1', ['10', '20', '30']],
  ['a2', ['40']],
  ['b1', ['50', '60', '70']],
];
const made = (rows: (value: string) => Cells) =>
  byRegion.flatMap(([regionCode, values]) =>
    values.map((value): Counted => ({ regionCode, cells: rows(value), isExcused: false })),
  );
const month = (withheld: ReadonlySet<string>) => [...withheld].filter((key) => / 0[125] current$/.test(key)).sort();

test('a sum of one firm is withheld, and so is a region beside it, lest it follow from the sum above', () => {
  const totals = addUp(
    form,
    made((value) => ({ '01': { current: { value } } })),
    parents,
  );
  expect(month(withheldSums({ definition: form.definition, totals, parents }))).toEqual([
    'a1 01 current',
    'a2 01 current',
  ]);
  // Where the region beside it is known to all already, the sum above has to be withheld, and with it its own.
  const published = new Set(['a1 01 current']);
  expect(month(withheldSums({ definition: form.definition, totals, parents }, published))).toEqual([
    'a 01 current',
    'a2 01 current',
    'b 01 current',
    'b1 01 current',
  ]);
});

test('of rows that exhaust a row none is left alone; one firm with nearly all of it is enough', () => {
  const [section] = ownForm().sections;
  const rows = (section?.rows ?? []).slice(0, 2).map((row) => ({ ...row, exhaustive: row.code === '01' }));
  const second = { ...(rows[1] ?? rows[0]), code: '05', exhaustive: false } as (typeof rows)[0];
  const definition = ownForm({ sections: [{ ...(section as NonNullable<typeof section>), rows: [...rows, second] }] });
  const counted = ['90', '1', '2'].map(
    (value): Counted => ({
      regionCode: 'top',
      cells: {
        '01': { current: { value: String(Number(value) + 40) } },
        '02': { current: { value } },
        '05': { current: { value: '40' } },
      },
      isExcused: false,
    }),
  );
  const totals = addUp({ ...form, definition }, counted, new Map());
  expect(month(withheldSums({ definition, totals, parents: new Map() }))).toEqual(['top 02 current', 'top 05 current']);
});

test('under an open sum nothing withheld follows, and what is withheld together is of three firms', () => {
  const returnOfFirm = fc.record({
    regionCode: fc.constantFrom('a1', 'a2', 'b1', 'a', 'top'),
    cells: fc.integer({ min: 0, max: 200 }).map((n): Cells => ({ '01': { current: { value: String(n) } } })),
    isExcused: fc.constant(false),
  });
  fc.assert(
    fc.property(fc.array(returnOfFirm, { minLength: 1, maxLength: 16 }), (returns) => {
      const totals = addUp(form, returns, parents);
      const withheld = withheldSums({ definition: form.definition, totals, parents });
      const isWithheld = (region: string) => withheld.has(`${region} 01 current`);
      const firmsOf = (region: string) => returns.filter((one) => below(one.regionCode, region)).length;
      for (const above of ['a', 'b', 'top']) {
        const parts = [...totals.keys()].filter((region) => parents.get(region) === above);
        if (parts.length === 0 || isWithheld(above) || !parts.some(isWithheld)) continue;
        const own = returns.filter((one) => one.regionCode === above).length;
        const hidden = [...parts.filter(isWithheld).map(firmsOf), ...(own > 0 ? [own] : [])];
        expect(hidden.length).toBeGreaterThan(1);
        expect(hidden.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(2);
      }
      for (const region of totals.keys()) if (!isWithheld(region)) expect(firmsOf(region)).toBeGreaterThan(2);
    }),
  );
});

test('a sum over lines tells a withheld one that stands alone in it, or of too few firms', () => {
  const line = (reported: number, value: string) => ({ reported, value });
  expect(tellsWithheld([])).toBe(false);
  expect(tellsWithheld([line(4, '7')])).toBe(true);
  expect(tellsWithheld([line(1, '7'), line(1, '8')])).toBe(true);
  expect(tellsWithheld([line(2, '7'), line(1, '0')])).toBe(true);
  expect(tellsWithheld([line(2, '7'), line(1, '8')])).toBe(false);
});
