import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigationType, useSearchParams } from 'react-router';
import { useText } from '../preferences.tsx';
import { useScope } from '../scope.ts';
import { usePatchUrl } from '../url.ts';
import { ProvenanceHost } from '../widgets/ProvenancePanel.tsx';
import { sidePanelSlotId } from '../widgets/SidePanel.tsx';
import { Crumbs } from './Crumbs.tsx';
import { Everywhere } from './Everywhere.tsx';
import { SideMenu } from './SideMenu.tsx';
import { TopBar } from './TopBar.tsx';
import { text } from './text.ts';

/** Top bar, menu, the page, and room for one panel at its right. */
export function Frame({ children }: { children: ReactNode }) {
  const t = useText(text);
  const [menuOpen, setMenuOpen] = useState(false);
  const [searching, setSearching] = useState(false);
  const main = useRef<HTMLElement>(null);
  useScopeInUrl();
  usePageFocus(main);
  return (
    <div className="ln-app">
      <a className="ln-skip" href="#ln-main">
        {t.skip}
      </a>
      <TopBar onMenu={() => setMenuOpen(true)} onSearch={() => setSearching(true)} />
      <SideMenu open={menuOpen} onClose={() => setMenuOpen(false)} />
      <div className="ln-stage">
        <main id="ln-main" ref={main} tabIndex={-1}>
          <Crumbs />
          {children}
        </main>
        <div id={sidePanelSlotId} />
      </div>
      <ProvenanceHost />
      <Everywhere searching={searching} onSearching={setSearching} />
    </div>
  );
}

/** Region and data month are in the URL, so that every view can be sent to a colleague. */
function useScopeInUrl() {
  const { region, month } = useScope();
  const [search] = useSearchParams();
  const patchUrl = usePatchUrl();
  const missing = search.get('region') !== region || search.get('month') !== month;
  useEffect(() => {
    if (missing) patchUrl({ region, month });
  }, [missing, region, month, patchUrl]);
}

/** A new page starts at its top and has the focus; going back keeps the browser's place. */
function usePageFocus(main: React.RefObject<HTMLElement | null>) {
  const { pathname } = useLocation();
  const kind = useNavigationType();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    main.current?.focus({ preventScroll: true });
    if (kind !== 'POP') scrollTo({ top: 0 });
  }, [pathname, kind, main]);
}
