import { useHotkeys } from '../hotkeys.ts';
import { useGo } from '../Link.tsx';
import { useText } from '../preferences.tsx';
import { text } from './text.ts';

const storageKey = (list: string) => `liannao.list.${list}`;
const most = 5000;

/** A list remembers its order and the row that was open, for `[` `]` on the detail page and for coming back. */
export function rememberList(list: string, keys: readonly string[], current: string): void {
  try {
    const at = Math.max(0, keys.indexOf(current) - most / 2);
    const near = keys.slice(at, at + most);
    sessionStorage.setItem(storageKey(list), JSON.stringify({ keys: near, current, search: location.search }));
  } catch {
    // Without storage there are no neighbours; nothing else suffers.
  }
}

export function rememberedList(list: string): { keys: string[]; current: string; search: string } | null {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey(list)) ?? 'null');
  } catch {
    return null;
  }
}

/** On a detail page: the rows before and after this one in the list it came from; `[` and `]` go there. */
export function useNeighbours(list: string, current: string, pathOf: (key: string) => string) {
  const t = useText(text);
  const go = useGo();
  const keys = rememberedList(list)?.keys ?? [];
  const at = keys.indexOf(current);
  const previous = at > 0 ? (keys[at - 1] ?? null) : null;
  const next = at >= 0 ? (keys[at + 1] ?? null) : null;
  useHotkeys([
    { keys: '[', label: t.keys.previous, run: () => previous && go(pathOf(previous)) },
    { keys: ']', label: t.keys.next, run: () => next && go(pathOf(next)) },
  ]);
  return { previous: previous && pathOf(previous), next: next && pathOf(next) };
}
