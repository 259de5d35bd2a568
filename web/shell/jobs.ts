import { useQuery } from '@tanstack/react-query';
import type { JobView } from '../../server/kernel/model.ts';
import { get } from './api.ts';

export type Job<R> = Omit<JobView, 'result'> & { result: R | null };

/** Follows a background job until it is done or failed. `useJob(null)` waits. */
export function useJob<R = unknown>(id: string | null) {
  return useQuery({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => get<Job<R>>(`jobs/${id}`, { signal }),
    enabled: id !== null,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'done' || state.data?.state === 'failed' ? false : 700),
  });
}
