import type { FastifyInstance } from 'fastify';
import { audit } from '../audit/audit.ts';
import { unprocessable } from '../errors.ts';
import { typed } from '../http/route.ts';
import { loadCalendar, storeYear, type WrittenYear, yearProblems } from './load.ts';
import { CalendarYear, CalendarYearBody, CalendarYears, YearParam } from './model.ts';
import { addDays, isWorkday, type Year } from './workdays.ts';

/** The years whose working days are known. An administrator adds the next when its notice is out. */
export function calendarRoutes(app: FastifyInstance): void {
  const scope = typed(app);
  scope.get(
    '/calendar',
    { config: { permission: 'kernel.read' }, schema: { response: { 200: CalendarYears } } },
    async (request) => {
      const calendar = await request.asking.run(loadCalendar);
      return { items: [...calendar.values()].map(viewOf).sort((a, b) => a.year - b.year) };
    },
  );
  scope.put(
    '/calendar/:year',
    {
      config: { permission: 'kernel.calendar' },
      schema: { params: YearParam, body: CalendarYearBody, response: { 200: CalendarYear } },
    },
    async (request) => {
      const { year } = request.params;
      const written: WrittenYear = { year, ...request.body, certainty: 'entered' };
      const problems = yearProblems(written);
      if (problems.length > 0) throw unprocessable('calendar-invalid', 'Some days are not possible.', problems);
      return request.asking.run(async (tx) => {
        await storeYear(tx, written);
        await audit(tx, request.actor, { action: 'calendar.set', subject: `calendar:${year}`, detail: written });
        const stored = (await loadCalendar(tx)).get(year);
        if (!stored) throw new TypeError(`year ${year} was not stored`);
        return viewOf(stored);
      });
    },
  );
}

function viewOf(year: Year): CalendarYear {
  let workdays = 0;
  const calendar = new Map([[year.year, year]]);
  for (let day = `${year.year}-01-01`; day.startsWith(`${year.year}-`); day = addDays(day, 1)) {
    if (isWorkday(calendar, day)) workdays += 1;
  }
  return { ...year, off: [...year.off].sort(), work: [...year.work].sort(), workdays };
}
