import type { FormColumn } from '@liannao/statistics';
import { sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';

interface Place {
  readonly row: string;
  readonly column: FormColumn;
}

interface FigureOf extends Place {
  readonly id: string;
}

/** The figures that a region's sums have become, as far as the reader may see them: `ref` leads to where each comes from. */
export async function withFigures<T extends Place>(
  tx: Tx,
  totals: readonly T[],
  { round, region }: { readonly round: string; readonly region: string },
): Promise<(T & { ref: string | null })[]> {
  const { rows } = await sql<FigureOf>`
    select o.id, o.source->>'row' as row, o.source->>'column' as column
    from statistics_progress s
    join statistics_round t on t.id = s.round_id
    join observation_head h on h.region_code = s.region_code and h.party_id is null
      and h.indicator_code in (select jsonb_path_query(v.definition, '$.sections[*].rows[*].indicator') #>> '{}'
        from statistics_form_version v where v.form_id = t.form_id and v.version = t.version)
    join observation o on o.id = h.observation_id
    where s.round_id = ${round}::uuid and s.region_code = ${region} and s.settled_at is not null
      and o.source->>'round' = ${round} and o.value is not null`.execute(tx);
  const ids = new Map(rows.map((one) => [`${one.row} ${one.column}`, one.id]));
  return totals.map((one) => ({ ...one, ref: ids.get(`${one.row} ${one.column}`) ?? null }));
}
