import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { DocNode } from './compose-doc.ts';
import { SANS } from './render-docx-styles.ts';

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const line = (size: number, color = '1B2530') => ({ style: BorderStyle.SINGLE, size, color });

/** Three lines: over the head, under it, under the table. The head is repeated on each page, rows are never cut. */
export function docxTable(node: Extract<DocNode, { kind: 'table' }>, twips: number): Table {
  const widths = node.head.map((column) => Math.round(column.width * twips));
  const alignment = (align: 'left' | 'right') => (align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT);
  const cell = (
    at: number,
    align: 'left' | 'right',
    children: TextRun[],
    under: ReturnType<typeof line> | typeof NONE,
  ) =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      borders: { top: NONE, left: NONE, right: NONE, bottom: under },
      margins: { left: 70, right: 70 },
      children: [new Paragraph({ style: 'Cell', alignment: alignment(align), children })],
    });
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: node.head.map((column, at) =>
      cell(at, column.align, [new TextRun({ text: column.text, bold: true, font: SANS })], line(6)),
    ),
  });
  const rows = node.rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: row.map((one, at) =>
          cell(
            at,
            one.align,
            one.runs.map((run) => new TextRun({ text: run.text })),
            line(2, 'DFE4EA'),
          ),
        ),
      }),
  );
  return new Table({
    width: { size: twips, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { top: line(12), bottom: line(12), left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE },
    rows: [head, ...rows],
  });
}
