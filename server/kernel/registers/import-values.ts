import type { Field, RegisterDefinition } from '@liannao/registers';
import { rankOf } from './access-sql.ts';

type Values = Readonly<Record<string, unknown>>;

/** Of the values given those that differ from what is there, and what is there in their place. */
export function changedValues(definition: RegisterDefinition, old: Values, given: Values) {
  const values: Record<string, unknown> = {};
  const before: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const field = definition.fields.find(({ id }) => id === name);
    if (textOf(field, value) === textOf(field, old[name])) continue;
    values[name] = value;
    before[name] = old[name] ?? null;
  }
  return { values, before };
}

/** Items of the file put to those that are there: the same key is the same item, and none is dropped. */
export function mergedItems(
  definition: RegisterDefinition,
  childId: string,
  old: unknown,
  given: unknown,
  rank: number,
): unknown {
  const child = definition.children.find(({ id }) => id === childId);
  if (!child) return given;
  const keyOf = (item: Values) => JSON.stringify(child.key.map((id) => item[id] ?? null));
  const hidden = new Set(child.fields.filter((field) => rankOf(field.grade) > rank).map((field) => field.id));
  const items = new Map((old as Values[]).map((item) => [keyOf(item), item]));
  for (const item of given as Values[]) {
    const shown = Object.entries(item).filter(([name]) => !hidden.has(name));
    items.set(keyOf(item), { ...items.get(keyOf(item)), ...Object.fromEntries(shown) });
  }
  return [...items.values()];
}

/** The same text for the same value, however the store or the file wrote it. */
function textOf(field: Field | undefined, value: unknown): string {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return 'null';
  if (field?.type === 'datetime') {
    return JSON.stringify([value].flat().map((moment) => new Date(String(moment)).getTime()));
  }
  // A workbook keeps fifteen digits of a degree, which is more than any place has.
  if (field?.type === 'place')
    return JSON.stringify(sorted(value), (_, part) => (typeof part === 'number' ? part.toFixed(8) : part));
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, part]) => part !== null && part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => [name, sorted(part)]);
}
