import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import type { z } from 'zod';
import type { SearchHit as SearchHitSchema } from '../../../server/kernel/model.ts';
import { get } from '../api.ts';
import { useGo } from '../Link.tsx';
import { usePreferences, useText } from '../preferences.tsx';
import { useSession, useSignOut } from '../session.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { ErrorState } from '../widgets/ErrorState.tsx';
import { useModules } from './context.ts';
import { menuOf } from './pages.ts';
import { text } from './text.ts';

type SearchHit = z.infer<typeof SearchHitSchema>;

interface Choice {
  key: string;
  group: string;
  title: string;
  sub: string;
  run: () => void;
}

/** `Ctrl K`: indicators, firms, plan sentences, pages and commands, by one field. */
export function SearchPalette({ onClose }: { onClose: () => void }) {
  const t = useText(text);
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const q = useLater(typed.trim(), 180);
  const hits = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => get<{ items: SearchHit[] }>('search', { query: { q }, signal }),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
  });
  const local = useLocalChoices(typed.trim());
  const go = useGo();
  const found = (q.length >= 2 ? (hits.data?.items ?? []) : []).map(
    (hit): Choice => ({
      key: `${hit.kind} ${hit.href} ${hit.title}`,
      group: t.searchKinds[hit.kind] ?? hit.kind,
      title: hit.title,
      sub: hit.sub,
      run: () => go(hit.href),
    }),
  );
  const choices = [...found, ...local];
  const current = Math.min(at, choices.length - 1);
  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    choice.run();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const moves: Record<string, number> = { ArrowDown: current + 1, ArrowUp: current - 1 };
    const next = moves[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(choices.length - 1, next)));
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(choices[current]);
    }
  };
  const groups = Map.groupBy(choices, ({ group }) => group);
  return (
    <Dialog title={t.searchTitle} onClose={onClose} width={620}>
      <input
        className="ln-input ln-palette-input"
        // Not "search": there Esc would empty the field instead of closing.
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={choices.length ? `${id}-${current}` : undefined}
        aria-label={t.searchTitle}
        placeholder={t.search}
        value={typed}
        autoFocus
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
      />
      <p className="ln-small ln-third" aria-live="polite">
        {typed.trim() === '' ? t.searchHint : hits.isFetching ? t.searching : choices.length === 0 ? t.searchNone : ' '}
      </p>
      {hits.isError ? <ErrorState error={hits.error} onRetry={() => hits.refetch()} /> : null}
      <div id={`${id}-list`} role="listbox" className="ln-palette" aria-label={t.searchTitle} tabIndex={-1}>
        {[...groups].map(([group, members]) => (
          // biome-ignore lint/a11y/useSemanticElements: a group within a listbox
          <div key={group} role="group" aria-label={group}>
            <div className="ln-palette-group ln-caption ln-third">{group}</div>
            {members.map((choice) => {
              const index = choices.indexOf(choice);
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
                <div
                  key={choice.key}
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === current}
                  className="ln-option"
                  onClick={() => choose(choice)}
                >
                  <span>{choice.title}</span>
                  <span className="ln-grow" />
                  <span className="ln-caption ln-third">{choice.sub}</span>
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </Dialog>
  );
}

/** Pages of the menu and commands; they need no server. */
function useLocalChoices(typed: string): Choice[] {
  const t = useText(text);
  const { language, mode, prefer } = usePreferences();
  const session = useSession();
  const signOut = useSignOut();
  const go = useGo();
  const modules = useModules();
  const names: Record<string, string> = { ...t.firmEntries, ...t.entries };
  const pages = menuOf(modules, session).flatMap(({ key, pages: members }) =>
    members.map(
      (page): Choice => ({
        key: `page ${page.path}`,
        group: t.searchPages,
        title: page.title(language),
        sub: names[key] ?? '',
        run: () => go(page.path),
      }),
    ),
  );
  const command = (title: string, run: () => void): Choice => ({
    key: `command ${title}`,
    group: t.searchCommands,
    title,
    sub: '',
    run,
  });
  const commands = [
    command(t.otherLanguageName, () => prefer({ language: language === 'zh' ? 'en' : 'zh' })),
    command(mode === 'dark' ? t.lightMode : t.darkMode, () => prefer({ mode: mode === 'dark' ? 'light' : 'dark' })),
    ...(session.user ? [command(t.signOut, () => signOut.mutate())] : [command(t.signIn, () => go('/sign-in'))]),
  ];
  const words = typed.toLowerCase();
  return [...pages, ...commands]
    .filter(({ title, sub }) => `${title} ${sub}`.toLowerCase().includes(words))
    .slice(0, 20);
}

/** A value once it has rested. */
function useLater<T>(value: T, milliseconds: number): T {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return later;
}
