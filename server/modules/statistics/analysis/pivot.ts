import { type Period, periodCode } from '@liannao/statistics';
import { type Actor, anonymous, type Tx, withActor } from '../../../kernel/access/actor.ts';
import type { Db } from '../../../kernel/store/open-store.ts';
import { type AggregateFigure, aggregateFigures } from '../aggregate/index.ts';
import { type Catalogue, indicatorTitle, loadCatalogue } from '../catalogue.ts';
import { figureRef } from '../figure-ref.ts';
import { addOperands } from '../series.ts';
import type { Locale } from '../text.ts';
import { appliesTo, type Board, membersOfAxis, overOf, problemOf, slotOf } from './axes.ts';
import { pivotFirms } from './firms.ts';
import { cellOf } from './measure.ts';
import type { PivotAsk, PivotCell, PivotMember, PivotTable } from './model.ts';
import { readPeriods } from './periods.ts';
import { selectNested, selectPivotRegions } from './queries.ts';
import { refuse } from './refuse.ts';
import { type Amount, NOTHING, refusedAmount, type Slot, type Source } from './whole.ts';

interface PivotDeps {
  readonly db: Db;
  readonly now: () => Date;
}

/**
 * A table of figures by any dimensions, as the asker may see them, with totals by the indicators' own rules.
 * @throws AppError 422 with the code of what cannot be put together, and why.
 */
export function pivot(deps: PivotDeps, actor: Actor, ask: PivotAsk): Promise<PivotTable> {
  const reader = ask.publishedOnly ? anonymous(actor.locale) : actor;
  return withActor(deps.db, reader, (tx) => pivotIn(tx, reader, ask, deps.now()));
}

async function pivotIn(tx: Tx, actor: Actor, ask: PivotAsk, now: Date): Promise<PivotTable> {
  const { locale } = actor;
  const board = await boardOf(tx, ask, locale);
  if ([...ask.rows, ...ask.columns].some((dimension) => dimension.startsWith('party:'))) {
    return pivotFirms(tx, actor, board, now);
  }
  const problem = problemOf(board);
  if (problem) refuse(problem.code, problem.text, locale);
  const catalogue = new Map(board.indicators.map((indicator) => [indicator.code, indicator]));
  await addOperands(tx, catalogue);
  const knownAt = ask.asOf ? new Date(`${ask.asOf}T23:59:59.999+08:00`) : null;
  const rows = membersOfAxis(board, ask.rows, locale);
  const columns = membersOfAxis(board, ask.columns, locale);
  const wanted = new Map<string, Wanted>();
  // Once to learn what is read, once to compute.
  compose(board, rows, columns, noting(catalogue, wanted));
  const parts = compose(board, rows, columns, await loaded(tx, { catalogue, wanted, ask, knownAt }));
  const cells = [...parts.cells.flat(), ...(parts.rowTotal ?? []), ...(parts.columnTotal ?? [])];
  return {
    rows,
    columns,
    ...parts,
    indicators: board.indicators.map((one) => ({
      code: one.code,
      title: indicatorTitle(one, locale),
      unit: one.unit,
      shownAs: one.shownAs,
    })),
    measure: ask.measure,
    asOf: ask.asOf ?? null,
    synthetic: cells.some(({ synthetic, value }) => synthetic && value !== null),
    withheld: 0,
  };
}

async function boardOf(tx: Tx, ask: PivotAsk, locale: Locale): Promise<Board> {
  const catalogue = await loadCatalogue(tx, ask.indicators);
  const unknown = ask.indicators.filter((code) => !catalogue.has(code));
  if (unknown.length > 0) refuse('indicator-unknown', unknown.join(locale === 'zh' ? '、' : ', '), locale);
  const read = readPeriods(ask.periods);
  if (!read.ok) refuse(read.code, read.text, locale);
  const regions = await selectPivotRegions(tx, ask.regions);
  const root = 'root' in ask.regions && regions.length > 1 ? ask.regions.root : null;
  const apart = regions.filter(({ code, level }) => code !== root && level !== 'zone' && level !== 'group');
  const nested = new Set(
    await selectNested(
      tx,
      apart.map(({ code }) => code),
    ),
  );
  const indicators = [...new Set(ask.indicators)].flatMap((code) => catalogue.get(code) ?? []);
  const parts = apart.map(({ code }) => code).filter((code) => !nested.has(code));
  return { indicators, regions, parts, periods: read.periods, ask };
}

interface Wanted {
  readonly indicators: Set<string>;
  readonly regions: Set<string>;
  readonly periods: Set<string>;
}

function noting(catalogue: Catalogue, wanted: Map<string, Wanted>): Source {
  return {
    catalogue,
    read: (indicator, scopeKey, region, period) => {
      const one = wanted.get(scopeKey) ?? { indicators: new Set(), regions: new Set(), periods: new Set() };
      wanted.set(scopeKey, one);
      one.indicators.add(indicator.code);
      one.regions.add(region);
      one.periods.add(periodCode(period));
      return NOTHING;
    },
  };
}

/** A set of figures for each scope that is read, whatever the number of cells. */
async function loaded(
  tx: Tx,
  of: { catalogue: Catalogue; wanted: ReadonlyMap<string, Wanted>; ask: PivotAsk; knownAt: Date | null },
): Promise<Source> {
  const sets = new Map<string, Awaited<ReturnType<typeof aggregateFigures>>>();
  for (const [scopeKey, { indicators, regions, periods }] of of.wanted) {
    const found = await aggregateFigures(tx, {
      indicators: [...indicators],
      scopeKey,
      regions: { codes: [...regions] },
      periods: [...periods],
      overTime: of.ask.overTime,
      knownAt: of.knownAt,
    });
    sets.set(scopeKey, found);
  }
  return {
    catalogue: of.catalogue,
    read: (indicator, scopeKey, region, period) => {
      const set = sets.get(scopeKey);
      if (!set) return NOTHING;
      const figure = set.figure(indicator.code, region, periodCode(period));
      const computed = figure.how === 'computed' && of.knownAt === null;
      const key = { indicatorCode: indicator.code, scopeKey, regionCode: region };
      return amountOf(figure, computed ? figureRef(key, periodCode(period)) : null);
    },
  };
}

const amountOf = (figure: AggregateFigure, computedRef: string | null): Amount => ({
  value: figure.value,
  missing: figure.value === null ? figure.missing : null,
  complete: figure.complete,
  reported: figure.reported,
  of: figure.of,
  synthetic: figure.synthetic,
  status: figure.status,
  ref: figure.observationId ?? computedRef,
  refused: figure.refused,
});

type Parts = Pick<PivotTable, 'cells' | 'rowTotal' | 'columnTotal' | 'total'>;

/** All cells and totals out of a source of figures. */
function compose(
  board: Board,
  rows: readonly PivotMember[][],
  columns: readonly PivotMember[][],
  source: Source,
): Parts {
  const { ask } = board;
  const over = overOf(ask);
  const none = new Set<string>();
  const allRows = new Set<string>(ask.rows);
  const allColumns = new Set<string>(ask.columns);
  const at = (members: readonly PivotMember[], collapsed: ReadonlySet<string>): PivotCell => {
    const slot = slotOf(board, members, collapsed);
    if (!slot) return cellOf(refusing, VALUE, emptySlot(board), null);
    if (!appliesTo(members, slot.indicator)) {
      return cellOf(inapplicable, VALUE, slot, null);
    }
    const whole = over === null ? null : slotOf(board, members, new Set([...collapsed, over]));
    return cellOf(source, ask, slot, whole);
  };
  return {
    cells: rows.map((row) => columns.map((column) => at([...row, ...column], none))),
    rowTotal: rows.length > 1 ? columns.map((column) => at(column, allRows)) : null,
    columnTotal: columns.length > 1 ? rows.map((row) => at(row, allColumns)) : null,
    total: rows.length > 1 && columns.length > 1 ? at([], new Set([...allRows, ...allColumns])) : null,
  };
}

const VALUE = { measure: 'value', basis: 'comparable' } as const;
const refusing: Source = { catalogue: new Map(), read: () => refusedAmount('several-indicators') };
const inapplicable: Source = {
  catalogue: new Map(),
  read: () => ({ ...NOTHING, missing: 'not-applicable', complete: true, of: 0 }),
};

function emptySlot({ indicators, regions, periods }: Board): Slot {
  const [indicator] = indicators;
  const [period] = periods;
  if (!indicator || !period) throw new TypeError('a table without indicator or period was composed');
  const one: readonly Period[] = [period];
  return { indicator, scopeKey: '', regions: [regions[0]?.code ?? ''], periods: one };
}
