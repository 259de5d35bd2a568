import { type Insertable, sql, type Updateable } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import { subtreeOf } from '../../kernel/region/queries.ts';
import type { ReportTable } from './tables.ts';

/** Every statement on reports. */

const HEAD = [
  'r.id',
  'r.kind',
  'r.region_code',
  'r.month',
  'r.period',
  'r.plan_id',
  'r.title_zh',
  'r.title_en',
  'r.state',
  'r.number_text',
  'r.known_at',
  'r.synthetic',
  'r.open',
  'r.revision',
  'r.author',
  'r.updated_at',
  'r.issued_at',
] as const;

export type ReportHeadRow = Awaited<ReturnType<typeof selectReports>>[number];

export interface ReportSelection {
  readonly kind?: readonly string[] | undefined;
  readonly state?: readonly string[] | undefined;
  readonly region?: string | undefined;
  readonly q?: string | undefined;
  readonly limit: number;
  /** Skips so many. */
  readonly offset?: number;
}

const like = (text: string) => `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;

const selected = (tx: Tx, wanted: Omit<ReportSelection, 'limit'>) =>
  tx
    .selectFrom('reports_report as r')
    .$if(Boolean(wanted.kind?.length), (query) => query.where('r.kind', 'in', wanted.kind as ReportTable['kind'][]))
    .$if(Boolean(wanted.state?.length), (query) =>
      query.where('r.state', 'in', wanted.state as ('draft' | 'checked' | 'issued')[]),
    )
    .$if(wanted.region !== undefined, (query) => query.where('r.region_code', 'in', subtreeOf(tx, wanted.region ?? '')))
    .$if(Boolean(wanted.q?.trim()), (query) =>
      query.where((eb) =>
        eb.or([
          eb('r.title_zh', 'ilike', like(wanted.q ?? '')),
          eb('r.title_en', 'ilike', like(wanted.q ?? '')),
          eb('r.number_text', 'ilike', like(wanted.q ?? '')),
        ]),
      ),
    );

/** Newest month first. */
export const selectReports = (tx: Tx, wanted: ReportSelection) =>
  selected(tx, wanted)
    .innerJoin('region', 'region.code', 'r.region_code')
    .select(HEAD)
    .select(['region.name as region_name', 'region.name_en as region_name_en'])
    .select(sql<boolean>`liannao_may_write(r.region_code)`.as('may_write'))
    .orderBy('r.month', 'desc')
    .orderBy('r.updated_at', 'desc')
    .orderBy('r.id')
    .limit(wanted.limit)
    .offset(wanted.offset ?? 0)
    .execute();

export const countReports = async (tx: Tx, wanted: Omit<ReportSelection, 'limit'>): Promise<number> => {
  const { count } = await selected(tx, wanted).select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow();
  return count;
};

export const selectReport = (tx: Tx, id: string) =>
  tx
    .selectFrom('reports_report as r')
    .innerJoin('region', 'region.code', 'r.region_code')
    .selectAll('r')
    .select(['region.name as region_name', 'region.name_en as region_name_en'])
    .select(sql<boolean>`liannao_may_write(r.region_code)`.as('may_write'))
    .where('r.id', '=', id)
    .executeTakeFirst();
export type FoundReport = NonNullable<Awaited<ReturnType<typeof selectReport>>>;

/** Locked until the transaction ends, so that two editors come one after the other. */
export const lockReport = (tx: Tx, id: string) =>
  tx
    .selectFrom('reports_report')
    .select(['id', 'revision', 'state'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const insertReport = async (tx: Tx, row: Insertable<ReportTable>): Promise<string> => {
  const { id } = await tx.insertInto('reports_report').values(row).returning('id').executeTakeFirstOrThrow();
  return id;
};

export const updateReport = (tx: Tx, id: string, change: Updateable<ReportTable>) =>
  tx
    .updateTable('reports_report')
    .set({ ...change, updated_at: sql<Date>`now()`, revision: sql<number>`revision + 1` })
    .where('id', '=', id)
    .execute();

/** Of an issued report, which nothing else may change. */
export const setOpen = (tx: Tx, id: string, open: boolean) =>
  tx.updateTable('reports_report').set({ open }).where('id', '=', id).execute();

export const deleteReport = (tx: Tx, id: string) => tx.deleteFrom('reports_report').where('id', '=', id).execute();

/** Numbers run by kind, region and year; the lock keeps two from taking the same one. */
export async function nextNumber(tx: Tx, of: { kind: string; region: string; year: string }): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`report|${of.kind}|${of.region}|${of.year}`}, 0))`.execute(
    tx,
  );
  const { last } = await tx
    .selectFrom('reports_report')
    .select(sql<number>`coalesce(max(number), 0)`.as('last'))
    .where('kind', '=', of.kind as ReportTable['kind'])
    .where('region_code', '=', of.region)
    .where(sql<boolean>`left(month, 4) = ${of.year}`)
    .executeTakeFirstOrThrow();
  return Number(last) + 1;
}
