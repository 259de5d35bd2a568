/**
 * Series of figures by indicator, scope and region, as judgements and charts need them. A derived indicator's own figures
 * come first; for periods without one its formula is applied to the operands of the same period, sums first, then the
 * ratio (indicators README, roll-up). What has no figure stays missing; nothing is put in its place.
 */
import { addQuantities, convert, ratioOfSums } from '@liannao/statistics';
import type { Tx } from '../../kernel/access/actor.ts';
import { parseScopeKey, scopeKey } from '../../kernel/observation/scope.ts';
import type { ObservationTable } from '../../kernel/store/tables.ts';
import { type Catalogue, formulaText, type Indicator, loadCatalogue } from './catalogue.ts';
import { figureRef, type SeriesKey, seriesId } from './figure-ref.ts';
import { type Formula, type Operand, operandsIn, parseFormula } from './formula.ts';
import { withinDimensions } from './scope.ts';
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
}

const NATION = '000000';
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
    if (depth > 0) for (const operand of operandKeys(key, catalogue, parents)) expand(operand.key, depth - 1);
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
  const figures = (key: SeriesKey, depth = MAX_DEPTH): readonly SeriesFigure[] => {
    const id = seriesId(key);
    const known = done.get(id);
    if (known) return known;
    const direct = read.get(id) ?? [];
    const operands = depth > 0 ? operandKeys(key, catalogue, parents) : [];
    const computed =
      operands.length === 0
        ? []
        : compute(
            key,
            catalogue,
            operands.map((o) => figures(o.key, depth - 1)),
          );
    // Withdrawn is as if it had never been said: what can be computed takes its place.
    const have = new Set(direct.filter(({ missing }) => missing !== 'withdrawn').map((figure) => figure.period));
    const added = computed.filter((figure) => !have.has(figure.period));
    const replaced = new Set(added.map((figure) => figure.period));
    const all = [...direct.filter((figure) => !replaced.has(figure.period)), ...added];
    done.set(id, all);
    return all;
  };
  return { catalogue, figures: (key) => figures(key) };
}

/** Operands of the derived indicators in the catalogue at hand, and their operands. */
async function addOperands(tx: Tx, catalogue: Map<string, Indicator>): Promise<void> {
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const needed = [...catalogue.values()]
      .flatMap((indicator) => formulaOf(indicator)?.operands ?? [])
      .map((operand) => operand.code)
      .filter((code) => !catalogue.has(code));
    if (needed.length === 0) return;
    for (const [code, indicator] of await loadCatalogue(tx, needed)) catalogue.set(code, indicator);
  }
}

function formulaOf(indicator: Indicator | undefined): { formula: Formula; operands: readonly Operand[] } | null {
  const text = indicator ? formulaText(indicator) : null;
  const formula = text === null ? null : parseFormula(text);
  return formula && { formula, operands: operandsIn(formula) };
}

async function parentsOf(
  tx: Tx,
  keys: readonly SeriesKey[],
  catalogue: Catalogue,
): Promise<ReadonlyMap<string, string>> {
  const usesParent = (key: SeriesKey) =>
    formulaOf(catalogue.get(key.indicatorCode))?.operands.some((operand) => operand.region === 'parent') ?? false;
  const rows = await selectParents(tx, [...new Set(keys.filter(usesParent).map((key) => key.regionCode))]);
  return new Map(rows.flatMap((row) => (row.parentCode ? [[row.code, row.parentCode] as const] : [])));
}

export interface OperandSeries {
  readonly operand: Operand;
  readonly key: SeriesKey;
}

/** Where the operands of a derived figure are; empty for what has no formula that can be computed. */
export function operandKeys(
  key: SeriesKey,
  catalogue: Catalogue,
  parents: ReadonlyMap<string, string>,
): OperandSeries[] {
  const found = formulaOf(catalogue.get(key.indicatorCode));
  if (!found) return [];
  const scope = parseScopeKey(key.scopeKey);
  const series = found.operands.map((operand): OperandSeries | null => {
    const indicator = catalogue.get(operand.code);
    const regionCode = { own: key.regionCode, nation: NATION, parent: parents.get(key.regionCode) }[operand.region];
    if (!indicator || !regionCode) return null;
    const own = { ...withinDimensions(scope, indicator.scopeDimensions), ...operand.scope };
    return { operand, key: { indicatorCode: operand.code, scopeKey: scopeKey(own), regionCode } };
  });
  return series.every((one) => one !== null) ? series : [];
}

function figureOf(row: SeriesRow): SeriesFigure {
  const { id, period, value, missing, status, synthetic, revision } = row;
  return { ref: id, period, value, missing, status, synthetic, revision, computed: false };
}

const strength = { draft: 0, submitted: 1, approved: 2 } as const;

/** One figure for each period in which every operand has one. */
function compute(key: SeriesKey, catalogue: Catalogue, operands: readonly (readonly SeriesFigure[])[]): SeriesFigure[] {
  const indicator = catalogue.get(key.indicatorCode);
  const found = formulaOf(indicator);
  if (!indicator || !found) return [];
  const [first, ...others] = operands.map((figures) => new Map(figures.map((figure) => [figure.period, figure])));
  if (!first) return [];
  return [...first.keys()].flatMap((period) => {
    const figures = [first, ...others].map((byPeriod) => byPeriod.get(period));
    if (!figures.every((figure) => figure !== undefined)) return [];
    const value = computedValue(
      indicator,
      found.formula,
      catalogue,
      figures.map((figure) => figure.value),
    );
    if (value === null) return [];
    const status = figures.map((figure) => figure.status).reduce((a, b) => (strength[a] <= strength[b] ? a : b));
    const synthetic = figures.some((figure) => figure.synthetic);
    return [
      { ref: figureRef(key, period), period, value, missing: null, status, synthetic, revision: 0, computed: true },
    ];
  });
}

/** In the indicator's stored unit; null where a part is missing, the whole is not above zero, or the units do not fit. */
function computedValue(
  indicator: Indicator,
  formula: Formula,
  catalogue: Catalogue,
  values: readonly (number | null)[],
): number | null {
  const operands = operandsIn(formula).map((operand, i) => ({
    indicator: catalogue.get(operand.code),
    value: values[i] ?? null,
  }));
  const parts = operands.flatMap(({ indicator: own, value }) => (own && value !== null ? [{ own, value }] : []));
  if (parts.length < operands.length) return null;
  const sum = (from: number, to: number): { value: number; of: Indicator } | null => {
    const [lead] = parts.slice(from, to);
    if (!lead) return null;
    const quantities = parts.slice(from, to).map(({ own, value }) => ({ value, unit: own.unit }));
    const total = addQuantities(quantities, lead.own.unit);
    return total.ok ? { value: total.value, of: lead.own } : null;
  };
  if (formula.kind === 'sum') {
    const total = sum(0, parts.length);
    const result = total && convert(total.value, total.of.unit, indicator.unit, indicator.dimension);
    return result?.ok ? result.value : null;
  }
  const upper = sum(0, formula.upper.length);
  const lower = sum(formula.upper.length, parts.length);
  // A flow over a stock takes the mean of the period's ends, which no single observation gives.
  if (!upper || !lower || (upper.of.timeRule === 'sum') !== (lower.of.timeRule === 'sum')) return null;
  const percent = ratioOfSums([upper.value], [lower.value]);
  return percent === null ? null : inUnit(percent, indicator, upper.of.unit, lower.of.unit);
}

/** A share becomes the ratio's own unit; a quotient of two units is first read as one of the other. */
function inUnit(percent: number, indicator: Indicator, upperUnit: string, lowerUnit: string): number | null {
  const plain = convert(percent, '%', indicator.unit, 'ratio');
  if (plain.ok) return plain.value;
  const quotient = convert(percent, '%', '1', 'ratio');
  if (!quotient.ok) return null;
  const result = convert(quotient.value, `${upperUnit}/${lowerUnit}`, indicator.unit, indicator.dimension);
  return result.ok ? result.value : null;
}
