import type { Tx } from '../../kernel/access/actor.ts';
import { type SeriesKey, seriesId } from '../statistics/index.ts';
import { seriesOf } from './judge-mapping.ts';
import { selectLedger } from './ledger-queries.ts';
import { targetHref } from './ledger-search.ts';

/** Targets that are judged by one of the series of figures. */
export async function usesInTargets(tx: Tx, keys: readonly SeriesKey[], limit: number) {
  const wanted = new Set(keys.map(seriesId));
  const indicator = [...new Set(keys.map(({ indicatorCode }) => indicatorCode))];
  const rows = await selectLedger(tx, { kind: ['target'], indicator });
  return rows
    .filter((row) => {
      const own = seriesOf(row);
      return own !== null && wanted.has(seriesId(own));
    })
    .slice(0, limit)
    .map((row) => ({ title: `${row.plan_short_title} · ${row.indicator_name}`, href: targetHref(row.id) }));
}
