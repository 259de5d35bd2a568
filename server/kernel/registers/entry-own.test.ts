import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, multipart, type TestApp, testApp } from '../../testing/app.ts';
import { systemActor, withActor } from '../access/actor.ts';
import { grantRole } from '../access/users.ts';
import { usccOf } from './import-samples.ts';
import { add, define } from './test-definitions.ts';

// A firm applies, the office decides: as with subsidies.
const GRANTS = `
id: test-grants
zh: 测试补助
en: Test grants
capabilities: [E3]
module: test
owner: {unit: industry, party: government, level: county}
region: {rule: party, field: region, level: county}
row: 一次一行
key: [code]
title: name
fields:
  - {id: code, zh: 编号, en: Code, type: text, required: true, class: public, grade: L1}
  - {id: name, zh: 名称, en: Name, type: text, required: true, class: public, grade: L1}
  - {id: region, zh: 地区, en: Region, type: region, required: true, class: public, grade: L1}
  - {id: firm, zh: 企业, en: Firm, type: party, party: enterprise, required: true, class: public, grade: L1}
  - {id: asked, zh: 申请金额, en: Asked, type: money, class: business, grade: L2}
  - {id: approved, zh: 核定金额, en: Approved, type: money, class: business, grade: L2}
  - {id: approved-on, zh: 核定日期, en: Approved on, type: date, class: business, grade: L2}
children:
  - {id: lines, zh: 明细, en: Lines, key: [item], fields: [
      {id: item, zh: 事项, en: Item, type: text, required: true, class: public, grade: L1},
      {id: score, zh: 评分, en: Score, type: number, class: business-secret, grade: L4}]}
life-cycle:
  case: true
  initial: draft
  states: [{id: draft, zh: 草稿, en: Draft}, {id: submitted, zh: 已申报, en: Submitted}, {id: reviewing, zh: 审核中, en: Reviewing}, {id: confirmed, zh: 已确认, en: Confirmed, final: true}]
  moves:
    - {id: submit, zh: 申报, en: Submit, from: [draft], to: submitted, by: [enterprise]}
    - {id: review, zh: 审核, en: Review, from: [submitted], to: reviewing, by: [bureau], due: 5}
    - {id: confirm, zh: 确认, en: Confirm, from: [reviewing], to: confirmed, by: [bureau], due: 5, needs: [approved], stamps: approved-on}
access:
  read: {bureau: L3, enterprise: own}
  write: {bureau: region, enterprise: own}
  public: false
`;

const ENTRIES = '/api/v1/registers/test-grants/entries';
const system = systemActor('test');
const code = usccOf(7001);
let server: TestApp;
let admin: Ask;
let bureau: Ask;
let analyst: Ask;
let firm: Ask;

beforeAll(async () => {
  server = await testApp();
  admin = await server.as('admin');
  bureau = await server.as('bureau', '330100');
  analyst = await server.as('analyst', '330100');
  await define(admin, 'test-grants', GRANTS);
  const { rows } = await sql<{ id: string }>`insert into party (kind, name, uscc, region_code)
    values ('enterprise', '申报企业', ${code}, '330109') returning id`.execute(server.deps.db);
  firm = await signedInFor(rows[0]?.id ?? '');
});
afterAll(() => server.close());

/** Somebody of a firm, by the password hash of a user that the tests made. */
async function signedInFor(partyId: string): Promise<Ask> {
  const ask = await server.as('enterprise', '330109');
  await withActor(server.deps.db, system, async (tx) => {
    const { rows } = await sql<{ id: string }>`select u.id from app_user u join role_grant g on g.user_id = u.id
      where g.role = 'enterprise' order by u.created_at desc limit 1`.execute(tx);
    const userId = rows[0]?.id ?? '';
    await sql`delete from role_grant where user_id = ${userId}::uuid`.execute(tx);
    await grantRole(tx, system, { userId, role: 'enterprise', regionCode: null, partyId });
  });
  return ask;
}

const values = (n: number) => ({ code: `G-${n}`, name: `补助${n}`, region: '330109', firm: code, asked: 10 });
const patch = (ask: Ask, id: string, changed: object) =>
  ask({ method: 'PATCH', url: `${ENTRIES}/${id}`, payload: { values: changed } });
const move = (ask: Ask, id: string, name: string, more: object = {}) =>
  ask({ method: 'POST', url: `${ENTRIES}/${id}/moves`, payload: { move: name, ...more } });

test('what the office decides is not the applicant’s to write, nor to delete afterwards', async () => {
  const { id } = await add(firm, values(1), 'test-grants');
  expect((await patch(firm, id, { asked: 20 })).statusCode).toBe(200);
  expect((await patch(firm, id, { 'approved-on': '2025-01-01' })).json()).toMatchObject({ code: 'field-of-office' });
  expect((await move(firm, id, 'submit')).statusCode).toBe(200);
  expect((await move(bureau, id, 'review')).statusCode).toBe(200);
  const refused = await patch(firm, id, { approved: 99 });
  expect(refused.json()).toMatchObject({
    status: 403,
    code: 'field-of-office',
    errors: [{ field: 'values.approved' }],
  });
  expect((await patch(firm, id, { name: '补助一', approved: null })).statusCode).toBe(200);
  expect((await move(bureau, id, 'confirm', { values: { approved: 8 } })).statusCode).toBe(200);
  expect((await patch(firm, id, { asked: 30 })).json()).toMatchObject({ status: 409, code: 'entry-with-office' });
  const gone = await firm({ method: 'DELETE', url: `${ENTRIES}/${id}` });
  expect(gone.json()).toMatchObject({ status: 409, code: 'entry-with-office' });
  expect((await patch(bureau, id, { asked: 30 })).statusCode).toBe(200);
});

test('a file does not bring an applicant’s entries straight into a state that the office gives', async () => {
  const csv = `编号,名称,地区,企业,状态\nG-2,补助2,330109,${code},已确认\nG-3,补助3,330109,${code},已申报`;
  const sent = (ask: Ask) =>
    ask({
      method: 'POST',
      url: '/api/v1/imports/register.test-grants',
      ...multipart({ name: 'g.csv', bytes: Buffer.from(csv) }),
    });
  const checked = (await sent(firm)).json();
  expect(checked.counts, JSON.stringify(checked)).toMatchObject({ new: 1, wrong: 1 });
  expect(checked.problems[0]).toMatchObject({ row: 2, problem: '这个状态由主管部门办理' });
  expect((await sent(bureau)).json().counts).toMatchObject({ new: 2, wrong: 0 });
});

test('an import that is taken back closes the cases that it opened', async () => {
  const csv = `编号,名称,地区,企业,状态\nG-9,补助9,330109,${code},已申报`;
  const file = multipart({ name: 'cases.csv', bytes: Buffer.from(csv) });
  const run = (
    await bureau({ method: 'POST', url: '/api/v1/imports/register.test-grants?write=true', ...file })
  ).json();
  const open = async (ask: Ask) =>
    (await ask({ url: '/api/v1/cases?scope=all&state=open&type=register.test-grants' })).json().total;
  const before = await open(bureau);
  expect(before).toBeGreaterThan(0);
  // The register gives an analyst nothing to read: nor do its cases.
  expect(await open(analyst)).toBe(0);
  const undone = await bureau({ method: 'POST', url: `/api/v1/imports/runs/${run.id}/undo` });
  expect(undone.json()).toMatchObject({ state: 'undone' });
  expect(await open(bureau)).toBe(before - 1);
});

test('line items keep through a move what its maker does not see of them', async () => {
  const { id } = await add(admin, { ...values(4), lines: [{ item: '甲', score: 91 }] }, 'test-grants');
  await move(admin, id, 'submit');
  const moved = await move(bureau, id, 'review', { values: { lines: [{ item: '甲', score: 1 }, { item: '乙' }] } });
  expect(moved.statusCode, moved.body).toBe(200);
  expect((await admin({ url: `${ENTRIES}/${id}` })).json().values.lines).toEqual([
    { item: '甲', score: 91 },
    { item: '乙', score: null },
  ]);
});

test('a firm that another region has registered is not taken over by entering its code', async () => {
  const taizhou = await server.as('bureau', '331000');
  const entry = {
    uscc: code,
    name: '别名企业',
    region: '331002',
    'industry-code': '3670',
    'chain-role': 'part',
    'established-on': '2015-01-01',
    status: 'operating',
    'above-scale': true,
    'size-class': 'small',
  };
  const url = '/api/v1/registers/enterprises/entries';
  const answer = await taizhou({ method: 'POST', url, payload: { values: entry } });
  expect(answer.json()).toMatchObject({ status: 409, code: 'party-registered-elsewhere' });
  const { rows } = await sql`select name, region_code from party where uscc = ${code}`.execute(server.deps.db);
  expect(rows).toEqual([{ name: '申报企业', region_code: '330109' }]);
});
