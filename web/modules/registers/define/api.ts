import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { DefinitionReport, DefinitionVersion } from '../../../../server/kernel/registers/model.ts';
import { get, post, put } from '../../../shell/api.ts';
import { registerPath } from '../api.ts';

type VersionOf = z.infer<typeof DefinitionVersion>;

export const definitionQuery = (register: string) =>
  queryOptions({
    queryKey: ['registers', register, 'source'],
    queryFn: ({ signal }) => get<{ source: string }>(`${registerPath(register)}/source`, { signal }),
  });

export const versionsQuery = (register: string) =>
  queryOptions({
    queryKey: ['registers', register, 'versions'],
    queryFn: ({ signal }) => get<{ items: VersionOf[] }>(`${registerPath(register)}/versions`, { signal }),
  });

export const versionQuery = (register: string, version: number) =>
  queryOptions({
    queryKey: ['registers', register, 'versions', version],
    queryFn: ({ signal }) =>
      get<{ source: string }>(`${registerPath(register)}/source`, { query: { version }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What changing to this text would do. Nothing is changed by asking. */
export const reportQuery = (source: string, register: string | null) =>
  queryOptions({
    queryKey: ['registers', 'report', register, source],
    queryFn: ({ signal }) =>
      post<DefinitionReport>('registers/check', { source, ...(register ? { id: register } : {}) }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
  });

export function useApplyDefinition() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ register, source, note }: { register: string; source: string; note: string }) =>
      put<DefinitionReport>(registerPath(register), { source, ...(note ? { note } : {}) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['registers'] }),
  });
}
