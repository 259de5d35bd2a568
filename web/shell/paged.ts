import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { get, type Query } from './api.ts';

interface PagedRequest {
  queryKey: readonly unknown[];
  path: string;
  filter: Query;
  /** Rows a request. */
  limit: number;
}

/** A list that comes page by page on the way down; old rows stay while new ones come. */
export const pagedQuery = <T extends { nextCursor: string | null }>({ queryKey, path, filter, limit }: PagedRequest) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => get<T>(path, { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
