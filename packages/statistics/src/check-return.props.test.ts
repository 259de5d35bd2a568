/** Properties of all checks together. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { found, mended } from '../test/findings.ts';
import { contextOf, lineKeys, withCells } from '../test/firm.ts';
import { januaryForm, testForm } from '../test/form.ts';
import { type Cell, type CheckContext, checkReturn, type FormColumn } from './index.ts';

const forms = [testForm(), januaryForm()];
const anyFirm = fc.record({
  units: fc.integer({ min: 800, max: 200_000 }),
  price: fc.double({ min: 1.5, max: 60, noNaN: true }),
  growth: fc.double({ min: 0.85, max: 1.3, noNaN: true }),
  noise: fc.double({ min: 0.01, max: 0.08, noNaN: true }),
  seed: fc.nat(1_000_000),
});
const anyContext = fc
  .record({
    form: fc.constantFrom(...forms),
    firm: anyFirm,
    y: fc.constantFrom(2024, 2025),
    m: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ form, firm, y, m }) => contextOf(form, firm, [y, form.exempt.includes(m) ? 2 : m]));
/** A month from March on, with reports before: where a single fault can be seen. */
const laterContext = fc
  .record({ form: fc.constantFrom(...forms), firm: anyFirm, m: fc.integer({ min: 3, max: 12 }) })
  .map(({ form, firm, m }) => contextOf(form, firm, [2025, m]));

const errors = (context: CheckContext) =>
  checkReturn(context).filter(({ level }) => level === 'error' || level === 'blank');
const times = (cell: Cell | undefined, by: number): string => String(Math.round(Number(cell?.value) * by));

test('books that agree have no error and nothing blank, whatever the firm, form and month', () => {
  fc.assert(
    fc.property(anyContext, (context) => {
      expect(errors(context)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

interface Fault {
  readonly name: string;
  readonly checks: readonly string[];
  readonly rows: readonly string[];
  plant(context: CheckContext): CheckContext;
}
const own = (context: CheckContext, row: string, column: FormColumn) => context.cells[row]?.[column];
const faults: readonly Fault[] = [
  {
    name: 'month ×1,000',
    checks: ['16'],
    rows: ['07'],
    plant: (c) => withCells(c, { '07': { current: times(own(c, '07', 'current'), 1000) } }),
  },
  {
    name: 'month typed as total',
    checks: ['4'],
    rows: ['43'],
    plant: (c) => withCells(c, { '43': { cumulative: own(c, '43', 'current') ?? null } }),
  },
  {
    name: 'total left as it was',
    checks: ['5'],
    rows: ['11'],
    plant: (c) => withCells(c, { '11': { cumulative: c.past.at(-1)?.cells['11']?.cumulative ?? null } }),
  },
  {
    name: 'columns swapped',
    checks: ['9'],
    rows: ['12'],
    plant: (c) => {
      const [current, cumulative] = [own(c, '12', 'current'), own(c, '12', 'cumulative')];
      return withCells(c, { '12': { current: cumulative ?? null, cumulative: current ?? null } });
    },
  },
  {
    name: 'base unlike last year’s report',
    checks: ['7'],
    rows: ['21'],
    plant: (c) => withCells(c, { '21': { 'cumulative-base': times(own(c, '21', 'cumulative-base'), 1.1) } }),
  },
  {
    name: 'parts beyond the whole',
    checks: ['9'],
    rows: ['01'],
    plant: (c) => withCells(c, { '02': { current: times(own(c, '02', 'current'), 1.3) } }),
  },
  {
    name: 'of which above its whole',
    checks: ['10'],
    rows: ['12'],
    plant: (c) => withCells(c, { '12': { current: times(own(c, '11', 'current'), 1.01) } }),
  },
  {
    name: 'negative month',
    checks: ['4'],
    rows: ['42'],
    plant: (c) => withCells(c, { '42': { current: '-11000' } }),
  },
  {
    name: 'output without electricity',
    checks: ['20'],
    rows: ['43'],
    plant: (c) => withCells(c, { '43': { current: '0' } }),
  },
  {
    name: 'wages without staff',
    checks: ['21'],
    rows: ['41'],
    plant: (c) => withCells(c, { '41': { current: '0' } }),
  },
  {
    name: 'growth ten times as stated',
    checks: ['17'],
    rows: ['47'],
    plant: (c) => withCells(c, { '47': { current: String(Number(own(c, '47', 'current')?.value) + 40) } }),
  },
  {
    name: 'a place of production forgotten',
    checks: ['29'],
    rows: ['61'],
    plant: (c) => withCells(c, { [lineKeys[2] ?? '']: { current: '0', cumulative: '0' } }),
  },
  {
    name: 'assets mistyped',
    checks: ['14'],
    rows: ['31'],
    plant: (c) => withCells(c, { '31': { current: times(own(c, '31', 'current'), 1.2) } }),
  },
];

test.each(faults)('$name: a single fault gives its check at its row', ({ checks, rows, plant }) => {
  fc.assert(
    fc.property(laterContext, (context) => {
      const told = checkReturn(plant(context));
      for (const [index, check] of checks.entries()) {
        expect(told.map((one) => `${one.check} ${one.row}`)).toContainEqual(`${check} ${rows[index]}`);
      }
    }),
    { numRuns: 5 },
  );
});

test.each(faults)('$name: each mend clears the finding that offers it', ({ plant }) => {
  fc.assert(
    fc.property(laterContext, (context) => {
      const wrong = plant(context);
      for (const { check, row, column, level, mends } of checkReturn(wrong)) {
        for (const mend of mends) {
          const left = found(mended(wrong, mend));
          expect(left).not.toContain([check, level, row ?? '-', column ?? '-'].join(' '));
        }
      }
    }),
    { numRuns: 5 },
  );
});

const anyText = fc.oneof(
  fc.constantFrom(
    '0',
    '-0',
    '00.10',
    '1e5',
    '',
    ' ',
    '-',
    '—',
    '１２',
    'up',
    '999999999999999.999999',
    '-5',
    'nought',
    '__proto__',
  ),
  fc.integer().map(String),
  fc.string({ maxLength: 8 }),
);
const anyCell: fc.Arbitrary<Cell> = fc.record(
  {
    value: fc.option(anyText),
    missing: fc.constantFrom('unknown', 'not-applicable', 'below-unit'),
    reason: fc.string({ maxLength: 3 }),
  },
  { requiredKeys: ['value'] },
);
const anyKey = fc.oneof(
  fc.constantFrom(
    '01',
    '11',
    '43',
    '47',
    '62#part=a;sourceRegion=b',
    '62#part=%',
    '62#',
    '#',
    '__proto__',
    'constructor',
  ),
  fc.string({ maxLength: 6 }),
);
const anyCells = fc.dictionary(
  anyKey,
  fc.dictionary(fc.constantFrom('current', 'cumulative', 'current-base', 'cumulative-base'), anyCell),
  { maxKeys: 8 },
);

test('nothing that is filled in crashes the checks, and the same return gives the same findings', () => {
  const base = contextOf(testForm());
  fc.assert(
    fc.property(anyCells, anyCells, (cells, before) => {
      const period = base.past.at(-1)?.period ?? base.period;
      const context = {
        ...base,
        cells: { ...base.cells, ...cells },
        past: [...base.past.slice(0, -1), { period, cells: before }],
      };
      const first = checkReturn(context);
      for (const { message } of first) {
        expect(message.zh).not.toMatch(/NaN|undefined|Infinity/);
        expect(message.en).not.toMatch(/NaN|undefined|Infinity/);
      }
      expect(checkReturn({ ...context, past: context.past.toReversed() })).toEqual(first);
    }),
    { numRuns: 150 },
  );
});
