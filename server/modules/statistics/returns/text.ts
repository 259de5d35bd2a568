import { type FormColumn, parsePeriod, periodLabel } from '@liannao/statistics';
import type { ReturnState } from '../tables.ts';
import type { CellProblem } from './cells.ts';
import type { Notice } from './notice.ts';

export type Locale = 'zh' | 'en';

const zh = {
  anotherReporter: '另一家企业',
  cellsInvalid: (n: number) => `有 ${n} 处不能这样填。`,
  cellProblems: {
    'row-unknown': '这张表没有这个代码的行',
    'line-unknown': '这一行的分项不在清单里',
    'column-not-asked': '这一格本期不填',
    'answer-expected': '这一行只选：上升、持平、下降',
    'number-expected': '这一行填数字',
  } satisfies Record<CellProblem, string>,
  states: {
    open: '未填',
    draft: '在填',
    submitted: '已交',
    returned: '退回',
    checked: '已复核',
    approved: '已审定',
    reopened: '重开修订',
    excused: '免报',
  } satisfies Record<ReturnState, string>,
  levels: { county: '县级主管部门', city: '市级主管部门', province: '省级主管部门' },
  waits: {
    reporter: (name: string) => `等 ${name} 填报`,
    answer: (name: string) => `等 ${name} 答复疑问`,
    step: (level: string, act: 'check' | 'approve') => `等${level}${act === 'check' ? '复核' : '审定'}`,
    secondPair: '您提交或复核过这张表，要由另一个人审定',
  },
  list: {
    file: '报表清单',
    form: '报表',
    period: '报告期',
    reporter: '填报单位',
    uscc: '统一社会信用代码',
    region: '地区',
    state: '状态',
    due: '截止日期',
    late: '逾期',
    submitted: '提交时间',
    errors: '错误',
    warnings: '待说明',
    questions: '未答疑问',
    yes: '是',
    demo: '演示数据',
  },
  excel: {
    sheet: '填报',
    number: '表号',
    authority: '制定机关',
    edition: '版次',
    validity: '有效期',
    until: (from: string, until: string | null) => `${from} 起${until === null ? '' : `，至 ${until}`}`,
    reporter: '单位详细名称',
    uscc: '统一社会信用代码',
    period: '报告期',
    code: '代码',
    line: '分项',
    name: '指标名称',
    unit: '计量单位',
    note: '说明',
    of: '其中：',
    columns: {
      monthly: {
        current: '本年本月',
        cumulative: '本年1—本月',
        'current-base': '上年同期本月',
        'cumulative-base': '上年同期1—本月',
      },
      quarterly: {
        current: '本年本季',
        cumulative: '本年1—本季',
        'current-base': '上年同期本季',
        'cumulative-base': '上年同期1—本季',
      },
      'half-yearly': {
        current: '本年本半年',
        cumulative: '本年累计',
        'current-base': '上年同期本半年',
        'cumulative-base': '上年同期累计',
      },
      annual: { current: '本年', cumulative: '本年累计', 'current-base': '上年', 'cumulative-base': '上年累计' },
    } satisfies Record<string, Record<FormColumn, string>>,
    hint: '只填白色格。没有数的写：0 为零，— 为无此项，… 为不足最小单位，未取得，* 为不予公布。',
    lineHint: '空白的分项行写“维度=取值；维度=取值”，代码或名称都行。',
    answers: { up: '上升', same: '持平', down: '下降' },
    notWorkbook: (name: string) => `${name} 不是从这里下载的填报模板`,
    noHeader: '找不到表头（代码、指标名称、计量单位）',
    rowUnknown: (code: string) => `没有代码 ${code} 这一行`,
    rowUnknownRemedy: '不要改代码列；用下载的模板填。',
    rowTwice: (code: string) => `代码 ${code} 出现了两次`,
    rowTwiceRemedy: '只留一行。',
    lineBad: (text: string) => `分项“${text}”看不懂`,
    lineRemedy: (example: string) => `写成 ${example}。`,
    notAsked: '这一格本期不填',
    notAskedRemedy: '请清空。',
    notNumber: (text: string) => `“${text}”不是一个数`,
    numberRemedy: (unit: string) => `只写数字，单位是${unit}；没有数的写 0、—、…、未取得 或 *。`,
    tooLong: '整数至多 15 位，小数至多 6 位',
    tooLongRemedy: '请核对单位。',
    answerBad: (text: string) => `“${text}”不是可选的答案`,
    answerRemedy: '写：上升、持平、下降 或 —。',
  },
  provenance: {
    sum: '报表汇总',
    sumText: (form: string, period: string, reported: number, expected: number, row: string) =>
      `《${form}》${period}：${expected} 家应报，${reported} 家已审定，${row} 相加。`,
    complete: '全部报齐。',
    incomplete: '不完全合计。',
    hidden: (n: number) => `其中 ${n} 家的数您无权查看。`,
    cell: '报表',
    cellText: (form: string, number: string, period: string, row: string, column: string) =>
      `《${form}》（${number}）${period}，${row}，${column}。`,
    checks: '检查',
    checksText: (returns: number, explained: number) =>
      `${returns} 张表全部通过检查${explained === 0 ? '' : `，其中 ${explained} 处提示有说明`}。`,
    approved: '审定',
    approvedText: (by: string, at: string) => `${by}于 ${at} 审定。`,
    settledText: (by: string, at: string, note: string) => `${by}于 ${at} 汇总。${note}`,
  },
  system: '系统',
};

const en: typeof zh = {
  anotherReporter: 'another firm',
  cellsInvalid: (n) => `${n} cells cannot be filled in like this.`,
  cellProblems: {
    'row-unknown': 'the form has no row with this code',
    'line-unknown': 'the line is not one of the list',
    'column-not-asked': 'this cell is not asked in this period',
    'answer-expected': 'this row takes up, same or down',
    'number-expected': 'this row takes a number',
  },
  states: {
    open: 'not begun',
    draft: 'being filled in',
    submitted: 'handed in',
    returned: 'sent back',
    checked: 'checked',
    approved: 'approved',
    reopened: 'being corrected',
    excused: 'excused',
  },
  levels: { county: 'the county bureau', city: 'the city bureau', province: 'the provincial bureau' },
  waits: {
    reporter: (name) => `Waits for ${name} to report`,
    answer: (name) => `Waits for ${name} to answer`,
    step: (level, act) => `Waits for ${level} to ${act}`,
    secondPair: 'You handed it in or checked it: somebody else approves it',
  },
  list: {
    file: 'returns',
    form: 'form',
    period: 'period',
    reporter: 'reporter',
    uscc: 'credit code',
    region: 'region',
    state: 'state',
    due: 'due',
    late: 'late',
    submitted: 'handed in at',
    errors: 'errors',
    warnings: 'to be explained',
    questions: 'open questions',
    yes: 'yes',
    demo: 'demonstration data',
  },
  excel: {
    sheet: 'Return',
    number: 'Form number',
    authority: 'Authority',
    edition: 'Edition',
    validity: 'Valid',
    until: (from, until) => `from ${from}${until === null ? '' : ` until ${until}`}`,
    reporter: 'Reporter',
    uscc: 'Credit code',
    period: 'Period',
    code: 'Code',
    line: 'Line',
    name: 'Item',
    unit: 'Unit',
    note: 'Note',
    of: 'of which: ',
    columns: {
      monthly: {
        current: 'This month',
        cumulative: 'January to this month',
        'current-base': 'Same month last year',
        'cumulative-base': 'January to month, last year',
      },
      quarterly: {
        current: 'This quarter',
        cumulative: 'Year to this quarter',
        'current-base': 'Same quarter last year',
        'cumulative-base': 'Year to quarter, last year',
      },
      'half-yearly': {
        current: 'This half-year',
        cumulative: 'Year to date',
        'current-base': 'Same half last year',
        'cumulative-base': 'Year to date, last year',
      },
      annual: {
        current: 'This year',
        cumulative: 'This year in all',
        'current-base': 'Last year',
        'cumulative-base': 'Last year in all',
      },
    },
    hint: 'Fill in the white cells only. Without a number write: 0 zero, — does not apply, … below the smallest unit, 未取得 not available, * withheld.',
    lineHint: 'In an empty line write dimension=member; dimension=member, in codes or names.',
    answers: { up: 'up', same: 'same', down: 'down' },
    notWorkbook: (name) => `${name} is no template that was downloaded here`,
    noHeader: 'the heading (code, item, unit) is not there',
    rowUnknown: (code) => `there is no row ${code}`,
    rowUnknownRemedy: 'Leave the column of codes as it is; fill in the downloaded template.',
    rowTwice: (code) => `row ${code} is there twice`,
    rowTwiceRemedy: 'Leave one of them.',
    lineBad: (text) => `the line “${text}” cannot be read`,
    lineRemedy: (example) => `Write ${example}.`,
    notAsked: 'this cell is not asked in this period',
    notAskedRemedy: 'Empty it.',
    notNumber: (text) => `“${text}” is not a number`,
    numberRemedy: (unit) => `Write digits only, in ${unit}; without a number 0, —, …, 未取得 or *.`,
    tooLong: 'at most 15 digits before and 6 after the point',
    tooLongRemedy: 'Check the unit.',
    answerBad: (text) => `“${text}” is none of the answers`,
    answerRemedy: 'Write up, same, down or —.',
  },
  provenance: {
    sum: 'Added up from returns',
    sumText: (form, period, reported, expected, row) =>
      `“${form}”, ${period}: ${expected} reporters, ${reported} approved; ${row} added up. `,
    complete: 'All have reported.',
    incomplete: 'An incomplete sum.',
    hidden: (n) => ` You may not see the figures of ${n} of them.`,
    cell: 'Return',
    cellText: (form, number, period, row, column) => `“${form}” (${number}), ${period}, ${row}, ${column}.`,
    checks: 'Checks',
    checksText: (returns, explained) =>
      `${returns} returns passed all checks${explained === 0 ? '' : `, with ${explained} warnings explained`}.`,
    approved: 'Approval',
    approvedText: (by, at) => `Approved by ${by} at ${at}.`,
    settledText: (by, at, note) => `Settled by ${by} at ${at}. ${note}`,
  },
  system: 'the system',
};

export const returnText = (locale: Locale): typeof zh => (locale === 'en' ? en : zh);

/** A period in the reader's words; as it stands where it is none. */
export function periodWords(code: string, locale: Locale): string {
  const read = parsePeriod(code);
  return read.ok ? periodLabel(read.value, locale) : code;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);

/** Mail about one return: what is asked, of which form and period, by when. */
export function noticeText(
  locale: Locale,
  { kind, text, by }: Notice,
  about: { readonly form: string; readonly period: string; readonly reporter: string; readonly dueOn: string },
): { subject: string; text: string; html: string } {
  const period = periodWords(about.period, locale);
  const isZh = locale === 'zh';
  const subjects = isZh
    ? { question: `链脑：${about.form} ${period} 有疑问要答复`, reminder: `链脑：请报 ${about.form} ${period}` }
    : {
        question: `Liannao: a question about ${about.form}, ${period}`,
        reminder: `Liannao: please report ${about.form}, ${period}`,
      };
  const lines = [
    isZh ? `${about.reporter}：` : `${about.reporter},`,
    text,
    isZh ? `提出人：${by}` : `From: ${by}`,
    isZh ? `截止日：${about.dueOn}` : `Due: ${about.dueOn}`,
    isZh ? '请登录链脑，打开“报表填报”。' : 'Sign in to Liannao and open Forms.',
  ].filter((line) => line !== '');
  return {
    subject: subjects[kind],
    text: `${lines.join('\n')}\n`,
    html: `<!doctype html><html lang="${locale}"><body style="font-family:sans-serif">${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</body></html>`,
  };
}
