import { sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';
import type { AggregateRegion } from '../aggregate/index.ts';
import type { PivotAsk } from './model.ts';

const DIVISION = sql`r.level in ('nation', 'province', 'city', 'county', 'functional')`;
const REGION = sql`r.code, r.name, r.name_en as "nameEn", r.level, r.parent_code as "parentCode"`;

/** The regions that stand on an axis: a list in its own order, or those of a tree. */
export async function selectPivotRegions(tx: Tx, asked: PivotAsk['regions']): Promise<AggregateRegion[]> {
  if ('codes' in asked) {
    const { rows } = await sql<AggregateRegion>`select ${REGION}
      from unnest(${asked.codes}::text[]) with ordinality as w (code, n) join region r using (code) order by w.n`.execute(
      tx,
    );
    return rows;
  }
  const { root, depth, level, withRoot } = asked;
  // Without depth or level: what lies directly below.
  const most = depth ?? (level === undefined ? 1 : null);
  const alone = most === 0;
  const { rows } =
    await sql<AggregateRegion>`select ${REGION} from region_closure c join region r on r.code = c.descendant
    where c.ancestor = ${root} and ((r.code = ${root} and ${withRoot || alone}) or (r.code <> ${root} and ${DIVISION}
      and (${most}::int is null or c.depth <= ${most}::int) and (${level ?? null}::text is null or r.level = ${level ?? null}::text)))
    order by (r.code <> ${root}), r.code`.execute(tx);
  return rows;
}

/** Those that lie within another of the list: they are in its figure already. */
export async function selectNested(tx: Tx, codes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select distinct descendant as code from region_closure
    where descendant = any(${[...codes]}::text[]) and ancestor = any(${[...codes]}::text[]) and ancestor <> descendant`.execute(
    tx,
  );
  return rows.map(({ code }) => code);
}

/** Whether the reader holds the region, so that its firms' figures are his to see. */
export async function holdsRegion(tx: Tx, code: string): Promise<boolean> {
  const { rows } = await sql<{ holds: boolean }>`select liannao_within(${code}) as holds`.execute(tx);
  return rows[0]?.holds ?? false;
}

export interface FirmFigure {
  readonly indicatorCode: string;
  readonly period: string;
  readonly party: string;
  readonly value: number | null;
  readonly missing:
    | 'below-unit'
    | 'unknown'
    | 'not-applicable'
    | 'not-yet-reported'
    | 'suppressed'
    | 'withdrawn'
    | null;
  readonly synthetic: boolean;
}

/** Approved figures of all firms of a region, as far as the reader may see them; today, or as known at a moment. */
export async function selectFirmFigures(
  tx: Tx,
  wanted: {
    readonly indicators: readonly string[];
    readonly scopeKeys: readonly string[];
    readonly periods: readonly string[];
    readonly region: string;
    readonly knownAt: Date | null;
  },
): Promise<FirmFigure[]> {
  const { indicators, scopeKeys, periods, region, knownAt } = wanted;
  const keys = sql`unnest(${[...indicators]}::text[], ${[...scopeKeys]}::text[]) as w (indicator_code, scope_key)`;
  const where = sql`o.party_id is not null and o.status = 'approved' and o.period = any(${[...periods]}::text[])
    and o.region_code in (select descendant from region_closure where ancestor = ${region})`;
  const columns = sql`o.indicator_code as "indicatorCode", o.period, o.party_id as party, o.value, o.missing, o.synthetic`;
  const { rows } = await (knownAt === null
    ? sql<FirmFigure>`select ${columns} from ${keys} join observation_head o using (indicator_code, scope_key)
        where ${where} and o.missing is distinct from 'withdrawn'`
    : sql<FirmFigure>`select * from (
        select distinct on (o.indicator_code, o.period, o.party_id, o.region_code) ${columns}
        from ${keys} join observation o using (indicator_code, scope_key) where ${where} and o.entered_at <= ${knownAt}
        order by o.indicator_code, o.period, o.party_id, o.region_code, o.revision desc) as newest
        where missing is distinct from 'withdrawn'`
  ).execute(tx);
  return rows;
}
