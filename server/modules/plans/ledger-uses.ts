import type { Tx } from '../../kernel/access/actor.ts';
import type { SeriesKey } from '../statistics/index.ts';
import { seriesOf } from './judge-mapping.ts';
import { selectLedger } from './ledger-queries.ts';
import { targetHref } from './ledger-search.ts';

/** Targets that are judged by a series of figures. */
export async function usesInTargets(tx: Tx, key: SeriesKey, limit: number) {
  const rows = await selectLedger(tx, { kind: ['target'], indicator: [key.indicatorCode] });
  return rows
    .filter((row) => row.region_code === key.regionCode && seriesOf(row)?.scopeKey === key.scopeKey)
    .slice(0, limit)
    .map((row) => ({ title: `${row.plan_short_title} · ${row.indicator_name}`, href: targetHref(row.id) }));
}
