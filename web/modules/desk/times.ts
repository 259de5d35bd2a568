/** Times as the desk's pages write them, by the country's clock. */
import type { Language } from '../../shell/preferences.tsx';

const zone = 'Asia/Shanghai';
const locale = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en-GB');

/** 2025年9月12日; 12 Sep 2025 */
export const dayOf = (iso: string, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), {
    dateStyle: language === 'zh' ? 'long' : 'medium',
    timeZone: zone,
  }).format(new Date(iso));

/** 9月12日 10:20 */
export const momentOf = (iso: string, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), {
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: zone,
  }).format(new Date(iso));
