import { VERIFIERS } from './identifiers.ts';
import { nearest } from './result.ts';
import type { DefinitionContext, Field, FieldType, RegisterDefinition } from './types.ts';
import { codesOf, findList } from './value-type.ts';

/** What is wrong with one value. */
export interface Finding {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly suggestion?: string;
}

/** Largest number that is kept, so that whole numbers stay exact. */
export const MAX_NUMBER = 1e15;
const MAX_TEXT = 20_000;

const wrongType = (zh: string, en: string): Finding => ({ code: 'wrong-type', zh: `应为${zh}`, en: `Has to be ${en}` });
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** A day of the calendar between 1800 and 2200. */
export function isDay(text: string): boolean {
  const parts = DATE.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (year < 1800 || year > 2200 || month < 1 || month > 12 || day < 1) return false;
  return day <= daysIn(year, month);
}

const daysIn = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

type Test = (value: unknown) => Finding | null;
const NUMBER = wrongType('数值', 'a number');
const number: Test = (value) => {
  if (typeof value !== 'number' || Number.isNaN(value)) return NUMBER;
  return Math.abs(value) <= MAX_NUMBER ? null : TOO_LARGE;
};
const TOO_LARGE: Finding = { code: 'too-large', zh: '数值过大', en: 'The number is too large' };
const INTEGER = wrongType('整数', 'a whole number');
const DAY = wrongType('日期，如 2025-03-01', 'a date such as 2025-03-01');
const MONTH_WRONG = wrongType('月份，如 2025-03', 'a month such as 2025-03');
const YEAR = wrongType('年份，如 2025', 'a year such as 2025');
const MOMENT_WRONG = wrongType('时间，如 2025-03-01T08:00:00+08:00', 'a moment such as 2025-03-01T08:00:00+08:00');
const YES_NO = wrongType('是或否', 'yes or no');
const TEXT = wrongType('文字', 'text');
const PLACE = wrongType('位置', 'a place');
const TOO_LONG: Finding = { code: 'too-long', zh: `超过 ${MAX_TEXT} 字`, en: `Longer than ${MAX_TEXT} characters` };

const text: Test = (value) => (typeof value !== 'string' ? TEXT : value.length > MAX_TEXT ? TOO_LONG : null);
const GEOMETRIES: ReadonlySet<unknown> = new Set([
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
]);

const TESTS: Readonly<Record<FieldType, Test>> = {
  text,
  code: text,
  region: text,
  party: text,
  reference: text,
  file: text,
  period: text,
  number,
  money: number,
  integer: (value) => number(value) ?? (Number.isInteger(value) ? null : INTEGER),
  year: (value) => (Number.isInteger(value) && (value as number) >= 1800 && (value as number) <= 2200 ? null : YEAR),
  date: (value) => (typeof value === 'string' && isDay(value) ? null : DAY),
  month: (value) => (typeof value === 'string' && MONTH.test(value) ? null : MONTH_WRONG),
  datetime: (value) =>
    typeof value === 'string' && MOMENT.test(value) && isDay(value.slice(0, 10)) ? null : MOMENT_WRONG,
  boolean: (value) => (typeof value === 'boolean' ? null : YES_NO),
  place: (value) =>
    typeof value === 'object' && value !== null && 'type' in value && GEOMETRIES.has(value.type) ? null : PLACE,
};

/** Test of one stored value of a field, compiled once: type, then code or format. Null: nothing is wrong. */
export function valueCheck(field: Field, definition: RegisterDefinition, context: DefinitionContext): Test {
  const test = TESTS[field.type];
  const list = field.list === null ? undefined : findList(field.list, definition, context);
  if (list) {
    const codes = codesOf(list);
    return (value) => test(value) ?? (codes.has(value as string) ? null : unknownCode(value as string, codes));
  }
  const format = field.format === null ? undefined : context.formats.get(field.format);
  if (!format) return test;
  const shape = format.pattern === null ? null : new RegExp(format.pattern, 'u');
  const verify = format.verify === undefined ? undefined : VERIFIERS.get(format.verify);
  const wrong: Finding = { code: 'format', zh: `不是${format.zh}`, en: `Is no ${format.en}` };
  return (value) => {
    const finding = test(value);
    if (finding) return finding;
    if (shape && !shape.test(value as string)) return wrong;
    const verdict = verify?.(value as string);
    return verdict ? { code: 'check-character', ...verdict } : null;
  };
}

function unknownCode(value: string, codes: ReadonlySet<string>): Finding {
  const suggestion = nearest(value, codes);
  return {
    code: 'unknown-code',
    zh: `没有代码 ${value}`,
    en: `No code ${value}`,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}
