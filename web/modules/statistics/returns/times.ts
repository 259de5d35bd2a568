/** Days and moments in the reader's words. */
import type { Language } from '../../../shell/preferences.tsx';

const locale = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en-GB');

/** '9月18日' / '18 September'. Takes a day or a moment. */
export function dayWords(at: string, language: Language): string {
  const day = new Date(at.length === 10 ? `${at}T00:00:00` : at);
  return new Intl.DateTimeFormat(locale(language), { month: 'long', day: 'numeric' }).format(day);
}

/** '9月18日 10:42': a day and a time, whichever day it is. */
export function dayTimeWords(at: string, language: Language): string {
  const time = new Intl.DateTimeFormat(locale(language), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${dayWords(at, language)} ${time.format(new Date(at))}`;
}

/** '10:42', with the day where it is not today. */
export function momentWords(at: number | string, language: Language): string {
  const moment = new Date(at);
  const isToday = moment.toDateString() === new Date().toDateString();
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(
    locale(language),
    isToday ? time : { ...time, month: 'numeric', day: 'numeric', year: undefined },
  ).format(moment);
}
