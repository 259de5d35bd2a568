import type { z } from 'zod';
import type { PlanRelations } from './model.ts';
import type { Item } from './relations-items.ts';
import type { RelationsText } from './relations-text.ts';

export type Contradiction = z.infer<typeof PlanRelations>['contradictions'][number];

/** `own`: does the target belong to the plan that is looked at? Contradictions among others are not its business. */
export interface Asked {
  readonly own: (item: Item) => boolean;
  readonly say: RelationsText;
}

const place = (item: Item) => `${item.series}|${item.row.region_code}|${item.counting}|${item.unit}`;

/** Two targets for one indicator, scope, region and year that ask for different values. */
export function twoValues(targets: readonly Item[], { own, say }: Asked): Contradiction[] {
  const dated = targets.filter((item) => item.year !== null);
  return [...Map.groupBy(dated, (item) => `${place(item)}|${item.year}`).values()].flatMap((group) => {
    if (!group.some(own) || !group.some((a) => group.some((b) => differ(a, b)))) return [];
    return [{ kind: 'two-values' as const, targets: group.map(({ view }) => view), sentence: say.twoValues(group) }];
  });
}

/** At least 3 and 3 to 5 do not disagree; 3 to 5 and 3 to 6 do. */
const differ = (a: Item, b: Item): boolean =>
  a.value !== b.value || (a.valueMax !== null && b.valueMax !== null && a.valueMax !== b.valueMax);

/** More is wanted, yet a later deadline asks for less than an earlier one. */
export function laterButLower(targets: readonly Item[], { own, say }: Asked): Contradiction[] {
  const rising = targets.filter(
    (item) =>
      item.indicator.direction === 'up' &&
      item.year !== null &&
      item.counting !== 'every-year' &&
      !item.row.comparator.startsWith('<'),
  );
  return [...Map.groupBy(rising, place).values()].flatMap((group) =>
    group.flatMap((later) => {
      const earlier = group
        .filter((item) => (item.year ?? 0) < (later.year ?? 0) && item.value > later.value && (own(item) || own(later)))
        .sort((a, b) => b.value - a.value || (b.year ?? 0) - (a.year ?? 0))[0];
      if (!earlier) return [];
      const sentence = say.laterButLower(earlier, later);
      return [{ kind: 'later-but-lower' as const, targets: [earlier.view, later.view], sentence }];
    }),
  );
}
