import type { PlanReading } from '@liannao/plan-reader';
import { z } from 'zod';
import { systemActor, type Tx, withActor } from '../../kernel/access/actor.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { JobContext, JobDefinition } from '../../kernel/jobs/jobs.ts';
import { divisions, findPlan, findVersionById, findVersionText } from './library-queries.ts';
import { READ_PLAN } from './read-kind.ts';
import { indicatorCatalogue, lockVersion, markFailed } from './read-queries.ts';
import { readStorable } from './read-storable.ts';
import { storeReading } from './read-store.ts';

/** Reads an uploaded plan's text into sections, targets, tasks and layout; all of it is stored, or nothing. */
export const readPlanJob: JobDefinition = { kind: READ_PLAN, run: readUploadedPlan, lost: giveUpReading };

const Input = z.object({ versionId: z.uuid() });
const ACTOR = systemActor('plans.read');

/** What the page shows while it reads, in the language of whoever uploaded it. */
const TEXT = {
  zh: {
    reading: (characters: string) => `读原文，共 ${characters} 字`,
    storing: (targets: number, tasks: number) => `读出 ${targets} 个数量、${tasks} 项任务，正在存入`,
    done: '读完，请核对',
    failed: '这份文件读不下去，没有存下任何条目。请换一种格式重新上传。',
  },
  en: {
    reading: (characters: string) => `Reading ${characters} characters`,
    storing: (targets: number, tasks: number) => `Found ${targets} quantities and ${tasks} tasks; storing`,
    done: 'Read; please review',
    failed: 'This file could not be read and nothing of it was stored. Upload it again in another format.',
  },
};

async function readUploadedPlan({ db, input, report, createdBy }: JobContext): Promise<object> {
  const { versionId } = Input.parse(input);
  const task = await withActor(db, ACTOR, (tx) => loadTask(tx, versionId));
  const { plan, version, text } = task;
  const say = TEXT[await localeOf(db, createdBy)];
  const answer = { planId: plan.id, versionNumber: version.number };
  // Run again after it was done: what is there stays.
  if (version.state !== 'reading' && version.state !== 'failed') return answer;
  try {
    await report(0.1, say.reading(text.length.toLocaleString('en')));
    const reading = read(text, task);
    await report(0.7, say.storing(reading.targets.length, reading.tasks.length));
    const counts = await withActor(db, ACTOR, async (tx) => {
      // Taken before anything is written, so that a second run waits and then finds the first one's work.
      const locked = await lockVersion(tx, versionId);
      if (!locked) throw notFound('version', versionId);
      if (locked.state !== 'reading' && locked.state !== 'failed') return null;
      return storeReading(tx, ACTOR, { ...task, reading });
    });
    await report(1, say.done);
    return { ...answer, ...counts };
  } catch (error) {
    const note = error instanceof AppError ? error.message : say.failed;
    await withActor(db, ACTOR, (tx) => markFailed(tx, versionId, note));
    throw error;
  }
}

async function giveUpReading({ db, input, createdBy }: Pick<JobContext, 'db' | 'input' | 'createdBy'>): Promise<void> {
  const say = TEXT[await localeOf(db, createdBy)];
  await withActor(db, ACTOR, (tx) => markFailed(tx, Input.parse(input).versionId, say.failed));
}

async function loadTask(tx: Tx, versionId: string) {
  const version = await findVersionById(tx, versionId);
  const plan = version && (await findPlan(tx, version.plan_id));
  const text = version && (await findVersionText(tx, version));
  if (!version || !plan || text === undefined) throw notFound('version', versionId);
  const places = (await divisions(tx)) as { name: string; level: 'province' | 'city' | 'county' }[];
  return { plan, version, text, places, ...(await indicatorCatalogue(tx)) };
}

/** The text's own title goes before the plan's, which may be what somebody calls it. */
function read(text: string, { plan, lexicon, places }: Awaited<ReturnType<typeof loadTask>>): PlanReading {
  const options = { lexicon, divisions: places };
  const reading = readStorable(text, options);
  return reading.document.title === null ? readStorable(text, { ...options, title: plan.title }) : reading;
}

async function localeOf(db: JobContext['db'], userId: string | null): Promise<'zh' | 'en'> {
  const user = userId && (await db.selectFrom('app_user').select('locale').where('id', '=', userId).executeTakeFirst());
  return user ? user.locale : 'zh';
}
