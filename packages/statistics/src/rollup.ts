/**
 * Rolling parts up into a whole, over regions or over time, by the indicator's own rule. The states of what is missing
 * are kept (statistics-conventions 5.6); stocks and rates are never summed over time, rates never averaged over regions (3, 7).
 */
import { Decimal, decimal, type Numeric } from './decimal.ts';
import type { Figure, MissingKind } from './missing.ts';
import { fail, ok, type Result } from './result.ts';

export type RollupInput =
  /** Parts that do not overlap. */
  | { readonly rule: 'sum'; readonly parts: readonly Figure[] }
  /** Periods in order: the state at the end is that of the last. */
  | { readonly rule: 'last'; readonly parts: readonly Figure[] }
  /** Weights >= 0, 1 where there are none (the mean of periods); a null weight leaves its part out as missing. */
  | { readonly rule: 'average'; readonly parts: readonly (Figure & { readonly weight?: Numeric | null })[] }
  /** A ratio goes through its operands; `scale` is 100 for per cent. Without `pairs` it is refused. */
  | {
      readonly rule: 'ratio-of-sums';
      readonly pairs?: readonly { readonly part: Figure; readonly whole: Figure }[];
      readonly scale?: number;
    }
  | { readonly rule: 'none' };

export interface Rollup {
  /** Of what is known; null where nothing is, or where a rate has no base. */
  readonly value: number | null;
  /** Where `value` is null: the state that all parts share, else `unknown`. */
  readonly missing: MissingKind | null;
  /** No part is missing; parts to which the figure does not apply do not count (不完全合计 otherwise). */
  readonly complete: boolean;
  /** How many parts of each kind have no number. */
  readonly byMissing: Readonly<Partial<Record<MissingKind, number>>>;
  /** Parts that have been reported, be it as `…` or withheld, of `expected`. */
  readonly reported: number;
  /** Parts to which the figure applies. */
  readonly expected: number;
}

/**
 * Issues: `rollup-none` (computed on the named area itself, not from its parts), `rollup-through-operands` (a rate of
 * parts), `rollup-weight` (a weight below zero).
 */
export function rollUp(input: RollupInput): Result<Rollup> {
  switch (input.rule) {
    case 'sum':
      return ok(rolled(input.parts, (known) => known.reduce((total, { value }) => total.plus(value), new Decimal(0))));
    case 'last': {
      const last = input.parts.at(-1);
      const whole = rolled(input.parts, () => (last && last.value !== null ? decimal(last.value) : null));
      return ok({ ...whole, missing: whole.value === null && last ? missingOf(last) : whole.missing });
    }
    case 'average':
      return average(input.parts);
    case 'ratio-of-sums':
      return input.pairs
        ? ok(ratio(input.pairs, input.scale ?? 1))
        : fail('rollup-through-operands', 'a rate is not rolled up from rates; roll up its operands');
    case 'none':
      return fail('rollup-none', 'the figure is computed on the named area itself, not from its parts');
  }
}

interface Known<T extends Figure> {
  readonly part: T;
  readonly value: Decimal;
}

const missingOf = (figure: Figure): MissingKind => figure.missing ?? 'unknown';
const unseen: ReadonlySet<MissingKind> = new Set(['unknown', 'not-yet-reported']);

function rolled<T extends Figure>(
  parts: readonly T[],
  combine: (known: readonly Known<T>[]) => Decimal | null,
): Rollup {
  const known: Known<T>[] = [];
  const byMissing: Partial<Record<MissingKind, number>> = {};
  let reported = 0;
  for (const part of parts) {
    if (part.value !== null) known.push({ part, value: decimal(part.value) });
    else byMissing[missingOf(part)] = (byMissing[missingOf(part)] ?? 0) + 1;
    if (part.value !== null || !unseen.has(missingOf(part))) reported += 1;
  }
  const notApplicable = byMissing['not-applicable'] ?? 0;
  const value = known.length === 0 ? null : (combine(known)?.toNumber() ?? null);
  return {
    value,
    missing: value === null ? sharedState(byMissing) : null,
    complete: value !== null && known.length + notApplicable === parts.length,
    byMissing,
    reported: reported - notApplicable,
    expected: parts.length - notApplicable,
  };
}

/** Parts to which it does not apply say nothing about the others. */
function sharedState(byMissing: Partial<Record<MissingKind, number>>): MissingKind {
  const kinds = Object.keys(byMissing) as MissingKind[];
  const others = kinds.filter((kind) => kind !== 'not-applicable');
  if (others.length === 0 && kinds.length === 1) return 'not-applicable';
  return others.length === 1 ? (others[0] ?? 'unknown') : 'unknown';
}

function average(parts: readonly (Figure & { readonly weight?: Numeric | null })[]): Result<Rollup> {
  const negative = parts.findIndex(({ weight }) => weight !== null && weight !== undefined && decimal(weight).lt(0));
  if (negative >= 0) return fail('rollup-weight', `part ${negative} weighs less than nothing`);
  const weighed = parts.map((part) =>
    part.weight === null && part.value !== null ? { value: null, missing: 'unknown' as const } : part,
  );
  return ok(
    rolled<Figure & { readonly weight?: Numeric | null }>(weighed, (known) => {
      const weights = known.map(({ part }) => decimal(part.weight ?? 1));
      const whole = weights.reduce((total, weight) => total.plus(weight), new Decimal(0));
      if (whole.isZero()) return null;
      const total = known.reduce(
        (sum, { value }, i) => sum.plus(value.times(weights[i] ?? new Decimal(0))),
        new Decimal(0),
      );
      return total.div(whole);
    }),
  );
}

/** Only parts of which both operands are known count, so that both sums are over the same parts. */
function ratio(pairs: readonly { readonly part: Figure; readonly whole: Figure }[], scale: number): Rollup {
  const both = pairs.map(({ part, whole }) => {
    const missing = part.value === null ? part : whole.value === null ? whole : null;
    return missing ? { value: null, missing: missingOf(missing), of: null } : { value: part.value, of: whole.value };
  });
  return rolled<Figure & { readonly of: Numeric | null }>(both, (known) => {
    const part = known.reduce((total, { value }) => total.plus(value), new Decimal(0));
    const whole = known.reduce((total, one) => total.plus(decimal(one.part.of ?? 0)), new Decimal(0));
    return whole.lte(0) ? null : part.div(whole).times(scale);
  });
}
