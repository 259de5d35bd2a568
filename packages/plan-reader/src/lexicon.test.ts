import { describe, expect, test } from 'vitest';
import { bindIndicator, type IndicatorLexicon, readPlan } from './index.ts';

describe('binding', () => {
  const lexicon: IndicatorLexicon = [
    {
      code: 'vehicle-output',
      zh: '汽车产量',
      unit: '辆',
      scopedNames: [{ zh: '乘用车产量', scope: { product: 'passenger' } }],
    },
    { code: 'nev-output', zh: '新能源汽车产量', synonyms_zh: ['新能源汽车年产量'], unit: '辆' },
    { code: 'nev-growth', zh: '新能源汽车产量增速', unit: '%' },
  ];

  test('the longest name wins, a scoped name sets the scope, the unit must agree', () => {
    expect(bindIndicator('全市新能源汽车年产量', lexicon, '万辆')).toMatchObject({
      code: 'nev-output',
      name: '新能源汽车年产量',
    });
    expect(bindIndicator('乘用车产量', lexicon, '万辆')).toMatchObject({
      code: 'vehicle-output',
      scope: { product: 'passenger' },
      confidence: 0.98,
    });
    expect(bindIndicator('新能源汽车产量', lexicon, '亿元')).toBeNull();
    expect(bindIndicator('森林覆盖率', lexicon, '%')).toBeNull();
  });

  test('targets carry the code', () => {
    const [found] = readPlan('二、发展目标\n到2026年，新能源汽车产量达到5万辆。', { lexicon }).targets;
    expect(found).toMatchObject({ code: 'nev-output', scope: {} });
  });

  test('a name in other words is near, and said with less confidence', () => {
    const near: IndicatorLexicon = [
      { code: 'plans', zh: '布局智能网联汽车产业的省市数', unit: '个' },
      { code: 'parts', zh: '零部件企业数', unit: '家' },
    ];
    const found = bindIndicator('省市布局智能网联汽车产业数', near, '个');
    expect(found?.code).toBe('plans');
    expect(found?.confidence).toBeLessThan(0.6);
    expect(bindIndicator('零部件企业数字化车间', near, '家')?.confidence ?? 0).toBeLessThan(0.6);
    expect(bindIndicator('每千名老人床位', near, '个')).toBeNull();
  });
});
