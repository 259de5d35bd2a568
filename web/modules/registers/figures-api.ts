import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Lead, MeasuredFigure } from '../../../server/kernel/registers/model.ts';
import { get, put, remove } from '../../shell/api.ts';
import { registerPath } from './api.ts';

export type FigureOf = z.infer<typeof MeasuredFigure>;
type LeadOf = z.infer<typeof Lead>;

interface MeasureAsked {
  code: string;
  region?: string | undefined;
  periods?: string | undefined;
  asAt?: string | undefined;
  byRegion?: boolean | undefined;
}

/** What a register says of one of its indicators. */
export const figuresQuery = (register: string, asked: MeasureAsked) =>
  queryOptions({
    queryKey: ['registers', register, 'figures', asked],
    queryFn: ({ signal }) =>
      get<{ items: FigureOf[] }>(`${registerPath(register)}/figures`, { query: { ...asked }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

/** The leads that hold for a region, its own first. */
export const leadsQuery = (register: string, covering: string) =>
  queryOptions({
    queryKey: ['registers', register, 'leads', covering],
    queryFn: ({ signal }) =>
      get<{ items: LeadOf[] }>(`${registerPath(register)}/leads`, { query: { covering }, signal }),
  });

/** `since` null: the forms lead again. */
export function useSetLead(register: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ region, since }: { region: string; since: string | null }) =>
      since === null
        ? remove(`${registerPath(register)}/leads/${region}`)
        : put(`${registerPath(register)}/leads`, { region, since }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['registers', register] }),
  });
}
