import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor, withActor } from '../access/actor.ts';
import { audit, verifyAudit } from '../audit/audit.ts';
import type { Store } from '../store/open-store.ts';
import { testDatabase } from '../testing/database.ts';
import { backupStore, restoreStore } from './backup.ts';

const actor = systemActor('test');
const USER = '00000000-0000-4000-8000-000000000001';
let folder: string;
let file: string;
let source: { store: Store; close(): Promise<void> };

async function fill({ db }: Store): Promise<void> {
  await withActor(db, actor, async (tx) => {
    await sql`insert into app_user (id, name, display_name) values (${USER}, 'liu', '刘工')`.execute(tx);
    await sql`insert into region (code, name, short_name, level, parent_code) values
      ('T2', '测试区', '测试', 'zone', 'T1'), ('T1', ${'制表\t换行\n反斜\\'}, '测试', 'zone', null)`.execute(tx);
    await sql`insert into document (sha256, file_name, media_type, bytes, content, text, region_code)
      values ('x', '规划.pdf', 'application/pdf', 4, decode('005c2e0a', 'hex'), ${'\\.\n第一行\n\\.'}, 'T2')`.execute(
      tx,
    );
    for (const [revision, status] of [
      [1, 'approved'],
      [2, 'draft'],
    ]) {
      await sql`insert into observation (indicator_code, region_code, period, revision, value, status, source)
        select min(code), 'T2', '2025', ${revision}, 1, ${status}, '{}' from indicator`.execute(tx);
    }
    await sql`insert into outbox_event (type, payload) values ('test', '{}')`.execute(tx);
    for (const subject of ['a', 'b']) await audit(tx, actor, { action: 'test', subject });
  });
  await sql`insert into session (token_hash, user_id, expires_at) values ('h', ${USER}, now())`.execute(db);
}

const documents = ({ db }: Store) =>
  sql<{
    content: Buffer;
    text: string;
    name: string;
  }>`select content, text, name from document join region on code = 'T1'`
    .execute(db)
    .then((found) => found.rows);
const figuresInForce = ({ db }: Store) => db.selectFrom('observation_head').selectAll().orderBy('rank').execute();
const count = ({ db }: Store, table: string) =>
  sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`
    .execute(db)
    .then((found) => Number(found.rows[0]?.n));

const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'liannao-backup-'));
  file = path.join(folder, 'store.backup');
  source = await testDatabase();
  await fill(source.store);
  await backupStore(source.store, file);
});
afterAll(async () => {
  await source.close();
  await rm(folder, { recursive: true, force: true });
});

test('a restored store holds what was saved, its audit whole and its numbering going on', async () => {
  const target = await testDatabase();
  try {
    const lines: string[] = [];
    const report = await restoreStore(target.store, file, { report: (line) => lines.push(line) });
    expect(report.tables).toBeGreaterThan(10);
    expect(lines).toContain('document');
    expect(await documents(target.store)).toEqual(await documents(source.store));
    expect(await figuresInForce(target.store)).toEqual(await figuresInForce(source.store));
    expect(await count(target.store, 'observation_head')).toBe(2);
    expect((await verifyAudit(target.store.db)).head).toBe((await verifyAudit(source.store.db)).head);
    expect(await count(target.store, 'region')).toBe(await count(source.store, 'region'));
    expect(await count(target.store, 'session')).toBe(0);

    await withActor(target.store.db, actor, async (tx) => {
      await sql`insert into outbox_event (type, payload) values ('test', '{}')`.execute(tx);
      await audit(tx, actor, { action: 'test', subject: 'c' });
    });
    expect(await verifyAudit(target.store.db)).toMatchObject({
      ok: true,
      entries: (await verifyAudit(source.store.db)).entries + 1,
    });
    await expect(sql`delete from audit_entry`.execute(target.store.db)).rejects.toThrow('append-only');

    expect(await refused(restoreStore(target.store, file))).toBe('store-not-empty');
    await restoreStore(target.store, file, { force: true });
    expect(await verifyAudit(target.store.db)).toMatchObject({
      ok: true,
      entries: (await verifyAudit(source.store.db)).entries,
    });
  } finally {
    await target.close();
  }
});

test('a file cut off, altered or foreign is refused and changes nothing', async () => {
  const target = await testDatabase();
  try {
    const regions = await count(target.store, 'region');
    const whole = await readFile(file);
    const text = gunzipSync(whole).toString('latin1');
    const cut = text.indexOf('-- manifest');
    const altered: Record<string, Buffer> = {
      'cut off': whole.subarray(0, whole.length - 20),
      'one byte': whole.map((byte, at) => (at === whole.length >> 1 ? byte ^ 255 : byte)) as Buffer,
      'one figure': gzipSync(Buffer.from(text.replace('liu', 'lou'), 'latin1')),
      'a row less': gzipSync(Buffer.from(text.replace(/^T2\t.*\n/m, ''), 'latin1')),
      'no manifest': gzipSync(Buffer.from(text.slice(0, cut), 'latin1')),
      'something after': gzipSync(Buffer.from(`${text}x\n`, 'latin1')),
      'not packed': Buffer.from(text, 'latin1'),
      'another thing': gzipSync('select 1;\n'),
    };
    for (const [name, bytes] of Object.entries(altered)) {
      const bad = path.join(folder, 'bad');
      await writeFile(bad, bytes);
      expect([name, await refused(restoreStore(target.store, bad, { force: true }))]).toEqual([name, 'backup-damaged']);
    }
    expect(await refused(restoreStore(target.store, path.join(folder, 'none')))).toBe('backup-not-found');
    expect(await count(target.store, 'region')).toBe(regions);
  } finally {
    await target.close();
  }
});

test('rows that break a rule of the store are refused as a whole', async () => {
  const target = await testDatabase();
  try {
    await target.store.db.schema
      .alterTable('document')
      .addCheckConstraint('no_pdf', sql`media_type <> 'application/pdf'`)
      .execute();
    expect(await refused(restoreStore(target.store, file))).toBe('23514');
    expect(await count(target.store, 'app_user')).toBe(0);
  } finally {
    await target.close();
  }
});

test('another release’s backup is refused by the migrations that differ', async () => {
  const target = await testDatabase();
  try {
    await sql`insert into kernel_migration (name, timestamp) values ('0999_later', '')`.execute(target.store.db);
    expect(await refused(restoreStore(target.store, file))).toBe('backup-other-version');
  } finally {
    await target.close();
  }
});

test('the file is for its owner only, and a failed backup leaves none', async () => {
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await expect(backupStore(source.store, path.join(folder, 'no', 'such', 'folder'))).rejects.toThrow('ENOENT');
  expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([]);
});
