import { readFileSync } from 'node:fs';
import type { Tx } from '../access/actor.ts';
import type { FieldProblem } from '../errors.ts';
import type { Db } from '../store/open-store.ts';
import { addDays, type Calendar, daysBetween, type Year } from './workdays.ts';

/** A year as it is written: runs of days as `2025-10-01..2025-10-08`. */
export interface WrittenYear {
  readonly year: number;
  readonly notice: string;
  readonly certainty: Year['certainty'];
  readonly off: readonly string[];
  readonly work: readonly string[];
}

const KEY = 'calendar:';
const shipped = (
  JSON.parse(readFileSync(new URL('../../../data/holidays.json', import.meta.url), 'utf8')) as { years: WrittenYear[] }
).years.map(readYear);

/** The shipped years, and over them what an administrator has entered. */
export async function loadCalendar(tx: Tx | Db): Promise<Calendar> {
  const own = await tx.selectFrom('setting').select('value').where('key', 'like', `${KEY}%`).execute();
  const entered = own.map(({ value }) => readYear(value as WrittenYear));
  return new Map([...shipped, ...entered].map((year) => [year.year, year]));
}

export async function storeYear(tx: Tx, year: WrittenYear): Promise<void> {
  const value = JSON.stringify(year);
  await tx
    .insertInto('setting')
    .values({ key: `${KEY}${year.year}`, value })
    .onConflict((oc) => oc.column('key').doUpdateSet({ value }))
    .execute();
}

export function readYear(written: WrittenYear): Year {
  return { ...written, off: new Set(written.off.flatMap(daysOf)), work: new Set(written.work.flatMap(daysOf)) };
}

function daysOf(text: string): string[] {
  const [from = '', to = from] = text.split('..');
  return Array.from({ length: Math.max(0, daysBetween(from, to)) + 1 }, (_, at) => addDays(from, at));
}

const MAX_RUN_DAYS = 15;

/** What is wrong with a year as entered: days of another year, no such day, a working weekend that is no weekend. */
export function yearProblems({ year, off, work }: Pick<WrittenYear, 'year' | 'off' | 'work'>): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const add = (field: string, code: string, message: string) => problems.push({ field, code, message });
  for (const [name, list] of Object.entries({ off, work })) {
    for (const [at, text] of list.entries()) {
      const field = `${name}.${at}`;
      const [from = '', to = from] = text.split('..');
      if (![from, to].every(isDay)) add(field, 'no-such-day', `${text}: write days as ${year}-10-01`);
      else if (daysBetween(from, to) < 0) add(field, 'days-reversed', `${text} ends before it begins`);
      else if (daysBetween(from, to) > MAX_RUN_DAYS)
        add(field, 'run-too-long', `${text} is longer than ${MAX_RUN_DAYS} days`);
      else if (!from.startsWith(`${year}-`) || !to.startsWith(`${year}-`)) {
        add(field, 'other-year', `${text} does not lie in ${year}`);
      } else if (name === 'work' && daysOf(text).some((day) => ![0, 6].includes(new Date(day).getUTCDay()))) {
        add(field, 'no-weekend', `${text} is no Saturday or Sunday`);
      }
    }
  }
  const free = new Set(problems.length === 0 ? off.flatMap(daysOf) : []);
  for (const [at, text] of work.entries()) {
    if (problems.length === 0 && daysOf(text).some((day) => free.has(day))) {
      add(`work.${at}`, 'off-and-work', `${text} is a day off as well`);
    }
  }
  return problems;
}

const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};
