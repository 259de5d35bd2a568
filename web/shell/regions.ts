import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Region } from '../../server/kernel/model.ts';
import { get } from './api.ts';
import { useLanguage } from './preferences.tsx';
import { useSession } from './session.ts';

/** Regions by text, by parent or by level. */
export const regionsQuery = (query: { q?: string; parent?: string; level?: string }) =>
  queryOptions({
    queryKey: ['regions', query],
    queryFn: ({ signal }) => get<{ items: Region[] }>('regions', { query, signal }),
    staleTime: 60 * 60_000,
  });

/** What the reader calls a region; its code until that is known. The reader's own is known at once. */
export function useRegionTitle(code: string): string {
  const language = useLanguage();
  const { defaultRegion } = useSession();
  const found = useQuery(regionsQuery({ q: code })).data?.items.find((region) => region.code === code);
  if (!found) return code === defaultRegion.code ? defaultRegion.name : code;
  return (language === 'en' && found.nameEn) || found.name;
}
