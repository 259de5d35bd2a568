import type { Tx } from '../../kernel/access/actor.ts';

export const selectIndicators = (tx: Tx) =>
  tx.selectFrom('indicator').selectAll().orderBy('group_code').orderBy('code').execute();

export const selectIndicatorsByCode = (tx: Tx, codes: readonly string[]) =>
  tx.selectFrom('indicator').selectAll().where('code', 'in', codes).execute();

/** By part of a name, a synonym or the code; whole names first, then short ones. */
export const searchIndicatorRows = (
  tx: Tx,
  filter: { q?: string; group?: string; dimension?: string; after?: string; limit: number },
) =>
  tx
    .selectFrom('indicator')
    .selectAll()
    .$if(filter.q !== undefined, (query) => {
      const like = likeText(filter.q ?? '');
      return query.where((eb) =>
        eb.or([
          eb('name_zh', 'like', like),
          eb('name_en', 'ilike', like),
          eb('code', 'ilike', like),
          eb(eb.cast<string>('synonyms', 'text'), 'like', like),
          eb(eb.cast<string>('scoped_names', 'text'), 'like', like),
        ]),
      );
    })
    .$if(filter.group !== undefined, (query) => query.where('group_code', '=', filter.group ?? ''))
    .$if(filter.dimension !== undefined, (query) => query.where('dimension', '=', filter.dimension ?? ''))
    .$if(filter.after !== undefined, (query) => query.where('code', '>', filter.after ?? ''))
    .orderBy('code')
    .limit(filter.limit)
    .execute();

export const likeText = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
