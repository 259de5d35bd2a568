import { expect, test } from 'vitest';
import type { IndicatorView, ObservationView } from '../../../../server/modules/statistics/model.ts';
import { text } from '../text.ts';
import { checkEntry, emptyDraft, followingPeriod, inputOf, unitsFor } from './entry-draft.ts';
import { kindsOf, latestOf, pointsOf, scopesOf } from './series.ts';
import { linesOf, startsAtZero } from './series-chart.ts';

const make = (period: string, value: number | null, more: Partial<ObservationView> = {}) =>
  ({
    id: period,
    period,
    value,
    scope: {},
    status: 'approved',
    unit: '辆',
    shownAs: '万辆',
    ...more,
  }) as ObservationView;

const measured = { unit: '辆', shownAs: '万辆' };
const words = { axis: '时间', month: (m: number) => `1–${m}月`, year: (y: number) => `${y}年`, value: '产量' };

test('the newest known figure is read aloud with the same period a year before', () => {
  const points = pointsOf([make('2025-01..08', 746_000), make('2024-01..08', 649_000), make('2025-01..09', null)]);
  const latest = latestOf(points);
  expect(latest?.now.period).toBe('2025-01..08');
  expect(latest?.before?.period).toBe('2024-01..08');
});

test('cumulative figures are a line a year; a month without a figure breaks the line', () => {
  const points = pointsOf([
    make('2024-01..02', 100_000),
    make('2024-01..03', 160_000),
    make('2025-01..02', 120_000),
    make('2025-01..03', null),
  ]);
  const { labels, lines } = linesOf(points, measured, words, 'zh');
  expect(labels).toEqual(['1–2月', '1–3月']);
  expect(lines.map(({ name, values }) => [name, values])).toEqual([
    ['2024年', [10, 16]],
    ['2025年', [12, null]],
  ]);
});

test('the axis leaves zero only where the line would be flat', () => {
  expect(startsAtZero([{ name: '', values: [10, 75], preliminary: [] }])).toBe(true);
  expect(startsAtZero([{ name: '', values: [86, null, 89], preliminary: [] }])).toBe(false);
});

test('kinds and scopes: cumulative before months, the whole before its cuts', () => {
  const points = pointsOf([
    make('2025-08', 1, { scope: { product: 'bev' } }),
    make('2025-07', 1, { scope: { product: 'bev' } }),
    make('2025-01..08', 1),
  ]);
  expect(kindsOf(points).map(({ value }) => value)).toEqual(['cumulative', 'month']);
  expect(scopesOf(points).map(({ value }) => value)).toEqual(['', 'product=bev']);
});

const indicator = { code: 'nev-output', unit: '辆', shownAs: '万辆', dimension: 'vehicle' } as IndicatorView;

test('an entry is a value or the reason for none; a revision says why', () => {
  const t = text.zh.entry;
  const draft = { ...emptyDraft(indicator, { code: '330000', name: '浙江省' }), period: '2025年1-8月' };
  expect(checkEntry(draft, false, t)).toEqual({ value: t.valueNeeded });
  expect(checkEntry({ ...draft, value: '七' }, false, t)).toEqual({ value: t.valueBad });
  expect(checkEntry({ ...draft, missing: 'unknown' }, false, t)).toEqual({});
  expect(checkEntry({ ...draft, value: '74.6' }, true, t)).toEqual({ reason: t.reasonHint });
  expect(inputOf({ ...draft, value: '1,074.6', missing: '' }, 'nev-output')).toMatchObject({
    value: 1074.6,
    missing: null,
  });
  expect(inputOf({ ...draft, value: '5', missing: 'unknown' }, 'nev-output')).toMatchObject({
    value: null,
    missing: 'unknown',
  });
});

test('units are those of the dimension, the published one first; the next period follows', () => {
  expect(unitsFor(indicator)).toEqual(['万辆', '辆']);
  expect(unitsFor({ ...indicator, unit: '元/人', shownAs: '万元/人', dimension: 'money/person' })).toEqual([
    '万元/人',
    '元/人',
  ]);
  expect(followingPeriod('2025年1-8月')).toEqual({ kind: 'cumulative', year: 2025, month: 9 });
});
