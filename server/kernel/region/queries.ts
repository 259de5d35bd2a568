import type { Tx } from '../access/actor.ts';
import type { Db } from '../store/open-store.ts';
import type { RegionTable } from '../store/tables.ts';

type Level = RegionTable['level'];

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&');

export const searchRegions = (tx: Tx, filter: { q?: string; parent?: string; level?: Level; limit: number }) =>
  tx
    .selectFrom('region')
    .select(['code', 'name', 'name_en as nameEn', 'level', 'parent_code as parentCode'])
    .$if(filter.parent !== undefined, (query) => query.where('parent_code', '=', filter.parent ?? ''))
    .$if(filter.level !== undefined, (query) => query.where('level', '=', filter.level ?? 'nation'))
    .$if(filter.q !== undefined, (query) => {
      const like = `%${escapeLike(filter.q ?? '')}%`;
      return query.where((eb) =>
        eb.or([
          eb('name', 'like', like),
          eb('name_en', 'ilike', like),
          eb('code', 'like', `${escapeLike(filter.q ?? '')}%`),
        ]),
      );
    })
    .orderBy('code')
    .limit(filter.limit)
    .execute();

export const findRegion = (db: Db | Tx, code: string) =>
  db
    .selectFrom('region')
    .select(['code', 'name', 'level', 'parent_code as parentCode'])
    .where('code', '=', code)
    .executeTakeFirst();

/** Every region below `code` and itself. */
export const subtreeOf = (db: Db | Tx, code: string) =>
  db.selectFrom('region_closure').select('descendant').where('ancestor', '=', code);

/** Regions by exact full or short name within the subtree of `within` first, then anywhere; nearest first. */
export const regionsNamed = (db: Db | Tx, name: string) =>
  db
    .selectFrom('region')
    .select(['code', 'name', 'level', 'parent_code as parentCode'])
    .where((eb) => eb.or([eb('name', '=', name), eb('short_name', '=', name)]))
    .orderBy('code')
    .execute();
