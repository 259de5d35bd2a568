import fc from 'fast-check';
import { expect, test } from 'vitest';
import shippedYears from '../../../data/holidays.json' with { type: 'json' };
import { readYear, yearProblems } from './load.ts';
import {
  addDays,
  addWorkdays,
  type Calendar,
  dayOf,
  daysBetween,
  hourOf,
  isWorkday,
  workdaysBetween,
} from './workdays.ts';

const written = shippedYears.years as Parameters<typeof readYear>[0][];
const calendar: Calendar = new Map(written.map((year) => [year.year, readYear(year)]));

test('the weeks around a holiday run as the notice says', () => {
  // National Day 2025: off from 1 to 8 October, worked on Sunday 28 September and Saturday 11 October.
  expect(isWorkday(calendar, '2025-09-28')).toBe(true);
  expect(isWorkday(calendar, '2025-10-08')).toBe(false);
  expect(isWorkday(calendar, '2025-10-11')).toBe(true);
  expect(addWorkdays(calendar, '2025-09-30', 3)).toEqual({ day: '2025-10-11' });
  expect(addWorkdays(calendar, '2025-10-09', -1)).toEqual({ day: '2025-09-30' });
  expect(addWorkdays(calendar, '2025-10-04', 0)).toEqual({ day: '2025-10-09' });
  expect(workdaysBetween(calendar, '2025-09-27', '2025-10-11')).toBe(6);
  expect(workdaysBetween(calendar, '2025-10-11', '2025-09-27')).toBe(-6);
});

test('a year without its notice has no due day, and the year is named', () => {
  expect(addWorkdays(calendar, '2026-12-30', 5)).toEqual({ day: null, missingYear: 2027 });
  expect(workdaysBetween(calendar, '2026-12-30', '2027-01-05')).toBeNull();
  expect(isWorkday(calendar, '2027-01-04')).toBeNull();
});

test('the shipped years hold no day off that is not in them and no working weekday', () => {
  for (const year of written) expect(yearProblems(year), String(year.year)).toEqual([]);
  // Statutory days and shifted weekends leave about 250 working days: 248 to 251 in these years.
  const counts = [...calendar.keys()].map((year) => workdaysBetween(calendar, `${year}-01-01`, `${year}-12-31`));
  for (const count of counts) expect(count).toBeGreaterThanOrEqual(247);
  for (const count of counts) expect(count).toBeLessThanOrEqual(251);
});

test('what cannot be is refused with the place', () => {
  const codes = (off: string[], work: string[]) =>
    yearProblems({ year: 2027, off, work }).map(({ field, code }) => `${field} ${code}`);
  expect(codes(['2027-02-30'], [])).toEqual(['off.0 no-such-day']);
  expect(codes(['2027-10-07..2027-10-01'], [])).toEqual(['off.0 days-reversed']);
  expect(codes(['2026-10-01'], ['2027-10-01'])).toEqual(['off.0 other-year', 'work.0 no-weekend']);
  expect(codes(['2027-10-01..2027-10-07'], ['2027-10-02'])).toEqual(['work.0 off-and-work']);
});

const day = fc.integer({ min: 0, max: 1000 }).map((n) => addDays('2023-02-01', n));

test('counting n working days and counting them again gives n', () =>
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 60 }), (from, n) => {
      const due = addWorkdays(calendar, from, n).day ?? '';
      expect(workdaysBetween(calendar, from, due)).toBe(n);
      expect(isWorkday(calendar, due)).toBe(true);
    }),
  ));

test('later is never fewer, and two stretches add up', () =>
  fc.assert(
    fc.property(day, day, day, (...days) => {
      const [a = '', b = '', c = ''] = days.sort();
      const between = (from: string, to: string) => workdaysBetween(calendar, from, to) ?? Number.NaN;
      expect(between(a, b) + between(b, c)).toBe(between(a, c));
      expect(between(a, c)).toBeLessThanOrEqual(daysBetween(a, c));
      expect(between(c, a)).toBe(-between(a, c) || 0);
    }),
  ));

test('the day is that of China', () => {
  expect(dayOf(new Date('2025-09-30T16:30:00Z'))).toBe('2025-10-01');
  expect(hourOf(new Date('2025-09-30T16:30:00Z'))).toBe(0);
});
