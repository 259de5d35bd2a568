import { bindIndicator } from '@liannao/plan-reader';
import type { Tx } from '../../kernel/access/actor.ts';
import type { TargetView } from './model.ts';
import { indicatorCatalogue } from './read-queries.ts';

type Reason = NonNullable<TargetView['unboundReason']>;
type Asked = Pick<TargetView, 'id' | 'binding' | 'indicatorName' | 'unit'>;

/**
 * Why targets are not bound, by id; those that are bound are not in the answer. `no-indicator`: nothing in the catalogue
 * has such a name. `unit-differs`: something has, but it measures another quantity. `not-chosen`: something fits, and a
 * person has not taken it or took it off.
 */
export async function unboundReasons(tx: Tx, targets: readonly Asked[]): Promise<ReadonlyMap<string, Reason>> {
  const unbound = targets.filter(({ binding }) => binding === 'unbound');
  if (unbound.length === 0) return new Map();
  const { lexicon } = await indicatorCatalogue(tx);
  return new Map(
    unbound.map(({ id, indicatorName, unit }): [string, Reason] => {
      if (bindIndicator(indicatorName, lexicon, unit)) return [id, 'not-chosen'];
      return [id, bindIndicator(indicatorName, lexicon) ? 'unit-differs' : 'no-indicator'];
    }),
  );
}
