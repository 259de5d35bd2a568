import { formatNumber } from '../widgets/number.ts';

/** A chart's data as a table. */
export interface SheetData {
  columns: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
  decimals?: number | undefined;
}

export function DataSheet({ sheet, caption }: { sheet: SheetData; caption: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="ln-sheet" aria-label={caption} tabIndex={0}>
      <SheetTable sheet={sheet} caption={caption} />
    </section>
  );
}

export function SheetTable({ sheet, caption }: { sheet: SheetData; caption: string }) {
  return (
    <table className="ln-plain-table">
      <caption className="ln-hidden">{caption}</caption>
      <thead>
        <tr>
          {sheet.columns.map((column, index) => (
            <th key={column} scope="col" className={index ? 'ln-right' : undefined}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sheet.rows.map((row) => (
          <tr key={String(row[0])}>
            {row.map((cell, index) =>
              index === 0 ? (
                <th key={sheet.columns[index]} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={sheet.columns[index]} className="ln-right">
                  {typeof cell === 'number' ? formatNumber(cell, sheet.decimals) : (cell ?? '—')}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Unrounded, with a column `synthetic` where it is so. */
export function csvOf(sheet: SheetData, synthetic = false): Blob {
  const cell = (value: string | number | null) => {
    const words = String(value ?? '');
    return /[",\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
  };
  const line = (cells: readonly (string | number | null)[]) => cells.map(cell).join(',');
  const lines = [
    line(synthetic ? [...sheet.columns, 'synthetic'] : sheet.columns),
    ...sheet.rows.map((row) => line(synthetic ? [...row, 'true'] : row)),
  ];
  return new Blob([`\uFEFF${lines.join('\r\n')}\r\n`], { type: 'text/csv' });
}
