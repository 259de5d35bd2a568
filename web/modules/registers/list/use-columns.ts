import type { Register } from '../../../../server/kernel/registers/model.ts';
import { useUrlList } from '../../../shell/url.ts';
import { columnFields, defaultColumns } from './columns.tsx';

/** Which columns the list shows; in the URL, so that a saved view keeps them. */
export function useShownColumns(register: Register): [readonly string[], (columns: readonly string[]) => void] {
  const [chosen, choose] = useUrlList('cols');
  const first = defaultColumns(register);
  const known = new Set(columnFields(register).map(({ id }) => id));
  const shown = chosen.length > 0 ? chosen.filter((id) => known.has(id)) : first;
  return [shown, (columns) => choose(columns.join() === first.join() ? [] : columns)];
}
