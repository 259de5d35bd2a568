import { test } from 'vitest';
import { systemActor, withActor } from '../access/actor.ts';
import { contextFor, insertEntries, loadRegisters } from '../registers/index.ts';
import { testApp } from '../../testing/app.ts';
test('bulk', async () => {
  const server = await testApp();
  const system = systemActor('test');
  for (const cases of [false, true]) {
    const t = performance.now();
    await withActor(server.deps.db, system, async (tx) => {
      const context = contextFor(await loadRegisters(tx), 'agency-requests', system, new Date());
      await insertEntries(tx, context, Array.from({ length: 1000 }, (_, at) => ({ values: {
        code: `${cases}-${at}`, kind: 'agency', title: `代办 ${at}`, region: '331004', 'opened-on': '2025-09-01',
        agent: '路桥区投资促进中心', 'due-on': '2025-09-12', description: '要用电' } })), { cases, reasons: 'all' });
    });
    console.log(cases, performance.now() - t);
  }
  const { checkSignals, signalRules } = await import('../signals/index.ts');
  for (let i = 0; i < 2; i++) {
    const t = performance.now();
    const rules = await withActor(server.deps.db, system, signalRules);
    console.log(await checkSignals(server.deps.db, rules, new Date()), performance.now() - t);
  }
  await server.close();
});
