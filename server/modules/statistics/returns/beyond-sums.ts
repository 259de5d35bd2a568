/**
 * Figures of a region that are no sums of its reporters' cells: the diffusion index of what they answered, and what was
 * bought from inside the region itself, which each level counts anew out of the lines (statistics-conventions 9).
 */
import {
  type Cell,
  type Cells,
  columnsAsked,
  diffusionIndex,
  type FormDefinition,
  type FormRow,
  type FormSection,
  type Period,
  parseRowKey,
  periodCode,
  rowsOf,
  sumKnown,
} from '@liannao/statistics';
import { scopeKey } from '../../../kernel/observation/scope.ts';
import type { Catalogue } from '../catalogue.ts';
import { type CellFigure, cellFigures } from './figures.ts';

interface Form {
  readonly definition: FormDefinition;
  readonly period: Period;
}

/** Rows whose indicator no region adds up from those below it. */
export const isNeverSummed = (catalogue: Catalogue, indicatorCode: string): boolean =>
  catalogue.get(indicatorCode)?.regionRule === 'none';

const ANSWERS = new Set(['up', 'same', 'down']);
type Answer = 'up' | 'same' | 'down' | 'not-applicable' | null;

const answerOf = (cell: Cell | undefined): Answer => {
  if (cell?.value && ANSWERS.has(cell.value)) return cell.value as Answer;
  return cell?.missing === 'not-applicable' ? 'not-applicable' : null;
};

/** A figure with the firms that it is of; null where it gives nobody away whatever it is of. */
export interface CountedFigure extends CellFigure {
  readonly counted: { readonly firms: number; readonly largest: number; readonly sum: number } | null;
}

/** One figure for each answered row with an indicator; of fewer than three answers it is withheld. */
export function indicesOf({ definition, period }: Form, returns: readonly Cells[]): CountedFigure[] {
  return rowsOf(definition).flatMap(({ row }) => {
    if (row.kind !== 'answer' || row.indicator === null) return [];
    const { index } = diffusionIndex(returns.map((cells) => ({ answer: answerOf(cells[row.code]?.current) })));
    return [
      {
        indicatorCode: row.indicator,
        scopeKey: scopeKey(row.scope),
        period: periodCode(period),
        value: index,
        missing: index === null ? ('suppressed' as const) : null,
        row: row.code,
        column: 'current' as const,
        counted: null,
      },
    ];
  });
}

/**
 * What was bought inside: of a row that is never summed, the lines of its account whose place of production lies in the
 * region. `isInside` tells of a division code whether it does; an unknown origin is outside, and no line inside is zero.
 * Lines inside that none has a number of leave it unknown. A firm with any line is one of those that it is of.
 */
export function boughtInside(
  form: Form,
  returns: readonly Cells[],
  { isInside, catalogue }: { isInside: (source: string) => boolean; catalogue: Catalogue },
): CountedFigure[] {
  const { definition, period } = form;
  const rows = rowsOf(definition);
  const lines = rows.find(({ row, section }) => row.role === 'purchases-by-area' && isBySource(section.open));
  if (!lines || returns.length === 0) return [];
  const inside = returns.map((cells) =>
    Object.entries(cells).flatMap(([key, line]) => (isLineInside(key, lines.row, isInside) ? [line] : [])),
  );
  const firms = returns.filter((cells) => Object.keys(cells).some((key) => parseRowKey(key).code === lines.row.code));
  return rows.flatMap(({ row }) => {
    if (row.indicator === null || !isNeverSummed(catalogue, row.indicator)) return [];
    const sums = columnsAsked(definition, row, period).map((column) => {
      const own = inside.map((list) => sumOf(list.flatMap((line) => line[column] ?? [])));
      const counted = { firms: firms.length, largest: Math.max(...own.map(Math.abs)), sum: Math.abs(sumUp(own)) };
      return { column, counted, cell: insideCell(inside.flat().map((line) => line[column])) };
    });
    const cells = { [row.code]: Object.fromEntries(sums.map(({ column, cell }) => [column, cell])) };
    return cellFigures(form, cells, catalogue).map((figure) => ({
      ...figure,
      counted: sums.find(({ column }) => column === figure.column)?.counted ?? null,
    }));
  });
}

const sumUp = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const sumOf = (cells: readonly Cell[]) => sumUp(cells.map(({ value }) => Number(value ?? 0)));

/** The sum of the numbers; where lines have none of them the state that all share, else unknown; without lines zero. */
function insideCell(cells: readonly (Cell | undefined)[]): Cell {
  if (cells.length === 0) return { value: '0' };
  const { value } = sumKnown(cells.map((cell) => ({ value: cell?.value ?? null })));
  if (value !== null) return { value: String(value) };
  const [first, ...others] = new Set(cells.map((cell) => cell?.missing ?? 'unknown'));
  return { value: null, missing: first !== undefined && others.length === 0 ? first : 'unknown' };
}

const SOURCE = 'sourceRegion';
const isBySource = (open: FormSection['open']) => open?.some(({ dimension }) => dimension === SOURCE) ?? false;

function isLineInside(key: string, lines: FormRow, isInside: (source: string) => boolean): boolean {
  const source = sourceOf(key);
  return parseRowKey(key).code === lines.code && source !== undefined && isInside(source);
}

/** Division code of the place that a line names, of a row that names none undefined. */
export const sourceOf = (key: string): string | undefined => parseRowKey(key).scope[SOURCE];

/** Division codes that the lines name. */
export const sourcesIn = (returns: readonly Cells[]): string[] => [
  ...new Set(returns.flatMap((cells) => Object.keys(cells).flatMap((key) => sourceOf(key) ?? []))),
];
