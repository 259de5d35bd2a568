import type { ReactNode } from 'react';
import { Brand } from '../frame/Brand.tsx';
import { LanguageSwitch } from '../frame/LanguageSwitch.tsx';
import { text } from '../frame/text.ts';
import { useText } from '../preferences.tsx';

/** Before the frame: the brand, the other language, and one thing to do. */
export function AccessCard({ children }: { children: ReactNode }) {
  const t = useText(text);
  return (
    <main className="ln-alone">
      <div className="ln-card ln-sign-in">
        <div className="ln-brand">
          <Brand size={28} />
          <span>{t.brand}</span> <small>{t.brandNote}</small>
          <span className="ln-grow" />
          <LanguageSwitch />
        </div>
        {children}
      </div>
    </main>
  );
}
