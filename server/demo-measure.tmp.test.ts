import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadEntriesDemo } from './demo-entries.ts';
import { measureJob } from './kernel/registers/measure-job.ts';
import { runJob } from './kernel/jobs/jobs.ts';
import { modules } from './modules/index.ts';
import { type TestApp, testApp } from './testing/app.ts';
import { boundSeries } from './modules/plans/index.ts';

let server: TestApp;
beforeAll(async () => {
  server = await testApp();
  await loadEntriesDemo(server.deps);
  for (const m of modules) if (['statistics','plans'].includes(m.id)) await m.loadDemo(server.deps);
}, 200000);
afterAll(() => server.close());
test('x', async () => {
  const jobs = await server.deps.db.selectFrom('job_run').selectAll().where('kind','=','registers.measure').execute();
  for (const j of jobs) { const t=performance.now(); await runJob(server.deps.db, measureJob(boundSeries, server.deps.now), j.id, console.error); console.log(JSON.stringify(j.input), Math.round(performance.now()-t),'ms'); }
  console.log(JSON.stringify(await server.deps.db.selectFrom('job_run').select(['state','problem','result','message']).where('kind','=','registers.measure').limit(2).execute()));
  const { rows } = await sql<any>`select o.indicator_code, o.scope_key, o.region_code, o.period, o.value, p.value as was, o.source->>'register' as r from observation_current o left join observation p on p.indicator_code=o.indicator_code and p.scope_key=o.scope_key and p.region_code=o.region_code and p.period=o.period and p.revision=o.revision-1 where o.source->>'kind'='register' order by 1,2,3`.execute(server.deps.db);
  console.log(rows.length, 'observations');
  const changed = rows.filter((r:any)=>r.was!==null && r.was!==r.value);
  console.log('changed', changed.length); for (const r of changed.slice(0,60)) console.log(JSON.stringify(r));
  const {rows: same} = await sql<any>`select indicator_code, scope_key, count(*) n from observation where source->>'kind'='register' group by 1,2 order by 1`.execute(server.deps.db);
  for (const r of same.slice(0,80)) console.log(r.indicator_code, r.scope_key, r.n);
}, 300000);
