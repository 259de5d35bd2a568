import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import type { ObservationTable } from '../../kernel/store/tables.ts';

export interface FigureKey {
  readonly indicatorCode: string;
  readonly scopeKey: string;
  readonly regionCode: string;
  readonly period: string;
}

export interface CurrentFigure extends FigureKey {
  readonly value: number | null;
  readonly missing: ObservationTable['missing'];
  readonly status: ObservationTable['status'];
  readonly synthetic: boolean;
  readonly open: boolean;
  readonly source: object;
  readonly reason: string | null;
  readonly importRunId: string | null;
}

/** The figures in force for many keys, in one query. */
export async function selectCurrent(tx: Tx, keys: readonly FigureKey[]): Promise<CurrentFigure[]> {
  if (keys.length === 0) return [];
  const column = (pick: (key: FigureKey) => string) => sql`${keys.map(pick)}::text[]`;
  const { rows } = await sql<CurrentFigure>`
    select distinct on (o.indicator_code, o.scope_key, o.region_code, o.period)
      o.indicator_code as "indicatorCode", o.scope_key as "scopeKey", o.region_code as "regionCode", o.period,
      o.value, o.missing, o.status, o.synthetic, o.open, o.source, o.reason, o.import_run_id as "importRunId"
    from unnest(${column((key) => key.indicatorCode)}, ${column((key) => key.scopeKey)},
      ${column((key) => key.regionCode)}, ${column((key) => key.period)})
      as wanted (indicator_code, scope_key, region_code, period)
    join observation o using (indicator_code, scope_key, region_code, period)
    where o.party_id is null
    order by o.indicator_code, o.scope_key, o.region_code, o.period, o.revision desc`.execute(tx);
  return rows;
}

/** Those of the regions whose figures the actor may write, as the database decides it. */
export async function selectWritableRegions(tx: Tx, codes: readonly string[]): Promise<ReadonlySet<string>> {
  if (codes.length === 0) return new Set();
  const { rows } = await sql<{ code: string }>`
    select code from unnest(${[...codes]}::text[]) as wanted (code) where liannao_may_write(code)`.execute(tx);
  return new Set(rows.map((row) => row.code));
}
