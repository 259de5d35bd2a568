/** For tests: a small monthly form, reported by firms or by counties, and what differs from it. */
export function testForm(
  change: Partial<
    Record<
      'id' | 'edition' | 'validFrom' | 'validUntil' | 'frequency' | 'exempt' | 'reporter' | 'due' | 'release' | 'row',
      string
    >
  > = {},
): string {
  const {
    id = 'test-monthly',
    edition = "'2025'",
    validFrom = "'2023-01'",
    validUntil = 'null',
    frequency = 'monthly',
    exempt = '[1]',
    reporter = FIRMS,
    due = '8',
    release = '14',
    row = '工业总产值',
  } = change;
  return `id: ${id}
zh: 测试月报
en: Test form
number: 测 101
authority: {zh: 测试机关, en: Test authority}
edition: ${edition}
validFrom: ${validFrom}
validUntil: ${validUntil}
frequency: ${frequency}
exempt: ${exempt}
reporter: ${reporter}
columns: [current, cumulative, current-base, cumulative-base]
opens: 1
due: ${due}
release: ${release}
review: [county, city]
sections:
  - id: output
    zh: 生产
    en: Output
    rows:
      - {code: '01', zh: ${row}, en: Gross output value, unit: 千元, indicator: gross-output-value}
      - {code: '02', zh: 从业人员, en: Staff, kind: stock, unit: 人, indicator: null}
checks: []
`;
}

const FIRMS = '{kind: party, register: enterprises, where: "above-scale = true", names: {zh: 规上企业, en: Firms}}';
export const COUNTIES = '{kind: region, level: county, names: {zh: 县级主管部门, en: County bureaux}}';
