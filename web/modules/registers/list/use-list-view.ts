import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { Register } from '../../../../server/kernel/registers/model.ts';
import { useScope } from '../../../shell/scope.ts';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import type { ListFilter } from '../api.ts';
import { filterExpression } from '../expression.ts';

/** URL parameter that holds a field's chip. */
export const conditionKey = (field: string) => `f.${field}`;

export interface ListView {
  filter: ListFilter;
  /** Anything chosen beyond region and month? */
  filtered: boolean;
  /** Raw values of the chips that are on, by field id. */
  conditions: ReadonlyMap<string, string>;
  region: string;
  clearKeys: readonly string[];
}

/** The list's filter: all of it is in the URL, so that a view can be kept and sent to a colleague. */
export function useListView(register: Register): ListView {
  const { region: global } = useScope();
  const [search] = useSearchParams();
  const [q] = useUrlState('q', '');
  const [area] = useUrlState('area', '');
  const [typed] = useUrlState('filter', '');
  const [asAt] = useUrlState('asAt', '');
  const [sort] = useUrlState('sort', '');
  const [states] = useUrlList('state');
  const signature = search.toString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the URL's text stands for all that is read from it
  return useMemo(() => {
    const conditions = new Map(
      register.fields.flatMap(({ id }) => {
        const raw = search.get(conditionKey(id));
        return raw ? [[id, raw] as const] : [];
      }),
    );
    const expression = filterExpression(register.fields, { states, conditions, typed });
    const region = area || global;
    return {
      conditions,
      region,
      filter: {
        q: q || undefined,
        filter: expression || undefined,
        region,
        asAt: asAt || undefined,
        sort: sort || undefined,
      },
      filtered: q !== '' || area !== '' || asAt !== '' || expression !== '',
      clearKeys: ['q', 'area', 'filter', 'asAt', 'state', ...[...conditions.keys()].map(conditionKey)],
    };
  }, [register, signature, global]);
}
