/** Wordings of real plans of many provinces and fields (own sentences), each judged by plans/conventions.md. */
import { describe, expect, test } from 'vitest';
import { type PlanTarget, readPlan } from './index.ts';

const parts = {
  goal: '二、发展目标\n',
  fact: '一、发展现状\n',
  task: '三、重点任务\n（一）示例任务。',
  policy: '四、政策保障\n（一）财政支持。',
} as const;
const read = (part: keyof typeof parts, sentence: string): PlanTarget[] =>
  readPlan(`绵阳市示例行动方案（2024—2026年）\n\n${parts[part]}${sentence}\n`).targets;

/** kind, comparator, value, unit, accumulation, deadline in one line. */
const say = (found: readonly PlanTarget[]): string[] =>
  found.map(
    (one) =>
      `${one.kind} ${one.comparator} ${one.value}${one.valueMax === null ? '' : `-${one.valueMax}`}${one.unit} ${one.accumulation} ${one.deadline ?? '-'}`,
  );

describe('targets', () => {
  test.each([
    [
      '力争到2025年底，全市新能源汽车保有量突破50万辆，车桩比达到2:1。',
      'target > 50万辆 level 2025',
      'target <= 2∶1 level 2025',
    ],
    ['到2026年，护理员与失能老人配比不低于1:4。', 'target >= 1∶4 level 2026'],
    ['到2026年，规模翻两番。', 'target >= 2番 level 2026'],
    ['到2026年，增速高于全省平均2个百分点，能耗不高于上年水平。', 'target += 2百分点 level 2026'],
    [
      '到2026年，单体能量密度达到350Wh/kg，续航里程超过800公里。',
      'target >= 350Wh/kg level 2026',
      'target > 800公里 level 2026',
    ],
    ['到2026年，万元GDP能耗下降13.5%。', 'target >= 13.5% level 2026'],
    ['到2026年，数据中心PUE降至1.25以下。', 'target <= 1.25 level 2026'],
    ['到“十五五”期末，建成加氢站100座以上。', 'target >= 100座 cumulative 2030'],
    ['到2026年，用水总量控制在280亿立方米以内。', 'target <= 280亿立方米 level 2026'],
    [
      '到2025年、2026年，低空经济规模分别达到500亿元和1000亿元。',
      'target >= 500亿元 annual 2025',
      'target >= 1000亿元 annual 2026',
    ],
    [
      '到2025年，建成充电桩6万个；到2026年，建成充电桩12万个。',
      'target >= 6万个 cumulative 2025',
      'target >= 12万个 cumulative 2026',
    ],
    ['三年累计培育单项冠军企业30家。', 'target >= 30家 cumulative 2026'],
    ['力争通过三年努力，新能源汽车年产能达到80万辆。', 'target >= 80万辆 level 2026'],
    ['到2026年，形成2-3个千亿级产业集群。', 'target range 2-3个 cumulative 2026'],
    [
      '到2026年，中心城区服务半径小于0.9公里，监视精度优于10米。',
      'target <= 0.9公里 level 2026',
      'target <= 10米 level 2026',
    ],
    ['到2026年，中药饮片质量投诉率控制在万分之三以下。', 'target <= 0.03% level 2026'],
    ['到2026年，新增及更新的出租车全部为新能源汽车。', 'target >= 100% level 2026'],
    ['到2026年，产业规模达千亿元，企业数量超百家。', 'target >= 1000亿元 annual 2026', 'target > 100家 level 2026'],
    ['到2024年建成食堂80个，2025年增至130个。', 'target >= 80个 cumulative 2024', 'target >= 130个 cumulative 2025'],
    ['到2026年，年接待游客10万人次左右。', 'target ≈ 10万人次 annual 2026'],
    ['到2026年，建成加氢站25座，其中2024年建成8座。', 'target >= 25座 cumulative 2026', 'target >= 8座 annual 2024'],
    ['到2026年，单次配送成本降至10元以内。', 'target <= 10元 level 2026'],
    ['到2026年，人均预期寿命达到79岁左右。', 'target ≈ 79岁 level 2026'],
    ['到2026年，中药材规范化种植面积达到300万亩。', 'target >= 300万亩 level 2026'],
    ['到2026年，获批医疗器械注册证新增300件。', 'target >= 300件 new 2026'],
    [
      '2024—2026年，每年新增充电桩1000个以上，三年共新增3000个以上。',
      'target >= 1000个 annual -',
      'target >= 3000个 new 2026',
    ],
  ])('%s', (sentence, ...expected) => {
    expect(say(read('goal', sentence))).toEqual(expected);
  });

  test.each([
    ['跑道由800米延长至1200米，2025年底前投入使用。', 'baseline = 800米 level -', 'target >= 1200米 level 2025'],
    ['更新纯电动公交车260辆（2025年12月底前完成）。', 'target >= 260辆 cumulative 2025'],
    [
      '2024—2026年分别更新公交车300辆、400辆、500辆。',
      'target >= 300辆 annual 2024',
      'target >= 400辆 annual 2025',
      'target >= 500辆 annual 2026',
    ],
    ['每年举办大会1届，出口交货值占比提高3.5个百分点。', 'target >= 1届 annual -', 'target += 3.5百分点 level -'],
    ['每年培训护理员3000人次，每千名老人配备医生不少于1名。', 'target >= 3000人次 annual -', 'target >= 1名 level -'],
    ['存储芯片产能达到每月30万片，培育平台3—5个。', 'target >= 30万片 annual -', 'target range 3-5个 cumulative -'],
    [
      '推进养老机构建设，其中2024年150户、2025年200户、2026年250户。',
      'target >= 150户 annual 2024',
      'target >= 200户 annual 2025',
      'target >= 250户 annual 2026',
    ],
  ])('%s', (sentence, ...expected) => {
    expect(say(read('task', sentence))).toEqual(expected);
  });

  test('a dated line in a list of years governs its paragraph', () => {
    const found = read(
      'goal',
      '到2026年，营收突破400亿元。\n——2024年打基础。累计建成起降点40个。\n——2025年上台阶。累计建成起降点120个。',
    );
    expect(found.map((one) => one.deadline)).toEqual([2026, 2024, 2025]);
  });
});

describe('facts', () => {
  test.each([
    [
      '2022年发放高龄津贴1380余万元，惠及老年人1.1万人。',
      'baseline > 1380万元 annual -',
      'baseline = 1.1万人 annual -',
    ],
    ['新能源汽车产量仅3.2万辆，不足整车产量的1.3%。', 'baseline = 3.2万辆 annual -', 'baseline < 1.3% level -'],
    ['全年通航飞行2.6万小时、起降4.1万架次。', 'baseline = 2.6万小时 annual -', 'baseline = 4.1万架次 annual -'],
    ['飞行计划审批平均用时长达2个工作日。', 'baseline = 2个工作日 level -'],
    ['核心零部件本地配套率不足30%，高端芯片90%以上依赖进口。', 'baseline < 30% level -', 'baseline >= 90% level -'],
    ['研发人员近1.9万人，品牌2020年销售20万辆。', 'baseline ≈ 1.9万人 level -', 'baseline = 20万辆 annual -'],
  ])('%s', (sentence, ...expected) => {
    expect(say(read('fact', sentence))).toEqual(expected);
  });

  test('分别增长 distributes over what the clause before named', () => {
    expect(
      read('fact', '2022年实现营业收入1860.5亿元、利润96.3亿元，分别增长12.3%、8.7%。').map((one) => one.indicator),
    ).toEqual(['营业收入', '利润', '营业收入增幅', '利润增幅']);
  });

  test('a paragraph headed 现状 in a part on 现状与目标 tells facts', () => {
    const text =
      '芜湖市示例方案（2025—2027年）\n第一部分 现状与目标\n集群现状。拥有规上企业176家。\n主要目标。到2027年，规上企业达到300家。\n';
    expect(readPlan(text).targets.map((one) => [one.kind, one.deadline])).toEqual([
      ['baseline', null],
      ['target', 2027],
    ]);
  });
});

describe("a rule's own numbers", () => {
  test.each([
    ['高龄津贴分别按每人每月60元、120元、500元标准发放。', [60, 120, 500]],
    ['护理标准分别不低于最低工资标准的10%、20%、50%确定。', [10, 20, 50]],
    ['公益金用于养老服务的比例不低于55%。', [55]],
    ['个人自付比例不高于六成。', [60]],
    ['新能源汽车每日首次免费停放2小时。', [2]],
    ['每建成1座换电站，给予50万元补贴。', [1, 50]],
    ['65岁以上老年人享受服务。', [65]],
    ['贴息期限不超过3年，运营补贴连续补贴5年。', [3, 5]],
  ])('%s', (sentence, values) => {
    const found = read('policy', sentence);
    expect(found.map((one) => one.value)).toEqual(values);
    expect(new Set(found.map((one) => one.kind))).toEqual(new Set(['parameter']));
  });

  test('a threshold that only says which things are meant', () => {
    expect(say(read('goal', '到2026年，撤并规模小于30张床位的敬老院5所。'))[1]).toBe('target >= 5所 cumulative 2026');
    expect(read('goal', '真高300米以下适飞空域通信覆盖率达到95%。').map((one) => one.kind)).toEqual([
      'parameter',
      'target',
    ]);
  });
});

describe('what is no quantity', () => {
  test.each([
    '产业综合实力进入全国前10名，位列全省第2位，培育数十家企业，安全生产零事故。',
    '研制200千瓦级混合动力系统，采用IP54防护等级。',
    '明确1名分管领导，召开1次动员会。',
    '统筹推进15项年度重点工作。',
  ])('%s', (sentence) => {
    expect(read('task', sentence)).toEqual([]);
  });

  test('a run of digits that no plan would count', () => {
    expect(read('task', `产值达到${'9'.repeat(400)}亿元。`)).toEqual([]);
  });
});
