import { convert, ratioOfSums } from '@liannao/statistics';
import type { z } from 'zod';
import type { PlanRelations, TargetView } from './model.ts';
import type { Item } from './relations-items.ts';

type Coverage = z.infer<typeof PlanRelations>['coverage'];

export interface Above {
  /** Accepted targets of the plans above, in their order, those without an indicator included. */
  readonly views: readonly TargetView[];
  readonly items: readonly Item[];
}

/**
 * For each target of the plans above that reaches this plan's region: the targets here for the same indicator and scope,
 * in the region itself or below. One without an indicator is found by its name alone.
 */
export function coverageOf(
  above: Above,
  here: { readonly views: readonly TargetView[]; readonly items: readonly Item[]; readonly regionCode: string },
  within: (inner: string, outer: string) => boolean,
): Coverage {
  const items = new Map([...above.items, ...here.items].map((item) => [item.row.id, item]));
  const ours = here.views.filter((view) => within(view.region.code, here.regionCode));
  return above.views
    .filter((view) => within(here.regionCode, view.region.code))
    .map((parentTarget) => {
      const asked = items.get(parentTarget.id);
      const found = ours.filter((view) => {
        const own = items.get(view.id);
        return asked ? own?.series === asked.series : !own && view.indicatorName === parentTarget.indicatorName;
      });
      const promised = found.flatMap((view) => items.get(view.id) ?? []);
      const share = asked ? shareOf(asked, promised, { regionCode: here.regionCode, within }) : null;
      return { parentTarget, covered: found.length > 0, here: found, share };
    });
}

/**
 * Of the amount asked above, how much is promised here: only what adds up over regions, counted alike, due in the same
 * year. The region's own target counts; without one, those of the regions below it, each once and
 * none that lies in another.
 */
function shareOf(
  asked: Item,
  found: readonly Item[],
  { regionCode, within }: { regionCode: string; within: (inner: string, outer: string) => boolean },
): number | null {
  if (asked.indicator.regionRule !== 'sum' || asked.value <= 0) return null;
  const alike = found.filter(
    (item) => item.counting === asked.counting && item.year === asked.year && item.unit === asked.unit,
  );
  const own = alike.find((item) => item.row.region_code === regionCode);
  const each = [...new Map(alike.map((item) => [item.row.region_code, item])).values()];
  const below = each.filter(
    (item) => !each.some((other) => other !== item && within(item.row.region_code, other.row.region_code)),
  );
  const parts = own ? [own] : below;
  const percent =
    parts.length === 0
      ? null
      : ratioOfSums(
          parts.map((item) => item.value),
          [asked.value],
        );
  const share = percent === null ? null : convert(percent, '%', '1', 'ratio');
  return share?.ok ? share.value : null;
}
