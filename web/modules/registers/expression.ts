/** From what is chosen in the chips of a list to the one expression that the server filters by. */
import type { FieldView } from '../../../server/kernel/registers/model.ts';

/** How a field is asked for. */
type ConditionKind = 'options' | 'range' | 'words';

export function conditionKind({ type }: Pick<FieldView, 'type'>): ConditionKind | null {
  switch (type) {
    case 'code':
    case 'boolean':
      return 'options';
    case 'number':
    case 'integer':
    case 'money':
    case 'date':
    case 'datetime':
    case 'month':
    case 'year':
      return 'range';
    case 'text':
      return 'words';
    default:
      return null;
  }
}

/** A word of the language as it is, anything else in quotes. */
const literal = (value: string): string =>
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value) && !reserved.has(value)
    ? value
    : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
/** Words that the language itself uses, so that a code of the same spelling stands in quotes. */
const reserved = new Set('and or not in is set empty contains starts with true false today state'.split(' '));

/** '3..8' → from and to, either of which may be empty. */
export function rangeOf(raw: string): { from: string; to: string } {
  const [from = '', to = ''] = raw.split('..');
  return { from, to };
}
export const rangeText = ({ from, to }: { from: string; to: string }): string =>
  from === '' && to === '' ? '' : `${from}..${to}`;

function rangeExpression(field: FieldView, raw: string): string | null {
  const { from, to } = rangeOf(raw);
  const parts = [from === '' ? '' : `${field.id} >= ${from}`, to === '' ? '' : `${field.id} <= ${to}`].filter(Boolean);
  return parts.length === 0 ? null : parts.join(' and ');
}

function optionsExpression(field: FieldView, raw: string): string | null {
  const values = raw.split(',').filter(Boolean);
  if (values.length === 0) return null;
  if (field.type === 'boolean') {
    return values.length > 1 ? `${field.id} is set` : `${field.id} = ${values[0]}`;
  }
  if (field.many) return values.map((value) => `${literal(value)} in ${field.id}`).join(' or ');
  return values.length === 1
    ? `${field.id} = ${literal(values[0] ?? '')}`
    : `${field.id} in [${values.map(literal).join(', ')}]`;
}

/** One chip as an expression; null where it narrows nothing. */
export function conditionOf(field: FieldView, raw: string): string | null {
  const kind = conditionKind(field);
  if (raw === '' || kind === null) return null;
  if (kind === 'range') return rangeExpression(field, raw);
  if (kind === 'options') return optionsExpression(field, raw);
  return `${field.id} contains "${raw.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

interface Chosen {
  readonly states: readonly string[];
  /** Raw values of the chips, by field id. */
  readonly conditions: ReadonlyMap<string, string>;
  /** Typed as it is. */
  readonly typed: string;
}

/** All chips and the typed expression together. */
export function filterExpression(fields: readonly FieldView[], { states, conditions, typed }: Chosen): string {
  const parts = fields.flatMap((field) => conditionOf(field, conditions.get(field.id) ?? '') ?? []);
  if (states.length === 1) parts.push(`state = ${literalState(states[0] ?? '')}`);
  if (states.length > 1) parts.push(`state in [${states.map(literalState).join(', ')}]`);
  if (typed.trim() !== '') parts.push(typed.trim());
  return parts.length === 1 ? (parts[0] ?? '') : parts.map((part) => `(${part})`).join(' and ');
}
const literalState = (state: string) => (state === '' ? '""' : literal(state));
