/** What a new form starts from, and a file on its way from the list to the editor. */

/** The smallest form that can be read: one section, one row. */
export const newForm = `id: my-form
zh: 新的报表
en: New form
number: 链统 1
authority: {zh: 制定机关, en: Issuing body}
edition: '2025'
validFrom: '2025-01'
validUntil: null
frequency: monthly
exempt: [1]
reporter:
  kind: party
  register: null
  where: null
  names: {zh: 企业, en: Enterprises}
columns: [current, cumulative, current-base, cumulative-base]
opens: 1
due: 8
release: null
review: [county, city]
sections:
  - id: main
    zh: 一、主要指标
    en: Main items
    rows:
      - {code: '01', zh: 工业总产值, en: Gross output value, unit: 千元, indicator: null}
checks: []
`;

let brought: string | null = null;
/** A file chosen on the list; taken once by the editor. */
export function bring(source: string): void {
  brought = source;
}
export function takeBrought(): string | null {
  const source = brought;
  brought = null;
  return source;
}
