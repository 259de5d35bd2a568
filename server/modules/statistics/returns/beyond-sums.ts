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

/** One figure for each answered row with an indicator; of fewer than three answers it is withheld. */
export function indicesOf({ definition, period }: Form, returns: readonly Cells[]): CellFigure[] {
  return rowsOf(definition).flatMap(({ row }) => {
    if (row.kind !== 'answer' || row.indicator === null) return [];
    const { index } = diffusionIndex(returns.map((cells) => ({ answer: answerOf(cells[row.code]?.current) })));
    return [
      {
        indicatorCode: row.indicator,
        scopeKey: '',
        period: periodCode(period),
        value: index,
        missing: index === null ? ('suppressed' as const) : null,
        row: row.code,
        column: 'current' as const,
      },
    ];
  });
}

/**
 * What was bought inside: of a row that is never summed, the lines of its account whose place of production lies in the
 * region. `isInside` tells of a division code whether it does; an unknown origin is outside, and no line inside is zero.
 */
export function boughtInside(
  form: Form,
  returns: readonly Cells[],
  { isInside, catalogue }: { isInside: (source: string) => boolean; catalogue: Catalogue },
): CellFigure[] {
  const { definition, period } = form;
  const rows = rowsOf(definition);
  const lines = rows.find(({ row, section }) => row.role === 'purchases-by-area' && isBySource(section.open));
  if (!lines || returns.length === 0) return [];
  const inside = returns.flatMap((cells) =>
    Object.entries(cells).filter(([key]) => isLineInside(key, lines.row, isInside)),
  );
  return rows.flatMap(({ row }) => {
    if (row.indicator === null || !isNeverSummed(catalogue, row.indicator)) return [];
    const sums = columnsAsked(definition, row, period).map((column) => {
      const { value } = sumKnown(inside.map(([, cells]) => ({ value: cells[column]?.value ?? null })));
      return [column, { value: String(value ?? 0) }] as const;
    });
    return cellFigures(form, { [row.code]: Object.fromEntries(sums) }, catalogue);
  });
}

const SOURCE = 'sourceRegion';
const isBySource = (open: FormSection['open']) => open?.some(({ dimension }) => dimension === SOURCE) ?? false;

function isLineInside(key: string, lines: FormRow, isInside: (source: string) => boolean): boolean {
  const { code, scope } = parseRowKey(key);
  const source = scope[SOURCE];
  return code === lines.code && source !== undefined && isInside(source);
}

/** Division codes that the lines name. */
export const sourcesIn = (returns: readonly Cells[]): string[] => [
  ...new Set(returns.flatMap((cells) => Object.keys(cells).flatMap((key) => parseRowKey(key).scope[SOURCE] ?? []))),
];
