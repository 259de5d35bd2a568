import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  AuditView,
  GrantView,
  Health as HealthSchema,
  NewGrant as NewGrantSchema,
  NewToken as NewTokenSchema,
  NewUser as NewUserSchema,
  PermissionView,
  TokenView,
  UserPatch,
  UserView,
} from '../../../server/kernel/model.ts';
import { get, patch, post, remove } from '../../shell/api.ts';

export type User = z.infer<typeof UserView>;
type Grant = z.infer<typeof GrantView>;
export type Role = Grant['role'];
export type NewUser = z.infer<typeof NewUserSchema>;
export type NewGrant = z.infer<typeof NewGrantSchema>;
export type AuditEntry = z.infer<typeof AuditView>;
export type Health = z.infer<typeof HealthSchema>;

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: ({ signal }) => get<Health>('health', { signal }),
  refetchInterval: 15_000,
});

export const auditQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['audit', q],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: AuditEntry[]; nextCursor: string | null }>('audit', { query: { cursor: pageParam, q }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) => get<{ items: User[] }>('users', { signal }),
});

export type Token = z.infer<typeof TokenView>;
export type Permission = z.infer<typeof PermissionView>;
type NewToken = z.input<typeof NewTokenSchema>;

export const permissionsQuery = (language: string) =>
  queryOptions({
    queryKey: ['permissions', language],
    queryFn: ({ signal }) => get<{ items: Permission[] }>('permissions', { signal }),
    staleTime: 60 * 60_000,
  });

export const tokensQuery = (userId: string) =>
  queryOptions({
    queryKey: ['tokens', userId],
    queryFn: ({ signal }) => get<{ items: Token[] }>(`users/${userId}/tokens`, { signal }),
  });

export function useTokenChanges(userId: string) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ['tokens', userId] });
  return {
    create: useMutation({
      mutationFn: (token: NewToken) => post<{ id: string; token: string }>(`users/${userId}/tokens`, token),
      onSuccess,
    }),
    revoke: useMutation({ mutationFn: (id: string) => remove(`users/${userId}/tokens/${id}`), onSuccess }),
  };
}

/** The changes that an administrator makes; each leaves the list fresh. */
export function useUserChanges() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: usersQuery.queryKey });
  return {
    create: useMutation({
      mutationFn: (user: NewUser) => post<{ id: string; password: string }>('users', user),
      onSuccess,
    }),
    change: useMutation({
      mutationFn: ({ id, ...change }: z.infer<typeof UserPatch> & { id: string }) => patch(`users/${id}`, change),
      onSuccess,
    }),
    resetPassword: useMutation({
      mutationFn: (id: string) => post<{ password: string }>(`users/${id}/password`),
    }),
    grant: useMutation({
      mutationFn: ({ id, ...grant }: NewGrant & { id: string }) => post(`users/${id}/grants`, grant),
      onSuccess,
    }),
    revoke: useMutation({
      mutationFn: ({ id, grantId }: { id: string; grantId: string }) => remove(`users/${id}/grants/${grantId}`),
      onSuccess,
    }),
  };
}
