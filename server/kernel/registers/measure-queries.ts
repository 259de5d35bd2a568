import type { Measure } from '@liannao/registers';
import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import type { NewObservation } from '../observation/queries.ts';

/** Units of the catalogue by code; a code that is not there is none that figures can be kept under. */
export async function selectUnits(tx: Tx, measures: readonly Measure[]): Promise<Map<string, string>> {
  const codes = measures.map((measure) => measure.code);
  const { rows } = await sql<{ code: string; unit: string }>`select code, unit from indicator
    where code = any(${codes}::text[])`.execute(tx);
  return new Map(rows.map(({ code, unit }) => [code, unit]));
}

export async function selectRegionsBelow(tx: Tx, code: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select descendant as code from region_closure
    where ancestor = ${code} and depth = 1 order by descendant`.execute(tx);
  return rows.map((row) => row.code);
}

export async function selectSubtree(tx: Tx, code: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select descendant as code from region_closure
    where ancestor = ${code}`.execute(tx);
  return rows.map((row) => row.code);
}

export interface CurrentFigure {
  readonly code: string;
  readonly scopeKey: string;
  readonly region: string;
  readonly period: string;
  readonly revision: number;
  readonly value: number | null;
  readonly missing: string | null;
  readonly synthetic: boolean;
  readonly open: boolean;
  readonly isCounted: boolean;
}

/** Figures in force of some indicators in the regions and below, from a month on. */
export async function selectFigures(
  tx: Tx,
  { codes, regions, since }: { codes: readonly string[]; regions: readonly string[]; since: string },
): Promise<CurrentFigure[]> {
  const { rows } = await sql<CurrentFigure>`
    select distinct on (o.indicator_code, o.scope_key, o.region_code, o.period)
      o.indicator_code as code, o.scope_key as "scopeKey", o.region_code as region, o.period, o.revision, o.value,
      o.missing, o.synthetic, o.open, o.source->>'kind' = 'register' as "isCounted"
    from observation o
    where o.indicator_code = any(${[...codes]}::text[]) and o.party_id is null and o.period >= ${since.slice(0, 4)}
      and o.region_code in (select descendant from region_closure where ancestor = any(${[...regions]}::text[]))
    order by o.indicator_code, o.scope_key, o.region_code, o.period, o.revision desc`.execute(tx);
  return rows;
}

export async function insertRevisions(
  tx: Tx,
  figures: readonly (NewObservation & { readonly revision: number })[],
): Promise<void> {
  for (let at = 0; at < figures.length; at += BATCH) {
    const batch = figures.slice(at, at + BATCH).map((figure) => ({
      indicator_code: figure.indicatorCode,
      scope_key: figure.scopeKey,
      region_code: figure.regionCode,
      party_id: figure.partyId,
      period: figure.period,
      revision: figure.revision,
      value: figure.value,
      missing: figure.missing,
      status: figure.status,
      synthetic: figure.synthetic,
      open: figure.open,
      source: JSON.stringify(figure.source),
      reason: figure.reason,
      import_run_id: figure.importRunId,
      entered_by: figure.enteredBy,
    }));
    await tx.insertInto('observation').values(batch).execute();
  }
}
const BATCH = 2000;
