/** Lines of open sections added and taken away. Pure. */
import { type Cells, type FormDefinition, parseRowKey, rowKey } from '@liannao/statistics';
import type { CellSet } from './cells.ts';
import type { LineScope } from './lines.ts';

interface LineOf {
  readonly section: string;
  readonly scope: LineScope;
}

const rowsOfLine = (definition: FormDefinition, { section, scope }: LineOf): string[] =>
  (definition.sections.find(({ id }) => id === section)?.rows ?? []).map(({ code }) => rowKey(code, scope));

/** The line with blank cells; what is there already stays. */
export function withLine(definition: FormDefinition, cells: Cells, line: LineOf): Cells {
  const added = rowsOfLine(definition, line).map((key) => [key, cells[key] ?? {}] as const);
  return { ...cells, ...Object.fromEntries(added) };
}

export function withoutLine(definition: FormDefinition, cells: Cells, line: LineOf): Cells {
  const gone = new Set(rowsOfLine(definition, line));
  return Object.fromEntries(Object.entries(cells).filter(([key]) => !gone.has(key)));
}

/** What empties a line, as a step that can be taken back. */
export const lineEmptied = (definition: FormDefinition, cells: Cells, line: LineOf): CellSet[] =>
  rowsOfLine(definition, line).flatMap((row) =>
    Object.keys(cells[row] ?? {}).map((column) => ({ row, column: column as CellSet['column'], cell: null })),
  );

/** The scope of a row of an open section; null for any other. */
export function scopeOfKey(key: string): LineScope | null {
  return key.includes('#') ? parseRowKey(key).scope : null;
}
