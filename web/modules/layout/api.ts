/** What the layout pages ask of the server. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Boundaries, LayoutView, TakenLayout } from '../../../server/modules/layout/model.ts';
import { get, post, put, remove } from '../../shell/api.ts';
import type { Language } from '../../shell/preferences.tsx';

export type { LayoutView, NodeView } from '../../../server/modules/layout/model.ts';

type Loaded = z.infer<typeof Boundaries>;

export const layoutPath = 'layout/nodes';

export const layoutQuery = (region: string, language: Language) =>
  queryOptions({
    queryKey: ['layout', region, language],
    queryFn: ({ signal }) => get<LayoutView>(layoutPath, { query: { region }, signal }),
  });

export function useTakeLayout() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (plan: string) => post<TakenLayout>('layout/take', { plan }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['layout'] }),
  });
}

export const boundariesQuery = () =>
  queryOptions({
    queryKey: ['map', 'boundaries', 'facts'],
    queryFn: ({ signal }) => get<Loaded>('layout/boundaries', { signal }),
  });

export interface BoundaryUpload {
  reviewNumber: string;
  source: string;
  datum: string;
  geojson: unknown;
}

export function useLoadBoundaries() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: BoundaryUpload) => put<{ count: number }>('layout/boundaries', file),
    onSuccess: () => client.invalidateQueries({ queryKey: ['map', 'boundaries'] }),
  });
}

export function useRemoveBoundaries() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => remove<void>('layout/boundaries'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['map', 'boundaries'] }),
  });
}
