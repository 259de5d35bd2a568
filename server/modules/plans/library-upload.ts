import { createHash } from 'node:crypto';
import type { Tx } from '../../kernel/access/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import { extractText } from '../../kernel/document/extract.ts';
import { insertDocument } from '../../kernel/document/store.ts';
import { AppError, forbidden, notFound, unprocessable } from '../../kernel/errors.ts';
import { enqueue } from '../../kernel/jobs/jobs.ts';
import type { Asking } from '../../kernel/module.ts';
import type { UploadForm } from './library-form.ts';
import { guessPlan, kindOf, levelOf, regionFor, sameTitle, shortTitleOf, stateOf } from './library-guess.ts';
import {
  findPlan,
  insertPlan,
  insertVersion,
  lockFile,
  lockPlan,
  newestNumber,
  plansOfRegion,
  plansWithFile,
  updatePlan,
} from './library-queries.ts';
import { READ_PLAN } from './read-kind.ts';

/** Twenty times any plan that we know; the reader takes such a text in about a second. */
const MAX_TEXT = 1_000_000;

/**
 * Takes in a plan's file: its text is read before anything is stored; then document, plan, version and the reading job
 * are stored together or not at all.
 * @throws AppError 422 for a file without text, or of a place not stated; 409 `plan-already-there`, `plan-same-title`.
 */
export async function uploadPlan({ actor, run }: Asking, { file, fields }: UploadForm) {
  const extracted = await extractText(file);
  // A null character has no place in the store; a blank keeps every offset.
  const text = extracted.text.replaceAll('\0', ' ');
  if (text.length > MAX_TEXT) {
    throw unprocessable('plan-text-too-long', `${text.length} characters; at most ${MAX_TEXT} are read.`);
  }
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  return run(async (tx) => {
    await lockFile(tx, sha256);
    const planId = await planOfFile(tx, sha256, fields.planId);
    const plan = planId === undefined ? await newPlan() : await existingPlan(tx, planId);
    const document = await insertDocument(tx, actor, {
      fileName: file.name,
      mediaType: extracted.mediaType,
      content: file.bytes,
      text,
      regionCode: plan.regionCode,
      // Opened with its version, when that is published.
      open: false,
    });
    const number = (await newestNumber(tx, plan.id)) + 1;
    const version = await insertVersion(tx, {
      planId: plan.id,
      number,
      documentId: document.id,
      note: fields.note ?? '',
    });
    await updatePlan(tx, plan.id, {});
    const jobId = await enqueue(tx, actor, READ_PLAN, { versionId: version.id });
    await audit(tx, actor, {
      action: 'plan.upload',
      subject: `plan:${plan.id}`,
      detail: { version: number, file: file.name, sha256, characters: text.length },
    });
    return { planId: plan.id, versionNumber: number, jobId };

    async function newPlan() {
      const guess = await guessPlan(tx, text, { file: file.name, title: fields.title });
      const region = await regionFor(tx, actor, guess, { code: fields.regionCode, isConfirmed: fields.confirmRegion });
      const title = fields.title ?? guess.title;
      if (!fields.separate) await refuseSameTitle(tx, title, region.code);
      const { id } = await insertPlan(tx, {
        title,
        short_title: shortTitleOf(title),
        kind: fields.kind ?? kindOf(title),
        state: fields.state ?? (stateOf(title) === 'in-force' ? guess.state : stateOf(title)),
        region_code: region.code,
        level: levelOf(region.level),
        period_start: guess.periodStart,
        period_end: guess.periodEnd,
        effective_from: guess.effectiveFrom,
        created_by: actor.userId,
      });
      return { id, regionCode: region.code };
    }
  });
}

/**
 * The plan that the file is to be a version of: the one stated, or one whose reading of this very file failed; undefined
 * for a new plan.
 * @throws AppError 409 where the file has been read already.
 */
async function planOfFile(tx: Tx, sha256: string, stated: string | undefined): Promise<string | undefined> {
  const same = (await plansWithFile(tx, sha256)).filter(({ planId }) => stated === undefined || planId === stated);
  const there = same.find(({ state }) => state !== 'failed');
  if (there) {
    throw new AppError(409, 'plan-already-there', `This file is version ${there.number} of plan ${there.planId}.`, {
      params: { title: there.title, number: there.number },
      errors: [{ field: 'file', code: 'plan-already-there', message: there.planId }],
    });
  }
  return stated ?? same[0]?.planId;
}

/** @throws AppError 409 where the region has a plan of that title: the file may be its next version. */
async function refuseSameTitle(tx: Tx, title: string, regionCode: string): Promise<void> {
  const there = (await plansOfRegion(tx, regionCode)).find((plan) => sameTitle(plan.title, title));
  if (!there) return;
  throw new AppError(409, 'plan-same-title', `Plan ${there.id} of that region has the same title.`, {
    params: { title: there.title },
    errors: [{ field: 'planId', code: 'plan-same-title', message: there.id }],
  });
}

async function existingPlan(tx: Tx, id: string) {
  const plan = await findPlan(tx, id);
  if (!plan) throw notFound('plan', id);
  if (!plan.mayWrite || !(await lockPlan(tx, id)))
    throw forbidden('outside-your-regions', 'This plan is not yours to change.');
  return { id, regionCode: plan.region_code };
}
