import type { Tx } from '../../kernel/access/actor.ts';

export const selectRegions = (tx: Tx) =>
  tx
    .selectFrom('region')
    .select(['code', 'name', 'short_name as shortName', 'level', 'parent_code as parentCode'])
    .orderBy('code')
    .execute();
