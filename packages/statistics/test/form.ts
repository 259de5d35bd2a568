/** A form with a row for every check, for the tests of checks; all its figures are invented. */
import { type FormDefinition, readForm } from '../src/index.ts';

export const formSource = `
id: test-monthly
zh: 试填月报
en: Trial monthly form
number: 试 101
authority: {zh: 由采用本表的主管部门填写, en: The authority that collects the form}
edition: '2025'
validFrom: 2023-01
frequency: monthly
exempt: [1]
reporter:
  kind: party
  register: enterprises
  where: state = active
  names: {zh: 规上企业, en: Firms above scale}
columns: [current, cumulative, current-base, cumulative-base]
due: 8
review: [county, city]
sections:
  - id: output
    zh: 生产与销售
    en: Output and sales
    rows:
      - {code: 01, zh: 工业总产值, en: Gross output value, unit: 千元, indicator: gross-output-value, exhaustive: true, role: output-value, of: 11}
      - {code: 02, zh: 零部件, en: Parts, unit: 千元, parent: 01}
      - {code: 03, zh: 整车, en: Vehicles, unit: 千元, parent: 01}
      - {code: 07, zh: 工业销售产值, en: Sales value, unit: 千元, role: sales-value}
      - {code: 11, zh: 热泵空调总成, en: Heat pumps, unit: 台, role: output}
      - {code: 12, zh: 新能源车用, en: For new-energy vehicles, unit: 台, parent: 11}
      - {code: 13, zh: 销量, en: Sold, unit: 台, role: sales, mayFall: true}
      - {code: 14, zh: 期初库存, en: Opening stock, kind: stock, unit: 台, role: opening-stock}
      - {code: 15, zh: 期末库存, en: Closing stock, kind: stock, unit: 台, role: closing-stock, of: 11}
  - id: business
    zh: 经营
    en: Business
    rows:
      - {code: 21, zh: 营业收入, en: Revenue, unit: 千元, indicator: revenue}
      - {code: 22, zh: 营业成本, en: Cost, unit: 千元, role: cost, mayFall: true}
      - {code: 23, zh: 费用, en: Fees, unit: 千元, role: fees, mayFall: true}
      - {code: 24, zh: 税金及附加, en: Taxes, unit: 千元, role: tax, mayFall: true}
      - {code: 25, zh: 利润总额, en: Profit, unit: 千元, indicator: total-profit, mayFall: true, mayBeNegative: true}
      - {code: 31, zh: 资产, en: Assets, kind: stock, unit: 千元, role: assets}
      - {code: 32, zh: 负债, en: Liabilities, kind: stock, unit: 千元, role: liabilities}
      - {code: 33, zh: 权益, en: Equity, kind: stock, unit: 千元, role: equity, mayBeNegative: true}
  - id: inputs
    zh: 投入与产能
    en: Inputs and capacity
    rows:
      - {code: 41, zh: 从业人员, en: Staff, kind: stock, unit: 人, indicator: employees}
      - {code: 42, zh: 应付薪酬, en: Wages, unit: 千元, role: wages}
      - {code: 43, zh: 工业用电, en: Electricity, unit: 千瓦时, indicator: industrial-electricity}
      - {code: 44, zh: 年产能, en: Capacity a year, kind: stock, unit: 台, role: capacity}
      - {code: 45, zh: 产能利用率, en: Utilisation, kind: rate, unit: '%', role: utilisation}
      - {code: 46, zh: 利用率变动, en: Change of utilisation, kind: rate, unit: 百分点, role: growth, of: 45, mayBeNegative: true}
      - {code: 47, zh: 产量同比, en: Growth of output, kind: rate, unit: '%', role: growth, of: 11, mayBeNegative: true}
      - {code: 48, zh: 合格率, en: Pass rate, kind: rate, unit: '%'}
  - id: purchases
    zh: 采购
    en: Purchases
    rows:
      - {code: 61, zh: 零部件采购额, en: Parts purchases, unit: 万元, indicator: parts-purchases, role: total-purchases, mayFall: true}
  - id: flows
    zh: 按产地的明细
    en: By place of production
    open:
      - {dimension: part, list: core-system, names: {zh: 零部件, en: Part}}
      - {dimension: sourceRegion, list: region, names: {zh: 产地, en: Place}}
    rows:
      - {code: 62, zh: 采购额, en: Purchases, unit: 万元, indicator: parts-purchases, role: purchases-by-area}
checks:
  - {id: sales-within-stock, level: error, rule: '[13] <= [11] + [14]', zh: 销量不大于期初库存加产量, en: No more is sold than there is}
`;

export function testForm(change: (source: string) => string = (source) => source): FormDefinition {
  const read = readForm(change(formSource));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
}

/** The same form with a report of January. */
export const januaryForm = (): FormDefinition => testForm((source) => source.replace('exempt: [1]', 'exempt: []'));
