import { type FormDefinition, lastMonth, type Period, periodCode } from '@liannao/statistics';
import { addDays, addWorkdays, type Calendar } from '../../../kernel/calendar/workdays.ts';
import { lastDay } from './months.ts';

/** Hour of China at which what is due for release that day becomes open. */
const RELEASE_HOUR = '10:00:00+08:00';

export interface RoundDates {
  /** Days, `2025-09-01`. */
  readonly opensOn: string;
  readonly dueOn: string;
  /** Moment; null: never by itself. */
  readonly releaseAt: string | null;
}

export type Dated =
  | { readonly ok: true; readonly value: RoundDates }
  /** A year whose working days are not known: nothing is guessed. */
  | { readonly ok: false; readonly missingYear: number };

/** `2025-09` of any period that ends in September. */
export const lastMonthCode = (period: Period): string => periodCode(lastMonth(period));

/** The last day of a period, `2025-09-30`. */
export const endOf = (period: Period): string => lastDay(lastMonthCode(period));

/**
 * When a period's round opens, is due and is released, in working days after the period's end; with `opens` 0 it opens on
 * the day after the end whatever day that is. December's round opens in January of the next year.
 */
export function roundDates(
  calendar: Calendar,
  form: Pick<FormDefinition, 'opens' | 'due' | 'release'>,
  period: Period,
): Dated {
  const end = endOf(period);
  const opens = form.opens === 0 ? { day: addDays(end, 1) } : addWorkdays(calendar, end, form.opens);
  if (opens.day === null) return { ok: false, missingYear: opens.missingYear };
  const due = addWorkdays(calendar, end, form.due);
  if (due.day === null) return { ok: false, missingYear: due.missingYear };
  const release = form.release === null ? null : addWorkdays(calendar, end, form.release);
  if (release?.day === null) return { ok: false, missingYear: release.missingYear };
  return {
    ok: true,
    value: { opensOn: opens.day, dueOn: due.day, releaseAt: release ? `${release.day}T${RELEASE_HOUR}` : null },
  };
}
