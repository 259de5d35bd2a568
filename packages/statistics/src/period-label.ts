/** Labels of periods for readers; `parsePeriod` reads them back. ux 6: ranges with an en dash, 1–2月 together. */
import type { Period } from './period.ts';

export type Lang = 'zh' | 'en';

const chinese = ['一', '二', '三', '四'] as const;
const english = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const monthName = (m: number): string => english[m - 1] ?? '';

/** 「2025年1–3月」 / "Jan–Mar 2025". */
export function periodLabel(period: Period, lang: Lang): string {
  const zh = lang === 'zh';
  switch (period.kind) {
    case 'month':
      return zh ? `${period.year}年${period.month}月` : `${monthName(period.month)} ${period.year}`;
    case 'cumulative':
      return zh ? `${period.year}年1–${period.month}月` : `Jan–${monthName(period.month)} ${period.year}`;
    case 'quarter':
      return zh ? `${period.year}年${chinese[period.quarter - 1]}季度` : `Q${period.quarter} ${period.year}`;
    case 'half':
      return zh ? `${period.year}年${period.half === 1 ? '上' : '下'}半年` : `H${period.half} ${period.year}`;
    case 'year':
      return zh ? `${period.year}年` : `${period.year}`;
    case 'span':
      return zh ? `${period.from}–${period.to}年` : `${period.from}–${period.to}`;
  }
}
