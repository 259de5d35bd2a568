import { sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';

export interface CapacityRow {
  readonly id: string;
  readonly indicatorCode: string;
  readonly scopeKey: string;
  readonly regionCode: string;
  readonly partyId: string | null;
  readonly name: string;
  readonly nameEn: string | null;
  readonly period: string;
  readonly value: number;
  readonly synthetic: boolean;
}

interface Wanted {
  readonly codes: readonly string[];
  readonly scopeKeys: readonly string[];
  readonly regions: readonly string[];
  readonly fromYear: number;
}

/** Figures of the regions themselves. `scopeKeys` stands beside `codes`, one each. */
export async function regionRows(tx: Tx, { codes, scopeKeys, regions, fromYear }: Wanted): Promise<CapacityRow[]> {
  const { rows } = await sql<CapacityRow>`
    select o.id, o.indicator_code as "indicatorCode", o.scope_key as "scopeKey", o.region_code as "regionCode", null as "partyId",
      r.name, r.name_en as "nameEn", o.period, o.value, o.synthetic
    from unnest(${codes}::text[], ${scopeKeys}::text[]) as wanted (indicator_code, scope_key)
    join observation_current o using (indicator_code, scope_key)
    join region r on r.code = o.region_code
    where o.party_id is null and o.value is not null and o.status = 'approved' and o.region_code = any(${regions}::text[])
      and left(o.period, 4) >= ${String(fromYear)}`.execute(tx);
  return rows;
}

/** Figures of firms in a region and all below it. */
export async function firmRows(
  tx: Tx,
  { codes, scopeKeys, root, fromYear }: Omit<Wanted, 'regions'> & { readonly root: string },
): Promise<CapacityRow[]> {
  const { rows } = await sql<CapacityRow>`
    select o.id, o.indicator_code as "indicatorCode", o.scope_key as "scopeKey", o.region_code as "regionCode", o.party_id as "partyId",
      p.name, null as "nameEn", o.period, o.value, o.synthetic
    from unnest(${codes}::text[], ${scopeKeys}::text[]) as wanted (indicator_code, scope_key)
    join observation_current o using (indicator_code, scope_key)
    join party p on p.id = o.party_id
    where o.value is not null and o.status = 'approved'
      and o.region_code in (select descendant from region_closure where ancestor = ${root})
      and left(o.period, 4) >= ${String(fromYear)}`.execute(tx);
  return rows;
}

/** Whether the reader holds the region: then none of its firms' figures is hidden from him. */
export async function seesAllFirms(tx: Tx, region: string): Promise<boolean> {
  const { rows } = await sql<{ all: boolean }>`select liannao_within(${region}) as "all"`.execute(tx);
  return rows[0]?.all ?? false;
}

/** Regions whose figures of these codes end in or after a month: all that a rule may have to judge. */
export async function regionsWith(tx: Tx, codes: readonly string[], fromYear: number): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select distinct o.region_code as code from observation_current o
    where o.indicator_code = any(${codes}::text[]) and o.party_id is null and left(o.period, 4) >= ${String(fromYear)}
    order by code`.execute(tx);
  return rows.map(({ code }) => code);
}

/** Open cases of a type by subject. */
export async function openChecks(tx: Tx, subjects: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (subjects.length === 0) return new Map();
  const rows = await tx
    .selectFrom('case_file')
    .select(['id', 'subject_id'])
    .where('type', '=', 'capacity-check')
    .where('subject_id', 'in', [...subjects])
    .where('closed_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.subject_id, row.id]));
}

export const findParty = (tx: Tx, id: string) =>
  tx.selectFrom('party').select(['id', 'name', 'region_code']).where('id', '=', id).executeTakeFirst();
