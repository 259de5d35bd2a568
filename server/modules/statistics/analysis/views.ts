import type { z } from 'zod';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { conflict, forbidden, notFound, unauthenticated } from '../../../kernel/errors.ts';
import { regionNames } from '../../../kernel/region/name.ts';
import type { AnalysisView, ViewInput, ViewPatch } from './model.ts';

const MOST = 500;

const rows = (tx: Tx) =>
  tx
    .selectFrom('statistics_view')
    .select([
      'id',
      'name',
      'definition',
      'owner_id as ownerId',
      'owner_name as owner',
      'region_code as regionCode',
      'shared',
      'updated_at as updatedAt',
    ]);

/** The reader's own views and those shared with him, own ones first. Who may see which is for the database to say. */
export async function listViews(tx: Tx, actor: Actor): Promise<AnalysisView[]> {
  const found = await rows(tx).orderBy('name').limit(MOST).execute();
  const views = await viewsOf(tx, actor, found);
  return views.sort((a, b) => Number(b.mine) - Number(a.mine));
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

async function viewsOf(tx: Tx, actor: Actor, found: readonly Row[]): Promise<AnalysisView[]> {
  const names = await regionNames(
    tx,
    found.flatMap(({ regionCode }) => regionCode ?? []),
    actor.locale,
  );
  return found.map(({ ownerId, regionCode, updatedAt, definition, ...view }) => ({
    ...view,
    definition: definition as Record<string, unknown>,
    mine: ownerId === actor.userId,
    region: regionCode === null ? null : { code: regionCode, name: names.get(regionCode) ?? regionCode },
    updatedAt: updatedAt.toISOString(),
  }));
}

/** @throws AppError 404 `analysis-view-not-found`. */
export async function findView(tx: Tx, actor: Actor, id: string): Promise<AnalysisView> {
  const found = await rows(tx).where('id', '=', id).executeTakeFirst();
  const [view] = found ? await viewsOf(tx, actor, [found]) : [];
  if (!view) throw notFound('analysis-view', id);
  return view;
}

/** @throws AppError 409 `analysis-view-named` where the owner has one of that name. */
export async function addView(tx: Tx, actor: Actor, input: ViewInput): Promise<AnalysisView> {
  if (actor.userId === null) throw unauthenticated();
  await refuseSameName(tx, actor.userId, input.name);
  const { id } = await tx
    .insertInto('statistics_view')
    .values({
      name: input.name,
      definition: JSON.stringify(input.definition),
      owner_id: actor.userId,
      owner_name: actor.name,
      region_code: input.region,
      shared: input.shared,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return findView(tx, actor, id);
}

/** Own views alone. @throws AppError 404, 403 for somebody else's, 409 for a name taken. */
export async function changeView(
  tx: Tx,
  actor: Actor,
  id: string,
  patch: z.output<typeof ViewPatch>,
): Promise<AnalysisView> {
  await ownView(tx, actor, id);
  if (patch.name !== undefined && actor.userId) await refuseSameName(tx, actor.userId, patch.name, id);
  await tx
    .updateTable('statistics_view')
    .set({
      ...(patch.name === undefined ? {} : { name: patch.name }),
      ...(patch.definition === undefined ? {} : { definition: JSON.stringify(patch.definition) }),
      ...(patch.shared === undefined ? {} : { shared: patch.shared }),
      ...(patch.region === undefined ? {} : { region_code: patch.region }),
      updated_at: new Date(),
    })
    .where('id', '=', id)
    .execute();
  return findView(tx, actor, id);
}

export async function removeView(tx: Tx, actor: Actor, id: string): Promise<void> {
  await ownView(tx, actor, id);
  await tx.deleteFrom('statistics_view').where('id', '=', id).execute();
}

async function ownView(tx: Tx, actor: Actor, id: string): Promise<void> {
  if (!(await findView(tx, actor, id)).mine) {
    throw forbidden('analysis-view-of-other', 'Only its owner changes a view; save it under a name of your own.');
  }
}

async function refuseSameName(tx: Tx, ownerId: string, name: string, except?: string): Promise<void> {
  const same = await tx
    .selectFrom('statistics_view')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where('name', '=', name)
    .executeTakeFirst();
  if (same && same.id !== except) throw conflict('analysis-view-named', `You have a view named ${name} already.`);
}
