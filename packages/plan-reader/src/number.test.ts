import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatNumber, type NumberStyle, parseNumber, parseQuantityText } from './index.ts';

describe('numbers', () => {
  test.each([
    ['120万', 1_200_000],
    ['1.2万亿', 1.2e12],
    ['三百', 300],
    ['两百', 200],
    ['一万二千', 12_000],
    ['三千五', 3500],
    ['十五', 15],
    ['二十万', 200_000],
    ['1,234.5', 1234.5],
    ['１２３', 123],
    ['一亿三千万', 130_000_000],
    ['壹佰贰拾', 120],
    ['三成', 30],
    ['三成五', 35],
    ['百分之六十', 60],
    ['一千零一十', 1010],
    ['一千零十', 1010],
    ['十三万零一十二', 130_012],
    ['四分之一', 25],
    ['半数', 50],
  ])('%s is %d', (text, value) => {
    expect(parseNumber(text)?.value).toBeCloseTo(value, 9);
  });

  test('余 and 多 say that the number is somewhat more', () => {
    expect(parseNumber('17万余辆')).toMatchObject({ value: 170_000, more: true });
    expect(parseNumber('20多个')).toMatchObject({ value: 20, more: true });
    expect(parseNumber('一百余家')).toMatchObject({ value: 100, more: true });
  });

  test('neighbouring numerals are a range', () => {
    expect(parseQuantityText('两三家')).toMatchObject({ value: 2, valueMax: 3, unit: '家' });
    expect(parseQuantityText('300-500公里')).toMatchObject({ value: 300, valueMax: 500, unit: '公里' });
    expect(parseQuantityText('3至5亿元')).toMatchObject({ value: 3, valueMax: 5, unit: '亿元', baseValue: 3e8 });
    expect(parseQuantityText('10%～20%')).toMatchObject({ value: 10, valueMax: 20, unit: '%' });
  });

  test.each([
    ['120万辆', 120, '万辆', 1_200_000, '辆'],
    ['1.06万亿元', 1.06, '万亿元', 1.06e12, '元'],
    ['30个百分点', 30, '百分点', 30, '百分点'],
    ['1万台(套)', 1, '万台(套)', 10_000, '台(套)'],
    ['350瓦时/公斤', 350, '瓦时/公斤', 350, '瓦时/公斤'],
    ['350台/万人', 350, '台/万人', 350, '台/万人'],
    ['500千瓦', 500, '千瓦', 500, '千瓦'],
    ['25万千瓦', 25, '万千瓦', 250_000, '千瓦'],
    ['9.8GWh', 9.8, 'GWh', 9.8, 'GWh'],
    ['3‰', 3, '‰', 3, '‰'],
    ['60％', 60, '%', 60, '%'],
  ])('%s has value, unit and base', (text, value, unit, baseValue, baseUnit) => {
    expect(parseQuantityText(text)).toMatchObject({ value, unit, baseValue, baseUnit });
  });

  test.each([
    '2023年3月1日',
    '〔2023〕15号',
    'L3级',
    '5G网络',
    'T1至T5',
    '第15次会议',
    '邮编：241000',
    '0531-51760000',
    '一体化',
    '三电',
    '双碳',
    '415X',
    '4S店',
    'C-V2X',
  ])('%s holds no quantity', (text) => {
    expect(parseQuantityText(text)).toBeNull();
  });

  const exact: NumberStyle[] = ['digits', 'grouped', 'full-width', 'han', 'formal'];
  test.each(exact)('any whole number survives %s', (style) => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(), fc.integer({ min: 0, max: 9_999_999_999_999 })), (value) => {
        const parsed = parseNumber(formatNumber(value, style));
        expect(parsed?.value).toBe(value);
      }),
    );
  });

  test('any decimal survives digits, grouping, full width and scales', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999 }),
        fc.constantFrom<NumberStyle>('digits', 'grouped', 'full-width', 'scaled'),
        (cents, style) => {
          const value = cents / 100;
          expect(parseNumber(formatNumber(value, style))?.value).toBeCloseTo(value, 4);
        },
      ),
    );
  });

  test('what cannot be written is refused', () => {
    expect(() => formatNumber(-1)).toThrow(RangeError);
    expect(() => formatNumber(1.5, 'han')).toThrow(RangeError);
    expect(() => formatNumber(Number.NaN)).toThrow(RangeError);
  });
});
