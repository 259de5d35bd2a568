import type { WorkbookSpec } from '../../kernel/tabular/xlsx-write.ts';
import type { LayoutView } from './model.ts';

const HEADERS = {
  zh: [
    '节点',
    '规划',
    '布局角色',
    '功能定位',
    '涉及地区',
    '状态',
    '园区数',
    '企业数',
    '项目数',
    '产值（万元）',
    '产值目标（万元）',
    '企业数目标',
    '目标年份',
    '判断',
    '说明',
    '规划原文',
    '演示数据',
  ],
  en: [
    'Node',
    'Plan',
    'Layout role',
    'Meant to be',
    'Divisions',
    'State',
    'Parks',
    'Enterprises',
    'Projects',
    'Output (10,000 yuan)',
    'Output target',
    'Firms target',
    'By',
    'Judgement',
    'Why',
    'Passage',
    'Synthetic',
  ],
};
const STATES = {
  zh: { met: '达成', 'on-track': '正常', 'at-risk': '有风险', 'off-track': '滞后', unknown: '无法判断' },
  en: { met: 'met', 'on-track': 'on track', 'at-risk': 'at risk', 'off-track': 'off track', unknown: 'cannot judge' },
};

export function nodeTable({ nodes }: LayoutView, locale: 'zh' | 'en'): WorkbookSpec {
  const title = locale === 'zh' ? '园区与布局' : 'Parks and layout';
  return {
    sheetName: title,
    title,
    columns: HEADERS[locale].map((header) => ({ header })),
    rows: nodes.map((node) => [
      node.name,
      node.plan.title,
      node.pattern.name,
      node.role,
      node.regions.map(({ name }) => name).join('、'),
      node.state.name,
      node.parks,
      node.enterprises,
      node.projects,
      node.output.actual,
      node.output.target,
      node.firms.target,
      node.deadline,
      STATES[locale][node.judgement.state],
      node.judgement.sentence,
      node.passage,
      node.synthetic ? (locale === 'zh' ? '是' : 'yes') : null,
    ]),
  };
}
