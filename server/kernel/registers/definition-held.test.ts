import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../testing/app.ts';
import { systemActor, withActor } from '../access/actor.ts';
import { applyDefinition } from './definition-service.ts';
import { contextFor } from './entry-context.ts';
import { insertEntries } from './entry-save.ts';
import { loadRegisters } from './store.ts';

const source = (label: string) => `id: test-held
zh: ${label}
key: [code]
fields:
  - {id: code, zh: 编号, type: text, required: true}
  - {id: region, zh: 地区, type: region, required: true}
`;
const actor = systemActor('test');
let server: TestApp;
beforeAll(async () => {
  server = await testApp();
  await applyDefinition(server.deps.db, { actor, source: source('甲'), now: new Date() });
});
afterAll(() => server.close());

test('an entry checked under a definition that became another meanwhile is not written', async () => {
  const { db } = server.deps;
  const old = await withActor(db, actor, loadRegisters);
  await applyDefinition(db, { actor, source: source('乙'), now: new Date() });
  const write = (set: typeof old) =>
    withActor(db, actor, (tx) =>
      insertEntries(tx, contextFor(set, 'test-held', actor, new Date()), [{ values: { code: '1', region: '330100' } }]),
    );
  await expect(write(old)).rejects.toMatchObject({ status: 409, code: 'definition-changed' });
  expect(await write(await withActor(db, actor, loadRegisters))).toHaveLength(1);
});
