import type { Tx } from '../../kernel/access/actor.ts';
import type { BodyTable } from './tables.ts';

/** A version of facts only: published, without a document. */
export async function insertShippedVersion(
  tx: Tx,
  version: { planId: string; sections: readonly object[]; layout: readonly object[]; publishedAt: Date },
): Promise<string> {
  const { id } = await tx
    .insertInto('plans_version')
    .values({
      plan_id: version.planId,
      number: 1,
      document_id: null,
      state: 'published',
      sections: JSON.stringify(version.sections),
      layout: JSON.stringify(version.layout),
      published_at: version.publishedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export interface ShippedBody {
  readonly name: string;
  readonly kind: BodyTable['kind'];
  readonly regionCode: string;
  readonly planId: string;
  readonly chair?: string;
  readonly members: readonly string[];
}

/** A body that several plans name is one. */
export async function insertBody(tx: Tx, body: ShippedBody): Promise<void> {
  const made = await tx
    .insertInto('plans_body')
    .values({
      name: body.name,
      kind: body.kind,
      region_code: body.regionCode,
      plan_id: body.planId,
      chair: body.chair ?? '',
      founded_on: null,
      ended_on: null,
    })
    .onConflict((oc) => oc.columns(['name', 'region_code']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made || body.members.length === 0) return;
  await tx
    .insertInto('plans_body_member')
    .values(
      body.members.map((unit, ordinal) => ({ body_id: made.id, ordinal, unit, duty: 'member' as const, person: '' })),
    )
    .execute();
}
