/** What a stored value is called: pure functions of the definition, for cells, facts, histories and titles. */
import type { FieldView, Register } from '../../../server/kernel/registers/model.ts';
import type { Language } from '../../shell/preferences.tsx';
import { formatNumber } from '../../shell/widgets/number.ts';

export interface ValueContext {
  readonly register: Pick<Register, 'id' | 'lists' | 'lifeCycle'>;
  /** Words for regions, parties and references, by id or code. */
  readonly refs: Readonly<Record<string, string>>;
  readonly language: Language;
  readonly yes: string;
  readonly no: string;
}

export const nameOf = (named: { zh: string; en: string }, language: Language): string =>
  language === 'en' ? named.en || named.zh : named.zh;

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

export const isNumeric = ({ type }: Pick<FieldView, 'type'>): boolean =>
  type === 'number' || type === 'integer' || type === 'money';

/** The unit that stands beside the field; money is always 万元. */
export const unitOf = (field: Pick<FieldView, 'type' | 'unit'>): string | null =>
  field.unit ?? (field.type === 'money' ? '万元' : null);

function codeWords(list: string | null, code: string, { register, language }: ValueContext): string {
  const found = list === null ? undefined : register.lists[list]?.find((one) => one.code === code);
  return found ? nameOf(found, language) : code;
}

export function stateWords(state: string | null, { register, language }: ValueContext): string {
  const found = register.lifeCycle?.states.find(({ id }) => id === state);
  return found ? nameOf(found, language) : (state ?? '');
}

/** A place in words: its address, a point as `lon, lat` in degrees, another shape by its kind. */
export function placeWords(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('type' in value)) return '';
  const { type, coordinates, address } = value as { type: string; coordinates?: unknown; address?: string };
  if (type !== 'Point' || !Array.isArray(coordinates)) return address ?? type;
  const degrees = coordinates.slice(0, 2).map((one) => Number(one).toFixed(5));
  return [address, degrees.join(', ')].filter(Boolean).join(' ');
}

function oneInWords(field: FieldView, value: unknown, context: ValueContext): string {
  switch (field.type) {
    case 'code':
      return codeWords(field.list, String(value), context);
    case 'boolean':
      return value === true ? context.yes : context.no;
    case 'number':
    case 'integer':
    case 'money':
      return typeof value === 'number' ? formatNumber(value) : String(value);
    case 'region':
    case 'party':
    case 'reference':
    case 'file':
      return context.refs[String(value)] ?? String(value);
    case 'place':
      return placeWords(value);
    case 'datetime':
      return String(value).replace('T', ' ').slice(0, 16);
    default:
      return String(value);
  }
}

/** The value as text; '' when there is none. */
export function valueWords(field: FieldView, value: unknown, context: ValueContext): string {
  if (isEmpty(value)) return '';
  const all = Array.isArray(value) && field.type !== 'place' ? value : [value];
  return all.map((one) => oneInWords(field, one, context)).join('、');
}

const grades = ['L1', 'L2', 'L3', 'L4'];

/** Roles that see a field of this grade in full, and those that see it in their own entries. */
export function whoSees(register: Pick<Register, 'access'>, grade: string): { full: string[]; own: string[] } {
  const entries = Object.entries(register.access.read);
  return {
    full: [
      'admin',
      ...entries.filter(([, most]) => grades.indexOf(most) >= grades.indexOf(grade)).map(([role]) => role),
    ],
    own: entries.filter(([, most]) => most === 'own').map(([role]) => role),
  };
}
