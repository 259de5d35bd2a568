import { lazy, Suspense, useState } from 'react';
import { useHotkeys } from '../hotkeys.ts';
import { useGo } from '../Link.tsx';
import { useText } from '../preferences.tsx';
import { useSession } from '../session.ts';
import { useModules } from './context.ts';
import { menuOf } from './pages.ts';
import { text } from './text.ts';

const SearchPalette = lazy(() => import('./SearchPalette.tsx').then((m) => ({ default: m.SearchPalette })));
const ShortcutSheet = lazy(() => import('./ShortcutSheet.tsx').then((m) => ({ default: m.ShortcutSheet })));

/** `g`, then the letter of an entry. */
const letters: Record<string, string> = {
  desk: 'd',
  targets: 't',
  monitoring: 'm',
  chain: 'c',
  firms: 'f',
  energy: 'e',
  reports: 'r',
  system: 's',
  home: 'h',
  forms: 'f',
  matching: 'm',
  mine: 'i',
  cases: 'c',
};

/** What works on every page: search, the sheet of shortcuts, going to an entry by two keys. */
export function Everywhere({ searching, onSearching }: { searching: boolean; onSearching: (open: boolean) => void }) {
  const t = useText(text);
  const go = useGo();
  const [sheet, setSheet] = useState(false);
  const menu = menuOf(useModules(), useSession());
  const names: Record<string, string> = { ...t.firmEntries, ...t.entries };
  useHotkeys([
    { keys: 'ctrl+k', label: t.keys.search, whileTyping: true, run: () => onSearching(true) },
    { keys: '?', label: t.keys.sheet, run: () => setSheet(true) },
    ...menu.map(({ key, pages }) => ({
      keys: `g ${letters[key]}`,
      label: t.keys.go(names[key] ?? key),
      run: () => {
        if (pages[0]) go(pages[0].path);
      },
    })),
  ]);
  return (
    <Suspense fallback={null}>
      {searching ? <SearchPalette onClose={() => onSearching(false)} /> : null}
      {sheet ? <ShortcutSheet onClose={() => setSheet(false)} /> : null}
    </Suspense>
  );
}
