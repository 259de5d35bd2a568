import { ratioOfSums } from '@liannao/statistics';
import type { z } from 'zod';
import type { TargetView } from '../plans/model.ts';
import type { BoundShare } from './model.ts';
import type { Text } from './text.ts';

/** How many of the targets are bound to an indicator, how many of those something computes, and why not the others. */
export function boundShare(
  targets: readonly TargetView[],
  of: { readonly region: BoundShare['region']; readonly month: string; readonly say: Text },
): z.infer<typeof BoundShare> {
  const unbound = targets.filter(({ binding }) => binding === 'unbound');
  const bound = targets.length - unbound.length;
  const uncomputed = targets.flatMap(({ computedBy }) => (computedBy && !computedBy.computed ? [computedBy] : []));
  return {
    region: of.region,
    month: of.month,
    targets: targets.length,
    bound,
    share: ratioOfSums([bound], [targets.length]),
    unbound: [...Map.groupBy(unbound, ({ unboundReason }) => unboundReason ?? 'not-chosen')].map(([reason, own]) => ({
      reason: of.say.unbound[reason],
      count: own.length,
    })),
    computed: bound - uncomputed.length,
    uncomputed: [...Map.groupBy(uncomputed, ({ why }) => why ?? '')].map(([reason, own]) => ({
      reason,
      count: own.length,
    })),
    definition: of.say.boundDefinition,
  };
}
