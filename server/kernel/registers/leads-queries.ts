import { sql } from 'kysely';
import type { Actor, Tx } from '../access/actor.ts';

declare module '../store/tables.ts' {
  interface Tables {
    register_lead: {
      register_id: string;
      region_code: string;
      /** First month, `2025-01`. */
      since: string;
      created_by: string | null;
      created_at: import('kysely').Generated<Date>;
    };
    register_measure_due: { register_id: string; requested_at: import('kysely').Generated<Date> };
  }
}

export interface LeadRow {
  readonly register: string;
  readonly region: string;
  readonly regionName: string;
  readonly since: string;
}

/** Of a register; with a region only those that cover it, the nearest first. */
export const selectLeads = (
  tx: Tx,
  registerId: string,
  locale: 'zh' | 'en' = 'zh',
  covering?: string,
): Promise<LeadRow[]> =>
  tx
    .selectFrom('register_lead as l')
    .innerJoin('region as r', 'r.code', 'l.region_code')
    .select([
      'l.register_id as register',
      'l.region_code as region',
      'l.since',
      locale === 'en' ? sql<string>`coalesce(r.name_en, r.name)`.as('regionName') : 'r.name as regionName',
    ])
    .where('l.register_id', '=', registerId)
    .$if(covering !== undefined, (query) =>
      query
        .innerJoin('region_closure as c', 'c.ancestor', 'l.region_code')
        .where('c.descendant', '=', covering ?? '')
        .orderBy('c.depth'),
    )
    .orderBy('l.region_code')
    .execute();

export async function putLead(
  tx: Tx,
  actor: Actor,
  lead: { register: string; region: string; since: string },
): Promise<void> {
  await tx
    .insertInto('register_lead')
    .values({
      register_id: lead.register,
      region_code: lead.region,
      since: lead.since,
      created_by: actor.userId,
    })
    .onConflict((oc) => oc.columns(['register_id', 'region_code']).doUpdateSet({ since: lead.since }))
    .execute();
}

/** Whether there was one. */
export async function deleteLead(tx: Tx, register: string, region: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('register_lead')
    .where('register_id', '=', register)
    .where('region_code', '=', region)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export const findRegion = (tx: Tx, code: string) =>
  tx.selectFrom('region').select('code').where('code', '=', code).executeTakeFirst();

/** Notes that a register is to be counted; false where that is noted already. */
export async function noteDue(tx: Tx, registerId: string): Promise<boolean> {
  const { rows } = await sql<{ register_id: string }>`insert into register_measure_due (register_id)
    values (${registerId}) on conflict do nothing returning register_id`.execute(tx);
  return rows.length > 0;
}

export const takeDue = (tx: Tx, registerId: string) =>
  tx.deleteFrom('register_measure_due').where('register_id', '=', registerId).execute();

export const hasLeads = async (tx: Tx, registerId: string): Promise<boolean> =>
  (await tx
    .selectFrom('register_lead')
    .select('register_id')
    .where('register_id', '=', registerId)
    .executeTakeFirst()) !== undefined;

export const leadingRegisters = async (tx: Tx): Promise<string[]> =>
  (await tx.selectFrom('register_lead').select('register_id').distinct().orderBy('register_id').execute()).map(
    (row) => row.register_id,
  );

/** One count of a register at a time, whichever process does it. */
export const lockMeasuring = (tx: Tx, registerId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`measure ${registerId}`}, 0))`.execute(tx);
