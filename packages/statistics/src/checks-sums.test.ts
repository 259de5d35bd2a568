/** Checks 25 and 26. statistics-conventions 5.3 and 11. */
import { expect, test } from 'vitest';
import { checkSumOfParts, checkTwoPlaces } from './index.ts';

const names = { zh: '台州市产量', en: 'Output of Taizhou' };

test('25: counties add to the city within the rounding of all, or a reason is named', () => {
  const parts = ['1.1', '2.2', '3.3', '4.4', '5.5', '6.6', '7.7', '8.8'];
  const at = (total: string, reason?: string) => checkSumOfParts({ names, parts, total, decimals: 1, reason });
  // Eight counties with one decimal: ±0.45.
  expect(at('39.6')).toBeNull();
  expect(at('40.05')).toBeNull();
  expect(at('40.06')).toMatchObject({ check: '25', level: 'warning', isExplained: false });
  expect(at('40.06')?.message.zh).toContain('各部分合计 39.6，总数 40.06，差 0.46');
  expect(at('50', '跨县企业 10.4')).toMatchObject({ isExplained: true });
});

test('25: a part that is missing keeps the sum open until the others exceed it', () => {
  const at = (total: string | null) => checkSumOfParts({ names, parts: ['5', null, '4'], total, decimals: 0 });
  expect(at('20')).toBeNull();
  expect(at(null)).toBeNull();
  expect(at('6')?.message.en).toContain('1 are missing');
});

test('26: a firm is in one county at a time; moving from one to the other is no overlap', () => {
  const place = (region: string, since: string, until: string | null) => ({ party: 'p1', region, since, until });
  const moved = [place('331082', '2024-01', '2025-02'), place('331081', '2025-03', null)];
  expect(checkTwoPlaces(moved)).toEqual([]);
  expect(checkTwoPlaces([place('331082', '2024-01', null), place('331082', '2024-01', null)])).toEqual([]);
  const both = [place('331081', '2025-02', null), place('331082', '2024-01', '2025-02')];
  const [finding, ...more] = checkTwoPlaces(both, () => '丁卯热管理');
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ check: '26', level: 'error' });
  expect(finding?.message.zh).toBe('丁卯热管理：2025-02 同时在 331082 和 331081 的名录里，一家只在一处报');
});
