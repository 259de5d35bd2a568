import { useEffect, useSyncExternalStore } from 'react';

/** What a page above is called once its thing is known: '/plans/7' → the plan's name. */
const names = new Map<string, string>();
/** Where a thing's page stands, where that depends on the thing: '/registers/projects' → '/groups/projects'. */
const places = new Map<string, string>();
const listeners = new Set<() => void>();

const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

function useTold(told: Map<string, string>, path: string, word: string | undefined): void {
  useEffect(() => {
    if (word === undefined || told.get(path) === word) return;
    told.set(path, word);
    for (const listener of listeners) listener();
  }, [told, path, word]);
}

/** On a page below '/plans/:id': names that page in the breadcrumb. */
export const useCrumbName = (path: string, name: string): void => useTold(names, path, name);

/** On the page of a thing or below: leads the breadcrumb through another page than the one declared; undefined: it stays. */
export const useCrumbPlace = (path: string, above: string | undefined): void => useTold(places, path, above);

/** The name that a page below gave, and the page above that it was said to have; the page's own until then. */
export function useCrumbNames(): {
  nameOf: (path: string) => string | undefined;
  aboveOf: (path: string) => string | undefined;
} {
  useSyncExternalStore(listen, () => [...names, ...places].join('\n'));
  return { nameOf: (path) => names.get(path), aboveOf: (path) => places.get(path) };
}
