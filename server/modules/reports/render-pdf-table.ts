/** Three-line tables (三线表): head repeated on each page, rows never cut. */
import type { DocNode } from './compose-doc.ts';
import { breakLines, type Line } from './render-lines.ts';
import { INK, LINE, PAPER, piece, runPieces, type Sheet, TEXT_WIDTH } from './render-pdf-page.ts';

const SIZE = 9.5;
const HEIGHT = 15;
const PAD = 4;

type Table = Extract<DocNode, { kind: 'table' }>;
interface Row {
  readonly cells: readonly (readonly Line[])[];
  readonly height: number;
}

export function drawTable(
  sheet: Sheet,
  table: Table,
  of: { caption: (y: number) => void; captionHeight: number },
): void {
  const widths = table.head.map((column) => column.width * TEXT_WIDTH);
  const head = measured(
    sheet,
    table.head.map((column) => ({ pieces: [piece(column.text, 'bold', SIZE)], align: column.align })),
    widths,
  );
  const rows = table.rows.map((row) =>
    measured(
      sheet,
      row.map((cell) => ({ pieces: runPieces(cell.runs, { size: SIZE, color: INK }), align: cell.align })),
      widths,
    ),
  );
  const firstRows = rows.slice(0, 3).reduce((sum, row) => sum + row.height, 0);
  sheet.room(of.captionHeight + head.height + firstRows + PAD);
  of.caption(sheet.y);
  sheet.y += of.captionHeight;
  const drawHead = () => {
    rule(sheet, 1.2, INK);
    draw(sheet, head, widths);
    rule(sheet, 0.6, INK);
  };
  drawHead();
  for (const [i, row] of rows.entries()) {
    const below = sheet.y;
    if (below + row.height > PAPER.height - PAPER.bottom) {
      rule(sheet, 0.6, LINE);
      sheet.newPage();
      drawHead();
    } else if (i > 0) rule(sheet, 0.3, '#DFE4EA');
    draw(sheet, row, widths);
  }
  rule(sheet, 1.2, INK);
  sheet.y += 4;
}

function measured(
  sheet: Sheet,
  cells: readonly { pieces: Parameters<typeof breakLines>[0]; align: 'left' | 'right' }[],
  widths: readonly number[],
): Row {
  const lines = cells.map((cell, i) =>
    breakLines(cell.pieces, { width: (widths[i] ?? 0) - PAD * 2, measure: sheet.measure, align: cell.align }),
  );
  return { cells: lines, height: Math.max(1, ...lines.map((one) => one.length)) * HEIGHT + PAD };
}

function draw(sheet: Sheet, row: Row, widths: readonly number[]): void {
  let x = PAPER.left;
  for (const [i, lines] of row.cells.entries()) {
    sheet.lines(lines, { x: x + PAD, y: sheet.y + PAD / 2, height: HEIGHT });
    x += widths[i] ?? 0;
  }
  sheet.y += row.height;
}

const rule = (sheet: Sheet, weight: number, color: string) =>
  sheet.pdf
    .moveTo(PAPER.left, sheet.y)
    .lineTo(PAPER.width - PAPER.right, sheet.y)
    .lineWidth(weight)
    .strokeColor(color)
    .stroke();
