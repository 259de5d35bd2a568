import { createHash } from 'node:crypto';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor, withActor } from '../../kernel/access/actor.ts';
import { docxText } from '../../kernel/document/docx-text.ts';
import { unpackEntry, zipEntries } from '../../kernel/document/zip-entries.ts';
import { appendObservation } from '../../kernel/observation/queries.ts';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import type { ReportPage, ReportView } from './model.ts';

const PROVINCE = '330000';
const CITIES = { 杭州: '330100', 宁波: '330200', 温州: '330300' };
let server: TestApp;
let bureau: Ask;
let below: Ask;
let nobody: Ask;
let clock = new Date();

beforeAll(async () => {
  server = await testApp(() => clock);
  bureau = await server.as('bureau', PROVINCE);
  below = await server.as('bureau', CITIES.杭州);
  nobody = await server.as(null);
  await put('nev-output', PROVINCE, { '2025-01..08': 300_000, '2024-01..08': 240_000, '2025-01..07': 255_000 });
  await put('nev-output', CITIES.杭州, { '2025-01..08': 160_000, '2024-01..08': 150_000 });
  await put('nev-output', CITIES.宁波, { '2025-01..08': 120_000, '2024-01..08': 65_000 });
  await put('nev-output', CITIES.温州, { '2025-01..08': 20_000, '2024-01..08': 25_000 });
  await put('vehicle-output', PROVINCE, { '2025-01..08': 500_000, '2024-01..08': 480_000 });
  clock = new Date(Date.now() + 1000);
});
afterAll(() => server.close());

function put(indicatorCode: string, regionCode: string, values: Record<string, number | null>) {
  return withActor(server.deps.db, systemActor('test'), async (tx) => {
    for (const [period, value] of Object.entries(values)) {
      await appendObservation(tx, {
        indicatorCode,
        scopeKey: '',
        regionCode,
        partyId: null,
        period,
        value,
        missing: value === null ? 'unknown' : null,
        status: 'approved',
        synthetic: true,
        open: true,
        source: { kind: 'synthetic', generator: 'test', seed: 1 },
        reason: null,
        importRunId: null,
        enteredBy: null,
      });
    }
  });
}

const URL = '/api/v1/reports';
const make = async (ask: Ask, over: object = {}) =>
  ask({ method: 'POST', url: URL, payload: { kind: 'bulletin', region: PROVINCE, period: '2025-08', ...over } });
const made = async (over: object = {}) => {
  const answer = await make(bureau, over);
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json<ReportView>();
};
const textOf = ({ doc }: ReportView) =>
  doc.nodes.flatMap((node) => (node.kind === 'para' ? [node.runs.map((run) => run.text).join('')] : [])).join('\n');
const outputKey = `nev-output||${PROVINCE}|2025-01..08`;
const send = (id: string, path: string, method: 'POST' | 'PUT' | 'PATCH', payload: object, revision?: number) =>
  bureau({
    method,
    url: `${URL}/${id}${path}`,
    payload,
    ...(revision === undefined ? {} : { headers: { 'if-match': `"${revision}"` } }),
  });

describe('a draft from its outline', () => {
  test('says the figures with their growth, ranking and contribution, each with its source', async () => {
    const view = await made();
    const text = textOf(view);
    expect(view.head).toMatchObject({ state: 'draft', mayEdit: true, synthetic: true, month: '2025-08' });
    expect(text).toContain('1–8 月，全省新能源汽车产量 30.0 万辆，同比增长 25.0%。');
    expect(text).toContain('新能源汽车产量占比 60.0%，同比提高 10.0 个百分点');
    expect(text).toContain('分地区看，新能源汽车产量居前的是杭州 16.0 万辆、宁波 12.0 万辆、温州 2.0 万辆');
    expect(text).toContain('没有数据，各地相加为不完全合计');
    expect(text).toContain('宁波增加 5.5 万辆，拉动增长 22.9 个百分点');
    expect(view.doc.head.right).toContain('演示数据');
    const figures = view.doc.nodes
      .flatMap((node) => (node.kind === 'para' ? node.runs : []))
      .filter((run) => run.figure);
    expect(figures.every((run) => run.figure?.how === 'count' || run.figure?.ref !== null)).toBe(true);
    expect(view.doc.notes[0]?.lines.join()).toMatch(
      /新能源汽车产量.*浙江省；2025年1–8月、2024年1–8月；第 1 版，已审定；演示数据/,
    );
    expect(view.doc.nodes.filter((node) => node.kind === 'chart').length).toBeGreaterThanOrEqual(2);
  });

  test('speaks English where it is asked for', async () => {
    const { head } = await made();
    const answer = await bureau({ url: `${URL}/${head.id}?lang=en` });
    expect(textOf(answer.json())).toContain('NEV output in Zhejiang came to 300,000 vehicles, up 25.0% year on year.');
  });

  test.each([
    [{ period: '2025-01' }, 'report-period-january'],
    [{ period: '2025Q1' }, 'report-period-unreadable'],
    [{ kind: 'evaluation' }, 'report-plan-missing'],
    [{ kind: 'evaluation', plan: '00000000-0000-4000-8000-000000000000' }, 'plan-not-found'],
    [{ region: '999999' }, 'region-not-found'],
  ])('%j is refused as %s', async (over, code) => {
    expect((await make(bureau, over)).json()).toMatchObject({ code });
  });
});

describe('figures as they were known', () => {
  test('a revision since is shown beside the draft, taken over one by one, and may be locked out', async () => {
    const { head } = await made();
    await put('nev-output', PROVINCE, { '2025-01..08': 312_000 });
    clock = new Date(Date.now() + 2000);
    const seen = (await bureau({ url: `${URL}/${head.id}` })).json<ReportView>();
    expect(textOf(seen)).toContain('产量 30.0 万辆');
    const change = seen.changes.find((one) => one.keys[0] === outputKey && one.what === '数值');
    expect(change).toMatchObject({ where: '一 段 1', draft: '30.0 万辆', now: '31.2 万辆' });
    expect(seen.checks.find((check) => check.code === 'changed')).toMatchObject({ level: 'warn' });

    const locked = (
      await send(head.id, '/lock', 'PUT', { key: outputKey, lock: { reason: '以统计局为准', value: 30.5 } })
    ).json<ReportView>();
    expect(textOf(locked)).toContain('产量 30.5 万辆');
    expect(locked.changes.filter((one) => one.keys[0] === outputKey && one.what === '数值')).toEqual([]);
    expect(locked.doc.notes[0]?.lines.join()).toContain('锁定：以统计局为准');

    await send(head.id, '/lock', 'PUT', { key: outputKey, lock: null });
    const updated = (await send(head.id, '/update', 'POST', { keys: [outputKey] })).json<ReportView>();
    expect(textOf(updated)).toContain('产量 31.2 万辆，同比增长 30.0%');
    expect(updated.changes.filter((one) => one.keys.includes(outputKey))).toEqual([]);
    const all = (await send(head.id, '/update', 'POST', {})).json<ReportView>();
    expect(textOf(all)).toContain('占比 62.4%');
    expect(all.changes).toEqual([]);
    await put('nev-output', PROVINCE, { '2025-01..08': 300_000 });
    clock = new Date(Date.now() + 3000);
  });

  test('a missing figure is 【待数】 and bars sending until it is locked with a value', async () => {
    await put('vehicle-output', PROVINCE, { '2025-01..08': null });
    clock = new Date(Date.now() + 4000);
    const view = await made();
    expect(textOf(view)).toContain('汽车产量 【待数】');
    const refused = await send(view.head.id, '/check', 'POST', {});
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({ code: 'report-figures-missing' });
    await put('vehicle-output', PROVINCE, { '2025-01..08': 500_000 });
    clock = new Date(Date.now() + 5000);
    await send(view.head.id, '/update', 'POST', {});
    expect((await send(view.head.id, '/check', 'POST', {})).json<ReportView>().head.state).toBe('checked');
  });
});

describe('blocks', () => {
  test('are taken away, reordered and added, and a person’s words take live figures', async () => {
    const view = await made();
    const own = {
      id: 'own-1',
      type: 'text' as const,
      text: { zh: '全省产量 [[nev-output]]，其中宁波 [[nev-output||330200]]，手写 12.5 万辆。', en: '' },
    };
    const blocks = [own, ...view.blocks.filter((block) => block.type !== 'table').reverse()];
    const next = (await send(view.head.id, '', 'PATCH', { blocks }, view.head.revision)).json<ReportView>();
    expect(textOf(next)).toContain('全省产量 30.0 万辆，其中宁波 12.0 万辆，手写 12.5 万辆。');
    expect(next.blocks[0]?.id).toBe('own-1');
    expect(next.doc.nodes.some((node) => node.kind === 'table')).toBe(false);
    expect(next.checks.find((check) => check.code === 'typed')?.text).toContain('12.5 万辆');
    const late = await send(view.head.id, '', 'PATCH', { blocks }, view.head.revision);
    expect(late.statusCode).toBe(412);
    const twice = await send(view.head.id, '', 'PATCH', { blocks: [own, own] });
    expect(twice.statusCode).toBe(400);
  });
});

describe('issue', () => {
  test('gives a number, and nothing of it changes any more; publishing opens it to everyone', async () => {
    const { head } = await made();
    expect((await send(head.id, '/issue', 'POST', {})).json()).toMatchObject({ code: 'report-not-checked' });
    await send(head.id, '/check', 'POST', {});
    const issued = (await send(head.id, '/issue', 'POST', {})).json<ReportView>();
    expect(issued.head).toMatchObject({ state: 'issued', number: '浙江通报〔2025〕1号', mayEdit: false });
    expect((await send(head.id, '', 'PATCH', { title: { zh: '改', en: '' } })).json()).toMatchObject({
      code: 'report-issued',
    });
    expect((await bureau({ method: 'DELETE', url: `${URL}/${head.id}` })).statusCode).toBe(409);
    await expect(
      server.deps.db.updateTable('reports_report').set({ title_zh: '改' }).where('id', '=', head.id).execute(),
    ).rejects.toThrow(/not changed/);
    expect((await below({ url: `${URL}/${head.id}` })).statusCode).toBe(200);
    expect((await nobody({ url: `${URL}/${head.id}` })).statusCode).toBe(404);
    await send(head.id, '/open', 'PUT', { open: true });
    expect((await nobody({ url: `${URL}/${head.id}` })).statusCode).toBe(200);
  });
});

describe('whose it is', () => {
  test('a draft is its region’s own, and nobody makes one of another region', async () => {
    const { head } = await made();
    expect((await below({ url: `${URL}/${head.id}` })).statusCode).toBe(404);
    expect((await make(below)).statusCode).toBe(403);
    expect((await make(nobody)).statusCode).toBe(401);
    const list = (await bureau({ url: `${URL}?kind=bulletin&state=draft&region=${PROVINCE}` })).json<ReportPage>();
    expect(list.items.some((one) => one.id === head.id)).toBe(true);
    expect((await bureau({ method: 'DELETE', url: `${URL}/${head.id}` })).statusCode).toBe(204);
  });
});

describe('files', () => {
  const file = (id: string, as: string) => bureau({ url: `${URL}/${id}/file?format=${as}` });
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

  test('PDF holds the Chinese sentences, and comes out the same bytes each time', async () => {
    const { head } = await made({ kind: 'white-paper' });
    const [first, second] = [await file(head.id, 'pdf'), await file(head.id, 'pdf')];
    expect(hash(first.rawPayload)).toBe(hash(second.rawPayload));
    const pdf = await getDocumentProxy(new Uint8Array(first.rawPayload));
    const { text } = await extractText(pdf, { mergePages: true });
    const plain = text.replace(/\s+/g, '');
    expect(plain).toContain('全省新能源汽车产量30.0万辆，同比增长25.0%');
    expect(plain).toContain('演示数据');
    expect(plain).toContain('图2-1');
    expect(plain).toContain('目录');
  });

  test('Word opens again with sentences, repeated table heads, charts as vectors and pixels, endnotes; same bytes', async () => {
    const { head } = await made({ kind: 'white-paper' });
    const [first, second] = [await file(head.id, 'docx'), await file(head.id, 'docx')];
    expect(hash(first.rawPayload)).toBe(hash(second.rawPayload));
    const bytes = first.rawPayload;
    const read = await docxText({ name: 'report.docx', bytes });
    expect(JSON.stringify(read)).toContain('全省新能源汽车产量 30.0 万辆，同比增长 25.0%');
    const entries = zipEntries(bytes, 'report.docx');
    const entry = (name: string) => {
      const found = entries.find((one) => one.name === name);
      if (!found) throw new Error(`no ${name}`);
      return Buffer.from(unpackEntry(bytes, found, 'report.docx')).toString();
    };
    const document = entry('word/document.xml');
    expect(document).toContain('<w:tblHeader/>');
    expect(document).toContain('w:endnoteReference');
    expect(document).toContain('TOC');
    expect(entry('word/endnotes.xml')).toContain('第 1 版');
    expect(entry('word/header1.xml')).toContain('演示数据');
    expect(entry('word/styles.xml')).toMatch(/宋体/);
    expect(entries.filter((one) => one.name.endsWith('.svg')).length).toBe(
      entries.filter((one) => one.name.endsWith('.png')).length,
    );
  });

  test('Excel and CSV carry each figure with version and source', async () => {
    const { head } = await made();
    const csv = (await file(head.id, 'csv')).body;
    expect(csv).toContain('新能源汽车产量,,浙江省,2025年1–8月,300000,辆');
    expect((await file(head.id, 'xlsx')).headers['content-type']).toContain('spreadsheetml');
    expect((await file(head.id, 'odt')).statusCode).toBe(400);
    const asked = await bureau({ url: `${URL}/${head.id}/file`, headers: { accept: 'application/pdf' } });
    expect(asked.headers['content-type']).toBe('application/pdf');
  });
});
