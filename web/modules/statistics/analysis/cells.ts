/** Cells of a table in the unit that is published, and their names. Pure. */
import type { PivotCell, PivotMember, PivotTable } from '../../../../server/modules/statistics/analysis/model.ts';
import type { Language } from '../../../shell/preferences.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { shownValue } from '../quantity.ts';

export interface ShownCell {
  readonly value: number | null;
  readonly unit: string;
  readonly decimals: number;
}

export const labelOf = (members: readonly PivotMember[]): string => members.map(({ label }) => label).join(' · ');
export const keyOf = (members: readonly PivotMember[]): string =>
  members.map(({ dimension, key }) => `${dimension}=${key}`).join('&');

export function indicatorOf(table: PivotTable, members: readonly PivotMember[]) {
  const code = members.find(({ dimension }) => dimension === 'indicator')?.key;
  return table.indicators.find((one) => one.code === code) ?? table.indicators[0];
}

/** In the indicator's published unit; what is a percentage or points stays so, with one decimal. */
export function shownCell(
  table: PivotTable,
  members: readonly PivotMember[],
  cell: PivotCell,
  language: Language,
): ShownCell {
  const measured = indicatorOf(table, members);
  const own = table.measure === 'value' && measured && cell.unit === measured.unit;
  const { value } = cell;
  if (!own) return { value, unit: language === 'en' && cell.unit === '百分点' ? 'pp' : cell.unit, decimals: 1 };
  const shown = shownValue(value ?? 0, measured, language);
  return { ...shown, value: value === null ? null : shown.value };
}

/** For titles, labels and sentences. */
export function cellWords({ value, unit, decimals }: ShownCell): string {
  if (value === null) return '—';
  const number = formatNumber(value, decimals);
  return unit === '%' ? `${number}%` : `${number} ${unit}`;
}

/** The one unit of all cells, or null where they differ. */
export function unitOf(table: PivotTable, language: Language): string | null {
  const units = new Set(
    table.rows.flatMap((row, r) =>
      table.columns.map((column, c) => {
        const cell = table.cells[r]?.[c];
        return cell ? shownCell(table, [...row, ...column], cell, language).unit : '';
      }),
    ),
  );
  return units.size === 1 ? ([...units][0] ?? '') : null;
}
