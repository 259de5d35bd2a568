import { runJob } from '../../kernel/jobs/jobs.ts';
import { type Ask, multipart, type TestApp } from '../../testing/app.ts';
import type { PlanView, ReviewView, TargetView, UploadAnswer } from './model.ts';
import { readPlanJob } from './read-plan-job.ts';

/** What the tests of library, reading and review share. */

/** A small plan of Hangzhou; invented. */
export const PLAN = `杭州市新能源汽车提升行动方案（2025—2027年）

根据《浙江省加快新能源汽车产业发展行动方案》，制定本方案。参照《中华人民共和国节约能源法》。

一、主要目标
到2027年，全市新能源汽车年产量达到30万辆，新能源汽车出口量达到5万辆左右；萧山区新能源汽车年产量达到8万辆。规上汽车企业研发机构覆盖率达到90%以上。
二、重点任务
（一）建好设施
1.加快充电网络建设。到2027年，累计建成公共充电桩6万个以上、加氢站20座。（牵头单位：市发展改革委；责任单位：市交通运输局、市经信局）
2.引进缺链企业。每年新引进零部件企业20家以上。推进公共领域用车全面电动化。（责任单位：市投资促进局、市经信局）
三、保障措施
（一）资金支持
市级专项资金按设备投资的15%给予补助。（责任单位：市财政局）
`;

export const bytesOf = (text: string) => new TextEncoder().encode(text);
export const API = '/api/v1/plans';

/** Every test takes in a plan of its own, though the titles are the same. */
export const upload = (ask: Ask, text: string | Uint8Array, fields: Record<string, string> = {}, name = 'plan.txt') =>
  ask({
    method: 'POST',
    url: `${API}/library`,
    ...multipart({ name, bytes: typeof text === 'string' ? bytesOf(text) : text }, { separate: 'true', ...fields }),
  });

/** Runs a requested job now and answers how it ended. */
export async function runRequested(server: TestApp, jobId: string) {
  const { db } = server.deps;
  await runJob(db, readPlanJob, jobId, (error) => {
    throw error;
  });
  return db.selectFrom('job_run').selectAll().where('id', '=', jobId).executeTakeFirstOrThrow();
}

/** Uploads and reads; the plan is then under review. */
export async function uploadAndRead(server: TestApp, ask: Ask, text: string, fields: Record<string, string> = {}) {
  const answer = await upload(ask, text, fields);
  if (answer.statusCode !== 202) throw new Error(answer.body);
  const { planId, versionNumber, jobId } = answer.json() as UploadAnswerShape;
  const job = await runRequested(server, jobId);
  if (job.state !== 'done') throw new Error(JSON.stringify(job.problem));
  return { planId, versionNumber };
}
type UploadAnswerShape = ReturnType<typeof UploadAnswer.parse>;

export async function review(ask: Ask, planId: string, version?: number): Promise<ReviewView> {
  const answer = await ask({ url: `${API}/library/${planId}/review${version ? `?version=${version}` : ''}` });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json() as ReviewView;
}

export async function plan(ask: Ask, planId: string): Promise<PlanView> {
  return (await ask({ url: `${API}/library/${planId}` })).json() as PlanView;
}

/** The one target whose passage holds these words. */
export function target(view: ReviewView, words: string): TargetView {
  const found = view.targets.filter(({ quote }) => quote?.includes(words));
  if (found.length !== 1 || !found[0])
    throw new Error(`${found.length} targets with ${words}: ${view.targets.map((t) => t.quote).join(' | ')}`);
  return found[0];
}

/** The one target of this value and unit. */
export function amount(view: ReviewView, value: number, unit: string): TargetView {
  const found = view.targets.filter((item) => item.value === value && item.unit === unit);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} targets of ${value}${unit}`);
  return found[0];
}

export const act = (ask: Ask, path: string, payload?: object, revision?: number) =>
  ask({
    method: 'POST',
    url: `${API}/${path}`,
    ...(payload === undefined ? {} : { payload }),
    ...(revision === undefined ? {} : { headers: { 'if-match': `"${revision}"` } }),
  });

export const patchTarget = (ask: Ask, id: string, payload: object, revision?: number, query = '') =>
  ask({
    method: 'PATCH',
    url: `${API}/targets/${id}${query}`,
    payload,
    ...(revision === undefined ? {} : { headers: { 'if-match': `"${revision}"` } }),
  });

const COUNTED = [
  'document',
  'plans_plan',
  'plans_version',
  'plans_target',
  'plans_task',
  'job_run',
  'outbox_event',
  'plans_responsibility',
] as const;

/** Rows of everything that an upload may write. */
export async function rowCounts({ deps: { db } }: TestApp): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of COUNTED) {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    counts[table] = row.count;
  }
  return counts;
}
