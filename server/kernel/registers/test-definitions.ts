import type { Ask } from '../../testing/app.ts';

/** Small registers of the tests' own, put into force as an administrator would. */
export const FIRMS = `
id: test-firms
zh: 测试企业
en: Test firms
capabilities: [D1]
module: test
owner: {unit: industry, party: government, level: county}
region: {rule: party, field: region, level: county}
row: 一家一行
key: [code]
title: name
party-of: {kind: institution, code: code, name: name}
fields:
  - {id: code, zh: 编号, en: Code, type: text, required: true, class: public, grade: L1}
  - {id: name, zh: 名称, en: Name, type: text, required: true, class: public, grade: L1}
  - {id: region, zh: 地区, en: Region, type: region, required: true, class: public, grade: L1}
life-cycle: none
access:
  read: {bureau: L3}
  write: {bureau: region}
  public: {grade: L1}
`;

export const PLOTS = `
id: test-plots
zh: 测试地块
en: Test plots
capabilities: [E3]
module: test
owner: {unit: industry, party: government, level: county}
region: {rule: place, field: region, level: county}
row: 一块一行
key: [code]
title: name
as-at: {from: since, to: until}
fields:
  - {id: code, zh: 编号, en: Code, type: text, required: true, class: public, grade: L1}
  - {id: name, zh: 名称, en: Name, type: text, required: true, class: public, grade: L1}
  - {id: region, zh: 地区, en: Region, type: region, required: true, class: public, grade: L1}
  - {id: firm, zh: 使用单位, en: User, type: party, party: institution, class: enterprise-public, grade: L1}
  - {id: kind, zh: 类别, en: Kind, type: code, values: [{code: a, zh: 甲, en: A}, {code: b, zh: 乙, en: B}], required: true, class: public, grade: L1}
  - {id: uses, zh: 用途, en: Uses, type: code, many: true, values: [{code: x, zh: 研发, en: R}, {code: y, zh: 制造, en: M}], class: public, grade: L1}
  - {id: area, zh: 面积, en: Area, type: number, unit: 亩, check: ">= 0", class: public, grade: L1}
  - {id: price, zh: 地价, en: Price, type: money, check: ">= 0", class: business-secret, grade: L3}
  - {id: remark, zh: 备注, en: Remark, type: text, class: working, grade: L3}
  - {id: secret, zh: 底价, en: Floor, type: money, class: business-secret, grade: L4}
  - {id: parent, zh: 所属地块, en: Parent, type: reference, to: test-plots, class: public, grade: L1}
  - {id: since, zh: 起, en: Since, type: date, required: true, class: public, grade: L1}
  - {id: until, zh: 止, en: Until, type: date, class: public, grade: L1}
  - {id: sold-on, zh: 出让日期, en: Sold on, type: date, class: public, grade: L1}
  - {id: place, zh: 位置, en: Place, type: place, shape: any, class: industrial-security, grade: L3}
  - {id: paper, zh: 文件, en: Paper, type: file, class: business-secret, grade: L3}
children:
  - {id: bids, zh: 报价, en: Bids, key: [bidder], fields: [
      {id: bidder, zh: 报价人, en: Bidder, type: text, required: true, class: public, grade: L1},
      {id: amount, zh: 金额, en: Amount, type: money, check: ">= 0", class: business-secret, grade: L3}]}
checks:
  - {id: order, level: error, rule: "until > since", zh: 止须晚于起, en: Until comes after since}
  - {id: large, level: warning, rule: "area <= 1000", zh: 面积超过一千亩, en: Over a thousand mu}
life-cycle:
  case: false
  initial: draft
  states: [{id: draft, zh: 草稿, en: Draft}, {id: open, zh: 公示, en: Open}, {id: sold, zh: 已出让, en: Sold, final: true}]
  moves:
    - {id: publish, zh: 公示, en: Publish, from: [draft], to: open, by: [bureau]}
    - {id: sell, zh: 出让, en: Sell, from: [open], to: sold, by: [bureau], needs: [price], when: "area > 0", stamps: sold-on}
access:
  read: {analyst: L2, bureau: L3}
  write: {bureau: region}
  public: {grade: L1, states: [open]}
`;

export async function define(admin: Ask, id: string, source: string) {
  const answer = await admin({ method: 'PUT', url: `/api/v1/registers/${id}`, payload: { source } });
  if (answer.statusCode !== 200) throw new Error(`${id}: ${answer.body}`);
  return answer.json();
}

export const plot = (more: Record<string, unknown> = {}) => ({
  code: 'P-1',
  name: '一号地块',
  region: '330109',
  kind: 'a',
  since: '2024-01-01',
  ...more,
});

/** Adds an entry and answers it. */
export async function add(ask: Ask, values: Record<string, unknown>, register = 'test-plots') {
  const answer = await ask({ method: 'POST', url: `/api/v1/registers/${register}/entries`, payload: { values } });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json();
}

/** Titles of a list. */
export async function titles(ask: Ask, query: Record<string, string> = {}, register = 'test-plots'): Promise<string[]> {
  const answer = await ask({ url: `/api/v1/registers/${register}/entries?${new URLSearchParams(query)}` });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json().items.map((item: { title: string }) => item.title);
}
