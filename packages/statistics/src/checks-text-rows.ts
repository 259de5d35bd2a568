/** What the checks between rows and of the whole return say. Chinese first, then English. */
import type { FormNames } from './form-types.ts';

type N = FormNames;
const names = (zh: string, en: string): N => ({ zh, en });

/** Parts and wholes (9, 10, 29), relations of the form. */
export const partText = {
  sum: (name: N, total: N, parts: N, codes: string, gap: N) =>
    names(
      `${name.zh} ${total.zh}，各项（${codes}）合计 ${parts.zh}，差 ${gap.zh}`,
      `${name.en} is ${total.en}, the parts (${codes}) add to ${parts.en}: ${gap.en} apart`,
    ),
  partsAbove: (name: N, total: N, parts: N, codes: string) =>
    names(
      `${name.zh} ${total.zh}，已填的各项（${codes}）合计就有 ${parts.zh}`,
      `${name.en} is ${total.en}, and the parts given so far (${codes}) add to ${parts.en} already`,
    ),
  above: (name: N, found: N, whole: N, parent: N) =>
    names(
      `${name.zh} ${found.zh} 大于 ${parent.zh} ${whole.zh}；其中项不能大于总数`,
      `${name.en} is ${found.en}, above ${parent.en}, ${whole.en}; a part is not above its whole`,
    ),
  purchases: (name: N, total: N, lines: N, gap: N) =>
    names(
      `${name.zh}采购总额 ${total.zh}，按产地各行合计 ${lines.zh}，差 ${gap.zh}`,
      `Purchases of ${name.en} are ${total.en}, the lines by place add to ${lines.en}: ${gap.en} apart`,
    ),
  relation: (said: N, name: N, left: string, sign: string, right: string) =>
    names(
      `${said.zh}：${name.zh}左边 ${left}，右边 ${right}，要求左 ${sign} 右`,
      `${said.en}: for ${name.en} the left side is ${left}, the right ${right}; left ${sign} right is asked`,
    ),
};

/** Rows that belong together (11 to 15, 19 to 21). */
export const rowText = {
  opening: (found: N, closing: N) =>
    names(
      `期初 ${found.zh} 与上期期末 ${closing.zh} 不等`,
      `${found.en} at the opening, ${closing.en} at the last closing`,
    ),
  stock: (a: { opening: N; output: N; sales: N; other: N; right: N; found: N; gap: N }) =>
    names(
      `期初 ${a.opening.zh} + 产量 ${a.output.zh} − 销量 ${a.sales.zh} − 其他 ${a.other.zh} = ${a.right.zh}，期末填了 ${a.found.zh}，差 ${a.gap.zh}`,
      `opening ${a.opening.en} + output ${a.output.en} − sales ${a.sales.en} − other ${a.other.en} = ${a.right.en}, yet the closing stock is ${a.found.en}: ${a.gap.en} apart`,
    ),
  salesRatio: (a: { name: N; sales: N; output: N; ratio: string; low: string; high: string }) =>
    names(
      `${a.name.zh}销售产值 ${a.sales.zh} ÷ 总产值 ${a.output.zh} = ${a.ratio}%，通常在 ${a.low}%–${a.high}%`,
      `For ${a.name.en} sales value ${a.sales.en} ÷ output value ${a.output.en} = ${a.ratio}%, usually ${a.low}% to ${a.high}%`,
    ),
  profitAbove: (name: N, profit: N, revenue: N) =>
    names(
      `${name.zh}利润 ${profit.zh} 大于营业收入 ${revenue.zh}`,
      `For ${name.en} profit, ${profit.en}, is above revenue, ${revenue.en}`,
    ),
  profit: (a: { name: N; revenue: N; costs: N; right: N; found: N; gap: N }) =>
    names(
      `${a.name.zh}营业收入 ${a.revenue.zh} 减成本、费用和税金 ${a.costs.zh} 是 ${a.right.zh}，利润填了 ${a.found.zh}，差 ${a.gap.zh}`,
      `For ${a.name.en} revenue ${a.revenue.en} less cost, fees and tax ${a.costs.en} is ${a.right.en}, yet profit is ${a.found.en}: ${a.gap.en} apart`,
    ),
  balance: (name: N, assets: N, right: N, gap: N) =>
    names(
      `${name.zh}资产 ${assets.zh} 与负债加权益 ${right.zh} 差 ${gap.zh}`,
      `For ${name.en} assets are ${assets.en}, liabilities and equity ${right.en}: ${gap.en} apart`,
    ),
  price: (a: { value: N; units: N; price: string; unit: N; low: string; high: string }) =>
    names(
      `产值 ${a.value.zh} ÷ ${a.units.zh} = ${a.price} ${a.unit.zh}，本单位通常在 ${a.low} 到 ${a.high}，请核对单位`,
      `Output value ${a.value.en} ÷ ${a.units.en} = ${a.price} ${a.unit.en}, usually ${a.low} to ${a.high} here: look at the units`,
    ),
  capacity: (found: N, before: N) =>
    names(
      `由 ${before.zh} 变为 ${found.zh}，没有对应的项目，请说明新增或退出的产能`,
      `${found.en}, it was ${before.en}, and no project is on record; say which capacity came or went`,
    ),
  noElectricity: (output: N) =>
    names(`用电量为 0，但产出 ${output.zh}`, `Electricity is 0, yet output is ${output.en}`),
  outputFell: (a: { found: N; before: N; fall: string; power: N; powerBefore: N }) =>
    names(
      `比上期 ${a.before.zh} 下降 ${a.fall}%，为 ${a.found.zh}，但用电由 ${a.powerBefore.zh} 到 ${a.power.zh}，几乎没变`,
      `${a.found.en} is ${a.fall}% below the ${a.before.en} before, yet electricity went from ${a.powerBefore.en} to ${a.power.en}, hardly a change`,
    ),
  noStaff: (what: N, found: N) =>
    names(`从业人员为 0，但${what.zh} ${found.zh}`, `There is no staff, yet ${what.en} ${found.en}`),
  perHead: (a: { value: string; unit: N; low: string; high: string }) =>
    names(
      `人均营业收入 ${a.value} ${a.unit.zh}，本单位通常在 ${a.low} 到 ${a.high}`,
      `Revenue a head is ${a.value} ${a.unit.en}, usually ${a.low} to ${a.high} here`,
    ),
  wages: () => names('薪酬', 'wages are'),
  revenue: () => names('营业收入', 'revenue is'),
};

/** The whole return (2, 3, 24, 27, 30). */
export const wholeText = {
  wrongPeriod: (period: string) => names(`本表不报 ${period} 这一期`, `The form is not reported for ${period}`),
  outside: (period: string, from: string, until: string) =>
    names(
      `${period} 不在本版有效期 ${from} 至 ${until || '换版'} 之内`,
      `${period} lies outside the edition's validity, ${from} to ${until || 'its replacement'}`,
    ),
  noNumber: () => names('本表缺少表号或版次', 'The form has no number or edition'),
  creditCode: (code: string, right: string | null) =>
    names(
      `统一社会信用代码 ${code} ${right === null ? '应为 18 位规定字符' : `的校验位不对，应为 ${right}`}`,
      `The credit code ${code} ${right === null ? 'needs 18 of the permitted characters' : `has a wrong check character; expected ${right}`}`,
    ),
  copied: (name: N, other: string) =>
    names(`${name.zh}整列与 ${other} 完全相同`, `${name.en} is an exact copy of the column of ${other}`),
  late: () => names('已过截止日期，请说明原因', 'It is past the due date; say why'),
  missingBefore: (name: N) => names(`${name.zh}没有报表，无从核对`, `There is no report of ${name.en} to compare with`),
  zeroReport: () =>
    names(
      '各项都是 0，但没有停产说明；停产请选原因“停产”',
      'All is zero without a word of a stop; choose the reason for it',
    ),
  changed: (name: N, found: string, approved: string) =>
    names(
      `${name.zh}审定为 ${approved}，没有重开就改成了 ${found}`,
      `${name.en} was approved as ${approved} and changed to ${found} without being reopened`,
    ),
  empty: (zh: boolean): string => (zh ? '空' : 'blank'),
};
