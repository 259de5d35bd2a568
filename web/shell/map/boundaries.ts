import { useQuery } from '@tanstack/react-query';
import { get } from '../api.ts';
import type { Boundaries } from './types.ts';

/** The boundary file that an administrator loaded, once for all maps; null where there is none. */
export function useBoundaries(): Boundaries | null {
  const query = useQuery({
    queryKey: ['map', 'boundaries'],
    queryFn: ({ signal }) => get<{ boundaries: Boundaries | null }>('layout/boundaries', { signal }),
    staleTime: 10 * 60_000,
    retry: false,
  });
  return query.data?.boundaries ?? null;
}
