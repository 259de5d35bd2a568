import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '../access/actor.ts';
import type { Store } from '../store/open-store.ts';
import { testDatabase } from '../testing/database.ts';
import { applyDefinition } from './definition-service.ts';
import { applyShipped } from './shipped.ts';
import { findRegister, loadRegisters } from './store.ts';
import { FIRMS } from './test-definitions.ts';

let store: Store;
let close: () => Promise<void>;
let folder: string;
const NAME = '{id: name, zh: 名称, en: Name,';
const field = (id: string) => `{id: ${id}, zh: 新${id}, en: New ${id}, type: text, class: public, grade: L1}\n  - `;
const with_ = (source: string, id: string) => source.replace(NAME, field(id) + NAME);

beforeAll(async () => {
  ({ store, close } = await testDatabase());
  folder = await mkdtemp(path.join(tmpdir(), 'liannao-shipped-'));
});
afterAll(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

const ship = async (text: string) => {
  await writeFile(path.join(folder, 'test-firms.yaml'), text);
  return applyShipped(store.db, [pathToFileURL(`${folder}/`)]);
};
const steward = (source: string) =>
  applyDefinition(store.db, { id: 'test-firms', source, actor: systemActor('steward'), now: new Date() });
const fields = async () => {
  const set = await loadRegisters(store.db);
  return findRegister(set, 'test-firms').definition.fields.map(({ id }) => id);
};

test('a shipped register is there at once, and files that stay the same cost one query', async () => {
  expect(await ship(FIRMS)).toMatchObject({ added: ['test-firms'] });
  expect(await ship(FIRMS)).toEqual({ added: [], changed: [], refused: [] });
  expect(await fields()).toEqual(['code', 'name', 'region']);
});

test('an upgrade adds its own, and keeps what a steward added', async () => {
  expect(await ship(with_(FIRMS, 'one'))).toMatchObject({ changed: ['test-firms'] });
  await steward(with_(with_(FIRMS, 'one'), 'mine'));
  expect(await ship(with_(with_(FIRMS, 'one'), 'two'))).toMatchObject({ changed: ['test-firms'], refused: [] });
  expect((await fields()).sort()).toEqual(['code', 'mine', 'name', 'one', 'region', 'two']);
  await sql`insert into reg_test_firms (_region, _title, code, name, region, mine, two)
    values ('330109', 'x', 'x', 'x', '330109', 'm', 't')`.execute(store.db);
});

test('an upgrade that contradicts a steward or the data is refused with its reason, and all stays as it was', async () => {
  const shipped = with_(with_(FIRMS, 'one'), 'two');
  const mine = with_(with_(with_(FIRMS, 'one'), 'two'), 'mine').replace('zh: 测试企业', 'zh: 我的企业');
  await steward(mine);
  const clash = await ship(shipped.replace('zh: 测试企业', 'zh: 试验企业'));
  expect(clash.refused).toEqual([{ id: 'test-firms', why: 'both changed: zh' }]);
  expect(findRegister(await loadRegisters(store.db), 'test-firms').definition.zh).toBe('我的企业');
  // Field `two`, which an entry has, would go.
  const loses = await ship(with_(FIRMS, 'one'));
  expect(loses.refused[0]?.why).toContain('Field two goes');
  expect(await fields()).toContain('two');
  await expect(ship('id: test-firms\nfields: 3')).rejects.toThrow('test-firms.yaml');
});
