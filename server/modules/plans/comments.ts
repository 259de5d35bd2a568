import type { z } from 'zod';
import type { Tx } from '../../kernel/access/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import { forbidden, notFound, unprocessable } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import type { WorkbookSpec } from '../../kernel/tabular/xlsx-write.ts';
import * as queries from './comments-queries.ts';
import { findPlan } from './library-queries.ts';
import type { CommentInput, CommentPatch, CommentView } from './model.ts';

type Comment = z.infer<typeof CommentView>;

export interface Consultation {
  readonly planTitle: string;
  readonly items: Comment[];
}

export const listComments = ({ run }: Asking, planId: string): Promise<Consultation> =>
  run(async (tx) => {
    const plan = await findPlan(tx, planId);
    if (!plan) throw notFound('plan', planId);
    return { planTitle: plan.short_title, items: (await queries.selectComments(tx, planId)).map(viewOf) };
  });

const viewOf = (row: queries.CommentRow): Comment => ({
  id: row.id,
  versionNumber: row.version_number,
  unit: row.unit,
  receivedOn: row.received_on,
  text: row.text,
  treatment: row.treatment,
  reason: row.reason,
});

/**
 * Notes a comment on the newest version of the plan.
 * @throws AppError 404; 403 for a plan of another region; 422 `treatment-reason-required`.
 */
export const addComment = (
  { actor, run }: Asking,
  planId: string,
  input: z.infer<typeof CommentInput>,
): Promise<Comment> =>
  run(async (tx) => {
    const plan = await openPlan(tx, planId);
    refuseWithoutReason(input);
    const row = await queries.insertComment(tx, {
      plan_id: planId,
      version_number: plan.version,
      unit: input.unit,
      received_on: input.receivedOn,
      text: input.text,
      treatment: input.treatment,
      reason: input.reason,
    });
    await audit(tx, actor, { action: 'comment.add', subject: `plan:${planId}`, detail: viewOf(row) });
    return viewOf(row);
  });

/** @throws AppError as `addComment` does. A change that changes nothing leaves no trace. */
export const editComment = (
  { actor, run }: Asking,
  { planId, id }: { readonly planId: string; readonly id: string },
  patch: z.infer<typeof CommentPatch>,
): Promise<Comment> =>
  run(async (tx) => {
    const before = viewOf(await openComment(tx, planId, id));
    const after = {
      ...before,
      ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)),
    };
    if (JSON.stringify(after) === JSON.stringify(before)) return before;
    refuseWithoutReason(after);
    const row = await queries.updateComment(tx, id, {
      unit: after.unit,
      received_on: after.receivedOn,
      text: after.text,
      treatment: after.treatment,
      reason: after.reason,
    });
    await audit(tx, actor, { action: 'comment.edit', subject: `plan:${planId}`, detail: { before, after } });
    return viewOf(row);
  });

export const removeComment = (
  { actor, run }: Asking,
  { planId, id }: { readonly planId: string; readonly id: string },
): Promise<void> =>
  run(async (tx) => {
    const before = viewOf(await openComment(tx, planId, id));
    await queries.deleteCommentRow(tx, id);
    await audit(tx, actor, { action: 'comment.delete', subject: `plan:${planId}`, detail: before });
  });

async function openPlan(tx: Tx, planId: string) {
  const plan = await queries.lockPlanOf(tx, planId);
  if (plan) return plan;
  throw (await findPlan(tx, planId))
    ? forbidden('outside-your-regions', 'This plan is not yours.')
    : notFound('plan', planId);
}

async function openComment(tx: Tx, planId: string, id: string): Promise<queries.CommentRow> {
  await openPlan(tx, planId);
  const row = await queries.lockComment(tx, planId, id);
  if (!row) throw notFound('comment', id);
  return row;
}

/** Whoever sent a comment is told why it was not taken up whole. */
function refuseWithoutReason({ treatment, reason }: Pick<Comment, 'treatment' | 'reason'>): void {
  if ((treatment !== 'declined' && treatment !== 'partly') || reason.trim() !== '') return;
  throw unprocessable('treatment-reason-required', 'A comment that is declined or adopted in part needs a reason.', [
    { field: 'reason', code: 'required', message: 'why it was not taken up whole' },
  ]);
}

const TEXT = {
  zh: {
    title: (plan: string) => `${plan}征求意见采纳情况`,
    sheet: '采纳情况',
    columns: ['序号', '意见来源', '收到日期', '针对版本', '意见内容', '处理', '理由'],
    treatments: { open: '待处理', adopted: '采纳', partly: '部分采纳', declined: '未采纳' },
  },
  en: {
    title: (plan: string) => `${plan} consultation`,
    sheet: 'consultation',
    columns: ['no.', 'from', 'received on', 'on version', 'comment', 'treatment', 'reason'],
    treatments: { open: 'open', adopted: 'adopted', partly: 'adopted in part', declined: 'declined' },
  },
} as const;

/** The list that goes with the plan when it is submitted: every comment and what became of it. */
export function commentTable(
  { planTitle, items }: Consultation,
  locale: 'zh' | 'en',
): WorkbookSpec & { title: string } {
  const say = TEXT[locale];
  return {
    sheetName: say.sheet,
    title: say.title(planTitle),
    columns: say.columns.map((header) => ({ header })),
    rows: items.map((one, i) => [
      i + 1,
      one.unit,
      one.receivedOn,
      one.versionNumber,
      one.text,
      say.treatments[one.treatment],
      one.reason,
    ]),
  };
}
