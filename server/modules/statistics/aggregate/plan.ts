import { firstIndex, hasStreak, lastIndex, monthAt, type Period, parsePeriod } from '@liannao/statistics';
import type { Catalogue, Indicator } from '../catalogue.ts';
import { formulaOf, type OperandSeries, operandPeriod, operandSeries } from '../formula.ts';
import { type Calendar, makeCalendar, type Slot } from './calendar.ts';

/** An indicator and a scope: what a series is without its region. */
export interface Strand {
  readonly no: number;
  readonly indicator: Indicator;
  readonly scopeKey: string;
}

export interface Strands {
  readonly all: readonly Strand[];
  /** The same one for the same indicator and scope. */
  readonly strand: (indicator: Indicator, scopeKey: string) => Strand;
}

function makeStrands(): Strands {
  const all: Strand[] = [];
  const known = new Map<string, Strand>();
  const strand = (indicator: Indicator, scopeKey: string): Strand => {
    const id = `${indicator.code} ${scopeKey}`;
    let found = known.get(id);
    if (!found) {
      found = { no: all.length, indicator, scopeKey };
      all.push(found);
      known.set(id, found);
    }
    return found;
  };
  return { all, strand };
}

/** Formulas of formulas: three levels are the catalogue's deepest. */
const MAX_DEPTH = 3;

/** Without streaks, which look back as many years as there are: `loadSeries` counts them, region by region. */
export const computable = (indicator: Indicator) => {
  const node = formulaOf(indicator);
  return node && !hasStreak(node) ? node : null;
};

/** The operands of a figure; empty where there is no formula, or an operand that does not exist there. */
export const operandsAt = (
  strand: Strand,
  regionCode: string,
  catalogue: Catalogue,
  parents: ReadonlyMap<string, string>,
): readonly OperandSeries[] =>
  computable(strand.indicator)
    ? operandSeries({ indicatorCode: strand.indicator.code, scopeKey: strand.scopeKey, regionCode }, catalogue, parents)
    : [];

/** At the ends of a period: the mean of a stock is taken of the one before it and the one at its end. */
export const endsOf = (period: Period): readonly Period[] => [
  monthAt(firstIndex(period) - 1),
  monthAt(lastIndex(period)),
];

export interface Plan {
  readonly calendar: Calendar;
  readonly strands: Strands;
  /** Operands stand for the region above, or for the nation. */
  readonly usesParent: boolean;
  readonly usesNation: boolean;
}

/** All series and periods that the figures asked for may be put together from, whatever of them is stored. */
export function planOf(ask: {
  readonly indicators: readonly Indicator[];
  readonly scopeKey: string;
  readonly periods: readonly Period[];
  readonly overTime: 'each' | 'rule';
  readonly catalogue: Catalogue;
}): Plan {
  const calendar = makeCalendar();
  const strands = makeStrands();
  const uses = { parent: false, nation: false };
  const seen = new Set<string>();
  const visit = (strand: Strand, slot: Slot, long: boolean, depth: number) => {
    const visited = `${strand.no} ${slot.no} ${long}`;
    if (seen.has(visited)) return;
    seen.add(visited);
    const { timeRule } = strand.indicator;
    if (long) {
      calendar.names(slot, timeRule === 'last');
      const parts = timeRule === 'sum' ? calendar.cuts(slot).flat() : timeRule === 'last' ? calendar.months(slot) : [];
      for (const part of parts) visit(strand, part, slot.period.kind === 'span', depth);
    }
    if (depth === 0) return;
    // Anywhere that has a region above: which series the operands are does not hang on where.
    for (const { operand, key, averaged } of operandsAt(strand, 'here', ask.catalogue, new Map([['here', 'above']]))) {
      const indicator = ask.catalogue.get(key.indicatorCode);
      const at = operandPeriod(operand, slot.period, 0);
      if (!indicator || !at) continue;
      if (operand.region === 'parent') uses.parent = true;
      if (operand.region === 'nation') uses.nation = true;
      const own = strands.strand(indicator, key.scopeKey);
      for (const one of averaged ? endsOf(at) : [at]) visit(own, calendar.slot(one), long || averaged, depth - 1);
    }
  };
  for (const indicator of ask.indicators) {
    const strand = strands.strand(indicator, ask.scopeKey);
    for (const period of ask.periods) visit(strand, calendar.slot(period), ask.overTime === 'rule', MAX_DEPTH);
  }
  return { calendar, strands, usesParent: uses.parent, usesNation: uses.nation };
}

/** By code; what is no code of a period is nobody's figure. */
export const periodsOf = (codes: readonly string[]): ReadonlyMap<string, Period> =>
  new Map(
    codes.flatMap((code) => {
      const read = parsePeriod(code);
      return read.ok ? [[code, read.value] as const] : [];
    }),
  );
