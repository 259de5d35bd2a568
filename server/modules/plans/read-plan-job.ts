import { type PlanReading, readPlan } from '@liannao/plan-reader';
import { z } from 'zod';
import { systemActor, type Tx, withActor } from '../../kernel/access/actor.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { JobContext, JobDefinition } from '../../kernel/jobs/jobs.ts';
import { divisions, findPlan, findVersionById, findVersionText, updateVersion } from './library-queries.ts';
import { READ_PLAN } from './read-kind.ts';
import { indicatorCatalogue, lockVersion } from './read-queries.ts';
import { storeReading } from './read-store.ts';

/** Reads an uploaded plan's text into sections, targets, tasks and layout; all of it is stored, or nothing. */
export const readPlanJob: JobDefinition = { kind: READ_PLAN, run: readUploadedPlan };

const Input = z.object({ versionId: z.uuid() });
const ACTOR = systemActor('plans.read');

const FAILED = '这份文件读不下去，没有存下任何条目。请换一种格式重新上传。';

async function readUploadedPlan({ db, input, report }: JobContext): Promise<object> {
  const { versionId } = Input.parse(input);
  const task = await withActor(db, ACTOR, (tx) => loadTask(tx, versionId));
  const { plan, version, text } = task;
  const answer = { planId: plan.id, versionNumber: version.number };
  // Run again after it was done: what is there stays.
  if (version.state !== 'reading' && version.state !== 'failed') return answer;
  try {
    await report(0.1, `读原文，共 ${text.length.toLocaleString('en')} 字`);
    const reading = read(text, task);
    await report(0.7, `读出 ${reading.targets.length} 个数量、${reading.tasks.length} 项任务，正在存入`);
    const counts = await withActor(db, ACTOR, async (tx) => {
      // Taken before anything is written, so that a second run waits and then finds the first one's work.
      const locked = await lockVersion(tx, versionId);
      if (!locked) throw notFound('version', versionId);
      if (locked.state !== 'reading' && locked.state !== 'failed') return null;
      return storeReading(tx, ACTOR, { ...task, reading });
    });
    await report(1, '读完，请核对');
    return { ...answer, ...counts };
  } catch (error) {
    const note = error instanceof AppError ? error.message : FAILED;
    await withActor(db, ACTOR, (tx) => updateVersion(tx, versionId, { state: 'failed', note }));
    throw error;
  }
}

async function loadTask(tx: Tx, versionId: string) {
  const version = await findVersionById(tx, versionId);
  const plan = version && (await findPlan(tx, version.plan_id));
  const text = version && (await findVersionText(tx, version));
  if (!version || !plan || text === undefined) throw notFound('version', versionId);
  const places = (await divisions(tx)) as { name: string; level: 'province' | 'city' | 'county' }[];
  return { plan, version, text, places, ...(await indicatorCatalogue(tx)) };
}

const read = (text: string, task: Awaited<ReturnType<typeof loadTask>>): PlanReading =>
  readPlan(text, { title: task.plan.title, lexicon: task.lexicon, divisions: task.places });
