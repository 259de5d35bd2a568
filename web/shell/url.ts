import { useCallback } from 'react';
import { useNavigate, useSearchParams } from 'react-router';

type Change = Readonly<Record<string, string | null>>;

let waiting: Record<string, string | null> | null = null;

/**
 * Changes search parameters; null removes one. Several changes in one turn become one navigation.
 * Replaces the history entry: filters are not steps to go back through.
 */
export function usePatchUrl(): (change: Change) => void {
  const navigate = useNavigate();
  return useCallback(
    (change) => {
      if (waiting) {
        Object.assign(waiting, change);
        return;
      }
      waiting = { ...change };
      queueMicrotask(() => {
        const search = new URLSearchParams(location.search);
        for (const [key, value] of Object.entries(waiting ?? {})) {
          if (value === null || value === '') search.delete(key);
          else search.set(key, value);
        }
        waiting = null;
        const text = search.toString().replaceAll('%2C', ',');
        navigate({ search: text ? `?${text}` : '', hash: location.hash }, { replace: true });
      });
    },
    [navigate],
  );
}

/** One parameter of the URL as state. The default is not written into the URL. */
export function useUrlState<T extends string = string>(
  key: string,
  initial: NoInfer<T>,
): [T, (value: T | null) => void] {
  const [search] = useSearchParams();
  const patchUrl = usePatchUrl();
  const set = useCallback(
    (value: T | null) => patchUrl({ [key]: value === initial ? null : value }),
    [patchUrl, key, initial],
  );
  return [(search.get(key) as T | null) ?? initial, set];
}

/** A parameter that holds several values, `state=at-risk,off-track`. */
export function useUrlList(key: string): [readonly string[], (values: readonly string[]) => void] {
  const [search] = useSearchParams();
  const patchUrl = usePatchUrl();
  const set = useCallback(
    (values: readonly string[]) => patchUrl({ [key]: values.length ? values.join(',') : null }),
    [patchUrl, key],
  );
  const text = search.get(key);
  return [text ? text.split(',') : [], set];
}
