import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Session as ServerSession } from '../../server/kernel/model.ts';
import { get, post, remove } from './api.ts';

export type Session = ServerSession;

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
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      // What is read may be more than before; what is on the page stays until it has come.
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
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
