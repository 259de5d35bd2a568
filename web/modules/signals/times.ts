/** Times as the signals' pages write them, by the country's clock. */
import type { Language } from '../../shell/preferences.tsx';

const zone = 'Asia/Shanghai';
const locale = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en-GB');

/** 9月12日 10:20; 12 Sep, 10:20 */
export const momentOf = (iso: string, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), {
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: zone,
  }).format(new Date(iso));

/** For tables: 2025-09-12 */
export const tableDay = (iso: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: zone }).format(new Date(iso));
