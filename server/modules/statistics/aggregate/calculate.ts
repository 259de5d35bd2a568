/**
 * Figures put together on read: what is stored of a region and a period, else its formula over its operands, else its
 * parts over time or over regions by the indicator's own rules. statistics-conventions 3 and 7: rates go through their
 * operands, cumulative figures are never added to months, and what is missing stays missing.
 */
import { evaluateFormula, type Figure, monthCount, rollUp } from '@liannao/statistics';
import type { Catalogue } from '../catalogue.ts';
import { meanOf, operandPeriod } from '../formula.ts';
import type { Slot } from './calendar.ts';
import { computable, endsOf, operandsAt, type Plan, type Strand } from './plan.ts';
import type { StoredFigure } from './queries.ts';
import type { RegionTree } from './tree.ts';
import type { AggregateFigure, AggregateRefusal } from './types.ts';

export interface Held {
  readonly plan: Plan;
  readonly catalogue: Catalogue;
  readonly tree: RegionTree;
  readonly parents: ReadonlyMap<string, string>;
  /** What is stored of a series and a region, by the number of the period. */
  readonly stored: (strand: Strand, region: string) => readonly (StoredFigure | undefined)[] | undefined;
  /** Told of every region whose parts would be needed and have not been read. */
  readonly lacking: (region: string) => void;
}

const NONE: AggregateFigure = {
  how: 'none',
  value: null,
  missing: null,
  complete: false,
  reported: 0,
  of: 1,
  synthetic: false,
  status: 'approved',
  observationId: null,
  refused: null,
};
const refusal = (refused: AggregateRefusal): AggregateFigure => ({ ...NONE, refused });

/** `long`: also by other names of the period, and over time. */
export type FigureAt = (strand: Strand, region: string, slot: Slot, long: boolean) => AggregateFigure;

export function figuresOf(held: Held): FigureAt {
  /** By strand and region; of each period the figure of its own name, then the long one. */
  const known: Map<string, AggregateFigure[]>[] = [];
  const at: FigureAt = (strand, region, slot, long) => {
    known[strand.no] ??= new Map();
    const lines = known[strand.no] as Map<string, AggregateFigure[]>;
    let line = lines.get(region);
    if (!line) {
      line = [];
      lines.set(region, line);
    }
    const place = slot.no * 2 + (long ? 1 : 0);
    const done = line[place];
    if (done) return done;
    // Stands while it is being computed, so that a formula that comes back to itself finds nothing.
    line[place] = NONE;
    const figure = storedAt(held, strand, region, slot, long) ?? put(strand, region, slot, long);
    line[place] = figure;
    return figure;
  };
  const put: FigureAt = (strand, region, slot, long) => {
    let best = NONE;
    for (const way of long ? [computed, overTime, overRegions] : [computed, overRegions]) {
      const figure = way(held, at, { strand, region, slot, long });
      if (figure.complete) return figure;
      best = better(best, figure);
    }
    return best;
  };
  return at;
}

/** More of what is due; a reason rather than none. */
function better(a: AggregateFigure, b: AggregateFigure): AggregateFigure {
  if (a.how === 'none' && b.how === 'none') return a.refused ? a : b;
  if (a.how === 'none' || b.how === 'none') return b.how === 'none' ? a : b;
  return b.reported * a.of > a.reported * b.of ? b : a;
}

function storedAt(
  { stored, plan }: Held,
  strand: Strand,
  region: string,
  slot: Slot,
  long: boolean,
): AggregateFigure | undefined {
  const line = stored(strand, region);
  if (!line) return undefined;
  for (const name of long ? plan.calendar.names(slot, strand.indicator.timeRule === 'last') : [slot]) {
    const found = line[name.no];
    // Withdrawn is as if it had never been said.
    if (!found || found.missing === 'withdrawn') continue;
    const { value, missing, synthetic, status, id } = found;
    const isKnown = value !== null;
    return {
      how: 'stored',
      value,
      missing,
      complete: isKnown || missing === 'not-applicable',
      reported: isKnown || missing === 'below-unit' || missing === 'suppressed' ? 1 : 0,
      of: missing === 'not-applicable' ? 0 : 1,
      synthetic,
      status,
      observationId: id,
      refused: null,
    };
  }
  return undefined;
}

interface Cell {
  readonly strand: Strand;
  readonly region: string;
  readonly slot: Slot;
  readonly long: boolean;
}

const strength = { draft: 0, submitted: 1, approved: 2 } as const;

/** What is common to everything that is put together from parts. */
function traits(parts: readonly AggregateFigure[]) {
  let [reported, of, synthetic] = [0, 0, false];
  let status: AggregateFigure['status'] = 'approved';
  for (const part of parts) {
    reported += part.reported;
    of += part.of;
    if (part.value === null) continue;
    synthetic ||= part.synthetic;
    if (strength[part.status] < strength[status]) status = part.status;
  }
  return { reported, of, synthetic, status, observationId: null, refused: null };
}

const asFigure = ({ value, missing }: AggregateFigure): Figure =>
  value === null ? { value, missing: missing ?? 'not-yet-reported' } : { value };

/** The sum of parts that do not overlap; nothing where none of them says anything. */
function sumOver(parts: readonly AggregateFigure[]): AggregateFigure {
  if (parts.every((part) => part.how === 'none')) return NONE;
  const whole = rollUp({ rule: 'sum', parts: parts.map(asFigure) });
  if (!whole.ok) return NONE;
  const { value, missing } = whole.value;
  return {
    how: 'rolled-up',
    value,
    missing,
    complete: parts.every((part) => part.complete),
    ...traits(parts),
  };
}

/** By the formula; a rate has no value over unequal parts. */
function computed(
  { plan, catalogue, parents }: Held,
  at: FigureAt,
  { strand, region, slot, long }: Cell,
): AggregateFigure {
  const { indicator } = strand;
  const node = computable(indicator);
  const operands = operandsAt(strand, region, catalogue, parents);
  if (!node || operands.length === 0) return NONE;
  const used = new Map(
    operands.map(({ operand, key, averaged }) => {
      const of = catalogue.get(key.indicatorCode);
      const own = operandPeriod(operand, slot.period, 0);
      const periods = own && averaged ? endsOf(own) : own ? [own] : [];
      const figures = periods.map((one) =>
        of
          ? at(plan.strands.strand(of, key.scopeKey), key.regionCode, plan.calendar.slot(one), long || averaged)
          : NONE,
      );
      return [operand, { of, figures: figures.length === 0 ? [NONE] : figures }] as const;
    }),
  );
  const parts = [...used.values()].flatMap(({ figures }) => figures);
  if (parts.every((part) => part.how === 'none')) return NONE;
  const complete = parts.every((part) => part.complete);
  if (!complete && indicator.regionRule !== 'sum') {
    return { ...NONE, ...traits(parts), refused: 'operands-incomplete' };
  }
  const outcome = evaluateFormula(
    node,
    (operand) => {
      const { of, figures } = used.get(operand) ?? { figures: [NONE] };
      const value = meanOf(figures.map((figure) => figure.value));
      return { value, unit: of?.unit ?? '', dimension: of?.dimension ?? '' };
    },
    indicator,
  );
  if (outcome.kind === 'none') return { ...NONE, ...traits(parts), refused: 'no-rate' };
  return { how: 'computed', value: outcome.value, missing: null, complete, ...traits(parts) };
}

function overTime({ plan: { calendar } }: Held, at: FigureAt, { strand, region, slot }: Cell): AggregateFigure {
  const { timeRule } = strand.indicator;
  const { period } = slot;
  if (monthCount(period) === 1) return NONE;
  if (timeRule === 'sum') {
    let best = NONE;
    for (const cut of calendar.cuts(slot)) {
      const figure = sumOver(cut.map((part) => at(strand, region, part, period.kind === 'span')));
      if (figure.complete) return figure;
      best = better(best, figure);
    }
    return best;
  }
  if (timeRule === 'average') return refusal('not-additive-over-time');
  if (timeRule !== 'last') return throughOperands(strand);
  const months = calendar.months(slot);
  const end = months.at(-1);
  for (let back = months.length - 1; back >= 0; back--) {
    const month = months[back];
    const figure = month && at(strand, region, month, false);
    // Earlier than the end: what stood then, but not what stands at the end.
    if (figure && figure.value !== null) return { ...figure, complete: figure.complete && month === end };
  }
  return NONE;
}

function overRegions({ tree, lacking }: Held, at: FigureAt, { strand, region, slot, long }: Cell): AggregateFigure {
  const parts = tree.parts.get(region);
  const { regionRule } = strand.indicator;
  if (regionRule !== 'sum') {
    if (parts?.length === 0) return NONE;
    return regionRule === 'ratio-of-sums' ? throughOperands(strand) : refusal('not-additive-over-regions');
  }
  if (!parts) lacking(region);
  return sumOver((parts ?? []).map((part) => at(strand, part, slot, long)));
}

/** The formula has been asked already; a rate without one cannot be put together of rates. */
const throughOperands = ({ indicator }: Strand) => (computable(indicator) ? NONE : refusal('operands-unknown'));
