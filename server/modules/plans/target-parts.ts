/** Where the gap is: what each region below contributes, measured against its share of last year. */
import { addQuantities, convert, type Judgement, periodCode, ratioOfSums, splitTotal } from '@liannao/statistics';
import type { Tx } from '../../kernel/access/actor.ts';
import { regionName } from '../../kernel/region/name.ts';
import { type Indicator, type SeriesKey, selectChildRegions, selectRegions } from '../statistics/index.ts';
import type { Locale } from './judge-text.ts';
import type { TargetDetail } from './model.ts';

type Contribution = TargetDetail['contributions'][number];

const DECIMALS = 6;
/** More than any region has below it. */
const MAX_PARTS = 100;

/** Empty where the indicator does not add up, the judged figure is no figure of one period, or fewer than two have one. */
export async function contributionsOf(
  tx: Tx,
  of: { key: SeriesKey; indicator: Indicator; judgement: Judgement; locale: Locale },
): Promise<Contribution[]> {
  const { key, indicator, judgement } = of;
  const { actual, measure } = judgement;
  const single = measure === 'year-flow' || (measure === 'point' && !judgement.goal.isIncrease);
  if (indicator.regionRule !== 'sum' || !actual || !single || actual.period.kind === 'span') return [];
  const { year } = actual.period;
  const now = [
    periodCode(actual.period),
    ...(isYearEnd(judgement) ? [String(year), `${year}-01..12`, `${year}-12`] : []),
  ];
  const before = [String(year - 1), `${year - 1}-01..12`, `${year - 1}-12`];
  const children = (await selectChildRegions(tx, key.regionCode)).slice(0, MAX_PARTS);
  const rows = await selectRegions(tx, {
    ...key,
    regionCodes: children.map((child) => child.code),
    periods: [...new Set([...now, ...before])],
  });
  const valueAt = (code: string, periods: readonly string[]) =>
    periods
      .map((period) => rows.find((row) => row.regionCode === code && row.period === period))
      .find((row) => row?.value !== null && row !== undefined);
  const parts = children.flatMap((region) => {
    const current = valueAt(region.code, now);
    if (!current || current.value === null) return [];
    return [
      {
        region: { code: region.code, name: regionName(region, of.locale) },
        actual: current.value,
        synthetic: current.synthetic,
        weight: valueAt(region.code, before)?.value ?? null,
      },
    ];
  });
  if (parts.length < 2) return [];
  return distributed(parts, judgement.expected, indicator.unit);
}

const isYearEnd = ({ actual }: Judgement): boolean =>
  actual?.period.kind === 'year' ||
  ((actual?.period.kind === 'month' || actual?.period.kind === 'cumulative') && actual.period.month === 12);

interface Part {
  readonly region: { readonly code: string; readonly name: string };
  readonly actual: number;
  readonly synthetic: boolean;
  readonly weight: number | null;
}

/** The path, shared out by last year's shares; without them there is no gap to name, only this year's shares. */
function distributed(parts: readonly Part[], expected: number | null, unit: string): Contribution[] {
  const weights = parts.map((part) => part.weight);
  const known =
    weights.every((weight): weight is number => weight !== null && weight >= 0) &&
    weights.some((weight) => weight !== 0);
  const shares = known ? weights : parts.map((part) => part.actual);
  const split =
    known && expected !== null
      ? splitTotal({ from: 1, to: parts.length, total: expected, decimals: DECIMALS, weights })
      : null;
  return parts
    .map((part, i): Contribution => {
      const percent = ratioOfSums([shares[i] ?? 0], shares);
      const share = percent === null ? null : convert(percent, '%', '1', 'ratio');
      const due = split?.ok ? (split.value[i]?.value ?? null) : null;
      const gap =
        due === null
          ? null
          : addQuantities(
              [
                { value: part.actual, unit },
                { value: -due, unit },
              ],
              unit,
            );
      return {
        region: part.region,
        actual: part.actual,
        share: share?.ok ? share.value : 0,
        gap: gap?.ok ? gap.value : null,
        synthetic: part.synthetic,
      };
    })
    .sort((a, b) => (a.gap ?? 0) - (b.gap ?? 0) || b.actual - a.actual);
}
