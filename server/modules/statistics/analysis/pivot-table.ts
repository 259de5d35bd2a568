import { convert } from '@liannao/statistics';
import type { CellValue } from '../../../kernel/tabular/csv.ts';
import type { WorkbookSpec } from '../../../kernel/tabular/xlsx-write.ts';
import { dimensionWords } from '../model-scope.ts';
import { type Locale, textFor as statisticsText } from '../text.ts';
import type { PivotCell, PivotMember, PivotTable } from './model.ts';
import { textFor } from './text.ts';

/** As on the page, with a column of units and one that says whether a row has synthetic figures. */
export function pivotSheet(table: PivotTable, locale: Locale): WorkbookSpec {
  const say = textFor(locale);
  const heads =
    table.rows[0]?.map((_, at) => ({
      header: headOf(table.rows[0]?.[at]?.dimension ?? '', locale),
      numFmt: '@' as const,
    })) ?? [];
  const label = (members: readonly PivotMember[]) => members.map((one) => one.label).join(' · ');
  const line = (members: readonly PivotMember[], name: readonly string[], cells: readonly PivotCell[]): CellValue[] => [
    ...name,
    ...cells.map((cell, at) => shownIn(table, [...members, ...(table.columns[at] ?? [])], cell, locale)),
    unitsOf(table, members, cells),
    cells.some(({ synthetic, value }) => synthetic && value !== null),
  ];
  const withTotal = (at: number, cells: readonly PivotCell[]) =>
    table.columnTotal ? [...cells, table.columnTotal[at] ?? EMPTY] : cells;
  return {
    sheetName: say.files.pivot,
    columns: [
      ...heads,
      ...table.columns.map((members) => ({ header: label(members) || say.measures[table.measure] })),
      ...(table.columnTotal ? [{ header: say.columns.total }] : []),
      { header: say.columns.unit },
      { header: say.columns.synthetic },
    ],
    rows: [
      ...table.rows.map((members, at) =>
        line(
          members,
          members.map((one) => one.label),
          withTotal(at, table.cells[at] ?? []),
        ),
      ),
      ...(table.rowTotal
        ? [
            line(
              [],
              heads.map((_, at) => (at === 0 ? say.columns.total : '')),
              table.total ? [...table.rowTotal, table.total] : table.rowTotal,
            ),
          ]
        : []),
    ],
  };
}

const EMPTY: PivotCell = {
  value: null,
  missing: null,
  unit: '',
  state: 'value',
  complete: false,
  reported: 0,
  of: 0,
  synthetic: false,
  status: 'approved',
  ref: null,
  refused: null,
};

/** `scope:product` is what the catalogue calls the dimension; a register's field stays its id. */
function headOf(dimension: string, locale: Locale): string {
  const [kind = '', name = ''] = dimension.split(':');
  if (kind === 'scope') return dimensionWords(name, locale);
  return textFor(locale).dimensions[kind] ?? name;
}

const indicatorOf = (table: PivotTable, members: readonly PivotMember[]) => {
  const code = members.find(({ dimension }) => dimension === 'indicator')?.key;
  return table.indicators.find((one) => one.code === code) ?? table.indicators[0];
};

/** Numbers stay numbers, in the published unit; what is no number says why. */
function shownIn(table: PivotTable, members: readonly PivotMember[], cell: PivotCell, locale: Locale): CellValue {
  const say = textFor(locale);
  if (cell.state !== 'value' && cell.value === null) return say.states[cell.state];
  if (cell.value === null) return cell.missing === null ? '' : statisticsText(locale).missing[cell.missing];
  const shown = indicatorOf(table, members);
  const read = shown && cell.unit === shown.unit ? convert(cell.value, cell.unit, shown.shownAs) : null;
  return read?.ok ? read.value : cell.value;
}

function unitsOf(table: PivotTable, row: readonly PivotMember[], cells: readonly PivotCell[]): string {
  const units = cells.map((cell, at) => {
    const shown = indicatorOf(table, [...row, ...(table.columns[at] ?? [])]);
    const published = shown && cell.unit === shown.unit && convert(0, cell.unit, shown.shownAs).ok;
    return published ? shown.shownAs : cell.unit;
  });
  return [...new Set(units.filter(Boolean))].join('；');
}
