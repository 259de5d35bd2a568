/** An entry while it is being typed: what is wrong with it, what of it has changed. Pure. */
import type { FieldView, Register } from '../../../../server/kernel/registers/model.ts';
import { isPoint, isWholePoint } from '../fields/place.ts';
import { isEmpty, isNumeric } from '../values.ts';

export type Values = Readonly<Record<string, unknown>>;

interface CheckWords {
  needed: string;
  notNumber: string;
  notInteger: string;
  notPlace: string;
  notShape: string;
  range: (check: string) => string;
}

/** What can be told before the server is asked; '' when there is nothing to say. */
export function checkValue(field: FieldView, value: unknown, words: CheckWords): string {
  if (isEmpty(value)) return field.required ? words.needed : '';
  if (isNumeric(field) || field.type === 'year') {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one !== 'number') return words.notNumber;
      if (field.type !== 'number' && field.type !== 'money' && !Number.isInteger(one)) return words.notInteger;
      if (field.check !== null && !withinCheck(one, field.check)) return words.range(field.check);
    }
  }
  if (field.type === 'place') {
    if (typeof value === 'string') return words.notShape;
    if (isPoint(value) && !isWholePoint(value)) return words.notPlace;
  }
  return '';
}

/** `>= 0`, `0..100`; a check that names another field is the server's. */
export function withinCheck(value: number, check: string): boolean {
  const range = /^(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)$/.exec(check.trim());
  if (range) return value >= Number(range[1]) && value <= Number(range[2]);
  const bound = /^(<=|>=|<|>|!=|=)\s*(-?\d+(?:\.\d+)?)$/.exec(check.trim());
  if (!bound) return true;
  const limit = Number(bound[2]);
  const holds = {
    '<=': value <= limit,
    '>=': value >= limit,
    '<': value < limit,
    '>': value > limit,
    '!=': value !== limit,
    '=': value === limit,
  };
  return holds[bound[1] as keyof typeof holds];
}

/** Errors by field id; of a line item as `child.row.field`. */
export function checkDraft(register: Register, values: Values, words: CheckWords): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const field of register.fields) {
    if (!field.visible) continue;
    const error = checkValue(field, values[field.id], words);
    if (error) errors[field.id] = error;
  }
  for (const child of register.children) {
    for (const [index, row] of rowsOf(values[child.id]).entries()) {
      for (const field of child.fields) {
        const error = checkValue(field, row[field.id], words);
        if (error) errors[`${child.id}.${index}.${field.id}`] = error;
      }
    }
  }
  return errors;
}

export const rowsOf = (value: unknown): Values[] =>
  Array.isArray(value) ? value.filter((row): row is Values => typeof row === 'object' && row !== null) : [];

const same = (left: unknown, right: unknown): boolean =>
  (isEmpty(left) && isEmpty(right)) || JSON.stringify(left) === JSON.stringify(right);

/** Ids of what differs between two versions of an entry. */
export const changedFields = (before: Values, after: Values): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((id) => !same(before[id], after[id]));

/** What to send: all that is filled of a new entry; of an old one what changed, emptied fields as null. */
export function valuesToSend(before: Values | null, draft: Values): Record<string, unknown> {
  if (before === null) return Object.fromEntries(Object.entries(draft).filter(([, value]) => !isEmpty(value)));
  return Object.fromEntries(changedFields(before, draft).map((id) => [id, isEmpty(draft[id]) ? null : draft[id]]));
}

/** The server's word on a field, whichever way it spells the path. */
export function fieldOfError(path: string): string {
  return path
    .replace(/^body[./]/, '')
    .replace(/^values[./]/, '')
    .replaceAll('/', '.');
}

type FieldGroup = 'basic' | 'numbers' | 'dates' | 'place' | 'files';

/** Fields as a form or a page shows them: what it is, how much, when, where, and the papers. */
export function groupFields(fields: readonly FieldView[]): { group: FieldGroup; fields: FieldView[] }[] {
  const groups = Map.groupBy(fields, groupOf);
  return (['basic', 'numbers', 'dates', 'place', 'files'] as const).flatMap((group) => {
    const own = groups.get(group);
    return own ? [{ group, fields: own }] : [];
  });
}

function groupOf(field: FieldView): FieldGroup {
  if (isNumeric(field)) return 'numbers';
  if (['date', 'datetime', 'month', 'year', 'period'].includes(field.type)) return 'dates';
  if (field.type === 'place') return 'place';
  if (field.type === 'file') return 'files';
  return 'basic';
}
