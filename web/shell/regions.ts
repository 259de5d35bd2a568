import { queryOptions } from '@tanstack/react-query';
import type { Region } from '../../server/kernel/model.ts';
import { get } from './api.ts';

/** Regions by text, by parent or by level. */
export const regionsQuery = (query: { q?: string; parent?: string; level?: string }) =>
  queryOptions({
    queryKey: ['regions', query],
    queryFn: ({ signal }) => get<{ items: Region[] }>('regions', { query, signal }),
    staleTime: 60 * 60_000,
  });
