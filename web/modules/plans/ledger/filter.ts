import { useMemo } from 'react';
import { useScope } from '../../../shell/scope.ts';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import type { LedgerFilter } from '../ledger-api.ts';

/** The filters that "clear" takes away; region and month are the frame's. */
export const filterKeys = [
  'q',
  'plan',
  'unit',
  'deadline',
  'area',
  'state',
  'kind',
  'binding',
  'source',
  'indicator',
] as const;

/** Sorting as the table writes it into the URL, '-ratio', and as the server takes it. */
const serverSorts: Record<string, string> = {
  state: 'state',
  indicator: 'indicator',
  ratio: 'ratio',
  deadline: 'deadline',
};

export interface LedgerView {
  filter: LedgerFilter;
  /** Anything chosen beyond region and month? */
  filtered: boolean;
  area: string;
  setArea: (code: string | null) => void;
  region: string;
  month: string;
}

/** The ledger's filter: all of it is in the URL, so that a view can be sent to a colleague. */
export function useLedgerView(): LedgerView {
  const { region, month } = useScope();
  const [q] = useUrlState('q', '');
  const [area, setArea] = useUrlState('area', '');
  const [sort] = useUrlState('sort', '');
  const [plan] = useUrlList('plan');
  const [unit] = useUrlList('unit');
  const [deadline] = useUrlList('deadline');
  const [state] = useUrlList('state');
  const [kind] = useUrlList('kind');
  const [binding] = useUrlList('binding');
  const [source] = useUrlList('source');
  const [indicator] = useUrlList('indicator');
  const lists = { plan, unit, deadline, state, binding, source, indicator };
  const signature = JSON.stringify([q, area, sort, region, month, lists, kind]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for all of them
  const filter = useMemo<LedgerFilter>(() => {
    const order = serverSorts[sort.replace(/^-/, '')];
    return {
      q: q || undefined,
      ...lists,
      kind: kind.length > 0 ? kind : ['target'],
      region: area === 'all' ? undefined : area || region,
      month,
      ...(order ? { sort: order, order: sort.startsWith('-') ? 'desc' : 'asc' } : {}),
    };
  }, [signature]);
  const filtered = q !== '' || area !== '' || kind.length > 0 || Object.values(lists).some((list) => list.length > 0);
  return { filter, filtered, area, setArea, region, month };
}
