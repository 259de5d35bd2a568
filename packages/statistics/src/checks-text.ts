/** What the checks of single rows over time say. Chinese first, then English; the row's name is put before it. */
import type { FormNames } from './form-types.ts';

type N = FormNames;
const names = (zh: string, en: string): N => ({ zh, en });
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Cells by themselves. */
export const cellText = {
  noSuchCell: (column: N) =>
    names(`本期不填${column.zh}，请清空`, `${column.en} is not asked in this period; empty it`),
  noSuchRow: (key: string) => names(`本表没有 ${key} 这一行`, `The form has no row ${key}`),
  notANumber: (value: string) =>
    names(`“${value}”不是数，只写数字和小数点`, `“${value}” is no number; write digits and a point only`),
  notAnAnswer: (value: string) =>
    names(`“${value}”不是选项，选上升、持平或下降`, `“${value}” is no answer; choose up, same or down`),
  noUnit: (unit: string) =>
    unit === ''
      ? names('这一行没有计量单位，不能收数', 'The row has no unit, so no figure can be taken')
      : names(`单位表里没有“${unit}”，不能收数`, `${unit} is in no table of units, so no figure can be taken`),
  blank: (column: N) =>
    names(
      `没填${column.zh}。是 0、没有这项，还是暂时不知道？`,
      `${upper(column.en)} is blank. Is it 0, does it not apply, or is it not known yet?`,
    ),
  blankAnswer: () =>
    names('没有选。上升、持平、下降，还是没有这项？', 'Nothing is chosen: up, same, down, or does it not apply?'),
  below: (found: N, least: string) =>
    names(`${found.zh} 小于最低 ${least}`, `${found.en} is below the least possible, ${least}`),
  above: (found: N, most: string) =>
    names(`${found.zh} 大于最高 ${most}`, `${found.en} is above the greatest possible, ${most}`),
  utilisation: (found: N, limit: string) =>
    names(
      `利用率 ${found.zh} 高于 ${limit}%，请说明加班、加班次等情况`,
      `Utilisation of ${found.en} is above ${limit}%; say how, such as overtime or a third shift`,
    ),
};

export const mendText = {
  zero: () => names('填 0', 'Enter 0'),
  notApplicable: () => names('没有这项 —', 'Does not apply —'),
  unknown: () => names('未取得', 'Not available'),
  same: () => names('持平', 'The same'),
  clear: () => names('清空', 'Empty it'),
  set: (column: N, value: string) => names(`${column.zh}改为 ${value}`, `Set ${column.en} to ${value}`),
  setBoth: (value: string, total: string) =>
    names(`改为 ${value}，累计同改 ${total}`, `Set it to ${value}, and the total to ${total}`),
  swap: (own: N, total: N) => names(`${own.zh}与${total.zh}对调`, `Swap ${own.en} and ${total.en}`),
  asLastYear: (value: string) => names(`按上年报表改为 ${value}`, `Take ${value} from last year's report`),
  asEntryFile: (value: string) => names(`按入库资料改为 ${value}`, `Take ${value} from the entry file`),
  asApproved: (value: string) => names(`恢复审定数 ${value}`, `Restore the approved ${value}`),
  addLine: (total: string) => names(`补上这一行，累计 ${total}`, `Add the line again, total ${total}`),
};

/** Months and totals of one year (4, 5, 6). */
export const cumulativeText = {
  negative: (column: N, found: N) =>
    names(
      `${column.zh} ${found.zh} 是负数；退货、冲减等要选原因`,
      `${column.en} is negative, ${found.en}; returns and the like need their reason`,
    ),
  negativeStock: (found: N) =>
    names(`${found.zh} 是负数，期末数不能小于 0`, `${found.en} is negative; a count at a date cannot be`),
  monthAbove: (column: N, month: N, total: N, name: N) =>
    names(
      `${column.zh} ${month.zh} 大于${name.zh} ${total.zh}`,
      `${month.en} ${column.en} is above ${name.en}, ${total.en}`,
    ),
  fell: (name: N, found: N, before: N, gap: N) =>
    names(
      `${name.zh} ${found.zh}，比上次累计 ${before.zh} 还少 ${gap.zh}；累计数不会下降`,
      `${name.en} is ${found.en}, ${gap.en} less than the total before, ${before.en}; a total does not fall`,
    ),
  gone: (before: N) =>
    names(
      `上次累计 ${before.zh}，这次没有这一行；累计数不会消失`,
      `The total before was ${before.en}, and the line is gone; a total does not vanish`,
    ),
  difference: (a: { name: N; total: N; before: N; last: N; step: N; own: N; month: N; gap: N }) =>
    names(
      `${a.name.zh} ${a.total.zh} 比${a.last.zh}累计 ${a.before.zh} 只差 ${a.step.zh}，但${a.own.zh}填了 ${a.month.zh}，差 ${a.gap.zh}`,
      `${a.name.en} is ${a.total.en}, ${a.step.en} away from ${a.before.en} of ${a.last.en}, yet ${a.own.en} is ${a.month.en}: ${a.gap.en} apart`,
    ),
  firstOfYear: (a: { name: N; total: N; own: N; month: N; gap: N }) =>
    names(
      `今年第一期，${a.name.zh} ${a.total.zh} 应等于${a.own.zh} ${a.month.zh}，差 ${a.gap.zh}`,
      `The first of the year: ${a.name.en}, ${a.total.en}, should equal ${a.month.en} ${a.own.en}; ${a.gap.en} apart`,
    ),
  merged: (a: { total: N; january: N; february: N; gap: N }) =>
    names(
      `1–2月累计 ${a.total.zh} 应等于 1月 ${a.january.zh} 加 2月 ${a.february.zh}，差 ${a.gap.zh}`,
      `The total of Jan–Feb, ${a.total.en}, should be January ${a.january.en} and February ${a.february.en}; ${a.gap.en} apart`,
    ),
};

/** The columns of the year before (7, 8) and growth (4.3, 17, 28). */
export const baseText = {
  notAsFiled: (name: N, found: N, filed: N) =>
    names(
      `${name.zh}填 ${found.zh}，上年报的是 ${filed.zh}；口径有变请选原因`,
      `${name.en} is ${found.en}, but ${filed.en} was filed then; choose the reason for the change`,
    ),
  notAsEntered: (name: N, found: N, file: N) =>
    names(
      `${name.zh}填 ${found.zh}，入库资料是 ${file.zh}，两处要一致`,
      `${name.en} is ${found.en}, the entry file says ${file.en}; the two have to agree`,
    ),
  suspect: (name: N, found: N, base: N, percent: string) =>
    names(
      `${name.zh} ${found.zh}，上年 ${base.zh}，增长 ${percent}%，像是单位错`,
      `${name.en} is ${found.en} against ${base.en} a year before, +${percent}%: it looks like a slip of the unit`,
    ),
  growth: (a: { found: N; of: string; current: N; base: N; low: string; high: string }) =>
    names(
      `填 ${a.found.zh}，但按 ${a.of} 行 ${a.current.zh} 对 ${a.base.zh} 应在 ${a.low}% 到 ${a.high}% 之间`,
      `${a.found.en}, yet row ${a.of}, ${a.current.en} against ${a.base.en}, gives ${a.low}% to ${a.high}%`,
    ),
  points: (a: { found: N; of: string; current: N; base: N; points: string }) =>
    names(
      `填 ${a.found.zh}，但 ${a.of} 行由 ${a.base.zh} 到 ${a.current.zh}，变动是 ${a.points} 个百分点；率的变动不用 %`,
      `${a.found.en}, yet row ${a.of} went from ${a.base.en} to ${a.current.en}, ${a.points} percentage points; the change of a rate is not in %`,
    ),
};

/** What is unlike the firm's own past (16, 22, 23). */
export const pastText = {
  slip: (a: { column: N; found: N; times: string; against: N; ref: N; unit: string; likely: string }) =>
    names(
      `${a.column.zh} ${a.found.zh} 是${a.against.zh} ${a.ref.zh} 的 ${a.times} 倍，单位是“${a.unit}”，像是${a.likely}`,
      `${a.column.en} is ${a.found.en}, ${a.times} times ${a.against.en}, ${a.ref.en}: it looks like a slip of the unit or of a digit`,
    ),
  outlier: (a: { found: N; median: N; low: N; high: N; points: number; others: number }) =>
    names(
      `${a.found.zh} 偏离本单位近 ${a.points} 期同类月份：中位数 ${a.median.zh}，通常在 ${a.low.zh} 到 ${a.high.zh} 之间${a.others > 0 ? `；另有 ${a.others} 行同幅变动，在这里一并说明` : ''}`,
      `${a.found.en} is unlike the last ${a.points} reports of such months: median ${a.median.en}, usually ${a.low.en} to ${a.high.en}${a.others > 0 ? `; ${a.others} more rows moved alike, say why here for all` : ''}`,
    ),
  repeated: (found: N) => names(`连续三期都是 ${found.zh}`, `${found.en} in three reports running`),
  roundNumber: (found: N) =>
    names(`${found.zh} 末尾都是 0，像是估计数`, `${found.en} ends in zeros and looks like an estimate`),
  lastMonth: (name: N) => names(name.zh, `that of ${name.en}`),
  yearAgo: () => names('上年同期', 'that of a year before'),
  usual: () => names('本单位通常', 'the usual one of the firm'),
  likely: (factor: number, up: boolean): string => {
    if (factor === 1000) return up ? '多了 3 位（把元填成了千元，或千元填成了万元）' : '少了 3 位';
    if (factor === 10) return up ? '多了一个 0' : '少了一个 0';
    return up ? `大了 ${factor} 倍` : `小了 ${factor} 倍`;
  },
};
