import { useQuery } from '@tanstack/react-query';
import { get } from './api.ts';
import type { FieldError } from './problem.ts';

export interface Job<R = unknown> {
  id: string;
  kind: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  /** 0 to 1. */
  progress: number;
  message: string | null;
  result: R | null;
  problem: { status?: number; code?: string; title?: string; detail?: string; errors?: FieldError[] } | null;
}

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
