/**
 * One number of several regions and periods by the indicator's own rules: amounts add, stocks take the last period, rates
 * go through their operands and are never added or averaged (statistics-conventions 3, 7). Pure.
 */
import { evaluateFormula, type Figure, hasStreak, type MissingKind, type Period, rollUp } from '@liannao/statistics';
import type { Catalogue, Indicator } from '../catalogue.ts';
import { formulaOf, operandPeriod, operandSeries } from '../formula.ts';
import type { Refused } from './model.ts';

/** A figure, or several put together. */
export interface Amount {
  readonly value: number | null;
  readonly missing: MissingKind | null;
  readonly complete: boolean;
  readonly reported: number;
  readonly of: number;
  readonly synthetic: boolean;
  readonly status: 'draft' | 'submitted' | 'approved';
  readonly ref: string | null;
  readonly refused: Refused | null;
}

export interface Slot {
  readonly indicator: Indicator;
  readonly scopeKey: string;
  readonly regions: readonly string[];
  readonly periods: readonly Period[];
}

export interface Source {
  readonly catalogue: Catalogue;
  readonly read: (indicator: Indicator, scopeKey: string, region: string, period: Period) => Amount;
}

export const NOTHING: Amount = {
  value: null,
  missing: null,
  complete: false,
  reported: 0,
  of: 1,
  synthetic: false,
  status: 'approved',
  ref: null,
  refused: null,
};
export const refusedAmount = (refused: Refused): Amount => ({ ...NOTHING, refused });

const MAX_DEPTH = 3;
/** A region for asking which series the operands are; they are then read of every region in turn. */
const ANY = 'any';

/** All operands are read, whatever is found, so that a reader that only notes what it is asked for learns of them all. */
export function wholeOf(source: Source, slot: Slot, depth = MAX_DEPTH): Amount {
  const { indicator, scopeKey, regions, periods } = slot;
  const [region] = regions;
  const [period] = periods;
  if (regions.length === 1 && periods.length === 1 && region && period) {
    return source.read(indicator, scopeKey, region, period);
  }
  return indicator.regionRule === 'sum' ? summed(source, slot) : throughOperands(source, slot, depth);
}

function summed(source: Source, { indicator, scopeKey, regions, periods }: Slot): Amount {
  const overTime = periods.length > 1;
  const adds = indicator.timeRule === 'sum' && periods.every(({ kind }) => kind !== 'cumulative');
  if (overTime && !adds && indicator.timeRule !== 'last') return refusedAmount('not-additive-over-time');
  const of = overTime && !adds ? periods.slice(-1) : periods;
  return sumOfAmounts(
    of.flatMap((period) => regions.map((region) => source.read(indicator, scopeKey, region, period))),
  );
}

const strength = { draft: 0, submitted: 1, approved: 2 } as const;

const asFigure = ({ value, missing }: Amount): Figure =>
  value === null ? { value, missing: missing ?? 'not-yet-reported' } : { value };

export function sumOfAmounts(parts: readonly Amount[]): Amount {
  const refused = parts.find((part) => part.refused)?.refused ?? null;
  const whole = rollUp({ rule: 'sum', parts: parts.map(asFigure) });
  if (!whole.ok || parts.every(({ value, missing }) => value === null && missing === null))
    return { ...NOTHING, refused };
  return { ...traits(parts), value: whole.value.value, missing: whole.value.missing };
}

function traits(parts: readonly Amount[]): Omit<Amount, 'value' | 'missing'> {
  const known = parts.filter(({ value }) => value !== null);
  return {
    complete: parts.every(({ complete }) => complete),
    reported: parts.reduce((sum, one) => sum + one.reported, 0),
    of: parts.reduce((sum, one) => sum + one.of, 0),
    synthetic: known.some(({ synthetic }) => synthetic),
    status: known.reduce<Amount['status']>((a, { status: b }) => (strength[a] <= strength[b] ? a : b), 'approved'),
    ref: null,
    refused: null,
  };
}

function throughOperands(source: Source, { indicator, scopeKey, regions, periods }: Slot, depth: number): Amount {
  const node = formulaOf(indicator);
  if (!node || hasStreak(node) || depth === 0) {
    return refusedAmount(indicator.regionRule === 'ratio-of-sums' ? 'operands-unknown' : 'not-additive-over-regions');
  }
  const series = operandSeries(
    { indicatorCode: indicator.code, scopeKey, regionCode: ANY },
    source.catalogue,
    new Map([[ANY, ANY]]),
  );
  // A mean of two stocks, or another region's figure, has no one value over several periods or regions.
  if (series.length === 0 || series.some(({ operand, averaged }) => averaged || operand.region !== 'own')) {
    return refusedAmount('operands-unknown');
  }
  const used = new Map(
    series.map(({ operand, key }) => {
      const of = source.catalogue.get(key.indicatorCode);
      const own = periods.flatMap((period) => operandPeriod(operand, period, 0) ?? []);
      const amount =
        of && own.length === periods.length
          ? wholeOf(source, { indicator: of, scopeKey: key.scopeKey, regions, periods: own }, depth - 1)
          : NOTHING;
      return [operand, { of, amount }] as const;
    }),
  );
  const parts = [...used.values()].map(({ amount }) => amount);
  // Over unequal parts there is no rate.
  if (parts.some(({ complete }) => !complete)) {
    const refused = parts.find((part) => part.refused)?.refused ?? 'operands-incomplete';
    return { ...traits(parts), value: null, missing: null, complete: false, refused };
  }
  const outcome = evaluateFormula(
    node,
    (operand) => {
      const found = used.get(operand);
      return { value: found?.amount.value ?? null, unit: found?.of?.unit ?? '', dimension: found?.of?.dimension ?? '' };
    },
    indicator,
  );
  if (outcome.kind === 'none') return { ...traits(parts), value: null, missing: 'unknown', complete: false };
  return { ...traits(parts), value: outcome.value, missing: null };
}
