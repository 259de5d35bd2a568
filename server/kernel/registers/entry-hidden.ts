import type { RegisterDefinition } from '@liannao/registers';
import { AppError } from '../errors.ts';
import { rankOf } from './access-sql.ts';
import { fieldOf } from './columns.ts';

/** Nobody changes what he does not see. */
export function refuseHidden(
  definition: RegisterDefinition,
  values: Readonly<Record<string, unknown>>,
  rank: number,
): void {
  const hidden = Object.keys(values).filter((name) => {
    const field = fieldOf(definition, name);
    return field !== undefined && rankOf(field.grade) > rank;
  });
  if (hidden.length === 0) return;
  throw new AppError(403, 'field-hidden', `You may not see, nor change, ${hidden.join(', ')}.`, {
    params: { fields: hidden.join(', ') },
    errors: hidden.map((name) => ({ field: `values.${name}`, code: 'field-hidden', message: name })),
  });
}

/** Line items come without the fields that their sender does not see: those stay as they were, by the item's key. */
export function keepHiddenItems(
  definition: RegisterDefinition,
  values: Readonly<Record<string, unknown>>,
  old: Readonly<Record<string, unknown>>,
  rank: number,
): Record<string, unknown> {
  const kept: Record<string, unknown> = { ...values };
  for (const child of definition.children) {
    const items = values[child.id];
    const hidden = child.fields.filter((field) => rankOf(field.grade) > rank).map((field) => field.id);
    if (!Array.isArray(items) || hidden.length === 0) continue;
    const keyOf = (item: Readonly<Record<string, unknown>>) => JSON.stringify(child.key.map((id) => item[id] ?? null));
    const before = new Map(((old[child.id] ?? []) as Record<string, unknown>[]).map((item) => [keyOf(item), item]));
    kept[child.id] = items.map((item: Record<string, unknown>) => {
      const was = before.get(keyOf(item));
      return { ...item, ...Object.fromEntries(hidden.map((id) => [id, was?.[id] ?? null])) };
    });
  }
  return kept;
}

/** Whether two sets of values say the same, whatever the order of their keys. */
export const sameValues = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value ?? null;
  const keys = Object.keys(value).sort();
  return keys.map((key) => [key, sorted((value as Record<string, unknown>)[key])]);
}
