import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GrowthInput, growthParagraph, growthSentence } from './sentences-growth.ts';
import {
  contributionSentences,
  contributions,
  type RegionsInput,
  rankingSentences,
  rankRegions,
} from './sentences-regions.ts';
import { type Lang, plain } from './sentences-runs.ts';
import { STATES, targetsSentence } from './sentences-targets.ts';

const vehicles = { unit: '辆', shownAs: '万辆' };
const growthOf = (now: number | null, before: number | null, over: Partial<GrowthInput> = {}): GrowthInput => ({
  subject: '新能源汽车产量',
  place: '全省',
  when: '1–8 月',
  measured: vehicles,
  isRatio: false,
  stock: false,
  now: { key: 'now', value: now },
  before: { key: 'before', value: before },
  ...over,
});
const said = (input: GrowthInput, lang: Lang = 'zh') => plain(growthSentence(input, lang));

test('a figure and its growth over the same months', () => {
  expect(said(growthOf(856_000, 743_000))).toBe('1–8 月，全省新能源汽车产量 85.6 万辆，同比增长 15.2%。');
  expect(
    said(growthOf(856_000, 743_000, { subject: 'NEV output', place: 'Zhejiang', when: 'In Jan–Aug 2025' }), 'en'),
  ).toBe('In Jan–Aug 2025, NEV output in Zhejiang came to 856,000 vehicles, up 15.2% year on year.');
});

test('a rate changes in percentage points, never in per cent', () => {
  const share = { isRatio: true, subject: '新能源汽车产量占比', measured: { unit: '%', shownAs: '%' } };
  expect(said(growthOf(63.2, 59.1, share))).toBe('1–8 月，全省新能源汽车产量占比 63.2%，同比提高 4.1 个百分点。');
  expect(said(growthOf(59.1, 63.2, share))).toContain('同比降低 4.1 个百分点');
});

test('what rounds to nothing is level, what has no base is not compared, above 100 % says how many times', () => {
  expect(said(growthOf(100_010, 100_000))).toContain('与上年同期持平');
  expect(said(growthOf(100_000, null))).toContain('上年同期数未取得，不作同比');
  expect(said(growthOf(100_000, 0))).toContain('上年同期为零，不作同比');
  expect(said(growthOf(260_000, 100_000))).toContain('同比增长 160.0%（为上年同期的 2.60 倍）');
  expect(said(growthOf(-5, 10))).toContain('转负');
});

test('a missing figure is said to be missing, and nothing of its growth', () => {
  expect(said(growthOf(null, 743_000))).toBe('1–8 月，全省新能源汽车产量 【待数】。');
  expect(said(growthOf(null, 1), 'en')).toContain('[figure to come]');
});

test('several indicators of one time say the time once', () => {
  const text = plain(growthParagraph([growthOf(10_000, 8_000), growthOf(5_000, 4_000, { subject: '汽车产量' })], 'zh'));
  expect(text.match(/1–8 月/g)).toHaveLength(1);
});

const amount = fc.option(fc.integer({ min: 0, max: 5_000_000 }), { nil: null });

test('never says 增长 of what did not grow, nor 下降 of what did not fall; never a month against the month before', () => {
  fc.assert(
    fc.property(amount, amount, fc.constantFrom<Lang>('zh', 'en'), (now, before, lang) => {
      const text = said(growthOf(now, before), lang);
      const comparable = now !== null && before !== null && before > 0;
      const rises = /增长|\bup\b/.test(text);
      const falls = /下降|\bdown\b/.test(text);
      expect(rises && falls).toBe(false);
      if (rises) expect(comparable && now > before).toBe(true);
      if (falls) expect(comparable && now < before).toBe(true);
      expect(text).not.toMatch(/环比|month on month/);
      if (now === null) expect(text).toMatch(/待数|to come/);
    }),
  );
});

const regionsOf = (pairs: readonly (readonly [number | null, number | null])[], adds = true): RegionsInput => {
  const sum = (at: 0 | 1) => pairs.reduce((all, pair) => all + (pair[at] ?? 0), 0);
  return {
    subject: '新能源汽车产量',
    place: '全省',
    measured: vehicles,
    isRatio: false,
    adds,
    total: { now: { key: 't', value: sum(0) }, before: { key: 't0', value: sum(1) } },
    regions: pairs.map(([now, before], i) => ({
      name: `地${i}`,
      now: { key: `n${i}`, value: now },
      before: { key: `b${i}`, value: before },
    })),
  };
};
const pairs = fc.array(fc.tuple(amount, amount), { minLength: 1, maxLength: 12 });

test('equals share a rank, the next one skips, and regions without a figure have none', () => {
  const ranked = rankRegions(
    regionsOf([
      [5, 1],
      [9, 1],
      [9, 1],
      [null, 1],
      [1, 1],
    ]).regions,
  );
  expect(ranked.map((one) => [one.region.name, one.rank])).toEqual([
    ['地1', 1],
    ['地2', 1],
    ['地0', 3],
    ['地4', 4],
  ]);
  fc.assert(
    fc.property(pairs, (values) => {
      const ranked = rankRegions(regionsOf(values).regions);
      for (const one of ranked) expect(one.rank).toBe(1 + ranked.filter((other) => other.value > one.value).length);
    }),
  );
});

test('contributions add up to the change of the whole, in amount and in points', () => {
  fc.assert(
    fc.property(pairs, fc.integer({ min: -1000, max: 1000 }), (values, off) => {
      const input = regionsOf(values);
      const total = { now: { key: 't', value: (input.total.now.value ?? 0) + off }, before: input.total.before };
      const found = contributions({ ...input, total });
      if (!found) return;
      const whole = (total.now.value ?? 0) - (total.before.value ?? 0);
      expect(found.parts.reduce((sum, part) => sum + part.change, 0)).toBeCloseTo(whole, 3);
      const base = total.before.value ?? 0;
      if (base > 0) {
        const points = found.parts.reduce((sum, part) => sum + (part.pull ?? 0), 0);
        expect(points).toBeCloseTo((whole / base) * 100, 3);
      }
    }),
  );
});

test('regions that have not reported are named, and the sum is said to be incomplete', () => {
  const text = plain(
    rankingSentences(
      regionsOf([
        [90_000, 80_000],
        [null, 70_000],
        [50_000, 60_000],
      ]),
      'zh',
    ),
  );
  expect(text).toContain('地1没有数据，各地相加为不完全合计');
  expect(text).toContain('下降的是地2');
  const open = plain(
    contributionSentences(
      {
        ...regionsOf([
          [90_000, 80_000],
          [50_000, 40_000],
        ]),
        total: { now: { key: 't', value: 200_000 }, before: { key: 't0', value: 120_000 } },
      },
      'zh',
    ),
  );
  expect(open).toContain('不完全合计');
});

test('who is said to have added had more, who is said to have lost had less', () => {
  fc.assert(
    fc.property(pairs, (values) => {
      const input = regionsOf(values);
      const text = plain(contributionSentences(input, 'zh'));
      for (const [, name = '', verb] of text.matchAll(/(地\d+)(增加|减少) /g)) {
        const region = input.regions.find((one) => one.name === name);
        const change = (region?.now.value ?? 0) - (region?.before.value ?? 0);
        expect(verb === '增加' ? change > 0 : change < 0).toBe(true);
      }
    }),
  );
});

test('targets by state add up to all of them', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...STATES), { maxLength: 40 }), (states) => {
      const text = plain(
        targetsSentence(
          states.map((state, i) => ({ id: String(i), state })),
          '全市',
          'zh',
        ),
      );
      const counts = [...text.matchAll(/(\d+) 项/g)].map((found) => Number(found[1]));
      if (states.length === 0) return;
      expect(counts[0]).toBe(states.length);
      expect(counts.slice(1).reduce((a, b) => a + b, 0)).toBe(states.length);
    }),
  );
});
