import { describe, expect, test } from 'vitest';
import { type PlanTarget, readPlan } from './index.ts';

const goals = (sentence: string): PlanTarget[] =>
  readPlan(`绵阳市示例行动方案（2024—2026年）\n\n二、发展目标\n${sentence}\n`).targets;
const facts = (sentence: string): PlanTarget[] =>
  readPlan(`绵阳市示例行动方案（2024—2026年）\n\n一、发展现状\n${sentence}\n`).targets;
const task = (sentence: string): PlanTarget[] =>
  readPlan(`绵阳市示例行动方案（2024—2026年）\n\n三、重点任务\n（一）示例任务。${sentence}\n`).targets;
const policy = (sentence: string): PlanTarget[] =>
  readPlan(`绵阳市示例行动方案（2024—2026年）\n\n四、政策保障\n（一）财政支持。${sentence}\n`).targets;

describe('comparators', () => {
  test.each([
    ['到2026年，产值达到100亿元。', '>='],
    ['到2026年，产值实现100亿元以上。', '>='],
    ['到2026年，产值不低于100亿元。', '>='],
    ['到2026年，产值超100亿元。', '>'],
    ['到2026年，产值突破100亿元。', '>'],
    ['到2026年，产值达到100亿元左右。', '≈'],
    ['到2026年，产值接近100亿元。', '≈'],
    ['到2026年，本地配套率提高30个百分点以上。', '+='],
    ['到2026年，本地配套率提高到30%。', '>='],
    ['到2026年，端到端时延控制在20毫秒以内。', '<='],
    ['到2026年，终端氢价降至30元/公斤以下。', '<='],
    ['到2026年，培育龙头企业3-5家。', 'range'],
    ['到2026年，产值较2023年增长50%。', '>='],
    ['到2026年，充电服务半径小于1公里。', '<='],
  ])('%s is %s', (sentence, comparator) => {
    expect(goals(sentence)[0]?.comparator).toBe(comparator);
  });

  test('in facts a plain number is =, 余 and 多 are >, 近 is ≈', () => {
    expect(facts('2023年，产值100亿元，企业300余家，从业人员近2万人。').map((one) => one.comparator)).toEqual([
      '=',
      '>',
      '≈',
    ]);
  });

  test('with 分别 a bound word counts for every number of the list', () => {
    expect(goals('到2026年，整车、零部件产值分别达到100亿元、200亿元左右。').map((one) => one.comparator)).toEqual([
      '≈',
      '≈',
    ]);
  });
});

describe('lists', () => {
  test('分别 distributes over subjects', () => {
    const found = facts('2023年，整车、零部件产值分别为351.5亿元、587.8亿元，分别占汽车产业总产值的37.4%、62.6%。');
    expect(found.map((one) => [one.value, one.unit, one.indicator])).toEqual([
      [351.5, '亿元', '整车产值'],
      [587.8, '亿元', '零部件产值'],
      [37.4, '%', '整车产值占汽车产业总产值比重'],
      [62.6, '%', '零部件产值占汽车产业总产值比重'],
    ]);
    expect(found[1]?.quote.startsWith('整车、零部件')).toBe(true);
  });

  test('分别 distributes over years', () => {
    expect(goals('2024年、2025年、2026年产量分别达到1万辆、2万辆、3万辆。').map((one) => one.deadline)).toEqual([
      2024, 2025, 2026,
    ]);
  });

  test('each year of a list has its own number and shares the subject', () => {
    const found = goals('2024年新建充电桩3000个、2025年新建3600个。');
    expect(found.map((one) => [one.deadline, one.value, one.accumulation])).toEqual([
      [2024, 3000, 'annual'],
      [2025, 3600, 'annual'],
    ]);
    expect(found[1]?.indicator).toContain('充电桩');
  });

  test('从A到B is a fact and a target', () => {
    const found = goals('本地配套率由2023年的42%提升到2026年的60%。');
    expect(found.map((one) => [one.kind, one.value, one.deadline, one.asOf ?? null])).toEqual([
      ['baseline', 42, null, 2023],
      ['target', 60, 2026, null],
    ]);
  });
});

describe('deadlines', () => {
  test('the opening year of the goals holds for their parallel paragraphs', () => {
    expect(
      goals('到2026年，目标如下：\n产业规模。产值达到100亿元。\n企业培育。培育企业10家。').map((one) => one.deadline),
    ).toEqual([2026, 2026]);
  });

  test('每年 has none and is annual', () => {
    expect(task('每年培训人才500人次，新建园区3个。')[0]).toMatchObject({ deadline: null, accumulation: 'annual' });
  });

  test('“十四五”末 is 2025, N年内 counts from the document', () => {
    expect(task('到“十四五”末，建成园区3个。')[0]?.deadline).toBe(2025);
    expect(task('三年内建成园区3个。')[0]?.deadline).toBe(2026);
  });

  test('a base year is no deadline', () => {
    expect(task('产值较2023年增长50%。')[0]?.deadline).toBeNull();
  });
});

describe('accumulation', () => {
  test.each([
    ['到2026年，累计建成充电桩1万个。', 'cumulative'],
    ['到2026年，新增充电桩1万个。', 'new'],
    ['到2026年，培育龙头企业5家。', 'cumulative'],
    ['到2026年，规上企业达到500家。', 'level'],
    ['到2026年，产值达到100亿元。', 'annual'],
    ['到2026年，新能源汽车保有量达到5万辆。', 'level'],
    ['到2026年，渗透率达到50%。', 'level'],
    ['到2026年，出口额达到5亿美元。', 'annual'],
  ])('%s is %s', (sentence, accumulation) => {
    expect(goals(sentence)[0]?.accumulation).toBe(accumulation);
  });
});

describe('kinds', () => {
  test('subsidies, thresholds and free periods are parameters', () => {
    const found = policy('对固定资产投资10亿元以上的项目，按设备投资额的8%给予奖励，单个项目最高1亿元，连续支持3年。');
    expect(found.map((one) => [one.kind, one.value])).toEqual([
      ['parameter', 10],
      ['parameter', 8],
      ['parameter', 1],
      ['parameter', 3],
    ]);
  });

  test('a threshold inside a target is a parameter, the count the target', () => {
    expect(goals('到2026年，培育产值50亿元以上企业3家。').map((one) => [one.kind, one.value])).toEqual([
      ['parameter', 50],
      ['target', 3],
    ]);
  });
});

describe('targets without a digit', () => {
  test.each(['充电设施实现全覆盖', '公共领域用车全面电动化', '智能充电桩全面普及'])('%s is 100 %%', (words) => {
    expect(goals(`到2026年，${words}。`)[0]).toMatchObject({ value: 100, unit: '%', comparator: '>=', implicit: true });
  });

  test('基本 makes it about 100 %', () => {
    expect(goals('到2026年，规上企业研发机构基本全覆盖。')[0]).toMatchObject({ value: 100, comparator: '≈' });
  });

  test('全面 before an activity is none', () => {
    expect(goals('全面推进产业转型，全面开展招商。')).toEqual([]);
  });
});

describe('what is no quantity', () => {
  test.each([
    '按照“415X”和“十百千”部署，实施“千企千项千亿”行动。',
    '提出十项任务、六个部分和五大集群。',
    'L3级自动驾驶、5G网络和T1测试。',
    '《规划》（川府发〔2023〕15号）自2023年3月1日起施行。',
    '打造一批一流企业，推进一体化发展，突破“三电”。',
    '联系电话：0816-5550123，邮编：621000。',
  ])('%s', (sentence) => {
    expect(task(sentence)).toEqual([]);
  });
});

describe('structure', () => {
  const text = [
    '芜湖市示例规划（2023—2025年）',
    '一、总体要求',
    '（一）指导思想。坚持创新。',
    '二、重点任务',
    '（一）做强整车',
    '1.扩大产能。到2025年，产量达到10万辆。（牵头单位：市经信局；责任单位：市发改委、市财政局）',
    '2．完善网络。建成充电桩3000个。由市发改委牵头，市住建局、国网芜湖供电公司配合。',
    '三、空间布局',
    '构建“一核两翼”产业空间布局。“一核”即鸠江区，依托江驰汽车、皖江底盘等企业。“两翼”即湾沚区、繁昌区。',
    '本规划自2023年5月1日起施行。',
  ].join('\n');
  const reading = readPlan(text);

  test('sections have the path of their numbering and cover what is under them', () => {
    expect(reading.sections.map((section) => section.path.join('/'))).toEqual([
      '一',
      '一/（一）',
      '二',
      '二/（一）',
      '二/（一）/1',
      '二/（一）/2',
      '三',
    ]);
    const second = reading.sections.find((section) => section.path.join('/') === '二');
    expect(text.slice(second?.start, second?.end)).toMatch(/^二、重点任务[\s\S]*配合。$/);
  });

  test('tasks have their units, the lead first', () => {
    expect(reading.tasks.map((one) => [one.path.join('/'), one.title, one.responsible])).toEqual([
      ['二/（一）/1', '扩大产能', ['市经信局', '市发改委', '市财政局']],
      ['二/（一）/2', '完善网络', ['市发改委', '市住建局', '国网芜湖供电公司']],
    ]);
    expect(reading.targets[0]?.responsible).toEqual(['市经信局', '市发改委', '市财政局']);
    expect(reading.tasks[0]?.targets).toEqual([reading.targets[0]?.id]);
  });

  test('the layout has its nodes and enterprises', () => {
    expect(reading.layout).toHaveLength(1);
    expect(reading.layout[0]).toMatchObject({
      pattern: '一核两翼',
      nodes: [
        { name: '鸠江区', role: '一核', enterprises: ['江驰汽车', '皖江底盘'] },
        { name: '湾沚区' },
        { name: '繁昌区' },
      ],
    });
  });

  test('the document says what it is', () => {
    expect(reading.document).toEqual({
      title: '芜湖市示例规划（2023—2025年）',
      jurisdiction: '芜湖市',
      level: 'city',
      periodStart: 2023,
      periodEnd: 2025,
      effectiveFrom: '2023-05-01',
    });
  });

  test('一是 items of a paragraph are tasks', () => {
    const found = readPlan(
      '《某省示例方案》政策解读\n三、重点任务有哪些？\n一是加强协同。到2027年配套率提高30个百分点。二是加快转型。建成工厂10家。\n',
    ).tasks;
    expect(found.map((one) => [one.path.at(-1), one.title])).toEqual([
      ['一是', '加强协同'],
      ['二是', '加快转型'],
    ]);
  });
});

describe('texts as they come', () => {
  test('web-page debris is passed over and shifts no offset', () => {
    const text =
      '首页 > 政务公开\n字号：[小] [大] 【打印正文】\n分享到：\n\n [bookmark: _Toc1]二、发展目标\n到2026年，建设50家以上 “数字化车间”。\n';
    const [found] = readPlan(text).targets;
    expect(found?.quote).toBe('建设50家以上 “数字化车间”');
    expect(text.slice(found?.start, found?.end)).toBe(found?.quote);
  });

  test('a flattened table gives one quantity a figure', () => {
    const table =
      '绵阳市示例规划（2024—2026年）\n\n主要指标\n指标  单位  2023年  2026年  属性\n新能源汽车产量  万辆  5.3  20  预期性\n单位产值能耗  吨标准煤/万元  0.058  ≤0.050  约束性\n';
    expect(
      readPlan(table).targets.map((one) => [
        one.kind,
        one.indicator,
        one.comparator,
        one.value,
        one.unit,
        one.deadline,
      ]),
    ).toEqual([
      ['baseline', '新能源汽车产量', '=', 5.3, '万辆', null],
      ['target', '新能源汽车产量', '>=', 20, '万辆', 2026],
      ['baseline', '单位产值能耗', '=', 0.058, '吨标准煤/万元', null],
      ['target', '单位产值能耗', '<=', 0.05, '吨标准煤/万元', 2026],
    ]);
  });

  test('lines that typesetting broke are read as one', () => {
    const wrapped = [
      '宜昌市示例三年行动方案',
      '',
      ...Array.from({ length: 12 }, () => '为加快推进全市新能源汽车充换电基础设施建设更好支撑新能源汽车产业发展'),
      '到2024年底，全市累计建成充电桩3万个，中心城区公共充电服务半径小于2公',
      '里，高速公路服务区充电设施覆盖率达到100%。',
    ].join('\n');
    expect(readPlan(wrapped).targets.map((one) => [one.value, one.unit])).toEqual([
      [3, '万个'],
      [2, '公里'],
      [100, '%'],
    ]);
  });

  test.each(['By 2025, sales of NEVs will reach 20% of total sales.', '春天来了，花开了。', ''])(
    '%j gives an honest empty result',
    (text) => {
      const { sections, targets, tasks, layout } = readPlan(text);
      expect({ sections, targets, tasks, layout }).toEqual({ sections: [], targets: [], tasks: [], layout: [] });
    },
  );
});
