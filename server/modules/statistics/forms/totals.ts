import { type FormColumn, type FormDefinition, type Growth, growth, parseRowKey, rowsOf } from '@liannao/statistics';
import { sql } from 'kysely';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { dayOf } from '../../../kernel/calendar/workdays.ts';
import { forbidden, notFound } from '../../../kernel/errors.ts';
import { regionNames } from '../../../kernel/region/name.ts';
import type { RoundTotals } from './model.ts';
import { selectRounds } from './round-queries.ts';
import { withFigures } from './total-figures.ts';

interface TotalRow {
  readonly row: string;
  readonly column: FormColumn;
  /** Decimal text in the form's unit; null: nothing to add up. */
  readonly value: string | null;
  readonly reported: number;
  readonly missing: Record<string, number>;
}

/**
 * The sums of what has been handed in of a round for a region (default: the round's own), with growth on the comparable
 * base (conventions 4.2): where a reporter lacks one of the two there is none. Rates are not summed and have none either.
 * @throws AppError 404 `round-not-found`, `region-not-found` for one outside the round; 403 `outside-your-regions`.
 */
export async function roundTotals(
  tx: Tx,
  actor: Actor,
  { id, region, now }: { id: string; region: string | undefined; now: Date },
): Promise<RoundTotals> {
  const [round] = await selectRounds(tx, actor, { ids: [id], region, limit: 1, today: dayOf(now) });
  if (!round) throw notFound(region === undefined ? 'round' : 'region', region ?? id);
  const code = region ?? round.regionCode;
  await requireHeld(tx, code);
  const totals = await selectTotals(tx, id, code);
  const version = await tx
    .selectFrom('statistics_form_version')
    .select('definition')
    .where('form_id', '=', round.formId)
    .where('version', '=', round.version)
    .executeTakeFirstOrThrow();
  const { expected, submitted, checked, approved, excused, late, questions } = round;
  return {
    region: { code, name: (await regionNames(tx, [code], actor.locale)).get(code) ?? code },
    counts: { expected, submitted, checked, approved, excused, late, questions },
    rows: await withFigures(tx, totals, { round: id, region: code }),
    growth: growthOf(version.definition as FormDefinition, totals),
  };
}

async function requireHeld(tx: Tx, region: string): Promise<void> {
  const { rows } = await sql<{ held: boolean }>`select liannao_within(${region}) as held`.execute(tx);
  if (!rows[0]?.held) throw forbidden('outside-your-regions', 'Sums are for those who hold the region.');
}

async function selectTotals(tx: Tx, round: string, region: string): Promise<TotalRow[]> {
  const { rows } =
    await sql<TotalRow>`select row_key as row, column_id as column, value::text as value, reported, missing
    from statistics_total where round_id = ${round}::uuid and region_code = ${region}
    order by row_key, column_id`.execute(tx);
  return rows;
}

const percentOf = (one: Growth): number | null => (one.kind === 'rate' ? one.percent : null);

const GAPS = ['unknown', 'suppressed', 'not-yet-reported'] as const;

/**
 * Whether two columns are of the same reporters: as many lack a figure in the one as in the other. What does not apply,
 * such as the base of a new plant, is no gap (conventions 4.2 rule 4).
 */
const isComparable = (now: TotalRow, base: TotalRow): boolean =>
  GAPS.every((kind) => (now.missing[kind] ?? 0) === (base.missing[kind] ?? 0));

function growthOf(definition: FormDefinition, totals: readonly TotalRow[]): RoundTotals['growth'] {
  const kinds = new Map(rowsOf(definition).map(({ row }) => [row.code, row.kind]));
  const places = new Map(totals.map((one) => [`${one.row} ${one.column}`, one]));
  const found: RoundTotals['growth'] = {};
  for (const row of new Set(totals.map((one) => one.row))) {
    const kind = kinds.get(parseRowKey(row).code);
    if (kind !== 'flow' && kind !== 'stock') continue;
    const of = (column: FormColumn, base: FormColumn): number | null => {
      const [now, then] = [places.get(`${row} ${column}`), places.get(`${row} ${base}`)];
      return now && then && isComparable(now, then) ? percentOf(growth(now.value, then.value)) : null;
    };
    found[row] = { current: of('current', 'current-base'), cumulative: of('cumulative', 'cumulative-base') };
  }
  return found;
}
