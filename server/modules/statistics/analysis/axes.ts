/** Rows and columns of a pivot: what their members are, and which questions have no answer. Pure. */
import type { Period } from '@liannao/statistics';
import { periodCode, periodLabel } from '@liannao/statistics';
import { scopeKey } from '../../../kernel/observation/scope.ts';
import { regionName } from '../../../kernel/region/name.ts';
import type { AggregateRegion } from '../aggregate/index.ts';
import { type Indicator, indicatorTitle } from '../catalogue.ts';
import { memberWords } from '../model-scope.ts';
import { canonicalScope, withinDimensions } from '../scope.ts';
import type { Locale } from '../text.ts';
import type { PivotAsk, PivotMember } from './model.ts';
import { textFor } from './text.ts';
import type { Slot } from './whole.ts';

export const MOST_CELLS = 20_000;

export interface Board {
  readonly indicators: readonly Indicator[];
  readonly regions: readonly AggregateRegion[];
  /** Those that make up a total: they do not overlap. */
  readonly parts: readonly string[];
  readonly periods: readonly Period[];
  readonly ask: PivotAsk;
}

export type ProblemCode = keyof ReturnType<typeof textFor>['problems'];
export interface Problem {
  readonly code: ProblemCode;
  readonly text: string;
}

const SCOPE = 'scope:';

/** The first thing that makes the question unanswerable; null where there is none. */
export function problemOf({ indicators, regions, periods, ask }: Board): Problem | null {
  const axes = [...ask.rows, ...ask.columns];
  const twice = axes.find((dimension, at) => axes.indexOf(dimension) !== at);
  if (twice) return { code: 'pivot-dimension-twice', text: twice };
  if (indicators.length > 1 && !axes.includes('indicator')) {
    const units = [...new Set(indicators.map(({ dimension, unit }) => `${dimension} ${unit}`))];
    const mixed = new Set(indicators.map(({ dimension }) => dimension)).size > 1;
    return mixed
      ? { code: 'pivot-dimensions-mixed', text: units.join('、') }
      : { code: 'pivot-indicators-off-axis', text: '' };
  }
  if (regions.length === 0) return { code: 'region-unknown', text: '' };
  if (regions.length > 1 && !axes.includes('region')) return { code: 'pivot-regions-off-axis', text: '' };
  if (periods.length > 1 && !axes.includes('period')) return { code: 'pivot-periods-off-axis', text: '' };
  if (['share', 'contribution', 'pull'].includes(ask.measure) && overOf(ask) === null) {
    return { code: 'pivot-without-total', text: '' };
  }
  const cells = axes.reduce((count, dimension) => count * sizeOf({ indicators, regions, periods, ask }, dimension), 1);
  return cells > MOST_CELLS ? { code: 'pivot-too-large', text: String(cells) } : null;
}

type Sized = Pick<Board, 'indicators' | 'regions' | 'periods' | 'ask'>;

const sizeOf = ({ indicators, regions, periods, ask }: Sized, dimension: string): number => {
  if (dimension === 'indicator') return indicators.length;
  if (dimension === 'region') return regions.length;
  return dimension === 'period' ? periods.length : membersAsked(ask, dimension).length;
};

/** What a share is of: the regions where they stand on an axis, else the first scope dimension that does. */
export function overOf(ask: PivotAsk): string | null {
  const axes = [...ask.rows, ...ask.columns];
  const can = axes.filter((dimension) => dimension === 'region' || dimension.startsWith(SCOPE));
  if (ask.over) return can.includes(ask.over) ? ask.over : null;
  return can.find((dimension) => dimension === 'region') ?? can[0] ?? null;
}

const membersAsked = (ask: PivotAsk, dimension: string): readonly string[] =>
  ask.members[dimension.slice(SCOPE.length)] ?? [''];

/** All combinations of the members of an axis; an axis without dimensions has one, empty. */
export function membersOfAxis(board: Board, dimensions: readonly string[], locale: Locale): PivotMember[][] {
  return dimensions.reduce<PivotMember[][]>(
    (combined, dimension) => {
      const members = membersOf(board, dimension, locale);
      return combined.flatMap((one) => members.map((member) => [...one, member]));
    },
    [[]],
  );
}

function membersOf({ indicators, regions, periods, ask }: Board, dimension: string, locale: Locale): PivotMember[] {
  if (dimension === 'indicator') {
    return indicators.map((one) => ({ dimension, key: one.code, label: indicatorTitle(one, locale) }));
  }
  if (dimension === 'region') {
    return regions.map((region) => ({ dimension, key: region.code, label: regionName(region, locale) }));
  }
  if (dimension === 'period') {
    return periods.map((period) => ({ dimension, key: periodCode(period), label: periodLabel(period, locale) }));
  }
  const name = dimension.slice(SCOPE.length);
  return membersAsked(ask, dimension).map((member) => ({
    dimension,
    key: member,
    label: member === '' ? textFor(locale).uncut : memberWords(name, member, locale),
  }));
}

/**
 * The figures of a cell; a dimension in `collapsed` stands for all its members: regions for those that are parts, periods
 * for all, a part of the scope for the figure that is not cut by it. Null where several indicators would be one number.
 */
export function slotOf(board: Board, members: readonly PivotMember[], collapsed: ReadonlySet<string>): Slot | null {
  const { indicators, regions, parts, periods, ask } = board;
  const at = new Map(members.map(({ dimension, key }) => [dimension, key]));
  const indicator = at.has('indicator') ? indicators.find(({ code }) => code === at.get('indicator')) : indicators[0];
  if (!indicator || (collapsed.has('indicator') && indicators.length > 1)) return null;
  const region = at.get('region');
  const period = at.get('period');
  const scope: Record<string, string> = { ...ask.scope };
  for (const dimension of [...ask.rows, ...ask.columns].filter((one) => one.startsWith(SCOPE))) {
    const name = dimension.slice(SCOPE.length);
    const member = at.get(dimension) ?? '';
    if (collapsed.has(dimension) || member === '') delete scope[name];
    else scope[name] = member;
  }
  return {
    indicator,
    scopeKey: scopeKey({
      ...withinDimensions(canonicalScope(scope), indicator.scopeDimensions),
      ...(scope.basis === 'comparable' ? { basis: 'comparable' } : {}),
    }),
    regions: collapsed.has('region') ? parts : [region ?? regions[0]?.code ?? ''],
    periods: collapsed.has('period') ? periods : periods.filter((one) => !period || periodCode(one) === period),
  };
}

/** A part of the scope that the indicator is not cut by has no figures of it. */
export const appliesTo = (members: readonly PivotMember[], indicator: Indicator): boolean =>
  members.every(
    ({ dimension, key }) =>
      !dimension.startsWith(SCOPE) || key === '' || indicator.scopeDimensions.includes(dimension.slice(SCOPE.length)),
  );
