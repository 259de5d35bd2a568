import { type Cells, type FormDefinition, type FormRow, month } from '@liannao/statistics';
import { describe, expect, test } from 'vitest';
import { isGreyed, knownBase, withBase } from './base.ts';
import { sameCells, withCells } from './cells.ts';
import { cellText, readEntry } from './entry.ts';
import { noHistory, record, redo, undo } from './history.ts';
import { columnsShown, linesOf, openKeys, type RowLine } from './lines.ts';
import { mergeCells, resolved } from './merge.ts';
import { moved, nextAfter } from './moves.ts';
import { isBlock, parseBlock, placeBlock } from './paste.ts';
import { rateOf } from './rates.ts';

const names = { zh: '', en: '' };
const rowOf = (code: string, more: Partial<FormRow> = {}): FormRow => ({
  code,
  zh: `行${code}`,
  en: `Row ${code}`,
  kind: 'flow',
  unit: '千元',
  indicator: null,
  scope: {},
  parent: null,
  exhaustive: false,
  required: true,
  mayFall: false,
  mayBeNegative: false,
  hint: names,
  ...more,
});
const form: FormDefinition = {
  id: 'output',
  zh: '产销月报',
  en: 'Output',
  number: '链1表',
  authority: names,
  edition: '2025',
  validFrom: '2025-01',
  validUntil: null,
  frequency: 'monthly',
  exempt: [],
  reporter: { kind: 'party', register: null, where: null, names },
  columns: ['current', 'cumulative', 'current-base', 'cumulative-base'],
  opens: 0,
  due: 5,
  release: null,
  review: ['county'],
  sections: [
    {
      id: 'value',
      zh: '产值',
      en: 'Value',
      open: null,
      rows: [rowOf('01'), rowOf('02', { parent: '01' }), rowOf('21', { kind: 'stock', unit: '套' })],
    },
    {
      id: 'parts',
      zh: '采购',
      en: 'Purchases',
      open: [{ dimension: 'part', list: 'part', names }],
      rows: [rowOf('31')],
    },
  ],
  checks: [],
};
const august = month(2025, 8);
const linesFor = (cells: Cells) => linesOf(form, august, openKeys(cells).split('\n').filter(Boolean));
const rowLines = (cells: Cells = {}) => linesFor(cells).filter((line): line is RowLine => line.kind === 'row');
const shape = { rows: rowLines(), columns: columnsShown(form, linesFor({})) };
const [flow] = rowLines() as [RowLine];
const cell = (value: string) => ({ value });

describe('what is typed', () => {
  test.each([
    ['1,106,430', '1106430'],
    ['１４８，２６０', '148260'],
    ['148260千元', '148260'],
    ['−12.50', '-12.5'],
    ['(123)', '-123'],
    ['007', '7'],
    ['-0', '0'],
    ['.5', '0.5'],
  ])('%s is the number %s', (text, value) => {
    expect(readEntry(text, flow.row)).toEqual({ ok: true, cell: { value } });
  });

  test.each([
    ['—', 'not-applicable'],
    ['…', 'below-unit'],
    ['未取得', 'unknown'],
    ['*', 'suppressed'],
  ])('%s is a state of its own, never a number', (text, missing) => {
    const read = readEntry(text, flow.row);
    expect(read).toEqual({ ok: true, cell: { value: null, missing } });
    expect(read.ok && cellText(read.cell, flow.row)).toBe(text);
  });

  test.each(['1,1', '12万', '1.2.3', 'abc', '1234567890123456', '0.1234567'])(
    '%s is not read as something else',
    (text) => {
      expect(readEntry(text, flow.row).ok).toBe(false);
    },
  );

  test('nothing typed is a blank, and an answer takes its words', () => {
    expect(readEntry('  ', flow.row)).toEqual({ ok: true, cell: null });
    const asked = rowOf('51', { kind: 'answer', unit: '' });
    expect(readEntry('持平', asked)).toEqual({ ok: true, cell: { value: 'same' } });
    expect(readEntry('12', asked).ok).toBe(false);
  });

  test('figures from five digits on carry thousands marks', () => {
    expect(cellText(cell('298400'), flow.row)).toBe('298,400');
    expect(cellText(cell('-4186.3'), flow.row)).toBe('−4186.3');
    expect(cellText(null, flow.row)).toBe('');
  });
});

describe('lines and moves', () => {
  test('a part stands one step in; a stock is asked in two columns; an open section shows its lines', () => {
    expect(rowLines().map(({ id, depth, asked }) => [id, depth, asked.size])).toEqual([
      ['01', 0, 4],
      ['02', 1, 4],
      ['21', 0, 2],
    ]);
    const added = linesFor({ '31#part=battery': {}, '31#part=motor': {} });
    expect(added.map(({ kind }) => kind).slice(4)).toEqual(['section', 'group', 'row', 'group', 'row', 'add']);
  });

  test('down stays in the column and passes over what is not asked; right goes on to the next row', () => {
    expect(moved(shape, { row: '01', column: 'current' }, 'down')).toEqual({ row: '02', column: 'current' });
    expect(moved(shape, { row: '02', column: 'cumulative' }, 'down')).toBeNull();
    expect(moved(shape, { row: '21', column: 'current' }, 'right')).toEqual({ row: '21', column: 'current-base' });
    expect(moved(shape, { row: '02', column: 'current' }, 'left')).toEqual({ row: '01', column: 'cumulative-base' });
    expect(moved(shape, { row: '01', column: 'current' }, 'up')).toBeNull();
    expect(moved(shape, { row: '99', column: 'current' }, 'up')).toBeNull();
  });

  test('the next problem is the one after the cell, and round the end the first', () => {
    const problems = [
      { row: '21', column: 'current' as const },
      { row: '01', column: 'cumulative' as const },
      { row: null, column: null },
    ];
    expect(nextAfter(shape, problems, null)?.row).toBe('01');
    expect(nextAfter(shape, problems, { row: '01', column: 'cumulative' })?.row).toBe('21');
    expect(nextAfter(shape, problems, { row: '21', column: 'current' })?.row).toBe('01');
    expect(nextAfter(shape, [], null)).toBeNull();
  });
});

describe('pasting a block', () => {
  const target = {
    ...shape,
    isLocked: ({ column }: { column: string }) => column.endsWith('base'),
    cellOf: () => cell('5'),
  };

  test('tabs and lines part cells; quotes hold both; the last line end is none', () => {
    expect(parseBlock('1\t2\r\n3\t4\r\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(parseBlock('"a\tb"\t"say ""x"""')).toEqual([['a\tb', 'say "x"']]);
    expect(isBlock('12,300\r\n')).toBe(false);
    expect(isBlock('1\t2')).toBe(true);
  });

  test('numbers and symbols land on their cells, the rest is said', () => {
    const block = parseBlock('1,000\t—\t5\t6\n12万\t3\t\t\n7\t—\t5\t—\n8');
    const pasted = placeBlock(target, { row: '01', column: 'current' }, block);
    expect(pasted.sets).toEqual([
      { row: '01', column: 'current', cell: cell('1000') },
      { row: '01', column: 'cumulative', cell: { value: null, missing: 'not-applicable' } },
      { row: '02', column: 'cumulative', cell: cell('3') },
      { row: '21', column: 'current', cell: cell('7') },
    ]);
    expect(pasted.unread).toEqual([{ row: '02', column: 'current', typed: '12万' }]);
    // '6' and the two blanks would have changed greyed cells; the fourth line has no row to stand in.
    expect(pasted.locked).toBe(3);
    expect(pasted.outside).toBe(1);
  });
});

describe('steps taken back', () => {
  const change = (value: string, before: string | null) => ({
    row: '01',
    column: 'current' as const,
    before: { cell: before === null ? null : cell(before), typed: null },
    after: { cell: cell(value), typed: null },
  });

  test('typing in one cell is one step, and can be done again', () => {
    let history = record(noHistory, [change('1', null)], 'a');
    history = record(history, [change('12', '1')], 'a');
    history = record(history, [change('9', '12')], 'b');
    expect(history.done).toHaveLength(2);
    const last = undo(history);
    const first = last && undo(last.history);
    expect(first?.changes[0]?.after.cell).toBeNull();
    expect(first && undo(first.history)).toBeNull();
    expect(first && redo(first.history)?.changes[0]?.after.cell).toEqual(cell('12'));
  });

  test('a new step ends what could be done again', () => {
    const undone = undo(record(noHistory, [change('1', null)]));
    const history = record(undone?.history ?? noHistory, [change('2', null)]);
    expect(redo(history)).toBeNull();
  });
});

describe('two people in one return', () => {
  const base = { '01': { current: cell('1'), cumulative: cell('10') }, '02': { current: cell('2') } };

  test('changes of different cells come together', () => {
    const mine = withCells(base, [{ row: '01', column: 'current', cell: cell('3') }]);
    const theirs = withCells(base, [{ row: '02', column: 'current', cell: cell('4') }]);
    const merged = mergeCells({ base, mine, theirs });
    expect(merged.conflicts).toEqual([]);
    expect(merged.taken).toBe(1);
    expect(merged.cells['01']?.current).toEqual(cell('3'));
    expect(merged.cells['02']?.current).toEqual(cell('4'));
  });

  test('the same cell twice is a choice; the same value twice is none', () => {
    const mine = withCells(base, [
      { row: '01', column: 'current', cell: cell('3') },
      { row: '02', column: 'current', cell: cell('7') },
    ]);
    const theirs = withCells(base, [
      { row: '01', column: 'current', cell: null },
      { row: '02', column: 'current', cell: cell('7') },
    ]);
    const merged = mergeCells({ base, mine, theirs });
    expect(merged.conflicts).toEqual([{ row: '01', column: 'current', mine: cell('3'), theirs: null }]);
    expect(merged.cells['01']?.current).toEqual(cell('3'));
    expect(resolved(merged, new Set(merged.conflicts))['01']?.current).toBeUndefined();
  });

  test('a line taken away goes, unless the other wrote into it', () => {
    const lines = { '31#part=a': { current: cell('1') }, '31#part=b': { current: cell('2') } };
    const mine = { '31#part=b': { current: cell('2') } };
    expect(Object.keys(mergeCells({ base: lines, mine, theirs: lines }).cells)).toEqual(['31#part=b']);
    const wrote = withCells(lines, [{ row: '31#part=a', column: 'current', cell: cell('8') }]);
    expect(mergeCells({ base: lines, mine, theirs: wrote }).conflicts).toHaveLength(1);
  });

  test('a line added and still empty counts as a change', () => {
    expect(sameCells({ '31#part=a': {} }, {})).toBe(false);
    expect(Object.keys(mergeCells({ base: {}, mine: { '31#part=a': {} }, theirs: {} }).cells)).toEqual(['31#part=a']);
  });
});

describe('the base of a year ago', () => {
  const known = knownBase({
    period: august,
    past: [
      { period: month(2024, 8), cells: { '01': { current: { value: '9', reason: 'x' }, cumulative: cell('90') } } },
    ],
    entryFile: null,
    suggested: {},
  });

  test('is last year’s own figure, without what was said to it', () => {
    expect(known).toEqual({ '01': { 'current-base': cell('9'), 'cumulative-base': cell('90') } });
    expect(withBase({ '01': { current: cell('1') } }, known)['01']).toEqual({
      current: cell('1'),
      'current-base': cell('9'),
      'cumulative-base': cell('90'),
    });
  });

  test('stands greyed until another figure or a reason is put there', () => {
    expect(isGreyed(cell('9'), cell('9'))).toBe(true);
    expect(isGreyed(cell('8'), cell('9'))).toBe(false);
    expect(isGreyed({ value: '9', reasonCode: 'scope-change' }, cell('9'))).toBe(false);
    expect(isGreyed(cell('9'), undefined)).toBe(false);
  });
});

test('growth stands beside a row: cumulative first, a stock that did not change, points of a rate', () => {
  const pair = { current: cell('2'), 'current-base': cell('1'), cumulative: cell('11'), 'cumulative-base': cell('10') };
  const growth = rateOf(flow.row, pair);
  expect(growth.kind === 'growth' && growth.growth.kind === 'rate' && growth.growth.percent).toBe(10);
  const same = { current: cell('540000'), 'current-base': cell('540000') };
  expect(rateOf(rowOf('21', { kind: 'stock' }), same)).toEqual({ kind: 'same' });
  const rate = rateOf(rowOf('61', { kind: 'rate', unit: '%' }), {
    current: cell('75.6'),
    'current-base': cell('74.4'),
  });
  expect(rate).toEqual({ kind: 'points', points: 1.2 });
  expect(rateOf(flow.row, { current: cell('1'), 'current-base': cell('0') })).toEqual({ kind: 'none' });
});
