import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../../kernel/access/actor.ts';
import { subtreeOf } from '../../kernel/region/queries.ts';
import { likePattern } from './library-queries.ts';
import type { BodyInput } from './model.ts';
import type { BodyTable } from './tables.ts';

/** SQL of the coordination bodies: conferences, groups and task forces, their members, meetings and decisions. */
type BodyRow = Selectable<BodyTable>;
export type BodyWithRights = BodyRow & { readonly mayWrite: boolean };
type Members = z.infer<typeof BodyInput>['members'];

const mayWrite = sql<boolean>`liannao_may_write(plans_body.region_code)`.as('mayWrite');
const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`;

export interface BodySelection {
  readonly region?: string | undefined;
  readonly kind?: readonly string[] | undefined;
  readonly q?: string | undefined;
}

/** Ended ones last; by region and name. */
export const selectBodies = (tx: Tx, wanted: BodySelection): Promise<BodyWithRights[]> =>
  tx
    .selectFrom('plans_body')
    .selectAll()
    .select(mayWrite)
    .$if(wanted.region !== undefined, (query) => query.where('region_code', 'in', subtreeOf(tx, wanted.region ?? '')))
    .$if(Boolean(wanted.kind?.length), (query) => query.where('kind', 'in', wanted.kind as BodyRow['kind'][]))
    .$if(Boolean(wanted.q?.trim()), (query) => {
      const like = likePattern(wanted.q ?? '');
      return query.where((eb) =>
        eb.or([
          eb('name', 'ilike', like),
          eb('lead_unit', 'ilike', like),
          eb('chain', 'ilike', like),
          eb.exists(
            eb
              .selectFrom('plans_body_member as m')
              .select('m.body_id')
              .whereRef('m.body_id', '=', 'plans_body.id')
              .where('m.unit', 'ilike', like),
          ),
        ]),
      );
    })
    .orderBy(sql`coalesce(ended_on < current_date, false)`)
    .orderBy('region_code')
    .orderBy('name')
    .execute();

export const findBody = (tx: Tx, id: string): Promise<BodyWithRights | undefined> =>
  tx.selectFrom('plans_body').selectAll().select(mayWrite).where('id', '=', id).executeTakeFirst();

/** Undefined also where the actor may read it but not write. */
export const lockBody = (tx: Tx, id: string): Promise<BodyWithRights | undefined> =>
  tx.selectFrom('plans_body').selectAll().select(mayWrite).where('id', '=', id).forUpdate().executeTakeFirst();

export const findBodyNamed = (tx: Tx, name: string, regionCode: string) =>
  tx
    .selectFrom('plans_body')
    .select('id')
    .where('name', '=', name)
    .where('region_code', '=', regionCode)
    .executeTakeFirst();

export const insertBody = (tx: Tx, body: Insertable<BodyTable>) =>
  tx.insertInto('plans_body').values(body).returning('id').executeTakeFirstOrThrow();

export const updateBody = (tx: Tx, id: string, columns: Updateable<BodyTable>) =>
  tx
    .updateTable('plans_body')
    .set(columns)
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .execute();

export async function deleteBodyRow(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('plans_body').where('id', '=', id).execute();
}

export async function replaceMembers(tx: Tx, bodyId: string, members: Members): Promise<void> {
  await tx.deleteFrom('plans_body_member').where('body_id', '=', bodyId).execute();
  if (members.length === 0) return;
  await tx
    .insertInto('plans_body_member')
    .values(members.map(({ unit, duty, person }, ordinal) => ({ body_id: bodyId, ordinal, unit, duty, person })))
    .execute();
}

export const membersOf = (tx: Tx, bodyIds: readonly string[]) =>
  tx
    .selectFrom('plans_body_member')
    .select(['body_id', 'unit', 'duty', 'person'])
    .where('body_id', '=', anyOf(bodyIds))
    .orderBy('body_id')
    .orderBy('ordinal')
    .execute();

/** Newest first. */
export const meetingsOf = (tx: Tx, bodyIds: readonly string[]) =>
  tx
    .selectFrom('plans_meeting')
    .select(['id', 'body_id', 'held_on', 'title'])
    .where('body_id', '=', anyOf(bodyIds))
    .orderBy('held_on', 'desc')
    .orderBy('id')
    .execute();

export const decisionsOf = (tx: Tx, meetingIds: readonly string[]) =>
  tx
    .selectFrom('plans_decision')
    .selectAll()
    .where('meeting_id', '=', anyOf(meetingIds))
    .orderBy('due_on')
    .orderBy('id')
    .execute();

export const insertMeeting = (tx: Tx, meeting: { body_id: string; held_on: string; title: string }) =>
  tx
    .insertInto('plans_meeting')
    .values({ ...meeting, decisions: '' })
    .returning('id')
    .executeTakeFirstOrThrow();

export async function insertDecisions(
  tx: Tx,
  meetingId: string,
  decisions: readonly { text: string; unit: string; dueOn: string | null; taskId: string | null }[],
): Promise<void> {
  if (decisions.length === 0) return;
  await tx
    .insertInto('plans_decision')
    .values(
      decisions.map(({ text, unit, dueOn, taskId }) => ({
        meeting_id: meetingId,
        text,
        unit,
        due_on: dueOn,
        state: 'open' as const,
        task_id: taskId,
      })),
    )
    .execute();
}

export const findDecision = (tx: Tx, id: string) =>
  tx.selectFrom('plans_decision').selectAll().where('id', '=', id).executeTakeFirst();

/** Undefined also where the actor may read it but not write. */
export const lockDecision = (tx: Tx, id: string) =>
  tx.selectFrom('plans_decision').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const updateDecision = (
  tx: Tx,
  id: string,
  columns: { state?: 'open' | 'done'; due_on?: string | null; unit?: string },
) => tx.updateTable('plans_decision').set(columns).where('id', '=', id).returningAll().executeTakeFirstOrThrow();

/** Of these tasks, those that the actor sees. */
export const visibleTasks = async (tx: Tx, ids: readonly string[]): Promise<Set<string>> =>
  new Set((await tx.selectFrom('plans_task').select('id').where('id', '=', anyOf(ids)).execute()).map(({ id }) => id));

export const selectBodiesLike = (tx: Tx, text: string, limit: number) =>
  tx
    .selectFrom('plans_body')
    .innerJoin('region', 'region.code', 'plans_body.region_code')
    .select(['plans_body.id', 'plans_body.name', 'plans_body.lead_unit', 'region.name as region'])
    .where((eb) =>
      eb.or([
        eb('plans_body.name', 'ilike', likePattern(text)),
        eb('plans_body.lead_unit', 'ilike', likePattern(text)),
      ]),
    )
    .orderBy(sql`length(plans_body.name)`)
    .orderBy('plans_body.id')
    .limit(limit)
    .execute();
