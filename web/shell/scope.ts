import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from './session.ts';
import { usePatchUrl } from './url.ts';

export interface Scope {
  /** Division code: '330000'. */
  region: string;
  /** Data month: '2025-08'. */
  month: string;
  setRegion: (code: string) => void;
  setMonth: (month: string) => void;
}

/** The region and data month that every page follows; both live in the URL. */
export function useScope(): Scope {
  const session = useSession();
  const [search] = useSearchParams();
  const patchUrl = usePatchUrl();
  const month = search.get('month');
  const setRegion = useCallback((region: string) => patchUrl({ region }), [patchUrl]);
  const setMonth = useCallback((value: string) => patchUrl({ month: value }), [patchUrl]);
  return {
    region: search.get('region') ?? session.defaultRegion.code,
    month: month && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : session.dataMonth,
    setRegion,
    setMonth,
  };
}
