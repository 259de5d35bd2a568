import { useEffect, useSyncExternalStore } from 'react';

/** What a page above is called once its thing is known: '/plans/7' → the plan's name. */
const names = new Map<string, string>();
const listeners = new Set<() => void>();

const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** On a page below '/plans/:id': names that page in the breadcrumb. */
export function useCrumbName(path: string, name: string): void {
  useEffect(() => {
    if (names.get(path) === name) return;
    names.set(path, name);
    for (const listener of listeners) listener();
  }, [path, name]);
}

/** The name that a page below gave; the page's own title until then. */
export function useCrumbNames(): (path: string) => string | undefined {
  useSyncExternalStore(listen, () => [...names.entries()].join('\n'));
  return (path) => names.get(path);
}
