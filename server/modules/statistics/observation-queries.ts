import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import { subtreeOf } from '../../kernel/region/queries.ts';
import { likeText } from './catalogue-queries.ts';

export interface ObservationSelection {
  readonly indicator?: string;
  readonly region?: string;
  readonly below: boolean;
  /** First and last month, `2025-08`: a figure counts where its last month lies between. */
  readonly from?: string;
  readonly to?: string;
  readonly q?: string;
  readonly after?: readonly [string, string, string, string, string];
  readonly limit: number;
}

/** The month in which a period ends, from its code. */
const lastMonth = sql<string>`case
  when o.period like '____-__' then o.period
  when o.period like '____-01..__' then left(o.period, 4) || '-' || right(o.period, 2)
  when o.period like '____Q_' then left(o.period, 4) || '-' || lpad((right(o.period, 1)::int * 3)::text, 2, '0')
  when o.period like '____H_' then left(o.period, 4) || '-' || lpad((right(o.period, 1)::int * 6)::text, 2, '0')
  else right(o.period, 4) || '-12' end`;

const order = sql`o.indicator_code, o.scope_key, o.region_code, o.period, o.id`;

const views = (tx: Tx, source: 'observation_current as o' | 'observation as o') =>
  tx
    .selectFrom(source)
    .innerJoin('indicator as i', 'i.code', 'o.indicator_code')
    .innerJoin('region as r', 'r.code', 'o.region_code')
    .selectAll('o')
    .select([
      'r.name as region_name',
      'r.name_en as region_name_en',
      'i.name_zh',
      'i.name_en',
      'i.unit',
      'i.shown_as',
      'i.scoped_names',
    ]);

export type ObservationRow = Awaited<ReturnType<typeof selectObservations>>[number];

/** Figures in force, by indicator, scope, region and period. */
export const selectObservations = (tx: Tx, wanted: ObservationSelection) =>
  views(tx, 'observation_current as o')
    .$if(wanted.indicator !== undefined, (query) => query.where('o.indicator_code', '=', wanted.indicator ?? ''))
    .$if(wanted.region !== undefined && !wanted.below, (query) =>
      query.where('o.region_code', '=', wanted.region ?? ''),
    )
    .$if(wanted.region !== undefined && wanted.below, (query) =>
      query.where('o.region_code', 'in', subtreeOf(tx, wanted.region ?? '')),
    )
    .$if(wanted.from !== undefined, (query) => query.where(lastMonth, '>=', wanted.from ?? ''))
    .$if(wanted.to !== undefined, (query) => query.where(lastMonth, '<=', wanted.to ?? ''))
    .$if(wanted.q !== undefined, (query) => {
      const like = likeText(wanted.q ?? '');
      return query.where((eb) =>
        eb.or([
          eb('i.name_zh', 'like', like),
          eb('i.name_en', 'ilike', like),
          eb('i.code', 'ilike', like),
          eb('r.name', 'like', like),
          eb('r.name_en', 'ilike', like),
        ]),
      );
    })
    .$if(wanted.after !== undefined, (query) =>
      query.where(sql<boolean>`(${order}) > (${sql.join(wanted.after ?? [])})`),
    )
    .orderBy(order)
    .limit(wanted.limit)
    .execute();

export const selectObservation = (tx: Tx, id: string) =>
  views(tx, 'observation as o').where('o.id', '=', id).executeTakeFirst();

/** All revisions of the figure, newest first. */
export const selectRevisions = (
  tx: Tx,
  row: { indicator_code: string; scope_key: string; region_code: string; party_id: string | null; period: string },
) =>
  views(tx, 'observation as o')
    .where('o.indicator_code', '=', row.indicator_code)
    .where('o.scope_key', '=', row.scope_key)
    .where('o.region_code', '=', row.region_code)
    .where('o.party_id', row.party_id === null ? 'is' : '=', row.party_id)
    .where('o.period', '=', row.period)
    .orderBy('o.revision', 'desc')
    .execute();

/** Name and kind of the file a figure came with; nothing where the reader may not see it. */
export const selectImportFile = (tx: Tx, runId: string) =>
  tx
    .selectFrom('import_run')
    .select(['file_name as fileName', 'written_at as writtenAt'])
    .where('id', '=', runId)
    .executeTakeFirst();
