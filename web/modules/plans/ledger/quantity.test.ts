import { expect, test } from 'vitest';
import { text } from '../ledger-text.ts';
import { matchIndicators } from './match-indicators.ts';
import { inTargetUnit, inUnit, sectionPlace, shortPeriod, targetNumber, toStored } from './quantity.ts';

const vehicles = { unit: '万辆', indicatorUnit: '辆', indicatorShownAs: '万辆' };

test('a stored figure is shown in the unit that the plan speaks, and typed back exactly', () => {
  expect(inTargetUnit(vehicles, 112_314)).toEqual({ value: 11.2314, unit: '万辆', decimals: 1 });
  expect(toStored(vehicles, 11.2314)).toBe(112_314);
});

test('where the dimension differs the figure keeps its own unit', () => {
  expect(inUnit(41.9, '%', '百分点')).toEqual({ value: 41.9, unit: '%', decimals: 1 });
});

test('a target reads as the plan writes it', () => {
  const t = text.zh;
  expect(targetNumber({ value: 120, valueMax: null, comparator: '>' }, t)).toBe('＞ 120');
  expect(targetNumber({ value: 300, valueMax: 500, comparator: 'range' }, t)).toBe('300–500');
  expect(targetNumber({ value: 30, valueMax: null, comparator: '+=' }, t)).toBe('提高 30');
  expect(targetNumber({ value: 12_600, valueMax: null, comparator: '=' }, t)).toBe('12,600');
});

test('a period leaves its year out only where it is the year at hand', () => {
  const words = (code: string) => shortPeriod(code, '2025-08', text.zh, 'zh');
  expect(words('2025-01..08')).toBe('1–8月');
  expect(words('2025-08')).toBe('8月底');
  expect(words('2025H1')).toBe('上半年');
  expect(words('2024-12')).toBe('2024年12月');
  expect(words('not a period')).toBe('not a period');
});

test('a place in the plan is written as people cite it', () => {
  expect(sectionPlace(['二', '（一）', '1'])).toBe('二（一）1');
  expect(sectionPlace(['一', '2'])).toBe('一·2');
  expect(sectionPlace([])).toBe('');
});

test('an indicator is found by name, synonym and code, exact names first', () => {
  const make = (code: string, nameZh: string, synonyms: string[] = []) =>
    ({ code, nameZh, nameEn: code, synonyms }) as unknown as Parameters<typeof matchIndicators>[0][number];
  const all = [
    make('vehicle-output', '汽车产量', ['整车产量']),
    make('nev-output', '新能源汽车产量'),
    make('nev-sales', '新能源汽车销量'),
  ];
  const codes = (words: string) => matchIndicators(all, words).map(({ code }) => code);
  expect(codes('汽车产量')).toEqual(['vehicle-output', 'nev-output']);
  expect(codes('整车产量')).toEqual(['vehicle-output']);
  expect(codes('NEV-')).toEqual(['nev-output', 'nev-sales']);
  expect(codes('没有')).toEqual([]);
});
