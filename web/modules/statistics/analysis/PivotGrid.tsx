import type { PivotCell, PivotMember, PivotTable } from '../../../../server/modules/statistics/analysis/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { keyOf, labelOf, shownCell, unitOf } from './cells.ts';
import { useDimensionName } from './Shelves.tsx';
import { text } from './text.ts';

/** The cells as a table with its totals; every value leads to its source. */
export function PivotGrid({ table, caption }: { table: PivotTable; caption: string }) {
  const t = useText(text);
  const nameOf = useDimensionName();
  const language = useLanguage();
  const unit = unitOf(table, language);
  const heads = table.rows[0] ?? [];
  const overColumns = totalsOf(table.columnTotal);
  const overRows = totalsOf(table.rowTotal);
  const notes = [[table.columns[0], overColumns.refused] as const, [table.rows[0], overRows.refused] as const].flatMap(
    ([members, why]) => {
      const axis = (members ?? []).map(({ dimension }) => nameOf(dimension)).join('、');
      return why ? [t.noTotal(axis, t.refused[why])] : [];
    },
  );
  const several = table.columns.length > 1 || table.columns[0]?.length !== 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="analysis-scroll" aria-label={caption} tabIndex={0}>
      <table className="ln-plain-table analysis-grid">
        <caption className="ln-hidden">{caption}</caption>
        <thead>
          <tr>
            {heads.map(({ dimension }) => (
              <th key={dimension} scope="col">
                {nameOf(dimension)}
              </th>
            ))}
            {table.columns.map((column) => (
              <th key={keyOf(column)} scope="col" className="ln-right">
                {several ? labelOf(column) : t.measures[table.measure]}
              </th>
            ))}
            {overColumns.cells ? (
              <th scope="col" className="ln-right">
                {t.total}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, r) => (
            <tr key={keyOf(row)}>
              {row.map(({ dimension, label }, at) => (
                <th key={dimension} scope="row" className={at === row.length - 1 ? undefined : 'ln-second'}>
                  {label}
                </th>
              ))}
              {table.columns.map((column, c) => (
                <td key={keyOf(column)} className="ln-right">
                  <CellFigure table={table} members={[...row, ...column]} cell={table.cells[r]?.[c]} unit={unit} />
                </td>
              ))}
              {overColumns.cells ? (
                <td className="ln-right analysis-total">
                  <CellFigure table={table} members={row} cell={overColumns.cells[r]} unit={unit} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
        {overRows.cells ? (
          <tfoot>
            <tr>
              <th scope="row" colSpan={heads.length}>
                {t.total}
              </th>
              {table.columns.map((column, c) => (
                <td key={keyOf(column)} className="ln-right analysis-total">
                  <CellFigure table={table} members={column} cell={overRows.cells?.[c]} unit={unit} />
                </td>
              ))}
              {overColumns.cells ? (
                <td className="ln-right analysis-total">
                  {table.total ? <CellFigure table={table} members={[]} cell={table.total} unit={unit} /> : null}
                </td>
              ) : null}
            </tr>
          </tfoot>
        ) : null}
      </table>
      {notes.map((note) => (
        <p key={note} className="ln-small ln-third analysis-note">
          {note}
        </p>
      ))}
    </section>
  );
}

/** Totals where one of them is a number or missing; where all are refused, why. */
function totalsOf(cells: PivotTable['rowTotal']): {
  cells: PivotTable['rowTotal'];
  refused: PivotCell['refused'];
} {
  const all =
    cells !== null && cells.length > 0 && cells.every(({ refused, value }) => refused !== null && value === null);
  return { cells: all ? null : cells, refused: all ? (cells[0]?.refused ?? null) : null };
}

interface CellProps {
  table: PivotTable;
  members: readonly PivotMember[];
  cell: PivotCell | undefined;
  /** Of all cells; a cell of another unit says its own. */
  unit: string | null;
}

function CellFigure({ table, members, cell, unit }: CellProps) {
  const t = useText(text);
  const language = useLanguage();
  if (!cell) return null;
  if (cell.refused !== null && cell.value === null) {
    return <span className="ln-small ln-third">{t.refused[cell.refused]}</span>;
  }
  const shown = shownCell(table, members, cell, language);
  if (cell.state !== 'value') {
    const words = t.states[cell.state];
    return (
      <span>
        {words} {cell.value === null ? null : <Figure value={cell.value} unit="%" decimals={1} />}
      </span>
    );
  }
  const nothing = cell.value === null && cell.missing === null;
  if (nothing) return <span className="ln-third">—</span>;
  const partly = cell.value !== null && !cell.complete;
  const isChange =
    table.measure.startsWith('growth') || table.measure === 'pull' || table.measure === 'change-in-points';
  return (
    <span title={cell.ref === null && cell.of > 1 ? t.rolledUp(cell.reported, cell.of) : undefined}>
      <Figure
        value={shown.value}
        unit={unit === null ? shown.unit : undefined}
        decimals={shown.decimals}
        missing={cell.value === null ? (cell.missing ?? 'unknown') : undefined}
        source={cell.ref === null || table.measure !== 'value' ? undefined : { observation: cell.ref }}
        change={isChange}
        synthetic={cell.synthetic}
        look="dense"
      />
      {partly ? <span className="ln-caption ln-third"> {t.of(cell.reported, cell.of)}</span> : null}
    </span>
  );
}
