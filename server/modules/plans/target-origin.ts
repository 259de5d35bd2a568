import { parseScopeKey } from '../../kernel/observation/scope.ts';
import { type OriginOf, originBrief } from '../statistics/index.ts';
import { seriesOf } from './judge-mapping.ts';
import type { Ledger, TargetView } from './model.ts';
import type { TargetRow } from './target-rows.ts';

/** What computes the indicator of a target, in its scope and region; null for one that is not bound. */
export function targetOrigin(row: TargetRow, originOf: OriginOf): TargetView['computedBy'] {
  const key = seriesOf(row);
  return key && originBrief(originOf(key.indicatorCode, parseScopeKey(key.scopeKey), key.regionCode));
}

/** What the ledger filters by: `none` is whatever gives no figures in the target's scope. */
export function sourceOf(row: TargetRow, originOf: OriginOf): Ledger['facets']['sources'][number]['source'] {
  const origin = targetOrigin(row, originOf);
  if (!origin) return 'unbound';
  return origin.computed ? origin.kind : 'none';
}
