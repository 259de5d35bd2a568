import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor, withActor } from '../access/actor.ts';
import { admins } from '../access/permissions.ts';
import { accessRoutes } from '../access/routes.ts';
import { hashPassword } from '../access/secrets.ts';
import { createUser, grantRole } from '../access/users.ts';
import { readConfig } from '../config.ts';
import { documentRoutes } from '../document/routes.ts';
import { insertDocument } from '../document/store.ts';
import { buildApp } from '../http/app.ts';
import { kernelPermissions } from '../permissions.ts';
import { testDatabase } from '../testing/database.ts';
import { fixedImporters } from './importers.ts';
import { importRoutes } from './routes.ts';
import { testImporter } from './test-importer.ts';

const permissions = { ...kernelPermissions, 'test.amounts': { zh: '', en: '', roles: admins } };
const PASSWORD = 'a long enough password';
const system = systemActor('test');
let database: Awaited<ReturnType<typeof testDatabase>>;
let app: Awaited<ReturnType<typeof buildApp>>;

beforeAll(async () => {
  database = await testDatabase();
  const { store } = database;
  const config = readConfig({});
  const deps = { db: store.db, store, now: () => new Date(), maxUploadBytes: config.maxUploadBytes };
  app = await buildApp({ db: store.db, config, permissions, version: '0', logger: false });
  await app.register(
    async (api) => {
      accessRoutes(api, deps, { permissions, signInsPerMinute: config.signInsPerMinute });
      documentRoutes(api);
      importRoutes(api, deps, fixedImporters([testImporter]), permissions);
    },
    { prefix: '/api/v1' },
  );
  const passwordHash = await hashPassword(PASSWORD);
  await withActor(store.db, system, async (tx) => {
    for (const role of ['admin', 'bureau'] as const) {
      const userId = await createUser(tx, system, { name: role, displayName: role, passwordHash, mustChange: false });
      await grantRole(tx, system, { userId, role, regionCode: role === 'bureau' ? '330000' : null });
    }
  });
});
afterAll(async () => {
  await app.close();
  await database.close();
});

async function signIn(name: string) {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/session', payload: { name, password: PASSWORD } });
  const cookie = answer.cookies[0];
  return { [cookie?.name ?? '']: cookie?.value ?? '' };
}

function upload(name: string, content: string) {
  const body = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n--x--\r\n`;
  return {
    method: 'POST' as const,
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    payload: Buffer.from(body),
  };
}

test('a file goes from template to written, corrected and taken back over HTTP', async () => {
  const cookies = await signIn('admin');
  const form = await app.inject({ url: '/api/v1/imports/amounts/template?format=csv', cookies });
  expect(form.headers['content-disposition']).toContain("filename*=UTF-8''%E6%95%B0%E9%87%8F%E8%A1%A8");
  expect(form.body).toContain('名称,产量（辆）,备注');

  const checked = await app.inject({
    url: '/api/v1/imports/amounts',
    cookies,
    ...upload('数量.csv', '名称,产量\n甲,1\n乙,x'),
  });
  expect(checked.statusCode).toBe(200);
  const { id, fileName, counts } = checked.json();
  expect([fileName, counts]).toEqual(['数量.csv', { new: 1, changed: 0, unchanged: 0, wrong: 1 }]);

  const errors = await app.inject({ url: `/api/v1/imports/runs/${id}/errors`, cookies });
  expect(errors.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(errors.body).toContain('乙,x,产量：不是整数');

  const seen = await app.inject({ url: `/api/v1/imports/runs/${id}`, cookies });
  expect(seen.json()).toMatchObject({ id, title: '数量表', state: 'checked', problems: [{ row: 3, value: 'x' }] });
  const mend = (payload: object) =>
    app.inject({ method: 'POST', url: `/api/v1/imports/runs/${id}/mend`, cookies, payload });
  expect((await mend({ changes: [] })).statusCode).toBe(400);
  const mended = await mend({ changes: [{ row: 3, column: '产量', value: 'y' }] });
  expect(mended.json()).toMatchObject({ mended: 1, problems: [{ row: 3, value: 'y' }] });

  const written = await app.inject({ method: 'POST', url: `/api/v1/imports/runs/${id}/write`, cookies });
  expect(written.json()).toMatchObject({ state: 'written' });
  const again = await app.inject({
    url: '/api/v1/imports/amounts?write=true',
    cookies,
    ...upload('数量.csv', '名称,产量\n甲,1\n乙,x'),
  });
  expect([again.statusCode, again.json().code]).toEqual([409, 'import-already-written']);
  const undone = await app.inject({ method: 'POST', url: `/api/v1/imports/runs/${id}/undo`, cookies });
  expect(undone.json()).toMatchObject({ state: 'undone' });
  const runs = await app.inject({ url: '/api/v1/imports/runs', cookies });
  expect(runs.json().items.map((one: { state: string }) => one.state)).toEqual(['undone']);
});

test('who may not import that kind may neither ask for its form nor write a run of it', async () => {
  const cookies = await signIn('bureau');
  for (const request of [
    { url: '/api/v1/imports/amounts/template' },
    { url: '/api/v1/imports/amounts', ...upload('a.csv', 'x') },
  ]) {
    expect((await app.inject({ ...request, cookies })).statusCode).toBe(403);
  }
  const mine = await app.inject({
    url: '/api/v1/imports/amounts',
    cookies: await signIn('admin'),
    ...upload('a.csv', '名称,产量\n丙,1'),
  });
  const own = `/api/v1/imports/runs/${mine.json().id}`;
  expect((await app.inject({ method: 'POST', url: `${own}/write`, cookies })).statusCode).toBe(404);
  const payload = { changes: [{ row: 2, column: '产量', value: '2' }] };
  expect((await app.inject({ method: 'POST', url: `${own}/mend`, cookies, payload })).statusCode).toBe(404);
  expect((await app.inject({ url: own, cookies })).statusCode).toBe(404);
});

test('an upload without a file, or of something else, says what is wrong', async () => {
  const cookies = await signIn('admin');
  const none = await app.inject({ method: 'POST', url: '/api/v1/imports/amounts', cookies, payload: {} });
  expect([none.statusCode, none.json().code]).toEqual([400, 'file-missing']);
  const columns = await app.inject({ url: '/api/v1/imports/amounts', cookies, ...upload('a.csv', '甲,乙\n1,2') });
  expect([columns.statusCode, columns.json().code, columns.json().errors.length]).toEqual([
    422,
    'table-columns-missing',
    2,
  ]);
});

test('a stored document is downloaded as it came by those who may see it, and never shown as a page', async () => {
  const content = Buffer.from('<script>alert(1)</script>');
  const stored = (open: boolean) =>
    withActor(database.store.db, system, (tx) =>
      insertDocument(tx, system, {
        fileName: '规划.html',
        mediaType: 'text/html; charset=utf-8',
        content,
        text: '',
        regionCode: '330000',
        open,
      }),
    );
  const open = await stored(true);
  const answer = await app.inject({ url: `/api/v1/documents/${open.id}/content` });
  expect(answer.rawPayload.equals(content)).toBe(true);
  expect(answer.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-type': 'text/html; charset=utf-8',
  });
  expect(answer.headers['content-disposition']).toMatch(/^attachment/);
  const facts = await app.inject({ url: `/api/v1/documents/${open.id}` });
  expect(facts.json()).toMatchObject({ fileName: '规划.html', bytes: content.length, sha256: open.sha256 });
  const closed = await stored(false);
  expect((await app.inject({ url: `/api/v1/documents/${closed.id}` })).statusCode).toBe(404);
});
