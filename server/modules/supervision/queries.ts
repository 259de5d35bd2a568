import { type Insertable, sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import { subtreeOf } from '../../kernel/region/queries.ts';
import type { Tables } from '../../kernel/store/tables.ts';

const region = { code: 'g.code', name: 'g.name', en: 'g.name_en' } as const;

const schemes = (tx: Tx) =>
  tx
    .selectFrom('supervision_scheme as s')
    .innerJoin('region as g', 'g.code', 's.region_code')
    .select(['s.id', 's.scope', 's.name_zh', 's.name_en', 's.region_code'])
    .select([`${region.name} as regionName`, `${region.en} as regionNameEn`])
    .select(sql<boolean>`liannao_may_write(s.region_code)`.as('mayWrite'));

export const selectSchemes = (tx: Tx) => schemes(tx).orderBy('s.region_code').orderBy('s.name_zh').execute();
export const selectScheme = (tx: Tx, id: string) => schemes(tx).where('s.id', '=', id).executeTakeFirst();
export const insertScheme = (tx: Tx, row: Insertable<Tables['supervision_scheme']>) =>
  tx
    .insertInto('supervision_scheme')
    .values(row)
    .onConflict((oc) => oc.columns(['region_code', 'name_zh']).doNothing())
    .returning('id')
    .executeTakeFirst();

/** Newest first. */
export const selectVersions = (tx: Tx, schemeIds: readonly string[]) =>
  schemeIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('supervision_scheme_version')
        .selectAll()
        .where('scheme_id', 'in', schemeIds)
        .orderBy('scheme_id')
        .orderBy('number', 'desc')
        .execute();

export const insertVersion = (tx: Tx, row: Insertable<Tables['supervision_scheme_version']>) =>
  tx
    .insertInto('supervision_scheme_version')
    .values(row)
    .onConflict((oc) => oc.columns(['scheme_id', 'number']).doNothing())
    .returning('id')
    .executeTakeFirst();

const runs = (tx: Tx) =>
  tx
    .selectFrom('supervision_run as r')
    .innerJoin('supervision_scheme as s', 's.id', 'r.scheme_id')
    .innerJoin('supervision_scheme_version as v', 'v.id', 'r.version_id')
    .innerJoin('region as g', 'g.code', 'r.region_code')
    .select([
      'r.id',
      'r.scheme_id',
      'r.version_id',
      'r.region_code',
      'r.period',
      'r.period_end',
      'r.known_at',
      'r.state',
    ])
    .select([
      'r.digest',
      'r.subjects',
      'r.synthetic',
      'r.made_by_name',
      'r.made_at',
      'r.published_by_name',
      'r.published_at',
    ])
    .select(['s.name_zh', 's.name_en', 's.scope', 'v.number', 'g.name as regionName', 'g.name_en as regionNameEn'])
    .select(sql<boolean>`liannao_may_write(r.region_code)`.as('mayWrite'));

/** Newest period first, in it the newest run. */
export const selectRuns = (tx: Tx, wanted: { region?: string | undefined; scheme?: string | undefined }) =>
  runs(tx)
    .$if(wanted.region !== undefined, (query) => query.where('r.region_code', 'in', subtreeOf(tx, wanted.region ?? '')))
    .$if(wanted.scheme !== undefined, (query) => query.where('r.scheme_id', '=', wanted.scheme ?? ''))
    .orderBy('r.period_end', 'desc')
    .orderBy('r.made_at', 'desc')
    .limit(500)
    .execute();

export type RunListed = Awaited<ReturnType<typeof selectRuns>>[number];

export const selectRun = (tx: Tx, id: string) =>
  runs(tx).select(['r.result', 'v.body']).where('r.id', '=', id).executeTakeFirst();

/** The run of the same scheme and region for the period before: the published one, else the newest. */
export const selectPreviousRun = (tx: Tx, of: { scheme: string; region: string; periodEnd: string }) =>
  tx
    .selectFrom('supervision_run')
    .select(['id', 'period', 'result'])
    .where('scheme_id', '=', of.scheme)
    .where('region_code', '=', of.region)
    .where('period_end', '<', of.periodEnd)
    .orderBy('period_end', 'desc')
    .orderBy(sql`state = 'published'`, 'desc')
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst();

export const insertRun = (tx: Tx, row: Insertable<Tables['supervision_run']>) =>
  tx.insertInto('supervision_run').values(row).returning('id').executeTakeFirstOrThrow();

export const setPublished = (tx: Tx, id: string, by: { name: string; at: Date }) =>
  tx
    .updateTable('supervision_run')
    .set({ state: 'published', published_by_name: by.name, published_at: by.at })
    .where('id', '=', id)
    .execute();

export const publishedBeside = (tx: Tx, run: { scheme: string; region: string; period: string }) =>
  tx
    .selectFrom('supervision_run')
    .select('id')
    .where('scheme_id', '=', run.scheme)
    .where('region_code', '=', run.region)
    .where('period', '=', run.period)
    .where('state', '=', 'published')
    .executeTakeFirst();

export const deleteRun = (tx: Tx, id: string) => tx.deleteFrom('supervision_run').where('id', '=', id).execute();

export const selectAdjustments = (tx: Tx, runId: string) =>
  tx.selectFrom('supervision_adjustment').selectAll().where('run_id', '=', runId).orderBy('ordinal').execute();

export const insertAdjustment = (tx: Tx, row: Omit<Insertable<Tables['supervision_adjustment']>, 'ordinal'>) =>
  tx
    .insertInto('supervision_adjustment')
    .values({
      ...row,
      ordinal: sql<number>`(select coalesce(max(ordinal), 0) + 1 from supervision_adjustment where run_id = ${row.run_id})`,
    })
    .execute();

/** The score of each subject that held at a moment. */
export const selectManual = (
  tx: Tx,
  of: { schemeId: string; region: string; period: string; criterion: string; until: Date },
) =>
  tx
    .selectFrom('supervision_manual')
    .distinctOn('subject')
    .selectAll()
    .where('scheme_id', '=', of.schemeId)
    .where('region_code', '=', of.region)
    .where('period', '=', of.period)
    .where('criterion', '=', of.criterion)
    .where('given_at', '<=', of.until)
    .orderBy('subject')
    .orderBy('given_at', 'desc')
    .orderBy('id')
    .execute();

export const insertManual = (tx: Tx, rows: Insertable<Tables['supervision_manual']>[]) =>
  tx.insertInto('supervision_manual').values(rows).execute();

/** Which of the given regions each region below them lies in. */
export async function selectDistricts(tx: Tx, codes: readonly string[]): Promise<Map<string, Set<string>>> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .selectFrom('region_closure')
    .select(['ancestor', 'descendant'])
    .where('ancestor', 'in', codes)
    .execute();
  const found = new Map<string, Set<string>>();
  for (const { ancestor, descendant } of rows)
    found.set(descendant, (found.get(descendant) ?? new Set()).add(ancestor));
  return found;
}

/** Day of the last progress note of each task, in China's time. */
export async function selectLastNotes(
  tx: Tx,
  of: { ids: readonly string[]; until: Date },
): Promise<Map<string, string>> {
  if (of.ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; day: string }>`
    select task_id as id, to_char(max(at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day
    from plans_task_note where task_id = any(${of.ids}::uuid[]) and at <= ${of.until} group by task_id`.execute(tx);
  return new Map(rows.map(({ id, day }) => [id, day]));
}

/** Monthly figures of each region, January to the last month, and those first entered by the day of the month after. */
export async function selectTimeliness(
  tx: Tx,
  of: { regions: readonly string[]; year: number; end: string; day: number; until: Date },
): Promise<{ region: string; timely: number; total: number; synthetic: boolean }[]> {
  if (of.regions.length === 0) return [];
  const { rows } = await sql<{ region: string; timely: number; total: number; synthetic: boolean }>`
    select region_code as region, count(*)::int as total, bool_or(synthetic) as synthetic,
      count(*) filter (where entered_at < (to_date(month || '-01', 'YYYY-MM-DD') + interval '1 month'
        + make_interval(days => ${of.day})) at time zone 'Asia/Shanghai')::int as timely
    from (
      select region_code, entered_at, synthetic, left(period, 4) || '-' || right(period, 2) as month
      from observation
      where region_code = any(${of.regions}::text[]) and party_id is null and revision = 1 and missing is null
        and left(period, 4) = ${String(of.year)} and (period like '____-__' or period like '____-01..__')
        and entered_at <= ${of.until}
    ) as monthly where month <= ${of.end} group by region_code`.execute(tx);
  return rows;
}

/** Schemes that a region can be scored by: its own first, then its superiors', nearest first. */
export const selectSchemesFor = (tx: Tx, regionCode: string) =>
  schemes(tx)
    .innerJoin('region_closure as c', (join) =>
      join.onRef('c.ancestor', '=', 's.region_code').on('c.descendant', '=', regionCode),
    )
    .where('c.via', '=', 'division')
    .orderBy('c.depth')
    .orderBy('s.name_zh')
    .execute();
