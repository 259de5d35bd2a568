import { addDays } from '../../../kernel/calendar/workdays.ts';

/** The month so many months later, or earlier: `2025-12` and 1 give `2026-01`. */
export function shiftMonth(month: string, by: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** `2025-02-28` of `2025-02`. */
export const lastDay = (month: string): string => addDays(`${shiftMonth(month, 1)}-01`, -1);
