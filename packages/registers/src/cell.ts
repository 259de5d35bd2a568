import { dateFrom, momentFrom, monthFrom, yearFrom } from './cell-date.ts';
import { placeFrom, placeText, swappedPlace } from './cell-place.ts';
import { type Convert, converter } from './cell-unit.ts';
import { nearest } from './result.ts';
import type { CodeList, DefinitionContext, Field, RegisterDefinition } from './types.ts';
import { type Finding, MAX_NUMBER, valueCheck } from './value-check.ts';
import { findList } from './value-type.ts';

/** What is wrong with a cell, and what would be right. */
export interface CellProblem extends Finding {
  readonly remedy: { readonly zh: string; readonly en: string };
}
/** The stored value, null for an empty cell. Parties, regions and references come as the words of the cell. */
export type CellResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: CellProblem };
export type ReadCell = (text: string) => CellResult;

type ReadOne = (text: string) => unknown;
const NOTHING = Symbol('not readable');
const EMPTY: CellResult = { ok: true, value: null };

/**
 * Compiles the reading of a column. `unit` is what the heading says (`splitHeading`), the field's own otherwise; a unit
 * in the cell itself goes before it.
 */
export function compileCell(
  field: Field,
  definition: RegisterDefinition,
  context: DefinitionContext,
  options: { readonly unit?: string | null } = {},
): ReadCell {
  const list = field.list === null ? undefined : findList(field.list, definition, context);
  const read = reader(field, list, options.unit ?? field.unit);
  const check = valueCheck(field, definition, context);
  const remedy = remedyFor(field, list, context);
  const one = (text: string): CellResult => {
    const value = read(text);
    if (value === NOTHING) return { ok: false, problem: unreadable(field, list, text, remedy) };
    const finding = check(value);
    return finding ? { ok: false, problem: { ...finding, remedy } } : { ok: true, value };
  };
  return (cell) => {
    const text = cell.trim();
    if (text === '') return EMPTY;
    return field.many ? several(text, one) : one(text);
  };
}

/** One cell; for a whole column `compileCell` is faster. */
export const parseCell = (
  field: Field,
  text: string,
  definition: RegisterDefinition,
  context: DefinitionContext,
  options: { readonly unit?: string | null } = {},
): CellResult => compileCell(field, definition, context, options)(text);

function several(text: string, one: ReadCell): CellResult {
  const values: unknown[] = [];
  for (const part of text.split(/[;；\n]/)) {
    const word = part.trim();
    if (word === '') continue;
    const result = one(word);
    if (!result.ok) return result;
    if (!values.includes(result.value)) values.push(result.value);
  }
  return { ok: true, value: values.length === 0 ? null : values };
}

function reader(field: Field, list: CodeList | undefined, unit: string | null): ReadOne {
  const found =
    (read: (text: string) => unknown): ReadOne =>
    (text) =>
      read(text) ?? NOTHING;
  const wide = (read: (text: string) => unknown): ReadOne => found((text) => read(ascii(text)));
  switch (field.type) {
    case 'number':
    case 'integer':
    case 'money':
      return numberReader(field, unit);
    case 'date':
      return wide(dateFrom);
    case 'month':
      return wide(monthFrom);
    case 'year':
      return wide(yearFrom);
    case 'datetime':
      return wide(momentFrom);
    case 'boolean':
      return found((text) => YES_NO.get(text.toLowerCase()));
    case 'code':
      return list ? codeReader(list) : (text) => text;
    case 'place':
      return found((text) => placeFrom(text, field.shape));
    case 'text':
      return field.format === null ? (text) => text : formatted(field.format);
    default:
      return (text) => text;
  }
}

// Only identifiers: in plain text full-width signs are as good as any.
const formatted = (format: string): ReadOne =>
  format === 'uscc' || format === 'vin' ? (text) => ascii(text).toUpperCase() : ascii;

const ASCII = /^[\x20-\x7e]*$/;
const ascii = (text: string): string => (ASCII.test(text) ? text : text.normalize('NFKC'));

const YES = ['是', '有', '对', '√', '✓', 'true', 'yes', 'y', '1'];
const NO = ['否', '无', '错', '×', '✗', 'false', 'no', 'n', '0'];
const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ...YES.map((word) => [word, true] as const),
  ...NO.map((word) => [word, false] as const),
]);

const PLAIN = /^-?\d{1,15}(?:\.\d{1,15})?$/;
const NUMBER = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,18})(?:\.\d{1,18})?(?:e[+-]?\d{1,2})?)\s*(\D{0,12})$/i;

function numberReader(field: Field, unit: string | null): ReadOne {
  const own = unit === null ? Number : converter(unit, field.unit);
  const others = new Map<string, Convert | null>();
  return (cell) => {
    if (own && PLAIN.test(cell)) return own(cell);
    const [, digits = '', written = ''] = NUMBER.exec(ascii(cell)) ?? [];
    if (digits === '') return NOTHING;
    let convert = own;
    if (written !== '') {
      if (!others.has(written) && others.size < 100)
        others.set(written, field.unit === null ? null : converter(written, field.unit));
      convert = others.get(written) ?? null;
    }
    const value =
      convert?.(
        digits
          .replaceAll(',', '')
          .replace('+', '')
          .replace(/e(?=\d)/i, 'e'),
      ) ?? Number.NaN;
    return Number.isFinite(value) && Math.abs(value) <= MAX_NUMBER ? value : NOTHING;
  };
}

/** By code, Chinese or English name; a name that two codes share is neither. */
function codeReader(list: CodeList): ReadOne {
  const codes = new Map<string, string | null>();
  const add = (word: string, code: string) => {
    const key = word.normalize('NFKC').toLowerCase();
    codes.set(key, codes.has(key) && codes.get(key) !== code ? null : code);
  };
  for (const { code, zh, en } of list.values) {
    add(zh, code);
    if (en !== zh) add(en, code);
  }
  for (const { code } of list.values) codes.set(code.normalize('NFKC').toLowerCase(), code);
  const exact = new Map(
    list.values.flatMap(({ code, zh }) => [
      [zh, codes.get(zh.normalize('NFKC').toLowerCase())] as const,
      [code, code] as const,
    ]),
  );
  return (text) => exact.get(text) ?? codes.get(text.normalize('NFKC').toLowerCase()) ?? NOTHING;
}

function unreadable(
  field: Field,
  list: CodeList | undefined,
  text: string,
  remedy: CellProblem['remedy'],
): CellProblem {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const close =
    list &&
    nearest(
      text,
      list.values.flatMap(({ zh, code, en }) => [zh, code, en]),
    );
  const suggestion = field.type === 'place' ? (swappedPlace(text) ?? undefined) : close;
  const [zh, en] = WRONG[field.type] ?? ['读不出来', 'cannot be read'];
  return {
    code: field.type === 'code' ? 'unknown-code' : `bad-${field.type}`,
    zh: `“${shown}”${zh}`,
    en: `“${shown}” ${en}`,
    remedy,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

const WRONG: Readonly<Record<string, readonly [string, string]>> = {
  number: ['不是数值或单位不合', 'is no number, or its unit does not go with the column'],
  integer: ['不是整数或单位不合', 'is no whole number, or its unit does not go with the column'],
  money: ['不是金额', 'is no amount of money'],
  date: ['不是日期', 'is no day'],
  month: ['不是月份', 'is no month'],
  year: ['不是年份', 'is no year'],
  datetime: ['不是时间', 'is no moment'],
  boolean: ['不是“是”或“否”', 'is neither yes nor no'],
  code: ['不在代码表里', 'is not in the code list'],
  place: ['不是位置', 'is no place'],
};

function remedyFor(field: Field, list: CodeList | undefined, context: DefinitionContext): CellProblem['remedy'] {
  const unit = field.unit ?? '';
  const format = field.format === null ? undefined : context.formats.get(field.format);
  const shown = list?.values.slice(0, 12) ?? [];
  const more = list && list.values.length > shown.length ? '…' : '';
  const ways: Readonly<Record<string, readonly [string, string]>> = {
    number: [`写数值，单位${unit}`, `a number in ${unit || 'plain figures'}`],
    integer: [`写整数，单位${unit}`, `a whole number in ${unit || 'plain figures'}`],
    money: ['写金额，单位万元；表头写（亿元）会换算', 'an amount in 万元; a heading with （亿元） converts'],
    date: ['如 2025-03-01 或 2025年3月1日', 'such as 2025-03-01'],
    month: ['如 2025-03 或 2025年3月', 'such as 2025-03'],
    year: ['如 2025', 'such as 2025'],
    datetime: ['如 2025-03-01 08:30', 'such as 2025-03-01 08:30'],
    boolean: ['写是或否', 'write 是 or 否'],
    code: [
      `可用：${shown.map(({ zh }) => zh).join('、')}${more}`,
      `Possible: ${shown.map(({ en }) => en).join(', ')}${more}`,
    ],
    place: [
      '写“经度,纬度”，如 120.15,30.28；多个点用分号',
      '“longitude,latitude” such as 120.15,30.28; several with ;',
    ],
  };
  const [zh, en] = ways[field.type] ?? [format ? `按${format.zh}填写` : '写文字', format ? `a ${format.en}` : 'text'];
  return { zh, en };
}

/** A stored value as the text of a cell that `compileCell` reads back; names of codes in the language asked for. */
export function formatCell(
  field: Field,
  value: unknown,
  definition: RegisterDefinition,
  context: DefinitionContext,
  locale: 'zh' | 'en' = 'zh',
): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => formatCell(field, item, definition, context, locale)).join(';');
  if (typeof value === 'boolean') return locale === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
  if (field.type === 'place') return placeText(value);
  if (field.list !== null) {
    const list = findList(field.list, definition, context);
    const named = list?.values.find(({ code }) => code === value);
    const isShared = list?.values.some((other) => other.code !== value && other[locale] === named?.[locale]);
    return named && !isShared ? named[locale] : String(value);
  }
  return String(value);
}
