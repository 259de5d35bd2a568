import type { Locale } from '../text.ts';
import type { Measure } from './model.ts';

const zh = {
  files: { pivot: '多维分析' },
  columns: { unit: '单位', synthetic: 'synthetic', total: '合计', value: '数值' },
  dimensions: { indicator: '指标', region: '地区', period: '期间' } as Record<string, string>,
  measures: {
    value: '数值',
    'growth-comparable': '同比（可比口径）',
    'growth-published': '同比（按上年数）',
    contribution: '贡献率',
    pull: '拉动',
    share: '占比',
    'change-in-points': '变动（百分点）',
  } satisfies Record<Measure, string> as Record<Measure, string>,
  states: {
    'to-loss': '由盈转亏',
    'to-profit': '扭亏为盈',
    'loss-wider': '增亏',
    'loss-narrower': '减亏',
    none: '—',
  },
  incomplete: '不完全合计',
  none: '（未填）',
  uncut: '全部',
  yes: '是',
  no: '否',
  problems: {
    'indicator-unknown': (codes: string) => `指标目录里没有：${codes}。`,
    'pivot-dimensions-mixed': (units: string) =>
      `几个指标的量纲不同（${units}），合不到一个数里；请把“指标”放到行或列上。`,
    'pivot-indicators-off-axis': () => '选了几个指标，请把“指标”放到行或列上。',
    'pivot-regions-off-axis': () => '选了几个地区，请把“地区”放到行或列上。',
    'pivot-periods-off-axis': () => '选了几期，请把“期间”放到行或列上。',
    'pivot-periods-mixed': () => '当月、累计、季、年不能混在一列里，请分开看。',
    'pivot-dimension-twice': (name: string) => `“${name}”在行列上出现了两次。`,
    'pivot-too-large': (cells: string) => `这张表有 ${cells} 格，太大了（上限 20,000），请少选一些。`,
    'pivot-without-total': () => '占比、贡献率、拉动要有可以合计的一维；请把地区或口径放到行或列上。',
    'pivot-firms-region': () => '按企业属性分，一次只能看一个地区。',
    'pivot-firms-measure': () => '按企业属性分，只能看数值和占比。',
    'pivot-firms-axes': () => '按企业属性分，行列上只能再有期间和指标。',
    'pivot-firms-one-field': () =>
      '按企业属性分，不管这个地区的人一张表只能用一个属性：两个属性交叉，隐去的格能推算出来。请去掉一个属性。',
    'pivot-firms-as-of': () =>
      '按企业属性分，不管这个地区的人只能看现在的数：前后两天一比，能看出晚报的单个企业。请去掉“按这一天已知的数”。',
    'pivot-firms-field': (name: string) => `企业名录里没有可以公开分组的字段“${name}”。`,
    'pivot-firms-rate': (names: string) => `${names} 是比率，不能按企业合计。`,
    'period-unreadable': (text: string) => `期间“${text}”看不懂。`,
    'region-unknown': () => '没有找到所选的地区。',
  },
};
export type AnalysisText = typeof zh;
const en: AnalysisText = {
  files: { pivot: 'Analysis' },
  columns: { unit: 'Unit', synthetic: 'synthetic', total: 'Total', value: 'Value' },
  dimensions: { indicator: 'Indicator', region: 'Region', period: 'Period' },
  measures: {
    value: 'Value',
    'growth-comparable': 'Growth, comparable base',
    'growth-published': 'Growth on last year’s figure',
    contribution: 'Contribution',
    pull: 'Pull',
    share: 'Share',
    'change-in-points': 'Change, points',
  },
  states: {
    'to-loss': 'profit to loss',
    'to-profit': 'loss to profit',
    'loss-wider': 'loss wider',
    'loss-narrower': 'loss narrower',
    none: '—',
  },
  incomplete: 'incomplete',
  none: '(not filled in)',
  uncut: 'all',
  yes: 'yes',
  no: 'no',
  problems: {
    'indicator-unknown': (codes) => `The catalogue has no ${codes}.`,
    'pivot-dimensions-mixed': (units) =>
      `The indicators are of different dimensions (${units}) and never one number; put the indicators on rows or columns.`,
    'pivot-indicators-off-axis': () => 'Several indicators are chosen: put them on rows or columns.',
    'pivot-regions-off-axis': () => 'Several regions are chosen: put them on rows or columns.',
    'pivot-periods-off-axis': () => 'Several periods are chosen: put them on rows or columns.',
    'pivot-periods-mixed': () => 'Months, cumulations, quarters and years do not mix on one axis; look at them apart.',
    'pivot-dimension-twice': (name) => `“${name}” stands on the axes twice.`,
    'pivot-too-large': (cells) => `The table would have ${cells} cells; at most 20,000. Choose fewer.`,
    'pivot-without-total': () =>
      'Shares, contributions and pulls are of a total: put regions or a part of the scope on rows or columns.',
    'pivot-firms-region': () => 'By attributes of firms, one region at a time.',
    'pivot-firms-measure': () => 'By attributes of firms there are values and shares.',
    'pivot-firms-axes': () => 'Beside attributes of firms only periods and indicators stand on the axes.',
    'pivot-firms-one-field': () =>
      'Who does not hold the region takes one attribute of firms a table: of two crossed, cells that are withheld can be worked out. Leave one out.',
    'pivot-firms-as-of': () =>
      'Who does not hold the region takes firms’ figures as they are now: two days compared would show a single firm that was late. Leave out “as known on”.',
    'pivot-firms-field': (name) => `The enterprise register has no public field “${name}” to group by.`,
    'pivot-firms-rate': (names) => `${names}: a rate is not added up over firms.`,
    'period-unreadable': (text) => `The period “${text}” cannot be read.`,
    'region-unknown': () => 'The regions chosen were not found.',
  },
};
export const textFor = (locale: Locale): AnalysisText => (locale === 'zh' ? zh : en);
