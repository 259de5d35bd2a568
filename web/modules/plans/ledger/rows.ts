import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Ledger, TargetView } from '../../../../server/modules/plans/model.ts';
import { useLanguage } from '../../../shell/preferences.tsx';
import { type LedgerFilter, ledgerQuery } from '../ledger-api.ts';

export interface LedgerRows {
  rows: readonly TargetView[];
  total: number;
  states: Ledger['states'];
  facets: Ledger['facets'];
  month: string;
  plans: number;
  unbound: number;
  /** Bound, but nothing gives figures in the target's scope. */
  uncomputed: number;
  /** All rows of the filter are here, so that they may be counted. */
  complete: boolean;
  synthetic: boolean;
}

/** The ledger's rows, loaded page after page on the way down. */
export function useLedgerRows(filter: LedgerFilter) {
  const query = useInfiniteQuery(ledgerQuery(filter, useLanguage()));
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const ledger = useMemo<LedgerRows | null>(() => {
    const last = data?.pages.at(-1);
    if (!data || !last) return null;
    const rows = data.pages.flatMap((page) => page.items);
    const complete = rows.length >= last.total;
    return {
      rows,
      total: last.total,
      states: last.states,
      facets: last.facets,
      month: last.month,
      plans: complete
        ? new Set(rows.map(({ planId }) => planId)).size
        : last.facets.plans.filter(({ count }) => count > 0).length,
      unbound: rows.filter(({ binding }) => binding === 'unbound').length,
      uncomputed: rows.filter(({ computedBy }) => computedBy?.computed === false).length,
      complete,
      synthetic: rows.some(({ judgement }) => judgement?.actual?.synthetic),
    };
  }, [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { query, ledger, more };
}
