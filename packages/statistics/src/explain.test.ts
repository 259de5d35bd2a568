import { expect, test } from 'vitest';
import {
  cumulative,
  explain,
  explainProjection,
  explainRule,
  type JudgeInput,
  judge,
  month,
  type Observation,
  type Period,
  year,
} from './index.ts';

const obs = (period: Period, value: number, status: Observation['status'] = 'approved'): Observation => ({
  period,
  value,
  status,
  ref: 'r',
});
const exports: JudgeInput = {
  target: { comparator: '>', value: 200_000, transform: 'annual', deadline: 2025 },
  timeRule: 'sum',
  path: { kind: 'seasonal' },
  asAt: month(2025, 8),
  observations: [obs(cumulative(2024, 8), 100_928), obs(year(2024), 152_000), obs(cumulative(2025, 8), 112_000)],
};
const zh = { subject: '出口', unit: '辆', displayUnit: '万辆' };
const en = { subject: 'exports', unit: '辆', displayUnit: '万辆' };

test('the sentence that a chief could say', () => {
  const j = judge(exports);
  expect(explain(j, 'zh', zh)).toBe(
    '1–8 月累计出口 11.2 万辆，为应达 13.3 万辆的 84%，判为滞后。要达到目标，9–12 月须月均 2.2 万辆，是今年以来月均 1.4 万辆的 1.57 倍。',
  );
  expect(explain(j, 'en', en)).toBe(
    'In January–August exports came to 112,000 vehicles, 84% of the 133,000 vehicles expected by then: off track. To reach the target, September–December must average 22,000 vehicles a month, 1.57 times the 14,000 vehicles a month so far.',
  );
  expect(explainRule(j, 'zh')).toBe('应达数按上年同期占全年比重 66.4% 折算；低于应达 90% 判滞后，90%–97% 判有风险。');
  expect(explainRule(j, 'en')).toContain("last year's share of 66.4%");
  expect(explainProjection(j, 'zh', zh)).toBe('按现在的进度，2025 年底约 16.9 万辆，到不了目标。');
  expect(explainProjection(j, 'en', en)).toBe(
    'At the present pace about 169,000 vehicles by the end of 2025: not enough.',
  );
});

test('rounding never carries a share over the threshold that decided', () => {
  const at = (value: number) =>
    explain(
      judge({ ...exports, observations: [...(exports.observations ?? []), obs(cumulative(2025, 8), value)] }),
      'zh',
      zh,
    );
  expect(at(128_700)).toContain('的 96.9%，判为有风险');
  expect(at(132_700)).toContain('的 99.9%，判为正常');
  expect(at(119_500)).toContain('的 89.98%，判为滞后');
});

test('unknown says why', () => {
  expect(explain(judge({ ...exports, observations: null }), 'zh', zh)).toBe('出口无法判断：还没有绑定指标。');
  expect(explain(judge({ ...exports, observations: [] }), 'en', en)).toBe('Exports cannot be judged: no data yet.');
});

test('the end: met, and 未达成', () => {
  const end = (value: number, status?: Observation['status']) =>
    explain(judge({ ...exports, observations: [obs(year(2025), value, status)], asAt: month(2026, 1) }), 'zh', zh);
  expect(end(210_000)).toBe('2025 年出口 21.0 万辆，达到目标（超过 20 万辆），判为达成。');
  expect(end(184_000)).toBe('2025 年出口 18.4 万辆，没有达到目标（超过 20 万辆），为应达的 92%，未达成，判为滞后。');
  expect(end(184_000, 'submitted')).toContain('18.4 万辆（待审数），');
});

test('stocks, additions, rates and ceilings in their own words', () => {
  const stock: JudgeInput = {
    target: { comparator: '>=', value: 50, transform: 'level', deadline: 2025, baseline: { year: 2022, value: 10 } },
    timeRule: 'last',
    path: { kind: 'linear' },
    observations: [obs(month(2025, 8), 34)],
    asAt: month(2025, 8),
  };
  const stations = { subject: '加氢站', unit: '座' };
  expect(explain(judge(stock), 'zh', stations)).toBe(
    '截至 8 月底，加氢站 34 座，为应达 45.6 座的 75%，判为滞后。要达到目标，到 2025 年底须月均 4 座，是此前月均 0.8 座的 5.33 倍。',
  );
  const met = judge({ ...stock, target: { ...stock.target, transform: 'added', from: 2023, value: 30 } });
  expect(explain(met, 'zh', stations)).toBe('截至 8 月底，加氢站 34 座，已达到目标 30 座，判为达成。');
  const rate: JudgeInput = {
    target: {
      comparator: '≈',
      value: 10,
      tolerance: 0,
      transform: 'level',
      deadline: 2025,
      baseline: { year: 2023, value: 8 },
    },
    timeRule: 'ratio-of-sums',
    path: { kind: 'linear' },
    observations: [obs(cumulative(2025, 8), 8.6)],
    asAt: month(2025, 8),
  };
  expect(explain(judge(rate), 'zh', { subject: '产量占全国比重', unit: '%' })).toBe(
    '1–8 月产量占全国比重 8.6%，应达 9.7%，低 1.1 个百分点（为应达的 89%），判为滞后。到 2025 年底还差 1.4 个百分点。',
  );
  const ceiling = judge({
    ...exports,
    target: { ...exports.target, comparator: '<=' },
    observations: [...(exports.observations ?? []), obs(cumulative(2025, 8), 140_000)],
  });
  expect(explain(ceiling, 'zh', { ...zh, subject: '能耗' })).toBe(
    '1–8 月累计能耗 14.0 万辆，应控制在 13.3 万辆以内，超出 0.7 万辆，判为有风险。要守住上限，此后每月不能超过 1.5 万辆。',
  );
});

test('an increase, a range, and a milestone on the way', () => {
  const base = { timeRule: 'last', path: { kind: 'linear' }, asAt: month(2025, 8) } as const;
  const net = judge({
    ...base,
    target: {
      comparator: '>=',
      value: 6000,
      transform: 'net-increase',
      deadline: 2025,
      baseline: { year: 2020, value: 14_889 },
    },
    observations: [obs(month(2025, 8), 20_289)],
  });
  expect(explain(net, 'zh', { subject: '充电桩', unit: '个' })).toMatch(
    /^截至 8 月底，充电桩比 2020 年增加 5400 个，为应达 5600 个的 96%，判为有风险。/,
  );
  expect(explain(net, 'en', { subject: 'chargers', unit: '个' })).toMatch(
    /^By the end of August chargers rose by 5400 on 2020, 96% of the 5600 expected/,
  );
  const roads = judge({
    ...base,
    target: { comparator: 'range', value: 300, valueMax: 500, transform: 'level', deadline: 2025 },
    observations: [obs(month(2025, 8), 412)],
  });
  expect(explain(roads, 'zh', { subject: '开放测试道路', unit: '公里' })).toBe(
    '截至 8 月底，开放测试道路 412 公里，已达到目标（300–500 公里），期末才算达成，现在判为正常。',
  );
  const way = judge({
    ...exports,
    target: { ...exports.target, deadline: 2027, baseline: { year: 2024, value: 152_000 } },
  });
  expect(explain(way, 'zh', zh)).toContain('要达到 2025 年应达数，9–12 月须同比增长 9.6%');
  expect(explain(way, 'zh', zh)).toContain('到 2027 年达到目标，此后每年须增长 9.6%。');
  expect(explainProjection(way, 'zh', zh)).toContain('够得着当年应达数');
});

test('a figure too small for its display unit is said in its own; a wrong unit is our mistake', () => {
  const few = judge({ ...exports, observations: [...(exports.observations ?? []), obs(cumulative(2025, 8), 300)] });
  expect(explain(few, 'zh', zh)).toContain('累计出口 300 辆，');
  expect(() => explain(few, 'zh', { ...zh, displayUnit: '亿元' })).toThrow(RangeError);
});
