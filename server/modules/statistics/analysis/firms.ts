import { type Period, periodCode, ratioOfSums } from '@liannao/statistics';
import { type Actor, systemActor, type Tx } from '../../../kernel/access/actor.ts';
import { asSystem } from '../../../kernel/access/as-system.ts';
import { aggregateFigures } from '../aggregate/index.ts';
import { type Indicator, indicatorTitle } from '../catalogue.ts';
import { type Board, membersOfAxis, slotOf } from './axes.ts';
import { type FirmGroups, firmGroups } from './firm-groups.ts';
import { ALL, type Bucket, EMPTY, type Slice, sliceOf } from './firm-slices.ts';
import type { PivotCell, PivotMember, PivotTable } from './model.ts';
import { type FirmFigure, holdsRegion, selectFirmFigures } from './queries.ts';
import { refuse } from './refuse.ts';

const PARTY = 'party:';

/**
 * Firms' figures of a region by attributes of the enterprise register. Who holds the region gets all cells; everybody
 * else only those of figures whose regional total he may read already, and no single firm's: statistics-conventions 5.6.
 * @throws AppError 422 with what cannot be put together.
 */
export async function pivotFirms(tx: Tx, actor: Actor, board: Board, now: Date): Promise<PivotTable> {
  const { locale } = actor;
  const { ask, indicators, periods } = board;
  const [region] = board.regions;
  if (!region || board.regions.length > 1) refuse('pivot-firms-region', '', locale);
  if (ask.measure !== 'value' && ask.measure !== 'share') refuse('pivot-firms-measure', '', locale);
  const axes = [...ask.rows, ...ask.columns];
  if (axes.some((one) => !one.startsWith(PARTY) && one !== 'period' && one !== 'indicator')) {
    refuse('pivot-firms-axes', '', locale);
  }
  const fields = axes.filter((one) => one.startsWith(PARTY)).map((one) => one.slice(PARTY.length));
  if (fields.length > 2) refuse('pivot-firms-axes', '', locale);
  if (indicators.length > 1 && !axes.includes('indicator')) refuse('pivot-indicators-off-axis', '', locale);
  if (periods.length > 1 && !axes.includes('period')) refuse('pivot-periods-off-axis', '', locale);
  const rates = indicators.filter(({ regionRule }) => regionRule !== 'sum');
  if (rates.length > 0) refuse('pivot-firms-rate', rates.map((one) => indicatorTitle(one, locale)).join('、'), locale);

  const holds = await holdsRegion(tx, region.code);
  if (!holds) refuseWhatTells(fields, ask.asOf, locale);
  const asked = { tx, board, region: region.code };
  const isTold = holds ? () => true : await toldTotals(asked);
  const { figures, groups } = await asSystem(tx, async () => ({
    figures: await loadFigures(asked),
    groups: await firmGroups(tx, { fields, region: region.code, actor: { ...systemActor('pivot'), locale }, now }),
  }));
  if (!groups.ok) refuse('pivot-firms-field', groups.field, locale);
  const slices = new Map<string, Slice>();
  for (const indicator of indicators) {
    for (const period of periods) {
      const key = sliceKey(indicator.code, periodCode(period));
      const own = isTold(indicator.code, periodCode(period)) ? (figures.get(key) ?? []) : null;
      slices.set(key, sliceOf({ figures: own, groups, fields, open: holds }));
    }
  }
  return tableOf({ board, slices, groups, fields, actor });
}

/**
 * A table is protected by itself. What a table by two fields withholds follows from the tables by each of them, and one
 * firm's figure from the tables of before and after it was known; so these are for those who hold the region.
 */
function refuseWhatTells(fields: readonly string[], asOf: string | undefined, locale: Actor['locale']): void {
  if (fields.length > 1) refuse('pivot-firms-one-field', '', locale);
  if (asOf !== undefined) refuse('pivot-firms-as-of', '', locale);
}

interface Asked {
  readonly tx: Tx;
  readonly board: Board;
  readonly region: string;
}

const sliceKey = (indicator: string, period: string) => `${indicator} ${period}`;

/** Each indicator's series: the fixed scope, as far as it is cut by it. */
const scopeKeyOf = (board: Board, indicator: Indicator): string =>
  slotOf({ ...board, indicators: [indicator] }, [], new Set())?.scopeKey ?? '';

/** Whose regional figure the reader sees, of that firms may be told together. */
async function toldTotals({ tx, board, region }: Asked): Promise<(indicator: string, period: string) => boolean> {
  const told = new Set<string>();
  for (const indicator of board.indicators) {
    const codes = board.periods.map(periodCode);
    const set = await aggregateFigures(tx, {
      indicators: [indicator.code],
      scopeKey: scopeKeyOf(board, indicator),
      regions: { codes: [region] },
      periods: codes,
      overTime: 'each',
      knownAt: knownAt(board),
    });
    for (const code of codes) {
      const { how, status, value } = set.figure(indicator.code, region, code);
      if (how === 'stored' && status === 'approved' && value !== null) told.add(sliceKey(indicator.code, code));
    }
  }
  return (indicator, period) => told.has(sliceKey(indicator, period));
}

const knownAt = ({ ask }: Board): Date | null => (ask.asOf ? new Date(`${ask.asOf}T23:59:59.999+08:00`) : null);

async function loadFigures({ tx, board, region }: Asked): Promise<ReadonlyMap<string, FirmFigure[]>> {
  const rows = await selectFirmFigures(tx, {
    indicators: board.indicators.map(({ code }) => code),
    scopeKeys: board.indicators.map((indicator) => scopeKeyOf(board, indicator)),
    periods: board.periods.map((period: Period) => periodCode(period)),
    region,
    knownAt: knownAt(board),
  });
  return Map.groupBy(rows, ({ indicatorCode, period }) => sliceKey(indicatorCode, period));
}

function tableOf(of: {
  board: Board;
  slices: ReadonlyMap<string, Slice>;
  groups: Extract<FirmGroups, { ok: true }>;
  fields: readonly string[];
  actor: Actor;
}): PivotTable {
  const { board, slices, groups, fields, actor } = of;
  const { ask, indicators, periods } = board;
  const axis = (dimensions: readonly string[]): PivotMember[][] =>
    dimensions.reduce<PivotMember[][]>(
      (combined, dimension) => {
        const members = dimension.startsWith(PARTY)
          ? (groups.members.get(dimension.slice(PARTY.length)) ?? []).map(({ key, label }) => ({
              dimension,
              key,
              label,
            }))
          : (membersOfAxis(board, [dimension], actor.locale).flat() as PivotMember[]);
        return combined.flatMap((one) => members.map((member) => [...one, member]));
      },
      [[]],
    );
  const cellAt = (members: readonly PivotMember[]): PivotCell => {
    const at = new Map(members.map(({ dimension, key }) => [dimension, key]));
    const indicator = indicators.find(({ code }) => code === (at.get('indicator') ?? indicators[0]?.code));
    const period = at.get('period') ?? (periods[0] ? periodCode(periods[0]) : '');
    const needsOne = (dimension: string, count: number) => count > 1 && !at.has(dimension);
    if (!indicator || needsOne('indicator', indicators.length)) return cell(EMPTY, '', 'several-indicators');
    if (needsOne('period', periods.length)) return cell(EMPTY, indicator.unit, 'not-additive-over-time');
    const slice = slices.get(sliceKey(indicator.code, period));
    const keys = fields.map((field) => at.get(PARTY + field) ?? ALL);
    const bucket = slice?.at(keys) ?? EMPTY;
    if (ask.measure === 'value') return cell(bucket, indicator.unit, null);
    const whole = slice?.at(fields.map(() => ALL)) ?? EMPTY;
    const hidden = bucket.withheld || whole.withheld;
    const value =
      hidden || bucket.value === null || whole.value === null ? null : ratioOfSums([bucket.value], [whole.value]);
    return cell({ ...bucket, value, withheld: hidden }, '%', null);
  };
  const rows = axis(ask.rows);
  const columns = axis(ask.columns);
  const cells = rows.map((row) => columns.map((column) => cellAt([...row, ...column])));
  return {
    rows,
    columns,
    cells,
    rowTotal: rows.length > 1 ? columns.map(cellAt) : null,
    columnTotal: columns.length > 1 ? rows.map(cellAt) : null,
    total: rows.length > 1 && columns.length > 1 ? cellAt([]) : null,
    indicators: indicators.map((one) => ({
      code: one.code,
      title: indicatorTitle(one, actor.locale),
      unit: one.unit,
      shownAs: one.shownAs,
    })),
    measure: ask.measure,
    asOf: ask.asOf ?? null,
    synthetic: cells.flat().some(({ synthetic }) => synthetic),
    withheld: [...slices.values()].reduce((sum, { withheld }) => sum + withheld, 0),
  };
}

const cell = (bucket: Bucket, unit: string, refused: PivotCell['refused']): PivotCell => ({
  value: bucket.withheld ? null : bucket.value,
  missing: bucket.withheld ? 'suppressed' : bucket.value === null && bucket.firms > 0 ? 'unknown' : null,
  unit,
  state: 'value',
  complete: bucket.complete,
  reported: bucket.withheld ? 0 : bucket.reported,
  of: bucket.withheld ? 0 : bucket.firms,
  synthetic: bucket.synthetic,
  status: 'approved',
  ref: null,
  refused,
});
