import { ratioOfSums } from '@liannao/statistics';
import type { z } from 'zod';
import type { TargetView } from '../plans/model.ts';
import type { BoundShare } from './model.ts';
import type { Text } from './text.ts';

/** How many of the targets an indicator measures, and why the others are not measured. */
export function boundShare(
  targets: readonly TargetView[],
  of: { readonly region: BoundShare['region']; readonly month: string; readonly say: Text },
): z.infer<typeof BoundShare> {
  const unbound = targets.filter(({ binding }) => binding === 'unbound');
  const bound = targets.length - unbound.length;
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
    definition: of.say.boundDefinition,
  };
}
