/** The lines that cells are given for: one a row, or as many as the reporter adds in an open section. */
import { parseRowKey } from './form-rows.ts';
import type { Cells, RowKey } from './form-types.ts';

interface Line {
  readonly key: RowKey;
  readonly scope: Readonly<Record<string, string>>;
}

/** The keys of cells by the code of their row, in the order in which they stand. */
export function linesByCode(cells: Cells): ReadonlyMap<string, readonly Line[]> {
  const lines = new Map<string, Line[]>();
  for (const key of Object.keys(cells)) {
    const { code, scope } = parseRowKey(key);
    const list = lines.get(code);
    if (list === undefined) lines.set(code, [{ key, scope }]);
    else list.push({ key, scope });
  }
  return lines;
}

/** The scope names exactly the section's dimensions; of a closed section none. */
export function isLineOf(
  open: readonly { readonly dimension: string }[] | null,
  scope: Readonly<Record<string, string>>,
): boolean {
  const names = Object.keys(scope);
  if (open === null) return names.length === 0;
  return names.length === open.length && open.every(({ dimension }) => Object.hasOwn(scope, dimension));
}
