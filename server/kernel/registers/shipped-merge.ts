/** Three versions of a definition's data become one: what was shipped, what is shipped now, and what a steward made of it. */
export interface Merge {
  readonly value: unknown;
  /** Paths that both changed, each in another way. */
  readonly clashes: readonly string[];
}

type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Whose side alone changed wins; records merge by key, lists of records by their `id` or `code`. */
export function mergeThree(base: unknown, shipped: unknown, steward: unknown, path = ''): Merge {
  if (same(shipped, steward) || same(base, shipped)) return { value: steward, clashes: [] };
  if (same(base, steward)) return { value: shipped, clashes: [] };
  if (isPlain(shipped) && isPlain(steward)) return mergeRecords(isPlain(base) ? base : {}, shipped, steward, path);
  const lists = [base ?? [], shipped, steward].map(byKey);
  const [was, now, ours] = lists;
  if (!was || !now || !ours) return { value: steward, clashes: [path] };
  const merged = mergeRecords(was, now, ours, path);
  return { value: Object.values(merged.value as Plain), clashes: merged.clashes };
}

function mergeRecords(base: Plain, shipped: Plain, steward: Plain, path: string): Merge {
  const value: Record<string, unknown> = {};
  const clashes: string[] = [];
  for (const key of new Set([...Object.keys(steward), ...Object.keys(shipped)])) {
    const merged = mergeThree(base[key], shipped[key], steward[key], path ? `${path}.${key}` : key);
    clashes.push(...merged.clashes);
    if (merged.value !== undefined) value[key] = merged.value;
  }
  return { value, clashes };
}

/** A list of records under their ids; undefined for any other value. */
function byKey(list: unknown): Plain | undefined {
  if (!Array.isArray(list)) return undefined;
  const keys = list.map((item) => (isPlain(item) ? (item.id ?? item.code) : undefined));
  if (keys.some((key) => typeof key !== 'string') || new Set(keys).size < keys.length) return undefined;
  return Object.fromEntries(list.map((item, index) => [keys[index], item]));
}
