import type { FormsTexts } from '../text.ts';

/** Working days to the date as one says it; nothing beyond the calendar. */
export function leftWords(daysLeft: number | null, t: FormsTexts['due']): string {
  if (daysLeft === null) return '';
  if (daysLeft === 0) return t.today;
  return daysLeft > 0 ? t.left(daysLeft) : t.past(-daysLeft);
}
