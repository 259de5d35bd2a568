/** A4 pages of a report: paper, fonts, running head and page number, and the place where the next thing goes. */
import PDFDocument from 'pdfkit';
import type { DocRun } from './compose-doc.ts';
import { FONT_NAMES, type FontName, fontBytes } from './render-fonts.ts';
import { breakLines, type Line, type Measure, type Piece } from './render-lines.ts';
import { printable } from './render-printable.ts';

/** Points. Margins of official documents, a little narrower at the foot. */
export const PAPER = { width: 595.28, height: 841.89, left: 79, right: 74, top: 92, bottom: 82 } as const;
export const TEXT_WIDTH = PAPER.width - PAPER.left - PAPER.right;

export interface Sheet {
  readonly pdf: PDFKit.PDFDocument;
  readonly measure: Measure;
  y: number;
  /** Index of the page being written, from 0. */
  page: number;
  newPage(): void;
  /** Goes on to a new page where less than `height` is left; whole pages fit nowhere and stay. */
  room(height: number): boolean;
  lines(lines: readonly Line[], at: { x: number; y: number; height: number }): void;
}

export interface SheetFacts {
  readonly title: string;
  /** Moment that the file says it was made at: the data date, so that the same report gives the same bytes. */
  readonly at: Date;
  readonly lang: 'zh' | 'en';
}

export function openSheet({ title, at, lang }: SheetFacts): Sheet {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    lang: lang === 'zh' ? 'zh-CN' : 'en',
    displayTitle: true,
    info: { Title: title, Creator: 'Liannao', Producer: 'Liannao', CreationDate: at, ModDate: at },
  });
  for (const name of FONT_NAMES) pdf.registerFont(name, fontBytes(name));
  const widths = new Map<string, number>();
  const measure: Measure = (text, font, size) => {
    const key = `${font}|${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known * size;
    const own = pdf.font(font).fontSize(100).widthOfString(text) / 100;
    widths.set(key, own);
    return own * size;
  };
  const sheet: Sheet = {
    pdf,
    measure,
    y: PAPER.top,
    page: -1,
    newPage() {
      pdf.addPage();
      sheet.page += 1;
      sheet.y = PAPER.top;
    },
    room(height) {
      if (sheet.page >= 0 && (sheet.y + height <= PAPER.height - PAPER.bottom || sheet.y === PAPER.top)) return false;
      sheet.newPage();
      return true;
    },
    lines(lines, { x, y, height }) {
      for (const [i, line] of lines.entries()) {
        for (const piece of line) drawPiece(pdf, piece, { x: x + piece.x, base: y + i * height + height * 0.72 });
      }
    },
  };
  return sheet;
}

function drawPiece(pdf: PDFKit.PDFDocument, piece: Piece, { x, base }: { x: number; base: number }): void {
  pdf
    .font(piece.font)
    .fontSize(piece.size)
    .fillColor(piece.color)
    .text(piece.text, x, base - (piece.rise ?? 0), { lineBreak: false, baseline: 'alphabetic' });
}

export const INK = '#1B2530';
export const SECOND = '#4A5665';
export const BRICK = '#A83226';
export const LINE = '#8E9BA8';

export const piece = (text: string, font: FontName, size: number, color: string = INK): Piece => ({
  text: printable(text),
  font,
  size,
  color,
});

/** Figures that are still to come stand out. */
export const runPieces = (runs: readonly DocRun[], of: { size: number; color: string }): Piece[] =>
  runs.map((run) =>
    run.figure?.state === 'missing'
      ? piece(run.text, 'bold', of.size, BRICK)
      : piece(run.text, 'serif', of.size, of.color),
  );

/** Writes text here, page after page, and moves on below it. */
export function writeText(
  sheet: Sheet,
  pieces: readonly Piece[],
  of: {
    readonly height: number;
    readonly indent?: number;
    readonly align?: 'justify' | 'left' | 'center';
    readonly inset?: number;
  },
): void {
  const inset = of.inset ?? 0;
  const lines = breakLines(pieces, {
    width: TEXT_WIDTH - inset,
    indent: of.indent ?? 0,
    measure: sheet.measure,
    align: of.align ?? 'justify',
  });
  // No single line of a paragraph alone at the foot or the head of a page.
  const together = lines.length <= 3 ? lines.length : 2;
  sheet.room(together * of.height);
  for (const [i, line] of lines.entries()) {
    const last = lines.length - i;
    sheet.room(last === 2 ? of.height * 2 : of.height);
    sheet.lines([line], { x: PAPER.left + inset, y: sheet.y, height: of.height });
    sheet.y += of.height;
  }
}
