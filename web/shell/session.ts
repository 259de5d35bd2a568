import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, patch, post, remove } from './api.ts';
import type { Language } from './preferences.tsx';

export interface Session {
  user: { id: string; name: string; displayName: string; locale: string | null } | null;
  grants: readonly { role: string; region: { code: string; name: string } | null }[];
  permissions: readonly string[];
  mustChangePassword: boolean;
  syntheticData: boolean;
  defaultRegion: { code: string; name: string };
  dataMonth: string;
  /** What waits for this person, if the server counts it. */
  todo?: number;
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => get<Session>('session', { signal }),
  staleTime: 5 * 60_000,
});

/** Who is here and what they may do. Inside the frame it is always loaded. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new TypeError('useSession before the session is loaded');
  return data;
}

/** May this reader do it? `const may = useMay(); may('plans.review')` */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { name: string; password: string }) => post<Session>('session', input),
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => remove('session'),
    onSuccess: async () => {
      await client.refetchQueries(sessionQuery);
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
  });
}

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { current: string; next: string }) => post('session/password', input),
    onSuccess: () => client.refetchQueries(sessionQuery),
  });
}

/** Tells the server the language, for mails and exports; a failure does not matter. */
export const saveLocale = (language: Language) =>
  patch('session', { locale: language === 'zh' ? 'zh-CN' : 'en' }).catch(() => undefined);
