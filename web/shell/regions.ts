import { queryOptions } from '@tanstack/react-query';
import { get } from './api.ts';

export interface Region {
  code: string;
  name: string;
  nameEn: string;
  level: string;
  parentCode: string | null;
}

/** Regions by text, by parent or by level. */
export const regionsQuery = (query: { q?: string; parent?: string; level?: string }) =>
  queryOptions({
    queryKey: ['regions', query],
    queryFn: ({ signal }) => get<{ items: Region[] }>('regions', { query, signal }),
    staleTime: 60 * 60_000,
  });
