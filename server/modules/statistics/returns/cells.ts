import {
  type Cell,
  type Cells,
  columnsAsked,
  type FormColumn,
  type FormDefinition,
  type FormNames,
  type FormRow,
  type FormSection,
  type Period,
  parsePeriod,
  parseRowKey,
  type RowKey,
  rowKey,
  rowsOf,
} from '@liannao/statistics';
import type { z } from 'zod';
import type { Tx } from '../../../kernel/access/actor.ts';
import { type FieldProblem, unprocessable } from '../../../kernel/errors.ts';
import { loadRegisters } from '../../../kernel/registers/index.ts';
import type { CellsInput } from './model.ts';
import { type Locale, returnText } from './text.ts';

/** A stored period's code. @throws TypeError for one that we did not write. */
export function periodOf(code: string): Period {
  const read = parsePeriod(code);
  if (!read.ok) throw new TypeError(`stored period ${code}`);
  return read.value;
}

/** Members that a line of an open section may name, by dimension and code. */
export type Members = ReadonlyMap<string, ReadonlyMap<string, FormNames>>;

/** Codes of the lists of a form's open sections with their names; of regions those that there are. */
export async function loadMembers(tx: Tx, definition: FormDefinition): Promise<Members> {
  const open = definition.sections.flatMap((section) => section.open ?? []);
  if (open.length === 0) return new Map();
  const { lists } = await loadRegisters(tx);
  const members = new Map<string, ReadonlyMap<string, FormNames>>();
  for (const { dimension, list } of open) {
    if (list === 'region') members.set(dimension, await regionMembers(tx));
    else members.set(dimension, new Map((lists.get(list)?.values ?? []).map((value) => [value.code, value])));
  }
  return members;
}

async function regionMembers(tx: Tx): Promise<ReadonlyMap<string, FormNames>> {
  const rows = await tx.selectFrom('region').select(['code', 'name', 'name_en']).orderBy('code').execute();
  return new Map(rows.map(({ code, name, name_en }) => [code, { zh: name, en: name_en ?? name }]));
}

interface Placed {
  readonly row: FormRow;
  readonly section: FormSection;
}

/** Rows of a definition by code. */
export const rowsByCode = (definition: FormDefinition): ReadonlyMap<string, Placed> =>
  new Map(rowsOf(definition).map((placed) => [placed.row.code, placed]));

const ANSWERS = ['up', 'same', 'down'];

export type CellProblem = 'row-unknown' | 'line-unknown' | 'column-not-asked' | 'answer-expected' | 'number-expected';

/** What is wrong with putting a cell there; null where nothing is. */
export function cellProblem(row: FormRow, asked: readonly FormColumn[], column: FormColumn, cell: Cell) {
  if (!asked.includes(column)) return 'column-not-asked' satisfies CellProblem;
  if (cell.value === null) return null;
  if (row.kind === 'answer') return ANSWERS.includes(cell.value) ? null : ('answer-expected' satisfies CellProblem);
  return ANSWERS.includes(cell.value) ? ('number-expected' satisfies CellProblem) : null;
}

/** Whether a key names a line that its section can have. */
export function isLine(section: FormSection, scope: Readonly<Record<string, string>>, members: Members): boolean {
  const dimensions = section.open ?? [];
  const names = Object.keys(scope);
  return (
    names.length === dimensions.length &&
    dimensions.every(({ dimension }) => {
      const member = scope[dimension];
      return member !== undefined && (members.get(dimension)?.has(member) ?? false);
    })
  );
}

const EMPTY: Cell = { value: null };
const isBlank = (cell: Cell) => cell.value === null && cell.missing === undefined && !cell.reason;

/**
 * Cells as they are kept: keys in their one spelling, blanks left out, a value's own state dropped.
 * @throws AppError 422 `return-cells-invalid` with a line for every cell that the form does not ask for.
 */
export async function acceptCells(
  tx: Tx,
  form: { readonly definition: FormDefinition; readonly period: Period },
  input: z.infer<typeof CellsInput>,
  locale: Locale,
): Promise<Cells> {
  const { definition, period } = form;
  const rows = rowsByCode(definition);
  const keys = Object.keys(input);
  const members = keys.some((key) => key.includes('#')) ? await loadMembers(tx, definition) : new Map();
  const say = returnText(locale);
  const problems: FieldProblem[] = [];
  const cells: Record<RowKey, Partial<Record<FormColumn, Cell>>> = {};
  const refuse = (field: string, code: CellProblem) =>
    problems.push({ field: `body.cells.${field}`, code, message: say.cellProblems[code] });
  for (const key of keys) {
    const { code, scope } = parseRowKey(key);
    const placed = rows.get(code);
    if (!placed) {
      refuse(key, 'row-unknown');
      continue;
    }
    if (!isLine(placed.section, scope, members)) {
      refuse(key, 'line-unknown');
      continue;
    }
    const asked = columnsAsked(definition, placed.row, period);
    for (const [column, given] of Object.entries(input[key] ?? {}) as [FormColumn, Cell | undefined][]) {
      if (given === undefined) continue;
      const cell = tidy(given);
      if (isBlank(cell)) continue;
      const problem = cellProblem(placed.row, asked, column, cell);
      if (problem) refuse(`${key}.${column}`, problem);
      else cells[rowKey(code, scope)] = { ...cells[rowKey(code, scope)], [column]: cell };
    }
  }
  if (problems.length > 0) throw unprocessable('return-cells-invalid', say.cellsInvalid(problems.length), problems);
  return cells;
}

/** Only what says something: a value has no reason for being missing. */
const tidy = ({ value, missing, reason, reasonCode }: Cell): Cell => ({
  ...EMPTY,
  value,
  ...(value === null && missing !== undefined ? { missing } : {}),
  ...(reason ? { reason } : {}),
  ...(reasonCode === undefined ? {} : { reasonCode }),
});

/** Same content, in whatever order it is kept. */
export const sameCells = (a: Cells, b: Cells): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  );
