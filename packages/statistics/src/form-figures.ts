/** The figures that a return brings, as they are asked for: in the form's unit, of the period of each cell. */

import { isLineOf, linesByCode } from './form-lines.ts';
import { cellPeriod, columnsAsked } from './form-periods.ts';
import { rowsOf } from './form-rows.ts';
import type { Cells, FormColumn, FormDefinition, RowKey } from './form-types.ts';
import type { MissingKind } from './missing.ts';
import type { Period } from './period.ts';

export interface FormFigure {
  readonly row: RowKey;
  readonly column: FormColumn;
  readonly indicator: string;
  /** The row's scope with that of its line; `basis: 'comparable'` in base columns (statistics-conventions 4.2). */
  readonly scope: Readonly<Record<string, string>>;
  readonly period: Period;
  /** Of the form, not of the indicator. */
  readonly unit: string;
  /** Decimal string; null exactly when `missing` says why. */
  readonly value: string | null;
  readonly missing?: MissingKind;
}

/**
 * Figures of the cells that are asked in the period and belong to a row with an indicator. Answers, blanks and what is
 * not yet reported give none; a line whose dimensions are not the section's gives none.
 */
export function figuresOf(definition: FormDefinition, period: Period, cells: Cells): FormFigure[] {
  const figures: FormFigure[] = [];
  const lines = linesByCode(cells);
  for (const { row, section } of rowsOf(definition)) {
    if (row.indicator === null || row.kind === 'answer') continue;
    const columns = columnsAsked(definition, row, period);
    for (const { key, scope } of lines.get(row.code) ?? []) {
      if (!isLineOf(section.open, scope)) continue;
      for (const column of columns) {
        const cell = cells[key]?.[column];
        if (cell === undefined) continue;
        const isBase = column === 'current-base' || column === 'cumulative-base';
        const figure = {
          row: key,
          column,
          indicator: row.indicator,
          scope: { ...row.scope, ...scope, ...(isBase ? { basis: 'comparable' } : {}) },
          period: cellPeriod(definition, row, column, period),
          unit: row.unit,
        };
        if (cell.value !== null) figures.push({ ...figure, value: cell.value });
        else if (cell.missing !== undefined && cell.missing !== 'not-yet-reported') {
          figures.push({ ...figure, value: null, missing: cell.missing });
        }
      }
    }
  }
  return figures;
}
