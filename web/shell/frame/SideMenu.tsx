import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useEscape, useReturnFocus } from '../escape.ts';
import { Link } from '../Link.tsx';
import { useLanguage, useText } from '../preferences.tsx';
import { useSession } from '../session.ts';
import { CrossIcon } from '../widgets/icons.tsx';
import { useModules, usePage } from './context.ts';
import { EntryIcon } from './EntryIcon.tsx';
import { type MenuEntry, menuOf } from './pages.ts';
import { text } from './text.ts';
import { useTrail } from './use-trail.ts';

/** The left menu: 196 px, icons only below 1280 px, a drawer below 900 px. */
export function SideMenu({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText(text);
  const session = useSession();
  const menu = menuOf(useModules(), session);
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  useEscape(onClose, open);
  useReturnFocus(open);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes when a page is chosen
  useEffect(() => onClose(), [pathname]);
  useEffect(() => {
    if (open) nav.current?.querySelector<HTMLElement>('a')?.focus();
  }, [open]);
  return (
    <>
      {open ? <button type="button" className="ln-backdrop" aria-label={t.closeMenu} onClick={onClose} /> : null}
      <nav ref={nav} className={`ln-menu${open ? ' ln-open' : ''}`} aria-label={t.menu}>
        <button type="button" className="ln-icon-button ln-menu-close" aria-label={t.closeMenu} onClick={onClose}>
          <CrossIcon />
        </button>
        <ul>
          {menu.map((entry) => (
            <MenuItem key={entry.key} entry={entry} menu={menu} />
          ))}
        </ul>
        <p className="ln-menu-note ln-caption">{session.syntheticData ? t.sourceNoteDemo : t.sourceNote}</p>
      </nav>
    </>
  );
}

function MenuItem({ entry, menu }: { entry: MenuEntry; menu: readonly MenuEntry[] }) {
  const t = useText(text);
  const language = useLanguage();
  const current = usePage();
  const trail = useTrail();
  const [first] = entry.pages;
  if (!first) return null;
  const firmEntry = menu.some(({ key }) => key === current?.firmEntry) ? current?.firmEntry : undefined;
  const here = current !== null && (firmEntry ?? (trail[0]?.page ?? current).entry) === entry.key;
  const names: Record<string, string> = { ...t.firmEntries, ...t.entries };
  const isCurrent = (path: string) => current?.path === path || trail.some(({ page }) => page.path === path);
  return (
    <li className={here ? 'ln-here' : undefined}>
      <Link
        to={first.path}
        className="ln-menu-entry"
        aria-current={here && entry.pages.length === 1 ? 'page' : undefined}
      >
        <EntryIcon entry={entry.key} />
        <span>{names[entry.key]}</span>
      </Link>
      <ul className="ln-menu-pages">
        {entry.pages.map((page) => (
          <li key={page.path}>
            <Link to={page.path} aria-current={isCurrent(page.path) ? 'page' : undefined}>
              {page.title(language)}
            </Link>
          </li>
        ))}
      </ul>
    </li>
  );
}
