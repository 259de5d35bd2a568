/** Headings, tasks, tables and titles in the forms that offices use. */
import { describe, expect, test } from 'vitest';
import { readPlan } from './index.ts';
import { findResponsible } from './responsible.ts';

const tasksOf = (text: string): [string, string, string[]][] =>
  readPlan(text).tasks.map((task) => [task.path.join('/'), task.title, task.responsible]);

describe('responsible units', () => {
  test.each([
    ['（责任单位：市经信局、各区县人民政府）', ['市经信局', '各区县人民政府']],
    ['（牵头单位：市经信局 配合单位：市发改委）', ['市经信局', '市发改委']],
    ['（牵头：市经信局；配合：市发改委）', ['市经信局', '市发改委']],
    ['【责任单位：市经信局、各县（市、区）政府】', ['市经信局', '各县（市、区）政府']],
    ['建设。\n责任单位：市经信局、市发改委', ['市经信局', '市发改委']],
    ['建设。\n牵头单位：市经信局\n配合单位：市发改委', ['市经信局', '市发改委']],
    ['建设。（市经信局、市发改委负责）', ['市经信局', '市发改委']],
    ['建设。（市经信局牵头，市发改委、市财政局参加）', ['市经信局', '市发改委', '市财政局']],
    ['由市经信局牵头，市发改委、市财政局等部门配合。', ['市经信局', '市发改委', '市财政局']],
    ['建设。（省经信厅牵头，省财政厅等按职责分工负责）', ['省经信厅', '省财政厅']],
    ['（责任单位：市交通局；完成时限：2025年底）', ['市交通局']],
    ['建设。（各市、县（区）人民政府，省自然资源厅负责）', ['各市、县（区）人民政府', '省自然资源厅']],
  ])('%s', (text, units) => {
    expect(findResponsible(text).units).toEqual(units);
  });
});

describe('tasks', () => {
  test('行动1 and 任务1 number tasks; units and date stand on lines of their own', () => {
    const text = [
      '某市示例方案（2024—2026年）',
      '一、主要行动',
      '行动1：强核攻坚',
      '一是突破技术。到2026年建成中试线3条。二是建强平台。',
      '(牵头单位：市科技局；责任单位：市工信局)',
      '二、重点任务',
      '任务1. 建设网络',
      '建成加氢站5座。',
      '完成时限：2025年12月',
      '责任单位：市住建局、市发改委',
    ].join('\n');
    expect(tasksOf(text)).toEqual([
      ['一/行动1', '强核攻坚', ['市科技局', '市工信局']],
      ['二/任务1', '建设网络', ['市住建局', '市发改委']],
    ]);
    expect(readPlan(text).targets.at(-1)).toMatchObject({
      value: 5,
      deadline: 2025,
      responsible: ['市住建局', '市发改委'],
    });
  });

  test('a heading without a number holds the numbering under it; an annex lists tasks', () => {
    const text = [
      '某县示例方案（2023—2025年）',
      '工作基础',
      '截至2022年末，共有敬老院16所。',
      '主要任务',
      '一、完善服务',
      '1、发放补贴。足额发放率达到100%。(责任单位:县民政局)',
      '保障措施',
      '健全机制。',
      '附件',
      '重点工作任务清单',
      '1. 更新公交车260辆（2024年12月底前完成；牵头单位：市交通局；配合单位：市财政局）',
    ].join('\n');
    expect(tasksOf(text)).toEqual([
      ['主要任务/一/1', '发放补贴', ['县民政局']],
      ['附件/1', '更新公交车260辆', ['市交通局', '市财政局']],
    ]);
    expect(readPlan(text).targets.map((one) => [one.kind, one.deadline])).toEqual([
      ['baseline', null],
      ['target', null],
      ['target', 2024],
    ]);
  });

  test('the articles of a policy document are tasks', () => {
    const text =
      '某市支持新能源汽车产业若干政策\n一、支持整车企业。对年产值首次突破100亿元的企业给予500万元奖励。（责任单位：市工信局）\n二、附则。本政策自2023年1月1日起施行。\n';
    expect(tasksOf(text)).toEqual([['一', '支持整车企业', ['市工信局']]]);
  });

  test('the top headings of a text without a second level are tasks', () => {
    const text =
      '关于加快发展养老服务的实施意见\n一、总体目标。到2025年，养老床位达到5万张。\n二、加强设施建设。建成食堂10家。\n三、提升服务能力\n每年培训护理员3000人次。\n';
    expect(tasksOf(text).map(([path, title]) => [path, title])).toEqual([
      ['二', '加强设施建设'],
      ['三', '提升服务能力'],
    ]);
  });

  test('the rows of a table of tasks, one cell a line', () => {
    const cells =
      '序号 项目名称 建设内容 完成时限 责任单位 1 县福利中心迁建项目 新建床位400张 2024年12月 县民政局 2 智慧平台 接入档案7万份 2025年6月 县大数据中心';
    const text = `某县示例方案（2023—2025年）\n一、重点任务\n（一）示例。推进建设。\n附件：任务分解表\n${cells.split(' ').join('\n')}\n`;
    expect(tasksOf(text).slice(1)).toEqual([
      ['附件/1', '县福利中心迁建项目', ['县民政局']],
      ['附件/2', '智慧平台', ['县大数据中心']],
    ]);
    expect(readPlan(text).targets.map((one) => [one.value, one.deadline])).toEqual([
      [400, 2024],
      [7, 2025],
    ]);
  });
});

describe('tables with one cell a line', () => {
  test('each figure is a quantity of its row and column', () => {
    const cells =
      '指标 单位 2020年 2025年 属性 新能源汽车产量 万辆 5.3 20 预期性 公共充电桩 个 3200 12000 预期性 单位产值能耗 吨标准煤/万元 0.058 ≤0.050 约束性';
    const text = `绵阳市示例规划（2021—2025年）\n\n二、发展目标\n专栏1 主要指标\n${cells.split(' ').join('\n')}\n三、重点任务\n（一）做强。到2025年，产值达到100亿元。\n`;
    expect(
      readPlan(text).targets.map(
        (one) => `${one.kind} ${one.indicator} ${one.comparator} ${one.value}${one.unit} ${one.deadline ?? one.asOf}`,
      ),
    ).toEqual([
      'baseline 新能源汽车产量 = 5.3万辆 2020',
      'target 新能源汽车产量 >= 20万辆 2025',
      'baseline 公共充电桩 = 3200个 2020',
      'target 公共充电桩 >= 12000个 2025',
      'baseline 单位产值能耗 = 0.058吨标准煤/万元 2020',
      'target 单位产值能耗 <= 0.05吨标准煤/万元 2025',
      'target 产值 >= 100亿元 2025',
    ]);
  });
});

describe('titles', () => {
  const body = '\n\n一、总体要求\n（一）指导思想。坚持创新。\n二、主要目标\n到2025年，产值达到100亿元。\n';
  test.each([
    [
      '关于印发《北京市“十四五”时期高精尖产业发展规划》的通知',
      '北京市“十四五”时期高精尖产业发展规划',
      '北京市',
      2021,
      2025,
    ],
    [
      '关于公开征求《深圳市示例行动计划（2024—2026年）（征求意见稿）》意见的通告',
      '深圳市示例行动计划（2024—2026年）（征求意见稿）',
      '深圳市',
      2024,
      2026,
    ],
    [
      '海南省清洁能源汽车发展规划（2019－2030年）（公开版）',
      '海南省清洁能源汽车发展规划（2019－2030年）（公开版）',
      '海南省',
      2019,
      2030,
    ],
    [
      '昆山市人民政府办公室\n关于印发昆山市加快电动汽车充（换）电\n基础设施建设实施方案的通知',
      '昆山市加快电动汽车充（换）电基础设施建设实施方案',
      '昆山市',
      null,
      2025,
    ],
    ['苏州市示例行动计划\n（2023-2025年）\n（征求意见稿）', '苏州市示例行动计划（2023-2025年）', '苏州市', 2023, 2025],
    [
      '（此件公开发布）\n柳州市示例行动计划\n（2022—2025年）',
      '柳州市示例行动计划（2022—2025年）',
      '柳州市',
      2022,
      2025,
    ],
  ])('%s', (head, title, jurisdiction, periodStart, periodEnd) => {
    expect(readPlan(head + body).document).toMatchObject({ title, jurisdiction, periodStart, periodEnd });
  });

  test('a date that no calendar has is none', () => {
    expect(readPlan('某市示例办法\n一、总则。本办法自2023年2月30日起施行。\n').document.effectiveFrom).toBeNull();
  });
});
