import { expect, test } from 'vitest';
import { januaryForm, testForm } from '../test/form.ts';
import {
  cellPeriod,
  columnsAsked,
  type FormDefinition,
  type FormFrequency,
  figuresOf,
  formPeriods,
  month,
  parsePeriod,
  parseRowKey,
  periodCode,
  rowKey,
  rowsOf,
} from './index.ts';

const form = testForm();
const rowOf = (code: string) => {
  const placed = rowsOf(form).find(({ row }) => row.code === code);
  if (placed === undefined) throw new Error(code);
  return placed.row;
};
const every = (frequency: FormFrequency, exempt: number[] = []): FormDefinition => ({ ...form, frequency, exempt });
const codes = (definition: FormDefinition, from: string, to: string) =>
  formPeriods(definition, from, to).map(periodCode);
const period = (text: string) => {
  const read = parsePeriod(text);
  if (!read.ok) throw new Error(text);
  return read.value;
};

test('the periods are those of the rhythm without the exempt months, inside the validity', () => {
  expect(codes(form, '2024-11', '2025-03')).toEqual(['2024-11', '2024-12', '2025-02', '2025-03']);
  expect(codes(form, '2022-10', '2023-03')).toEqual(['2023-02', '2023-03']);
  expect(codes({ ...form, validUntil: '2025-02' }, '2025-02', '2025-09')).toEqual(['2025-02']);
  expect(codes(every('quarterly'), '2025-02', '2025-09')).toEqual(['2025Q1', '2025Q2', '2025Q3']);
  expect(codes(every('half-yearly'), '2024-12', '2025-12')).toEqual(['2024H2', '2025H1', '2025H2']);
  expect(codes(every('annual'), '2023-01', '2025-11')).toEqual(['2023', '2024']);
  expect(codes(form, '2025-04', '2025-03')).toEqual([]);
  expect(codes(form, 'April', '2025-03')).toEqual([]);
});

test('stocks and rates have no totals, and January and February come as one total where January is exempt', () => {
  const all = ['current', 'cumulative', 'current-base', 'cumulative-base'];
  expect(columnsAsked(form, rowOf('11'), month(2025, 8))).toEqual(all);
  expect(columnsAsked(form, rowOf('11'), month(2025, 2))).toEqual(['cumulative', 'cumulative-base']);
  expect(columnsAsked(januaryForm(), rowOf('11'), month(2025, 2))).toEqual(all);
  expect(columnsAsked(form, rowOf('41'), month(2025, 2))).toEqual(['current', 'current-base']);
  const answer = { ...rowOf('41'), kind: 'answer' as const };
  expect(columnsAsked(form, answer, month(2025, 8))).toEqual(['current']);
});

test.each([
  ['monthly', '2025-08', '11', 'current', '2025-08'],
  ['monthly', '2025-08', '11', 'cumulative', '2025-01..08'],
  ['monthly', '2025-08', '11', 'cumulative-base', '2024-01..08'],
  ['monthly', '2025-08', '41', 'current', '2025-08'],
  ['quarterly', '2025Q3', '11', 'current', '2025Q3'],
  ['quarterly', '2025Q3', '11', 'cumulative', '2025-01..09'],
  ['quarterly', '2025Q3', '41', 'current', '2025-09'],
  ['half-yearly', '2025H1', '11', 'current-base', '2024H1'],
  ['half-yearly', '2025H1', '45', 'current', '2025-06'],
  ['annual', '2025', '11', 'current', '2025'],
  ['annual', '2025', '41', 'current-base', '2024'],
] as const)('%s %s: row %s %s is a figure of %s', (frequency, of, code, column, wanted) => {
  expect(periodCode(cellPeriod(every(frequency), rowOf(code), column, period(of)))).toBe(wanted);
});

test('a line has one key whatever the order of its dimensions, and any value comes back', () => {
  expect(rowKey('62', { sourceRegion: '330100', part: 'battery' })).toBe('62#part=battery;sourceRegion=330100');
  const scope = { part: 'a;b=c#d%', sourceRegion: '电池' };
  expect(parseRowKey(rowKey('62', scope))).toEqual({ code: '62', scope });
  expect(parseRowKey('11')).toEqual({ code: '11', scope: {} });
  expect(parseRowKey('62#part')).toEqual({ code: '62#part', scope: {} });
  expect(parseRowKey('62#part=%E0')).toEqual({ code: '62#part=%E0', scope: {} });
});

test('figures carry the line’s scope, the comparable basis and why there is none; answers and blanks are none', () => {
  const cells = {
    '01': {
      current: { value: '148260' },
      cumulative: { value: null, missing: 'unknown' },
      'current-base': { value: '131900' },
      'cumulative-base': { value: null },
    },
    '02': { current: { value: '5' } },
    '41': { current: { value: null, missing: 'not-yet-reported' }, cumulative: { value: '9' } },
    '62#part=battery;sourceRegion=330100': { current: { value: '12.5' } },
    '62#part=battery': { current: { value: '3' } },
  } as const;
  const figures = figuresOf(form, month(2025, 8), cells);
  expect(figures.map((figure) => ({ ...figure, period: periodCode(figure.period) }))).toEqual([
    {
      row: '01',
      column: 'current',
      indicator: 'gross-output-value',
      scope: {},
      period: '2025-08',
      unit: '千元',
      value: '148260',
    },
    {
      row: '01',
      column: 'cumulative',
      indicator: 'gross-output-value',
      scope: {},
      period: '2025-01..08',
      unit: '千元',
      value: null,
      missing: 'unknown',
    },
    {
      row: '01',
      column: 'current-base',
      indicator: 'gross-output-value',
      scope: { basis: 'comparable' },
      period: '2024-08',
      unit: '千元',
      value: '131900',
    },
    {
      row: '62#part=battery;sourceRegion=330100',
      column: 'current',
      indicator: 'parts-purchases',
      scope: { part: 'battery', sourceRegion: '330100' },
      period: '2025-08',
      unit: '万元',
      value: '12.5',
    },
  ]);
});
