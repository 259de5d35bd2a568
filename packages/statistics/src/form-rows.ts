/** Rows of a form, and the keys that their cells are kept under. statistics-conventions 1.1: the code identifies a row. */
import type { FormDefinition, FormRow, FormSection, RowKey } from './form-types.ts';

export interface PlacedRow {
  readonly row: FormRow;
  readonly section: FormSection;
}

const placed = new WeakMap<FormDefinition, readonly PlacedRow[]>();

/** All rows with the section that each stands in, in the order of the paper. Kept for each definition. */
export function rowsOf(definition: FormDefinition): readonly PlacedRow[] {
  let rows = placed.get(definition);
  if (rows === undefined) {
    rows = definition.sections.flatMap((section) => section.rows.map((row) => ({ row, section })));
    placed.set(definition, rows);
  }
  return rows;
}

const plain = (text: string) => encodeURIComponent(text);

/**
 * `01`, or `01#part=battery;sourceRegion=330100` for a line of an open section: dimensions in alphabetical order, so
 * that one line has one key; `%`, `#`, `;` and `=` within a value are percent-encoded.
 */
export function rowKey(code: string, scope: Readonly<Record<string, string>> = {}): RowKey {
  const names = Object.keys(scope).sort();
  if (names.length === 0) return code;
  return `${code}#${names.map((name) => `${plain(name)}=${plain(scope[name] ?? '')}`).join(';')}`;
}

/** The code and scope of a key; what cannot be read as one comes back as a code with an empty scope. */
export function parseRowKey(key: RowKey): { readonly code: string; readonly scope: Readonly<Record<string, string>> } {
  const cut = key.indexOf('#');
  if (cut < 0) return { code: key, scope: {} };
  const scope: Record<string, string> = {};
  try {
    for (const part of key.slice(cut + 1).split(';')) {
      const [name = '', value = '', more] = part.split('=');
      if (name === '' || value === '' || more !== undefined) return { code: key, scope: {} };
      scope[decodeURIComponent(name)] = decodeURIComponent(value);
    }
  } catch {
    return { code: key, scope: {} };
  }
  return { code: key.slice(0, cut), scope };
}
