import { z } from 'zod';

/** A day, or a run of days: `2025-10-01..2025-10-08`. */
const Days = z.string().regex(/^\d{4}-\d\d-\d\d(\.\.\d{4}-\d\d-\d\d)?$/);

export const CalendarYear = z
  .object({
    year: z.number().int(),
    notice: z.string(),
    certainty: z.enum(['checked', 'high', 'entered']),
    /** Days off, weekends within a holiday included. */
    off: z.array(z.string()),
    /** Saturdays and Sundays that are worked. */
    work: z.array(z.string()),
    workdays: z.number().int(),
  })
  .meta({ id: 'CalendarYear' });
export type CalendarYear = z.infer<typeof CalendarYear>;
export const CalendarYears = z.object({ items: z.array(CalendarYear) });

/** PUT /calendar/:year */
export const CalendarYearBody = z.object({
  notice: z.string().trim().min(1).max(100),
  off: z.array(Days).min(1).max(60),
  work: z.array(Days).max(40),
});
export const YearParam = z.object({ year: z.coerce.number().int().min(2000).max(2100) });
