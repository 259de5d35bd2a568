import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemActor, type Tx, withActor } from '../access/actor.ts';
import type { Store } from '../store/open-store.ts';
import { readTable } from '../tabular/read-table.ts';
import { writeXlsx } from '../tabular/xlsx-write.ts';
import { testDatabase } from '../testing/database.ts';
import { errorFile, template } from './files.ts';
import { fixedImporters } from './importers.ts';
import { checkImport, listImports, mendImport, readImport, undoImport, writeImport } from './service.ts';
import { stock, testImporter } from './test-importer.ts';

const actor = systemActor('test');
let now = new Date('2025-09-12T08:00:00Z');
let store: Store;
let close: () => Promise<void>;

const run = <T>(work: (tx: Tx) => Promise<T>) => withActor(store.db, actor, work);
const context = () => ({ actor, locale: 'zh' as const, now });
const check = (content: string | Uint8Array, name = 'a.csv') =>
  run((tx) => checkImport(tx, testImporter, { name, bytes: Buffer.from(content as string) }, context()));
const write = (runId: string, again = false) => run((tx) => writeImport(tx, testImporter, { runId, again }, context()));
const mend = (runId: string, ...cells: [row: number, column: string, value: string][]) => {
  const changes = cells.map(([row, column, value]) => ({ row, column, value }));
  return run((tx) => mendImport(tx, testImporter, { runId, changes }, context()));
};
const undo = (runId: string) => run((tx) => undoImport(tx, testImporter, runId, context()));
const stored = async () => Object.fromEntries((await run(stock)).map(([name, value]) => [name, value.amount]));
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code ?? String(error),
  );

beforeAll(async () => {
  ({ store, close } = await testDatabase());
});
afterAll(() => close());
beforeEach(async () => {
  now = new Date(now.getTime() + 1000);
  await store.db.deleteFrom('import_run').execute();
  await store.db.deleteFrom('setting').where('key', 'like', 'test:%').execute();
});

describe('a dry run', () => {
  test('counts what each row would do and changes nothing', async () => {
    await write((await check('名称,产量\n甲,1\n乙,2')).id);
    const report = await check('Name,产量(辆)\n甲,1\n乙,3\n丙,4\n丁,x\n戊,\n丙,5\n');
    expect(report).toMatchObject({
      state: 'checked',
      counts: { new: 1, changed: 1, unchanged: 1, wrong: 3 },
      writtenAt: null,
    });
    expect(report.problems).toEqual([
      { row: 5, column: '产量(辆)', value: 'x', problem: '不是整数', remedy: '只写数字，例如 120' },
      { row: 6, column: '产量(辆)', value: '', problem: '没有填', remedy: '整数' },
      { row: 7, column: 'Name', value: '', problem: '和第 4 行是同一条', remedy: '只留一行' },
    ]);
    expect(await stored()).toEqual({ 甲: 1, 乙: 2 });
  });
  test('names the columns that are missing and those that it does not know', async () => {
    const refusal = await check('名字,产量\n甲,1').catch((error) => error);
    expect(refusal).toMatchObject({ status: 422, code: 'table-columns-missing', errors: [{ field: '名称' }] });
    expect(refusal.message).toContain('名字、产量');
    expect(refusal.errors[0].message).toContain('名称、Name、name');
    const report = await check('名称,产量,俻注,错误\n甲,1,,随便');
    expect(report.problems.map(({ row, column }) => [row, column])).toEqual([[1, '俻注']]);
  });
  test('leaves out the template’s own example', async () => {
    const { bytes } = await template(testImporter, 'xlsx');
    expect((await check(bytes, 'a.xlsx')).counts).toEqual({ new: 0, changed: 0, unchanged: 0, wrong: 0 });
    const csv = await template(testImporter, 'csv');
    expect((await readTable({ name: 'a.csv', bytes: csv.bytes })).columns).toEqual(['名称', '产量（辆）', '备注']);
  });
});

describe('mending cells', () => {
  test('reads them otherwise, counts again, and keeps the file as it came', async () => {
    const first = await check('名称,产量（辆）,备注\n甲,1,\n乙,2辆,\n丙,2辆,');
    expect(first.problems.map(({ row, suggestion }) => [row, suggestion])).toEqual([
      [3, '2'],
      [4, '2'],
    ]);
    const mended = await mend(first.id, [3, '产量（辆）', '2'], [4, 'Output', 'x'], [4, 'amount', '3']);
    expect(mended).toMatchObject({
      id: first.id,
      sha256: first.sha256,
      state: 'checked',
      counts: { new: 3, wrong: 0 },
      problems: [],
      mended: 2,
    });
    expect(await stored()).toEqual({});
    expect((await write(first.id)).mended).toBe(2);
    expect(await stored()).toEqual({ 甲: 1, 乙: 2, 丙: 3 });
    expect(await code(mend(first.id, [2, 'amount', '9']))).toBe('import-already-written');
    expect(await run((tx) => readImport(tx, fixedImporters([testImporter]), first.id, context()))).toMatchObject({
      title: '数量表',
      state: 'written',
      mended: 2,
    });
  });
  test('adds a column that the file does not have, whatever stands beyond its header', async () => {
    const { id } = await check('名称,产量\n甲,1,多出来的\n乙,x');
    const mended = await mend(id, [2, '备注', '补的'], [3, '名称', '丁']);
    expect(mended.counts).toMatchObject({ new: 1, wrong: 1 });
    const errors = await run((tx) => errorFile(tx, { runId: id, importer: testImporter }, { locale: 'zh' }));
    const table = await readTable({ name: 'a.csv', bytes: errors.bytes });
    expect(table.columns).toEqual(['名称', '产量', '备注', '错误']);
    expect(table.rows[0]?.cells.slice(0, 3)).toEqual(['丁', 'x', '']);
    expect((await mend(id, [2, '备注', ''], [3, '名称', '乙'])).mended).toBe(0);
  });
  test('refuses a row or column that is not there, and mends nothing then', async () => {
    const { id } = await check('名称,产量\n甲,x');
    expect(await code(mend(id, [2, '产量', '1'], [9, '产量', '1']))).toBe('invalid-request');
    expect(await code(mend(id, [2, '产能', '1']))).toBe('invalid-request');
    expect(await run((tx) => readImport(tx, fixedImporters([testImporter]), id, context()))).toMatchObject({
      mended: 0,
    });
  });
  test('the same file mended otherwise may be written beside it', async () => {
    const content = '名称,产量\n甲,1\n乙,x';
    await write((await check(content)).id);
    const second = await check(content);
    await mend(second.id, [3, '产量', '5']);
    expect((await write(second.id)).counts).toMatchObject({ new: 1, unchanged: 1, wrong: 0 });
  });
});

describe('writing', () => {
  test('takes the good rows once, and says so in the audit', async () => {
    const { id } = await check('名称,产量\n甲,1\n乙,x');
    const report = await write(id);
    expect(report).toMatchObject({ state: 'written', counts: { new: 1, wrong: 1 }, writtenAt: now.toISOString() });
    expect(report.undoableUntil).toBe(new Date(now.getTime() + 30 * 86_400_000).toISOString());
    expect(await stored()).toEqual({ 甲: 1 });
    expect(await code(write(id))).toBe('import-already-written');
    const twin = await check('名称,产量\n甲,1\n乙,x');
    expect(await code(write(twin.id))).toBe('import-already-written');
    expect((await write(twin.id, true)).counts).toMatchObject({ new: 0, unchanged: 1 });
    const audited = await store.db
      .selectFrom('audit_entry')
      .select(['action', 'subject'])
      .where('subject', '=', `import:${id}`)
      .execute();
    expect(audited).toEqual([{ action: 'import.write', subject: `import:${id}` }]);
  });
  test('goes by the store as it is, not as it was at the dry run', async () => {
    const first = await check('名称,产量\n甲,1');
    await write((await check('名称,产量\n甲,2')).id);
    expect((await write(first.id)).counts).toMatchObject({ new: 0, changed: 1 });
  });
  test('leaves nothing where the importer fails', async () => {
    const { id } = await check('名称,产量\n甲,1\n乙,2');
    const failing = {
      ...testImporter,
      write: async (...[tx, changes, to]: Parameters<typeof testImporter.write>) => {
        await testImporter.write(tx, changes.slice(0, 1), to);
        throw new RangeError('half way');
      },
    };
    await expect(run((tx) => writeImport(tx, failing, { runId: id }, context()))).rejects.toThrow('half way');
    expect(await stored()).toEqual({});
    expect((await write(id)).state).toBe('written');
  });
  test('one user’s run is nobody else’s', async () => {
    const { id } = await check('名称,产量\n甲,1');
    const other = {
      ...systemActor('x'),
      isSystem: false,
      grants: [{ role: 'bureau' as const, regionCode: '330000', partyId: null }],
    };
    expect(
      await code(
        withActor(store.db, other, (tx) =>
          writeImport(tx, testImporter, { runId: id }, { ...context(), actor: other }),
        ),
      ),
    ).toBe('import-not-found');
  });
});

describe('taking back', () => {
  test('restores what was before, once', async () => {
    await write((await check('名称,产量\n甲,1')).id);
    now = new Date(now.getTime() + 1000);
    const second = await check('名称,产量\n甲,5\n乙,2');
    await write(second.id);
    expect(await undo(second.id)).toMatchObject({ state: 'undone', undoableUntil: null });
    expect(await stored()).toEqual({ 甲: 1 });
    expect(await code(undo(second.id))).toBe('import-not-undoable');
    expect(
      (await run((tx) => listImports(tx, fixedImporters([testImporter]), context(), 10))).map((one) => one.state),
    ).toEqual(['undone', 'written']);
    // The same file may come again after it was taken back.
    expect((await write((await check('名称,产量\n甲,5\n乙,2')).id)).counts).toMatchObject({ new: 1, changed: 1 });
  });
  test('is refused after 30 days, and while a later import stands on it', async () => {
    const first = await check('名称,产量\n甲,1');
    await write(first.id);
    now = new Date(now.getTime() + 1000);
    const later = await check('名称,产量\n甲,2');
    await write(later.id);
    expect(await code(undo(first.id))).toBe('import-changed-since');
    await undo(later.id);
    now = new Date(now.getTime() + 31 * 86_400_000);
    expect(await code(undo(first.id))).toBe('import-not-undoable');
  });
});

test.each(['csv', 'xlsx'] as const)('wrong rows come back as %s, are corrected there and imported', async (format) => {
  const rows = [
    ['甲', '1', ''],
    ['=乙', 'x', '注'],
    ['丙', '', ''],
  ];
  const columns = ['名称', '产量', '备注'];
  const file =
    format === 'xlsx'
      ? await writeXlsx({ sheetName: '表', columns: columns.map((header) => ({ header })), rows })
      : Buffer.from([columns, ...rows].map((row) => row.join(',')).join('\n'));
  const { id } = await check(file, `数量.${format}`);
  const errors = await run((tx) => errorFile(tx, { runId: id, importer: testImporter }, { locale: 'zh' }));
  expect([errors.fileName, errors.format]).toEqual(['数量-待改正', format]);
  const table = await readTable({ name: `a.${format}`, bytes: errors.bytes });
  expect(table.columns).toEqual(['名称', '产量', '备注', '错误']);
  expect(table.rows.map((row) => row.cells)).toEqual([
    ['=乙', 'x', '注', '产量：不是整数。只写数字，例如 120'],
    ['丙', '', '', '产量：没有填。整数'],
  ]);
  const mended = [table.columns, ...table.rows.map((row) => [row.cells[0], '7', ...row.cells.slice(2)])];
  await write((await check(mended.map((row) => row.join(',')).join('\n'))).id);
  expect(await stored()).toEqual({ '=乙': 7, 丙: 7 });
});
