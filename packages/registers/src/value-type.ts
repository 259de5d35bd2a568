import type { DefinitionContext, Field, FieldType, RegisterDefinition } from './types.ts';

/** Kinds of value in an expression; money and integers are numbers, a year is one too, a datetime counts as its day in China. */
export type Base =
  | 'number'
  | 'text'
  | 'code'
  | 'boolean'
  | 'date'
  | 'month'
  | 'region'
  | 'party'
  | 'reference'
  | 'place'
  | 'file';

export interface ValueType {
  readonly base: Base;
  readonly many: boolean;
  /** Codes that a value may have, with their names; null where anything goes. */
  readonly codes: ReadonlySet<string> | null;
  /** What the codes are of, for messages: a list or the life-cycle. */
  readonly list: string | null;
}

const BASES: Readonly<Record<FieldType, Base>> = {
  text: 'text',
  code: 'code',
  number: 'number',
  integer: 'number',
  money: 'number',
  date: 'date',
  datetime: 'date',
  month: 'month',
  year: 'number',
  period: 'text',
  boolean: 'boolean',
  region: 'region',
  party: 'party',
  reference: 'reference',
  place: 'place',
  file: 'file',
};

export const plainType = (base: Base): ValueType => ({ base, many: false, codes: null, list: null });

const codeSets = new WeakMap<object, ReadonlySet<string>>();

export function codesOf(list: { readonly values: readonly { readonly code: string }[] }): ReadonlySet<string> {
  let codes = codeSets.get(list);
  if (!codes) {
    codes = new Set(list.values.map((value) => value.code));
    codeSets.set(list, codes);
  }
  return codes;
}

/** The list of a field: the register's own, or a shared one. */
export const findList = (id: string, definition: RegisterDefinition, context: DefinitionContext) =>
  definition.lists.find((list) => list.id === id) ?? context.lists.get(id);

export function fieldType(field: Field, definition: RegisterDefinition, context: DefinitionContext): ValueType {
  const list = field.list === null ? undefined : findList(field.list, definition, context);
  return { base: BASES[field.type], many: field.many, codes: list ? codesOf(list) : null, list: field.list };
}

export function stateType(definition: RegisterDefinition): ValueType {
  const codes = new Set(definition.lifeCycle?.states.map((state) => state.id));
  return { base: 'code', many: false, codes, list: `${definition.id}.state` };
}
