import { expect, test } from 'vitest';
import type { TargetDetail, TargetView } from '../../../../server/modules/plans/model.ts';
import { text as ledgerText } from '../ledger-text.ts';
import { text } from '../target-text.ts';
import { changesOf, checkDraft, draftOf } from './draft.ts';
import { readJudgedId } from './judged.ts';
import { numberOf, yearOf } from './numbers.ts';
import { piecesOf } from './sentence.ts';
import { trajectoryOf } from './trajectory-data.ts';

const target = {
  id: 't1',
  kind: 'target',
  indicatorName: '新能源整车出口量',
  indicatorCode: 'nev-exports',
  indicatorUnit: '辆',
  indicatorShownAs: '万辆',
  scope: {},
  transform: 'annual',
  comparator: '>',
  value: 20,
  valueMax: null,
  unit: '万辆',
  accumulation: 'annual',
  fromYear: null,
  deadline: 2025,
  baselineYear: null,
  baselineValue: null,
  responsible: [
    { unit: '省商务厅', role: 'lead' },
    { unit: '省经信厅', role: 'support' },
  ],
  judgement: { goal: 200_000 },
} as unknown as TargetView;

test('figures of the sentence are found by number and unit, and nothing else is', () => {
  const figures = [
    { texts: ['11.2'], unit: '万辆', source: { observation: 'a' } },
    { texts: ['84'], unit: '%', source: { judgement: 't1~ratio' } },
    { texts: ['8'], unit: '万辆', source: { observation: 'b' } },
  ];
  const pieces = piecesOf('1–8 月累计出口 11.2 万辆，为应达 13.3 万辆的 84%，判为滞后。', figures);
  expect(pieces.flatMap((piece) => (piece.kind === 'figure' ? [piece.text] : []))).toEqual(['11.2', '84']);
  expect(pieces.map((piece) => piece.text).join('')).toBe(
    '1–8 月累计出口 11.2 万辆，为应达 13.3 万辆的 84%，判为滞后。',
  );
});

test('a figure of a judgement carries its role', () => {
  expect(readJudgedId('t1~expected')).toEqual({ target: 't1', role: 'expected' });
  expect(readJudgedId('t1')).toEqual({ target: 't1', role: null });
});

const point = (period: string, value: number) => ({
  period,
  value,
  missing: null,
  status: 'approved' as const,
  observationId: period,
  synthetic: true,
  revision: 1,
});
const months = Array.from({ length: 11 }, (_, i) => i + 2);
const code = (year: number, m: number) => `${year}-01..${String(m).padStart(2, '0')}`;

test('a year of a flow: January merged into February, last year beside it, the projection through the season', () => {
  const detail = {
    target,
    path: months.map((m) => ({ period: code(2025, m), expected: (200_000 * m) / 12 })),
    actual: months.filter((m) => m <= 8).map((m) => point(code(2025, m), 13_000 * m)),
    lastYear: months.map((m) => point(code(2024, m), 12_000 * m)),
    requiredPace: { perMonth: 24_000 },
    projection: { value: 156_000, low: null, high: null, period: '2025' },
  } as unknown as TargetDetail;
  const drawn = trajectoryOf(detail, text.zh, ledgerText.zh);
  expect(drawn?.year).toBe(2025);
  expect(drawn?.unit).toBe('万辆');
  expect(drawn?.data.labels).toEqual(['1–2月', ...months.slice(1).map((m) => `${m}月`)]);
  expect(drawn?.data.actual.slice(5, 8)).toEqual([9.1, 10.4, null]);
  expect(drawn?.data.lastYear?.at(-1)).toBe(14.4);
  expect(drawn?.data.target).toEqual({ value: 20, comparator: '＞' });
  expect(drawn?.data.projection?.values.slice(6)).toEqual([10.4, 11.7, 13, 14.3, 15.6]);
  expect(drawn?.data.paceNeeded).toBe(2.4);
});

test('a stock over years: the path runs straight between its points', () => {
  const detail = {
    target: { ...target, transform: 'level', unit: '个', indicatorUnit: '个', indicatorShownAs: '个', value: 100 },
    path: [
      { period: '2022', expected: 40 },
      { period: '2025', expected: 100 },
    ],
    actual: [point('2022', 40), point('2023', 55), point('2024', 85)],
    lastYear: [],
    requiredPace: null,
    projection: null,
  } as unknown as TargetDetail;
  const drawn = trajectoryOf(detail, text.zh, ledgerText.zh);
  expect(drawn?.data.labels).toEqual(['2022', '2023', '2024', '2025']);
  expect(drawn?.data.path).toEqual([40, 60, 80, 100]);
});

test('a single point is no picture', () => {
  const detail = {
    target,
    path: [{ period: '2025', expected: 1 }],
    actual: [],
    lastYear: [],
    requiredPace: null,
    projection: null,
  };
  expect(trajectoryOf(detail as unknown as TargetDetail, text.zh, ledgerText.zh)).toBeNull();
});

test('numbers and years as people type them', () => {
  expect(numberOf('１，250.5'.replace('，', ','))).toBe(1250.5);
  expect(numberOf('−3')).toBe(-3);
  expect(numberOf('3 家')).toBeNull();
  expect(numberOf('')).toBeNull();
  expect(yearOf('2025年')).toBe(2025);
  expect(yearOf('25')).toBeNull();
});

test('only what changed is sent; units keep their role and the first one leads', () => {
  const draft = draftOf(target);
  expect(changesOf(draft, target)).toEqual({});
  const changed = { ...draft, value: '21', baselineYear: '2022', responsible: '省经信厅\n省商务厅、省统计局' };
  expect(changesOf(changed, target)).toEqual({
    value: 21,
    baselineYear: 2022,
    responsible: [
      { unit: '省经信厅', role: 'lead' },
      { unit: '省商务厅', role: 'lead' },
      { unit: '省统计局', role: 'support' },
    ],
  });
});

test('a range needs an upper end above the lower one', () => {
  const draft = { ...draftOf(target), comparator: 'range' };
  expect(checkDraft(draft, text.zh.form).valueMax).toBe(text.zh.form.needed);
  expect(checkDraft({ ...draft, valueMax: '10' }, text.zh.form).valueMax).toBe(text.zh.form.maxBelow);
  expect(checkDraft({ ...draft, valueMax: '30' }, text.zh.form)).toEqual({});
});
