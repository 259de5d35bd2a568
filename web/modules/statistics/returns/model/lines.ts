/** The lines of a form as they stand on paper, open sections with the lines that the reporter added. Pure. */
import {
  type Cells,
  columnsAsked,
  type FormColumn,
  type FormDefinition,
  type FormRow,
  type FormSection,
  type Period,
  parseRowKey,
  type RowKey,
  rowKey,
} from '@liannao/statistics';

export type LineScope = Readonly<Record<string, string>>;

export type Line =
  | { readonly kind: 'section'; readonly id: string; readonly section: FormSection }
  /** Head of one line that the reporter added: what its codes say. */
  | { readonly kind: 'group'; readonly id: string; readonly section: FormSection; readonly scope: LineScope }
  | {
      readonly kind: 'row';
      readonly id: RowKey;
      readonly row: FormRow;
      readonly section: FormSection;
      /** How many 其中 it stands below. */
      readonly depth: number;
      readonly asked: ReadonlySet<FormColumn>;
    }
  | { readonly kind: 'add'; readonly id: string; readonly section: FormSection };

export type RowLine = Extract<Line, { kind: 'row' }>;

/** What of the cells decides which lines there are: the keys of open sections' lines. */
export const openKeys = (cells: Cells): string =>
  Object.keys(cells)
    .filter((key) => key.includes('#'))
    .sort()
    .join('\n');

/** Scopes of the lines of an open section that have cells, each once, in the order of their codes. */
export function openScopes(section: FormSection, keys: readonly RowKey[]): LineScope[] {
  const codes = new Set(section.rows.map(({ code }) => code));
  const found = new Map<string, LineScope>();
  for (const key of keys) {
    const { code, scope } = parseRowKey(key);
    if (codes.has(code)) found.set(key.slice(key.indexOf('#') + 1), scope);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, scope]) => scope);
}

/** All lines in the order of the paper; `keys` are the keys with a scope (`openKeys`, split). */
export function linesOf(definition: FormDefinition, period: Period, keys: readonly RowKey[]): Line[] {
  const depths = depthsOf(definition);
  const rowsOf = (section: FormSection, scope?: LineScope): RowLine[] =>
    section.rows.map((row) => ({
      kind: 'row',
      id: scope ? rowKey(row.code, scope) : rowKey(row.code),
      row,
      section,
      depth: depths.get(row.code) ?? 0,
      asked: new Set(columnsAsked(definition, row, period)),
    }));
  return definition.sections.flatMap((section): Line[] => {
    const head: Line = { kind: 'section', id: section.id, section };
    if (!section.open) return [head, ...rowsOf(section)];
    const added = openScopes(section, keys).flatMap((scope): Line[] => {
      const rows = rowsOf(section, scope);
      return [{ kind: 'group', id: `${section.id}#${rows[0]?.id ?? ''}`, section, scope }, ...rows];
    });
    return [head, ...added, { kind: 'add', id: `${section.id}+`, section }];
  });
}

function depthsOf(definition: FormDefinition): Map<string, number> {
  const parents = new Map(definition.sections.flatMap(({ rows }) => rows.map(({ code, parent }) => [code, parent])));
  const depthOf = (code: string): number => {
    let depth = 0;
    for (let at = parents.get(code); at && depth < 9; at = parents.get(at)) depth++;
    return depth;
  };
  return new Map([...parents.keys()].map((code) => [code, depthOf(code)]));
}

/** Columns that at least one line is asked in, in the order of the form. */
export const columnsShown = (definition: FormDefinition, lines: readonly Line[]): FormColumn[] =>
  definition.columns.filter((column) => lines.some((line) => line.kind === 'row' && line.asked.has(column)));
