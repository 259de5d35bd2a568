/**
 * Series of figures by indicator, scope and region, as judgements and charts need them. A derived indicator's own figures
 * come first; for periods without one its formula is applied to its operands, sums first, then the ratio (indicators
 * README, roll-up). What has no figure stays missing; nothing is put in its place, least of all a comparable base.
 */
import { parsePeriod } from '@liannao/statistics';
import type { Tx } from '../../kernel/access/actor.ts';
import type { ObservationTable } from '../../kernel/store/tables.ts';
import { type Catalogue, type Indicator, loadCatalogue } from './catalogue.ts';
import { type SeriesKey, seriesId } from './figure-ref.ts';
import { formulaOf, operandSeries, operandsOf } from './formula.ts';
import { computeFigures, type Derivation, derivationAt } from './series-compute.ts';
import { type SeriesRow, selectParents, selectSeries } from './series-queries.ts';

export interface SeriesFigure {
  /** The observation's id, or a computed figure's reference. */
  readonly ref: string;
  /** Code form. */
  readonly period: string;
  /** In the indicator's stored unit. */
  readonly value: number | null;
  readonly missing: ObservationTable['missing'];
  readonly status: ObservationTable['status'];
  readonly synthetic: boolean;
  /** 0 for a computed figure. */
  readonly revision: number;
  readonly computed: boolean;
}

export interface SeriesSet {
  readonly catalogue: Catalogue;
  /** In the order of their period codes; empty where there is none. */
  readonly figures: (key: SeriesKey) => readonly SeriesFigure[];
  /**
   * What the formula gives for a period, and of which figures, or why it gives nothing; null without a formula that can
   * be computed there. Whether the series has a figure of its own makes no difference.
   */
  readonly derivation: (key: SeriesKey, period: string) => Derivation | null;
}

/** Formulas of formulas: three levels are the catalogue's deepest. */
const MAX_DEPTH = 3;

/**
 * All that is asked for, in one query of figures, whatever the number of series; with `knownAt` as the figures were known
 * at that moment.
 */
export async function loadSeries(
  tx: Tx,
  wanted: readonly SeriesKey[],
  knownAt: Date | null = null,
): Promise<SeriesSet> {
  const catalogue = new Map(
    await loadCatalogue(
      tx,
      wanted.map((key) => key.indicatorCode),
    ),
  );
  await addOperands(tx, catalogue);
  const parents = await parentsOf(tx, wanted, catalogue);
  const keys = new Map<string, SeriesKey>();
  const expand = (key: SeriesKey, depth: number) => {
    keys.set(seriesId(key), key);
    if (depth > 0) for (const operand of operandSeries(key, catalogue, parents)) expand(operand.key, depth - 1);
  };
  for (const key of wanted) expand(key, MAX_DEPTH);
  const read = new Map<string, SeriesFigure[]>();
  for (const row of await selectSeries(tx, [...keys.values()], knownAt)) {
    const id = seriesId(row);
    const list = read.get(id) ?? [];
    if (list.length === 0) read.set(id, list);
    list.push(figureOf(row));
  }
  const done = new Map<string, readonly SeriesFigure[]>();
  const asked = (key: SeriesKey, depth: number) => {
    const indicator = catalogue.get(key.indicatorCode);
    const node = formulaOf(indicator);
    if (!indicator || !node || depth === 0) return null;
    const operands = operandSeries(key, catalogue, parents).flatMap((one) => {
      const of = catalogue.get(one.operand.code);
      const byPeriod = new Map(figures(one.key, depth - 1).map((figure) => [figure.period, figure]));
      return of ? [{ ...one, indicator: of, figures: byPeriod }] : [];
    });
    return operands.length === 0 ? null : { key, indicator, node, operands };
  };
  const figures = (key: SeriesKey, depth = MAX_DEPTH): readonly SeriesFigure[] => {
    const id = seriesId(key);
    const known = done.get(id);
    if (known) return known;
    const direct = read.get(id) ?? [];
    const derived = asked(key, depth);
    const computed = derived ? computeFigures(derived) : [];
    // Withdrawn is as if it had never been said: what can be computed takes its place.
    const have = new Set(direct.filter(({ missing }) => missing !== 'withdrawn').map((figure) => figure.period));
    const added = computed.filter((figure) => !have.has(figure.period));
    const replaced = new Set(added.map((figure) => figure.period));
    const all = [...direct.filter((figure) => !replaced.has(figure.period)), ...added];
    done.set(id, all);
    return all;
  };
  return {
    catalogue,
    figures: (key) => figures(key),
    derivation: (key, code) => {
      const derived = asked(key, MAX_DEPTH);
      const period = parsePeriod(code);
      return derived && period.ok ? derivationAt(derived, period.value) : null;
    },
  };
}

/** Operands of the derived indicators in the catalogue at hand, and their operands. */
export async function addOperands(tx: Tx, catalogue: Map<string, Indicator>): Promise<void> {
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const needed = [...catalogue.values()]
      .flatMap(operandsOf)
      .map((operand) => operand.code)
      .filter((code) => !catalogue.has(code));
    if (needed.length === 0) return;
    for (const [code, indicator] of await loadCatalogue(tx, needed)) catalogue.set(code, indicator);
  }
}

/** Operands of operands may stand for the region above as well. */
async function parentsOf(
  tx: Tx,
  keys: readonly SeriesKey[],
  catalogue: Catalogue,
): Promise<ReadonlyMap<string, string>> {
  const usesParent = [...catalogue.values()].some((one) => operandsOf(one).some(({ region }) => region === 'parent'));
  if (!usesParent) return new Map();
  const rows = await selectParents(tx, [...new Set(keys.map((key) => key.regionCode))]);
  return new Map(rows.flatMap((row) => (row.parentCode ? [[row.code, row.parentCode] as const] : [])));
}

function figureOf(row: SeriesRow): SeriesFigure {
  const { id, period, value, missing, status, synthetic, revision } = row;
  return { ref: id, period, value, missing, status, synthetic, revision, computed: false };
}
