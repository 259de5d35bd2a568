import { expect, test } from 'vitest';
import { cutTokens, typedFigures } from './tokens.ts';

test('tokens are cut out with their scope and region', () => {
  expect(cutTokens('出口 [[nev-exports]]，其中宁波 [[nev-exports||330200]]。')).toEqual([
    '出口 ',
    { code: 'nev-exports', scope: '', region: null },
    '，其中宁波 ',
    { code: 'nev-exports', scope: '', region: '330200' },
    '。',
  ]);
});

test('typed figures are found; dates, months, numbers of papers and ordinals are none', () => {
  expect(typedFigures('出口 11.2 万辆，同比增长 10.9%，提高 4.1 个百分点')).toEqual([
    '11.2 万辆',
    '10.9%',
    '4.1 个百分点',
  ]);
  expect(typedFigures('2025年1–8月，按〔2025〕3号文第 2 条，9月12日前报送；2023—2025年')).toEqual([]);
  expect(typedFigures('[[nev-output]]')).toEqual([]);
});
