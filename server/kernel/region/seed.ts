import { sql } from 'kysely';
import type { Db } from '../store/open-store.ts';
import type { RegionTable } from '../store/tables.ts';

export interface RegionSeed {
  readonly code: string;
  readonly name: string;
  readonly short: string;
  readonly en: string | null;
  readonly level: RegionTable['level'];
  readonly parent: string | null;
  /** Of a named group: the regions that it holds. */
  readonly members?: readonly string[];
}

const BATCH = 1000;

/**
 * Puts the division tree, zones and named groups into the store and rebuilds the closure table. Rerunning changes only
 * what differs; a region that the list no longer holds stays, since figures may refer to it.
 */
export async function seedRegions(db: Db, regions: readonly RegionSeed[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (let at = 0; at < regions.length; at += BATCH) {
      await tx
        .insertInto('region')
        .values(
          regions.slice(at, at + BATCH).map((region) => ({
            code: region.code,
            name: region.name,
            name_en: region.en,
            short_name: region.short,
            level: region.level,
            parent_code: region.parent,
          })),
        )
        .onConflict((oc) =>
          oc.column('code').doUpdateSet((eb) => ({
            name: eb.ref('excluded.name'),
            name_en: eb.ref('excluded.name_en'),
            short_name: eb.ref('excluded.short_name'),
            level: eb.ref('excluded.level'),
            parent_code: eb.ref('excluded.parent_code'),
          })),
        )
        .execute();
    }
    await sql`delete from region_closure`.execute(tx);
    await sql`insert into region_closure (ancestor, descendant, depth, via)
      with recursive up as (
        select code as descendant, code as ancestor, 0 as depth from region
        union all
        select up.descendant, region.parent_code, up.depth + 1 from up
          join region on region.code = up.ancestor where region.parent_code is not null)
      select ancestor, descendant, min(depth), 'division' from up group by ancestor, descendant`.execute(tx);
    for (const region of regions) {
      // A zone lies in its host and holds none of it; only a group holds its members.
      if (region.level !== 'group' || !region.members) continue;
      await sql`insert into region_closure (ancestor, descendant, depth, via)
        select ${region.code}, descendant, min(depth) + 1, 'group'
        from region_closure where ancestor = any(${region.members as string[]}) and via = 'division'
        group by descendant on conflict do nothing`.execute(tx);
    }
  });
}
