import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';

/** What a reader chose for this browser: language, light or dark, size of text. */
export type Language = 'zh' | 'en';
export type Mode = 'light' | 'dark';
export type TextSize = 'standard' | 'large' | 'larger';

export interface Preferences {
  language: Language;
  mode: Mode;
  textSize: TextSize;
}

/** ux.md section 8: text size multiplies by 1, 1.15, 1.3; everything is in rem, so all follows. */
export const textScale: Record<TextSize, number> = { standard: 1, large: 1.15, larger: 1.3 };

const storageKey = 'liannao.preferences';

function stored(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Preferences>;
  } catch {
    return {};
  }
}

function initial(): Preferences {
  const asked = new URLSearchParams(location.search).get('lang');
  const saved = stored();
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  return {
    language: asked === 'en' || asked === 'zh' ? asked : (saved.language ?? 'zh'),
    mode: saved.mode ?? (dark ? 'dark' : 'light'),
    textSize: saved.textSize ?? 'standard',
  };
}

let current: Preferences | undefined;
function now(): Preferences {
  current ??= initial();
  return current;
}
/** For code outside of React (the API client sends it as Accept-Language). */
export const currentLanguage = (): Language => now().language;

interface PreferencesContext extends Preferences {
  prefer: (change: Partial<Preferences>) => void;
}
const Context = createContext<PreferencesContext | null>(null);

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [preferences, setPreferences] = useState(now);
  const prefer = useCallback((change: Partial<Preferences>) => {
    current = { ...now(), ...change };
    try {
      localStorage.setItem(storageKey, JSON.stringify(current));
    } catch {
      // A browser without storage keeps the choice until it is closed.
    }
    setPreferences(current);
  }, []);
  useEffect(() => {
    const root = document.documentElement;
    root.lang = preferences.language === 'zh' ? 'zh-CN' : 'en';
    root.dataset.theme = preferences.mode;
    root.style.fontSize = `${textScale[preferences.textSize] * 100}%`;
  }, [preferences]);
  const value = useMemo(() => ({ ...preferences, prefer }), [preferences, prefer]);
  return <Context value={value}>{children}</Context>;
}

export function usePreferences(): PreferencesContext {
  const value = use(Context);
  if (!value) throw new TypeError('usePreferences outside of PreferencesProvider');
  return value;
}

export const useLanguage = (): Language => usePreferences().language;

/** The texts of a part in the reader's language: `const t = useText(text)` with `text = { zh, en }` from text.ts. */
export function useText<T>(text: { zh: T; en: T }): T {
  return text[useLanguage()];
}
