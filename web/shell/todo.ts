import { useQuery } from '@tanstack/react-query';
import { get } from './api.ts';
import { useMay, useSession } from './session.ts';

/** How many open cases wait for this reader; 0 until it is known. Counted anew with every change of a case. */
export function useTodo(): number {
  const { user } = useSession();
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['cases', 'todo', user?.id],
    queryFn: ({ signal }) =>
      get<{ counts: { open: number } }>('cases', { query: { scope: 'mine', state: 'open', limit: 1 }, signal }),
    enabled: user !== null && may('cases.read'),
    refetchInterval: 5 * 60_000,
  });
  return data?.counts.open ?? 0;
}
