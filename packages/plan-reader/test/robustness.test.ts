/** Any text is read without throwing, spans stay inside it and quote it exactly, and time grows with its length only. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PlanReading, readPlan } from '../src/index.ts';

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);

const fragments = [
  '一、总体要求\n',
  '（一）发展目标。',
  '1.',
  '1.1 ',
  '第一章 总则\n',
  '第三条 ',
  '专栏1：',
  '行动1：',
  '附件：',
  '主要任务\n',
  '序号\n',
  '指标\n',
  '责任单位\n',
  '2025年\n',
  '1\n',
  '完成时限：2025年',
  '一是',
  '二是',
  '①',
  '\t',
  '  ',
  '\n',
  '\r\n',
  '\u3000',
  '。',
  '，',
  '；',
  '、',
  '：',
  '（',
  '）',
  '“',
  '”',
  '《',
  '》',
  '〔',
  '〕',
  '"',
  '[bookmark: _Toc1]',
  '到2025年',
  '“十四五”末',
  '2024年、2025年',
  '每年',
  '年均',
  '截至2020年',
  '三年内',
  '由2020年的',
  '提高到',
  '较2022年',
  '二〇三五年',
  '2023—2027年',
  '新能源汽车',
  '产值',
  '营业收入',
  '企业',
  '专精特新“小巨人”企业',
  '充电桩',
  '占全省比重',
  '本地配套率',
  '渝西地区',
  '杭州市',
  '钱塘区',
  '达到',
  '超过',
  '突破',
  '不低于',
  '不超过',
  '约',
  '近',
  '分别',
  '分别为',
  '累计',
  '新增',
  '建成',
  '培育',
  '引进',
  '力争',
  '给予',
  '按',
  '最高',
  '对',
  '翻一番',
  '全覆盖',
  '全面电动化',
  '清零',
  '120',
  '1,234',
  '17万余',
  '三百',
  '两',
  '十余',
  '1.2',
  '2-3',
  '60',
  '1∶1',
  '三分之一',
  '七成',
  '半数',
  '百亿级',
  '万',
  '亿',
  '千',
  '百',
  '十',
  '万辆',
  '亿元',
  '%',
  '个百分点',
  '家',
  '个',
  '公里',
  '倍',
  '瓦时/公斤',
  '年',
  '小时',
  '以上',
  '左右',
  '以内',
  '余',
  '的',
  '和',
  '（责任单位：市经信局、市发改委）',
  '（牵头单位：市科技局；责任单位：市财政局）',
  '由市商务局牵头，市公安局配合',
  '“一核多点”',
  '“一核”即',
  '分享到：',
  '发布时间：2023-12-04',
  '--',
  '——',
];

const planLike = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...fragments) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));
const anyText = fc.oneof(
  { weight: 5, arbitrary: planLike },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 })
      .map((codes) => String.fromCharCode(...codes)),
  },
);

const expectSound = (reading: PlanReading, text: string): void => {
  for (const { start, end } of [...reading.sections, ...reading.targets, ...reading.tasks]) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(text.length);
  }
  const ids = new Set(reading.sections.map((section) => section.id));
  for (const target of reading.targets) {
    expect(text.slice(target.start, target.end)).toBe(target.quote);
    expect(target.numberStart).toBeGreaterThanOrEqual(target.start);
    expect(target.numberEnd).toBeLessThanOrEqual(target.end);
    expect(Number.isFinite(target.value) && Number.isFinite(target.baseValue)).toBe(true);
    expect(target.confidence).toBeGreaterThan(0);
    expect(target.confidence).toBeLessThanOrEqual(1);
    if (target.section !== null) expect(ids.has(target.section)).toBe(true);
    if (target.comparator === 'range') expect(target.valueMax).not.toBeNull();
  }
};

describe('any text', () => {
  test('is read without throwing, spans inside, quotes exact', { timeout: 60_000 + numRuns }, () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expectSound(readPlan(text), text);
      }),
      { numRuns },
    );
  });

  test('gives the same reading twice', () => {
    fc.assert(
      fc.property(planLike, (text) => {
        expect(readPlan(text)).toEqual(readPlan(text));
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    '',
    ' ',
    '\n',
    '。',
    '%',
    '到',
    '（',
    '“',
    '一、',
    '1.',
    '120万辆',
    '专栏1：一、总体要求\n主要任务\n',
    '\ud800',
    '[bookmark: ',
    '\t\t\t',
    '||||',
  ])('%j is no problem', (text) => {
    expectSound(readPlan(text), text);
  });
});

/** CPU time in microseconds, the best of three: other work on the machine does not count. */
const timeOf = (text: string): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run++) {
    const before = process.cpuUsage();
    readPlan(text);
    const used = process.cpuUsage(before);
    best = Math.min(best, used.user + used.system);
  }
  return best;
};

describe('time grows with the length only', () => {
  test.each([
    ['prose without an end', '新能源汽车产业发展'],
    ['one endless sentence of numbers', '建成充电桩10万个、'],
    ['one endless list', '10家、'],
    ['digits', '1234567890'],
    ['numerals', '一二三四五六七八九十百千万亿'],
    ['open brackets', '（责任单位：'],
    ['closed brackets', '）到2025年达到5家（'],
    ['open quotes', '“一核两带多点”格局“'],
    ['enumerations', '一是加强领导。二是建设10家。'],
    ['lead units', '由市经信局牵头，市发改委、'],
    ['headings', '1.做大整车。到2025年产量达到10万辆。\n'],
    ['table rows', '产量\t万辆\t5.3\t200\n'],
    ['table cells', '指标\n单位\n2020年\n2025年\n产量\n万辆\n5.3\n200\n'],
    ['table heads', '序号\n指标\n单位\n2025年\n'],
    ['tasks of a table', '序号\t项目名称\t完成时限\t责任单位\n1\t新建床位400张\t2024年12月\t县民政局\n'],
    ['actions', '行动1：强核。（一）建设10家。\n'],
    ['annexes', '附件：任务表\n1.建设10家。\n'],
    ['dates behind', '建设10家，2025年底前建成，'],
    ['spaces', '  \t'],
    ['full coverage', '全面实现全部'],
    ['time words', '到2025年、2026年和'],
    ['yearly amounts', '2024年推广5辆；2025年'],
    ['years from which', '2025年起不低于80%，'],
    ['questions', '一问：到2026年目标是什么？\n答：产值达到5亿元。\n'],
    ['places of a table', '市县\t车辆（辆）\n甲市\t5\n'],
    ['areas in a row', '甲区、乙县、'],
    ['parts of a pattern', '“一核一带”格局以甲区-乙区为核心、'],
    ['shared units', '由市经信局、市科技局按职责分别。由'],
  ])('%s', (_name, unit) => {
    const short = unit.repeat(Math.ceil(20_000 / unit.length));
    readPlan(short.slice(0, 10_000));
    const once = timeOf(short);
    const fourTimes = timeOf(short.repeat(4));
    // Quadratic work would take 16 times as long.
    expect(fourTimes).toBeLessThan(Math.max(once * 10, 150_000));
  });
});
