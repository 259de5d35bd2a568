import { type Selectable, sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import type { Tables } from '../../kernel/store/tables.ts';

/** SQL of the consultation on a plan. */
export type CommentRow = Selectable<Tables['plans_comment']>;

/** As they came in. */
export const selectComments = (tx: Tx, planId: string): Promise<CommentRow[]> =>
  tx
    .selectFrom('plans_comment')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('received_on')
    .orderBy('unit')
    .orderBy('id')
    .execute();

/** Undefined also where the actor may read it but not write. */
export const lockComment = (tx: Tx, planId: string, id: string): Promise<CommentRow | undefined> =>
  tx
    .selectFrom('plans_comment')
    .selectAll()
    .where('plan_id', '=', planId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const insertComment = (tx: Tx, comment: Omit<CommentRow, 'id'>): Promise<CommentRow> =>
  tx.insertInto('plans_comment').values(comment).returningAll().executeTakeFirstOrThrow();

export const updateComment = (
  tx: Tx,
  id: string,
  columns: Partial<Omit<CommentRow, 'id' | 'plan_id'>>,
): Promise<CommentRow> =>
  tx.updateTable('plans_comment').set(columns).where('id', '=', id).returningAll().executeTakeFirstOrThrow();

export async function deleteCommentRow(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('plans_comment').where('id', '=', id).execute();
}

/** Taken for the rest of the transaction; undefined where the actor may not write the plan. */
export const lockPlanOf = (tx: Tx, planId: string) =>
  tx
    .selectFrom('plans_plan')
    .select([
      'id',
      sql<number>`coalesce((select max(v.number) from plans_version v where v.plan_id = plans_plan.id), 1)`.as(
        'version',
      ),
    ])
    .where('id', '=', planId)
    .forUpdate()
    .executeTakeFirst();
