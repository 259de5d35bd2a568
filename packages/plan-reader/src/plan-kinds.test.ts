/** Pages of questions and answers, plans for one year, policy measures and annex tables (own sentences). */
import { describe, expect, test } from 'vitest';
import { type PlanTarget, readPlan } from './index.ts';
import { findResponsible } from './responsible.ts';

/** kind, comparator, value, unit, accumulation, deadline in one line. */
const say = (found: readonly PlanTarget[]): string[] =>
  found.map(
    (one) => `${one.kind} ${one.comparator} ${one.value}${one.unit} ${one.accumulation} ${one.deadline ?? '-'}`,
  );
const inPlan = (part: string, sentence: string): PlanTarget[] =>
  readPlan(`绵阳市示例行动方案（2024—2026年）\n\n${part}\n（一）示例。${sentence}\n`).targets;
const inTask = (sentence: string): PlanTarget[] => inPlan('三、重点任务', sentence);
const inPolicy = (sentence: string): PlanTarget[] => inPlan('四、政策保障', sentence);

describe('pages of questions and answers', () => {
  const reading = readPlan(
    [
      '《绵阳市示例行动方案（2024—2026年）》政策解读',
      '现就3个热点问题解读如下。',
      '一问：方案出台的背景是什么？',
      '答：2023年，全市产值达到300亿元。',
      '二问：到2026年要达到什么目标？',
      '答：主要有两个方面。',
      '——产业规模。产值达到500亿元。',
      '三问：方案部署了哪些重点任务？',
      '一是建设园区。建成园区2个。（责任单位：市经信局）',
      '二是建设网络。建成换电站9座。（责任单位：市住建局）',
      '问：方案何时施行？',
      '答：自2024年5月1日起施行。',
    ].join('\n'),
  );

  test('each question is a section; its words say what the answer tells', () => {
    expect(reading.sections.map((one) => one.path.join('/'))).toEqual(['一问', '二问', '三问', '问']);
    expect(say(reading.targets)).toEqual([
      'baseline = 300亿元 annual -',
      'target >= 500亿元 annual 2026',
      'target >= 2个 cumulative -',
      'target >= 9座 cumulative -',
    ]);
  });

  test('一是, 二是 in an answer are tasks', () => {
    expect(reading.tasks.map((one) => [one.path.join('/'), one.title, one.responsible])).toEqual([
      ['三问/一是', '建设园区', ['市经信局']],
      ['三问/二是', '建设网络', ['市住建局']],
    ]);
  });
});

describe('plans for one year', () => {
  const year = (text: string): readonly PlanTarget[] => readPlan(`某省示例2026年行动计划\n\n${text}\n`).targets;

  test('what is promoted, paid or held within the year is annual; what is built stays', () => {
    expect(say(year('二、工作目标\n推广新能源汽车8万辆，安排资金2亿元，建成换电站30座。'))).toEqual([
      'target >= 8万辆 annual 2026',
      'target >= 2亿元 annual 2026',
      'target >= 30座 cumulative 2026',
    ]);
  });

  test('a table shares a task out among places', () => {
    const found = year(
      '二、重点任务\n1.推广车辆。加快推广。\n附件\n任务分解表\n市县\t推广车辆（万辆）\t充电桩（个）\n甲山市\t1.5\t300\n其他市县\t0.5\t80\n合计\t2\t380',
    );
    expect(say(found).slice(0, 2)).toEqual(['target >= 1.5万辆 annual 2026', 'target >= 300个 annual 2026']);
    expect(found.map((one) => [one.indicator, one.value, one.region])).toEqual([
      ['甲山市推广车辆', 1.5, '甲山市'],
      ['甲山市充电桩', 300, '甲山市'],
      ['其他市县推广车辆', 0.5, null],
      ['其他市县充电桩', 80, null],
      ['推广车辆', 2, null],
      ['充电桩', 380, null],
    ]);
  });
});

describe('policy measures', () => {
  test.each([
    ['对年销量首次突破3万辆的企业，给予200万元奖励。', 'parameter > 3万辆 annual -', 'parameter = 200万元 level -'],
    ['同一车型累计奖励不超过900万元。', 'parameter <= 900万元 cumulative -'],
    ['实际交易额在3000万元以上的，给予补助。', 'parameter >= 3000万元 level -'],
    ['年产量每增加2万辆，增加奖励50万元。', 'parameter += 2万辆 annual -', 'parameter += 50万元 level -'],
    ['每培训1名高级工补助800元。', 'parameter = 1名 level -', 'parameter = 800元 level -'],
    ['同一企业年度获得资金总额不超过2亿元。', 'parameter <= 2亿元 annual -'],
    ['对完成率低于70%的区县进行约谈。', 'parameter < 70% level -'],
    ['停车费减半收取，连续补助两年。', 'parameter = 50% level -', 'parameter = 2年 level -'],
    ['用好60亿元专项资金。', 'parameter = 60亿元 level -'],
    ['购买新车的每辆最高补贴3000元。', 'parameter <= 3000元 level -'],
    ['安排3亿元消费补贴资金。', 'target >= 3亿元 cumulative -'],
  ])('%s', (sentence, ...want) => {
    expect(say(inPolicy(sentence))).toEqual(want);
  });

  test('their term ends the period', () => {
    const text =
      '某省支持示例产业若干政策措施\n\n到2025年产值达到9亿元。\n\n本政策自2024年3月1日起施行，有效期至2027年12月31日。\n';
    expect(readPlan(text).document.periodEnd).toBe(2027);
  });
});

describe('years', () => {
  test.each([
    ['2025年起，新增公交车中新能源汽车比例不低于80%。', 'target >= 80% level 2025'],
    [
      '2024年推广3万辆，2025年、2026年每年推广5万辆；建成换电站20座。',
      'target >= 3万辆 annual 2024',
      'target >= 5万辆 annual 2026',
      'target >= 20座 cumulative -',
    ],
    ['新建充电桩2万台，到2026年实现乡镇全覆盖。', 'target >= 2万台 cumulative 2026', 'target >= 100% level 2026'],
    ['到2026年，配套率提升15—20个百分点。', 'target += 15百分点 level 2026'],
  ])('%s', (sentence, ...want) => {
    expect(say(inTask(sentence))).toEqual(want);
  });

  test('基础 in 基础设施 and 基础能力 is no look back', () => {
    expect(say(inPlan('三、完善基础设施配套', '建成换电站20座。'))).toEqual(['target >= 20座 cumulative -']);
  });

  test('a slogan at the head of a paragraph is no target', () => {
    const text =
      '绵阳市示例行动方案（2024—2026年）\n\n三、重点任务\n（一）推动公共领域车辆全面电动化。更新公交车90辆。\n';
    expect(readPlan(text).targets.map((one) => one.value)).toEqual([90]);
  });

  test('the title of a box says what bare figures of years measure', () => {
    const [first] = readPlan(
      '绵阳市示例行动方案（2024—2026年）\n\n二、发展目标\n专栏1 分年度汽车产量目标\n2024年\n9万辆\n2025年\n14万辆\n',
    ).targets;
    expect(first).toMatchObject({ indicator: '汽车产量', accumulation: 'annual', deadline: 2024 });
  });
});

describe('units and places', () => {
  test.each([
    ['由市经信局、市科技局按职责分工负责。', ['市经信局', '市科技局']],
    ['由甲区人民政府、乙区人民政府分别负责。', ['甲区人民政府', '乙区人民政府']],
    ['建设。\n责任单位：市商务局（牵头）、市财政局', ['市商务局', '市财政局']],
    ['由企业承担的费用，按规定负责。', []],
  ])('%s', (text, units) => {
    expect(findResponsible(text).units).toEqual(units);
  });

  test.each([
    ['三环内公共充电服务半径不超过1公里，重点镇快充站实现全覆盖。', '三环内', '绵阳市'],
    ['在甲山新区、乙水新区各建成1个示范区。', '甲山新区、乙水新区'],
    ['在甲山新区建设2个示范区，示范区内路口改造率达到90%。', '甲山新区', '甲山新区'],
    ['正极材料、电解液本地供应率超过60%。', '绵阳市'],
  ])('%s', (sentence, ...regions) => {
    expect(inTask(sentence).map((one) => one.region)).toEqual(regions);
  });

  test('以…为核心 says what the parts of a pattern are, as the text writes them', () => {
    const [layout] = readPlan(
      '绵阳市示例行动方案（2024—2026年）\n\n三、优化“一核一带”空间布局\n1.做强核心。以科创新区为核心，集聚企业。\n2.建设产业带。以甲山区—乙水区为轴线，集聚企业。\n',
    ).layout;
    expect(layout?.nodes.map((node) => [node.role, node.name])).toEqual([
      ['一核', '科创新区'],
      ['一带', '甲山区—乙水区'],
    ]);
  });

  test('a table of contents opens no sections', () => {
    const text =
      '绵阳市示例规划（2024—2026年）\n\n第一章 总体要求......1\n第二章 重点任务......5\n\n第一章 总体要求\n第二章 重点任务\n';
    expect(readPlan(text).sections).toHaveLength(2);
  });
});
