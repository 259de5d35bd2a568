import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import { subtreeOf } from '../../kernel/region/queries.ts';

/** When the newest figure of the region and below came in, and how many were corrected since `from`. */
export async function selectFreshness(
  tx: Tx,
  region: string,
  from: Date,
): Promise<{ updatedAt: Date | null; revisions: number }> {
  const row = await tx
    .selectFrom('observation')
    .select([
      sql<Date | null>`max(entered_at)`.as('updatedAt'),
      sql<number>`count(*) filter (where revision > 1 and entered_at >= ${from})::int`.as('revisions'),
    ])
    .where('region_code', 'in', subtreeOf(tx, region))
    .executeTakeFirst();
  return { updatedAt: row?.updatedAt ?? null, revisions: row?.revisions ?? 0 };
}

const HEADLINES = 'cockpit.headlines';

export const selectHeadlines = async (tx: Tx): Promise<unknown> =>
  (await tx.selectFrom('setting').select('value').where('key', '=', HEADLINES).executeTakeFirst())?.value;

export const saveHeadlines = (tx: Tx, list: object, now: Date) =>
  tx
    .insertInto('setting')
    .values({ key: HEADLINES, value: JSON.stringify(list), updated_at: now })
    .onConflict((oc) => oc.column('key').doUpdateSet({ value: JSON.stringify(list), updated_at: now }))
    .execute();

/** Signals first seen and cases closed since `from`, in the region and below. */
export async function selectRecent(
  tx: Tx,
  region: string,
  from: Date,
): Promise<{ signals: number; casesClosed: number }> {
  const signals = await tx
    .selectFrom('signal')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('region_code', 'in', subtreeOf(tx, region))
    .where('first_seen', '>=', from)
    .executeTakeFirstOrThrow();
  const cases = await tx
    .selectFrom('case_file')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('region_code', 'in', subtreeOf(tx, region))
    .where('closed_at', '>=', from)
    .executeTakeFirstOrThrow();
  return { signals: signals.count, casesClosed: cases.count };
}
