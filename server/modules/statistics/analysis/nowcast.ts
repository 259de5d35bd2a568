import {
  columnsAsked,
  cumulative,
  type FormDefinition,
  type FormRow,
  type MonthPeriod,
  monthAt,
  monthIndex,
  type NowcastPeriod,
  nowcast,
  type Period,
  parsePeriod,
  periodCode,
  rowsOf,
  yearEarlier,
} from '@liannao/statistics';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { forbidden, notFound, unprocessable } from '../../../kernel/errors.ts';
import { regionNames } from '../../../kernel/region/name.ts';
import type { NowcastQuery, RoundNowcast } from './model.ts';
import { holdsRegion } from './queries.ts';

type Column = 'current' | 'cumulative';
type Estimate = RoundNowcast['rows'][number];

/** Months looked back: a year for the base, and another for trying the estimate on. */
const MONTHS_BACK = 26;
const MOST_ROWS = 40;

/**
 * What a running round's totals of a region will be (推算), by row, from the returns handed in and each reporter's past.
 * Never written anywhere: an estimate is no figure.
 * @throws AppError 404 `round-not-found`; 403 `outside-your-regions`; 422 `nowcast-not-monthly`, `nowcast-row-unknown`.
 */
export async function nowcastRound(
  tx: Tx,
  actor: Actor,
  roundId: string,
  { region, row }: z.output<typeof NowcastQuery>,
): Promise<RoundNowcast> {
  const round = await selectRound(tx, roundId);
  if (!round) throw notFound('round', roundId);
  if (!(await holdsRegion(tx, region))) {
    throw forbidden('outside-your-regions', 'Estimates from single reports are for those who hold the region.');
  }
  const definition = round.definition as FormDefinition;
  const read = parsePeriod(round.period);
  if (!read.ok || read.value.kind !== 'month') {
    throw unprocessable('nowcast-not-monthly', `Only monthly rounds are estimated, not ${round.period}.`);
  }
  const month = read.value;
  const wanted = cellsOf(definition, month, row);
  if (wanted.length === 0) throw unprocessable('nowcast-row-unknown', `The form has no row ${row ?? ''} that adds up.`);
  const returns = await selectReturns(tx, { formId: round.formId, period: month, region, wanted });
  const names = await regionNames(tx, [region], actor.locale);
  return {
    region: { code: region, name: names.get(region) ?? region },
    period: round.period,
    rows: wanted.map((one, at) => estimateOf(one, at, month, returns, actor.locale)),
  };
}

interface Wanted {
  readonly row: FormRow;
  readonly column: Column;
}

/** Rows that are added up, in the columns that the period asks for; open lines have no fixed reporters to estimate. */
function cellsOf(definition: FormDefinition, period: Period, code: string | undefined): Wanted[] {
  const rows = rowsOf(definition).filter(
    ({ row, section }) =>
      section.open === null &&
      (row.kind === 'flow' || row.kind === 'stock') &&
      (code === undefined ? row.indicator !== null : row.code === code),
  );
  return rows
    .slice(0, MOST_ROWS)
    .flatMap(({ row }) =>
      columnsAsked(definition, row, period).flatMap((column): Wanted[] =>
        column === 'current' || column === 'cumulative' ? [{ row, column }] : [],
      ),
    );
}

interface ReturnRow {
  readonly unit: string;
  readonly period: string;
  readonly isIn: boolean;
  readonly isExcused: boolean;
  /** By wanted cell: what is said now, and of the year before. */
  readonly values: readonly (string | null)[];
  readonly bases: readonly (string | null)[];
  /** Why there is no value. */
  readonly absent: readonly (string | null)[];
}

const selectRound = (tx: Tx, id: string) =>
  tx
    .selectFrom('statistics_round as r')
    .innerJoin('statistics_form_version as v', (join) =>
      join.onRef('v.form_id', '=', 'r.form_id').onRef('v.version', '=', 'r.version'),
    )
    .select(['r.form_id as formId', 'r.period', 'v.definition'])
    .where('r.id', '=', id)
    .executeTakeFirst();

/** Returns of the region's reporters, of this period and of those before it, oldest first. */
async function selectReturns(
  tx: Tx,
  of: { formId: string; period: MonthPeriod; region: string; wanted: readonly Wanted[] },
): Promise<ReturnRow[]> {
  const { period } = of;
  const first = periodCode(monthAt(monthIndex(period.year, period.month) - MONTHS_BACK));
  const cell = (row: string, column: string, part = 'value') => sql`c.cells #>> ${[row, column, part]}::text[]`;
  const numbers = (base: '' | '-base') => sql.join(of.wanted.map(({ row, column }) => cell(row.code, column + base)));
  const { rows } = await sql<ReturnRow>`
    select coalesce(r.party_id::text, r.region_code) as unit, r.period,
      r.state in ('submitted', 'checked', 'approved', 'reopened') as "isIn", r.state = 'excused' as "isExcused",
      array[${numbers('')}]::text[] as values, array[${numbers('-base')}]::text[] as bases,
      array[${sql.join(of.wanted.map(({ row, column }) => cell(row.code, column, 'missing')))}]::text[] as absent
    from statistics_return r, lateral (select case when r.state = 'reopened' then r.approved_cells else r.cells end as cells) c
    where r.form_id = ${of.formId} and r.last_month between ${first} and ${periodCode(period)}
      and r.region_code in (select descendant from region_closure where ancestor = ${of.region})
    order by r.last_month`.execute(tx);
  return rows;
}

function estimateOf(
  { row, column }: Wanted,
  at: number,
  month: MonthPeriod,
  returns: readonly ReturnRow[],
  locale: 'zh' | 'en',
): Estimate {
  const asCell = (period: MonthPeriod): NowcastPeriod =>
    column === 'cumulative' ? cumulative(period.year, period.month) : period;
  const expected = new Set<string>();
  const reported = new Map<string, string>();
  const history = new Map<string, Map<string, string>>();
  const bases: [unit: string, code: string, value: string][] = [];
  const own = (unit: string) => {
    const known = history.get(unit) ?? new Map<string, string>();
    history.set(unit, known);
    return known;
  };
  // A maker of no batteries is not waited for in the row of batteries: what its newest return says of it, and who has
  // handed in returns and never a figure of it.
  const without = new Set<string>();
  const silent = new Set<string>();
  for (const one of returns) {
    const read = parsePeriod(one.period);
    if (!read.ok || read.value.kind !== 'month') continue;
    const isNow = one.period === periodCode(month);
    if (isNow && !one.isExcused) expected.add(one.unit);
    if (!one.isIn) continue;
    if (one.absent[at] === 'not-applicable') without.add(one.unit);
    else without.delete(one.unit);
    const value = numberIn(one.values[at]);
    if (value === null && !reported.has(one.unit) && !history.has(one.unit)) silent.add(one.unit);
    else silent.delete(one.unit);
    const cell = asCell(read.value);
    if (value !== null && isNow) reported.set(one.unit, value);
    if (value !== null && !isNow) own(one.unit).set(periodCode(cell), value);
    const base = numberIn(one.bases[at]);
    if (base !== null) bases.push([one.unit, periodCode(yearEarlier(cell)), base]);
  }
  // What a reporter states of the year before stands where no return of then does.
  for (const [unit, code, value] of bases) if (!own(unit).has(code)) own(unit).set(code, value);
  const due = [...expected].filter((unit) => !without.has(unit) && !silent.has(unit));
  const made = nowcast({ period: asCell(month), expected: due, reported, history });
  const head = { row: row.code, column, title: row[locale], unit: row.unit };
  const sum = [...reported.values()].reduce((total, value) => total + Number(value), 0);
  if (!made.ok) {
    return {
      ...head,
      estimate: null,
      low: null,
      high: null,
      reported: reported.size === 0 ? null : sum,
      units: reported.size,
      expected: due.length,
      basePercent: null,
      replays: 0,
      withoutBase: 0,
      refused: (made.issues[0]?.code ?? 'nowcast-coverage') as Estimate['refused'],
    };
  }
  const { estimate, low, high, coverage, method, withoutBase } = made.value;
  return {
    ...head,
    estimate,
    low,
    high,
    reported: made.value.reported,
    units: coverage.units,
    expected: coverage.expected,
    basePercent: coverage.basePercent,
    replays: method.replays,
    withoutBase: withoutBase.length,
    refused: null,
  };
}

const numberIn = (text: string | null | undefined): string | null =>
  typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text) ? text : null;
