/** Who makes a total grow: contribution, pull and structure. statistics-conventions 4.4. Unrounded; per cent and points. */
import { Decimal, decimal, type Numeric, sumOf } from './decimal.ts';
import { type Growth, growth } from './growth.ts';

export interface PartOfGrowth {
  readonly current: Numeric | null;
  /** The comparable base (4.2); 0 for a part that is new. */
  readonly base: Numeric | null;
}

export interface Contribution {
  /** current − base */
  readonly change: number | null;
  /** 贡献率 Δi ÷ Δtotal, per cent; null where the total hardly changed (below 0.05 %), so that it would mean nothing. */
  readonly contributionPercent: number | null;
  /** 拉动 Δi ÷ base total, points of the total's growth; pulls add up to it. */
  readonly pullPoints: number | null;
  /** Share of the total, per cent; null with a negative part or a total that is not above zero. */
  readonly sharePercent: number | null;
  readonly baseSharePercent: number | null;
  /** Change of the share, points. */
  readonly shareChangePoints: number | null;
}

export interface Contributions {
  readonly total: { readonly current: number | null; readonly base: number | null; readonly growth: Growth };
  /** In the order of the parts. */
  readonly parts: readonly Contribution[];
}

/** Growth of the total, per cent, under which contributions are not given. 4.4. */
const STILL = new Decimal('0.05');
const HUNDRED = new Decimal(100);

/**
 * `total` where it is published by itself: it is not adjusted to its parts (5.3). Without it the parts are all, and one
 * missing figure leaves the total of its side unknown.
 */
export function contributions(parts: readonly PartOfGrowth[], total?: PartOfGrowth): Contributions {
  const side = (of: 'current' | 'base'): Decimal | null => {
    if (total) return total[of] === null ? null : decimal(total[of]);
    const values = parts.map((part) => part[of]);
    return values.length === 0 || values.includes(null) ? null : sumOf(values.filter((value) => value !== null));
  };
  const [current, base] = [side('current'), side('base')];
  const change = current && base && current.minus(base);
  const moved = change && base?.gt(0) && change.div(base).times(HUNDRED).abs().gte(STILL);
  return {
    total: {
      current: current?.toNumber() ?? null,
      base: base?.toNumber() ?? null,
      growth: growth(current?.toFixed() ?? null, base?.toFixed() ?? null),
    },
    parts: parts.map((part): Contribution => {
      const [now, then] = [part.current, part.base].map((value) => (value === null ? null : decimal(value)));
      const own = now && then ? now.minus(then) : null;
      const share = shareOf(now ?? null, current);
      const baseShare = shareOf(then ?? null, base);
      const inPercent = (of: Decimal | null, whole: Decimal | null | undefined) =>
        of && whole ? of.div(whole).times(HUNDRED).toNumber() : null;
      return {
        change: own?.toNumber() ?? null,
        contributionPercent: moved ? inPercent(own, change) : null,
        pullPoints: base?.gt(0) ? inPercent(own, base) : null,
        sharePercent: share?.toNumber() ?? null,
        baseSharePercent: baseShare?.toNumber() ?? null,
        shareChangePoints: share && baseShare ? share.minus(baseShare).toNumber() : null,
      };
    }),
  };
}

const shareOf = (part: Decimal | null, total: Decimal | null): Decimal | null =>
  part === null || total === null || total.lte(0) || part.lt(0) ? null : part.div(total).times(HUNDRED);
