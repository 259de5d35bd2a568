import type { Language } from '../../../shell/preferences.tsx';

export const momentWords = (at: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(at),
  );

export const dayWords = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: language === 'zh' ? 'long' : 'medium',
  }).format(new Date(`${day.slice(0, 10)}T00:00:00`));

/** Today in the reader's place, as `2025-03-01`. */
export function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
