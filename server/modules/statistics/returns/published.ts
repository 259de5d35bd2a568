import { sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';
import type { CellFigure } from './figures.ts';
import { sumKey } from './withhold.ts';

/** Of these figures those that everybody reads already, with the same value; as `sumKey`. */
export async function selectPublished(
  tx: Tx,
  figures: readonly (CellFigure & { readonly region: string })[],
): Promise<Set<string>> {
  if (figures.length === 0) return new Set();
  const column = (pick: (figure: CellFigure & { readonly region: string }) => string | number | null) =>
    figures.map(pick);
  const { rows } = await sql<{ n: number }>`
    select w.n::int - 1 as n
    from unnest(${column((one) => one.indicatorCode)}::text[], ${column((one) => one.scopeKey)}::text[],
      ${column((one) => one.region)}::text[], ${column((one) => one.period)}::text[],
      ${column((one) => one.value)}::float8[], ${column((one) => one.missing)}::text[]) with ordinality
      as w(indicator_code, scope_key, region_code, period, value, missing, n)
    cross join lateral (select value, missing from observation o where o.party_id is null and o.open
      and o.status = 'approved' and o.indicator_code = w.indicator_code and o.scope_key = w.scope_key
      and o.region_code = w.region_code and o.period = w.period order by o.revision desc limit 1) p
    where p.value is not distinct from w.value and p.missing is not distinct from w.missing`.execute(tx);
  return new Set(
    rows.flatMap(({ n }) => {
      const figure = figures[n];
      return figure ? [sumKey(figure.region, figure)] : [];
    }),
  );
}
