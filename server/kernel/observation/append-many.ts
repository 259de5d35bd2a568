import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { type NewObservation, rowOf } from './queries.ts';

/** A figure that is to stand, or to be taken back: what is not there yet is not taken back, but left alone. */
export interface WantedFigure extends NewObservation {
  /** Why it replaces another; of a first figure nobody asks. */
  readonly reason: string | null;
  /** Open already stays open: closing needs a decision of its own. `while-same`: only as long as it says the same. */
  readonly keepsOpen?: boolean | 'while-same';
}

export interface Appended {
  readonly added: number;
  readonly revised: number;
  readonly unchanged: number;
  /** Ids of the new rows, in no order. */
  readonly ids: readonly string[];
}

interface Standing {
  readonly ordinal: number;
  readonly revision: number;
  readonly value: number | null;
  readonly missing: string | null;
  readonly status: string;
  readonly synthetic: boolean;
  readonly open: boolean;
  /** What it came from: the `kind` of its source, and its form where it is of one. */
  readonly kind: string | null;
  readonly form: string | null;
}

const BATCH = 2000;
const SAME = ['value', 'missing', 'status', 'synthetic'] as const;

/**
 * Brings many figures to what is wanted, in two statements for each 2,000: what is the same stays, what differs gets a new
 * revision. No key may occur twice. `reasonFor` says why a figure that stands is replaced where the wanted one does not.
 * @throws the store's unique violation where somebody else wrote the same revision first (answered 409).
 */
export async function appendMany(
  tx: Tx,
  figures: readonly WantedFigure[],
  reasonFor: (before: { readonly kind: string | null; readonly open: boolean }) => string | null = () => null,
): Promise<Appended> {
  let added = 0;
  let revised = 0;
  const ids: string[] = [];
  for (let at = 0; at < figures.length; at += BATCH) {
    const batch = figures.slice(at, at + BATCH);
    const standing = await selectStanding(tx, batch);
    const rows = batch.flatMap((figure, ordinal) => {
      const before = standing.get(ordinal);
      const isSame = before !== undefined && SAME.every((field) => before[field] === figure[field]);
      const keepsOpen = figure.keepsOpen === 'while-same' ? isSame : figure.keepsOpen === true;
      const open = figure.open || (keepsOpen && before?.open === true);
      // Only what came from the same source is taken back: another's figure, or another form's, is not ours to withdraw.
      if (figure.missing === 'withdrawn' && !(before && isSameSource(before, figure))) return [];
      if (isSame && before.open === open) return [];
      if (before) revised += 1;
      else added += 1;
      const reason = before ? (figure.reason ?? reasonFor(before)) : figure.reason;
      return [rowOf({ ...figure, open, reason }, (before?.revision ?? 0) + 1)];
    });
    if (rows.length === 0) continue;
    const written = await tx.insertInto('observation').values(rows).returning('id').execute();
    ids.push(...written.map(({ id }) => id));
  }
  return { added, revised, unchanged: figures.length - added - revised, ids };
}

function isSameSource(before: Standing, { source }: NewObservation): boolean {
  const { kind = null, form = null } = source as { kind?: string; form?: string };
  return before.kind === kind && before.form === form;
}

/** The figures in force of these keys, by their place in the list. Two branches: an index cannot look for "same or both null". */
async function selectStanding(tx: Tx, figures: readonly NewObservation[]): Promise<Map<number, Standing>> {
  const column = (pick: (figure: NewObservation) => string | null) => figures.map(pick);
  const { rows } = await sql<Standing>`
    with wanted as materialized (
      select * from unnest(${column((one) => one.indicatorCode)}::text[], ${column((one) => one.scopeKey)}::text[],
        ${column((one) => one.regionCode)}::text[], ${column((one) => one.partyId)}::uuid[],
        ${column((one) => one.period)}::text[]) with ordinality
        as w(indicator_code, scope_key, region_code, party_id, period, n))
    select w.n::int - 1 as ordinal, o.revision, o.value, o.missing, o.status, o.synthetic, o.open, o.source->>'kind' as kind,
      o.source->>'form' as form
    from wanted w cross join lateral (
      (select * from observation h where w.party_id is null and h.party_id is null
        and h.indicator_code = w.indicator_code and h.scope_key = w.scope_key and h.region_code = w.region_code
        and h.period = w.period order by h.revision desc limit 1)
      union all
      (select * from observation h where h.party_id = w.party_id
        and h.indicator_code = w.indicator_code and h.scope_key = w.scope_key and h.region_code = w.region_code
        and h.period = w.period order by h.revision desc limit 1)) o`.execute(tx);
  return new Map(rows.map((row) => [row.ordinal, row]));
}
