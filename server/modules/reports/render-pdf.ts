/** A report as PDF: fonts embedded, charts as vectors, headings as bookmarks, sources at the end. */
import SVGtoPDF from 'svg-to-pdfkit';
import type { Doc, DocNode } from './compose-doc.ts';
import { pageText } from './compose-text.ts';
import { breakLines, type Piece } from './render-lines.ts';
import {
  BRICK,
  INK,
  LINE,
  openSheet,
  PAPER,
  piece,
  runPieces,
  SECOND,
  type Sheet,
  TEXT_WIDTH,
  writeText,
} from './render-pdf-page.ts';
import { drawTable } from './render-pdf-table.ts';

const BODY = { size: 12, height: 22, indent: 24 };
const SMALL = { size: 8.5, height: 13 };

interface Heading {
  readonly level: number;
  readonly text: string;
  readonly page: number;
}

/** `at`: the data date, which the file gives as its own. */
export async function renderPdf(doc: Doc, at: Date): Promise<Buffer> {
  const sheet = openSheet({ title: doc.title, at, lang: doc.lang });
  const chunks: Buffer[] = [];
  sheet.pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    sheet.pdf.on('end', resolve);
    sheet.pdf.on('error', reject);
  });
  const headings = doc.nodes.filter((node) => node.kind === 'heading');
  let front = 0;
  if (doc.long) {
    cover(sheet, doc);
    for (let left = headings.length + 2; left > 0; left -= CONTENTS_LINES) sheet.newPage();
    front = sheet.page + 1;
  }
  sheet.newPage();
  if (!doc.long) titleBlock(sheet, doc);
  const found: Heading[] = [];
  for (const [i, node] of doc.nodes.entries()) drawNode(sheet, { node, next: doc.nodes[i + 1], found });
  notes(sheet, doc, found);
  if (doc.long) contents(sheet, doc, { headings: found, front });
  outline(sheet, found);
  frame(sheet, doc, front);
  sheet.pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function drawNode(
  sheet: Sheet,
  { node, next, found }: { node: DocNode; next: DocNode | undefined; found: Heading[] },
): void {
  switch (node.kind) {
    case 'heading':
      heading(sheet, node, next, found);
      break;
    case 'para':
      paragraph(sheet, node);
      break;
    case 'table': {
      sheet.y += 6;
      drawTable(sheet, node, { caption: (y) => caption(sheet, node, y), captionHeight: CAPTION });
      under(sheet, node.under);
      break;
    }
    case 'chart':
      chart(sheet, node);
  }
}

/** A heading never stands last on its page. */
function heading(
  sheet: Sheet,
  node: Extract<DocNode, { kind: 'heading' }>,
  next: DocNode | undefined,
  found: Heading[],
): void {
  const first = node.level === 1;
  const size = first ? 15 : 13;
  const height = first ? 26 : 22;
  const before = sheet.y === PAPER.top ? 0 : first ? 16 : 8;
  const follows = next?.kind === 'chart' ? next.height + 30 : next?.kind === 'heading' ? 80 : 2 * BODY.height;
  sheet.room(before + height + follows);
  if (sheet.y > PAPER.top) sheet.y += before;
  const text = `${node.number}${node.text}`;
  found.push({ level: node.level, text, page: sheet.page });
  writeText(sheet, [piece(text, 'bold', size)], { height, align: 'left' });
  sheet.y += first ? 4 : 2;
}

const LOOKS = { body: INK, item: INK, hint: LINE, note: SECOND } as const;

function paragraph(sheet: Sheet, node: Extract<DocNode, { kind: 'para' }>): void {
  const pieces = runPieces(node.runs, { size: BODY.size, color: LOOKS[node.look] });
  const all = node.note === null ? pieces : [...pieces, noteMark(node.note)];
  writeText(sheet, all, { height: BODY.height, indent: BODY.indent });
  sheet.y += 2;
}

const noteMark = (number: number): Piece => ({ ...piece(`[${number}]`, 'sans', 7, SECOND), rise: 4.5 });

const CAPTION = 20;

function caption(sheet: Sheet, node: { number: string; caption: string; note: number | null }, y: number): void {
  const pieces = [
    piece(`${node.number}　${node.caption}`, 'bold', 10),
    ...(node.note === null ? [] : [noteMark(node.note)]),
  ];
  const lines = breakLines(pieces, { width: TEXT_WIDTH, measure: sheet.measure, align: 'center' });
  sheet.lines(lines.slice(0, 2), { x: PAPER.left, y, height: 15 });
}

function chart(sheet: Sheet, node: Extract<DocNode, { kind: 'chart' }>): void {
  sheet.room(node.height + CAPTION + (node.under ? 24 : 8));
  sheet.y += 8;
  caption(sheet, node, sheet.y);
  sheet.y += CAPTION;
  const x = PAPER.left + (TEXT_WIDTH - node.width) / 2;
  SVGtoPDF(sheet.pdf, node.svg, x, sheet.y, {
    width: node.width,
    height: node.height,
    assumePt: true,
    fontCallback: (_family: string, bold: boolean) => (bold ? 'bold' : 'sans'),
  });
  sheet.y += node.height + 2;
  under(sheet, node.under);
}

function under(sheet: Sheet, text: string): void {
  if (text) writeText(sheet, [piece(text, 'serif', SMALL.size, SECOND)], { height: SMALL.height, align: 'left' });
  sheet.y += 8;
}

function titleBlock(sheet: Sheet, doc: Doc): void {
  writeText(sheet, [piece(doc.title, 'bold', 20)], { height: 32, align: 'center' });
  sheet.y += 4;
  writeText(sheet, [piece(doc.facts.join('　'), 'serif', 10, SECOND)], { height: 18, align: 'center' });
  sheet.y += 4;
  sheet.pdf
    .moveTo(PAPER.left, sheet.y)
    .lineTo(PAPER.width - PAPER.right, sheet.y)
    .lineWidth(1.2)
    .strokeColor(BRICK)
    .stroke();
  sheet.y += 12;
}

function cover(sheet: Sheet, doc: Doc): void {
  sheet.newPage();
  sheet.y = 250;
  writeText(sheet, [piece(doc.title, 'bold', 26)], { height: 42, align: 'center' });
  sheet.y += 24;
  for (const fact of doc.facts) writeText(sheet, [piece(fact, 'serif', 13, SECOND)], { height: 26, align: 'center' });
  if (!doc.head.right) return;
  sheet.y = 640;
  writeText(sheet, [piece(doc.head.right, 'sans', 12, BRICK)], { height: 20, align: 'center' });
}

const CONTENTS_LINES = 28;
const CONTENTS_HEIGHT = 23;

function contents(sheet: Sheet, doc: Doc, { headings, front }: { headings: readonly Heading[]; front: number }): void {
  let page = 1;
  let y = PAPER.top;
  sheet.pdf.switchToPage(page);
  const title = breakLines([piece(pageText[doc.lang].contents, 'bold', 16)], {
    width: TEXT_WIDTH,
    measure: sheet.measure,
    align: 'center',
  });
  sheet.lines(title, { x: PAPER.left, y, height: 30 });
  y += CONTENTS_HEIGHT * 2;
  for (const heading of headings) {
    if (y + CONTENTS_HEIGHT > PAPER.height - PAPER.bottom) {
      page += 1;
      y = PAPER.top;
      sheet.pdf.switchToPage(page);
    }
    contentsLine(sheet, heading, { y, number: heading.page - front + 1 });
    y += CONTENTS_HEIGHT;
  }
}

function contentsLine(sheet: Sheet, heading: Heading, { y, number }: { y: number; number: number }): void {
  const inset = heading.level === 1 ? 0 : 20;
  const font = heading.level === 1 ? 'bold' : 'serif';
  const text = piece(heading.text, font, 11);
  const [line = []] = breakLines([text], { width: TEXT_WIDTH - 40 - inset, measure: sheet.measure, align: 'left' });
  const end = String(number);
  const width = sheet.measure(end, 'serif', 11);
  const from = PAPER.left + inset + sheet.measure(text.text, font, 11) + 6;
  const to = PAPER.width - PAPER.right - width - 6;
  sheet.lines([line], { x: PAPER.left + inset, y, height: CONTENTS_HEIGHT });
  if (to > from) {
    const base = y + CONTENTS_HEIGHT * 0.72;
    sheet.pdf
      .moveTo(from, base)
      .lineTo(to, base)
      .lineWidth(0.5)
      .dash(1, { space: 3 })
      .strokeColor(LINE)
      .stroke()
      .undash();
  }
  sheet.lines([[{ ...piece(end, 'serif', 11), x: 0 }]], { x: to + 6, y, height: CONTENTS_HEIGHT });
  sheet.pdf.goTo(PAPER.left, y, TEXT_WIDTH, CONTENTS_HEIGHT, destination(heading));
}

const destination = (heading: Heading) => `h-${heading.page}-${heading.text}`;

function notes(sheet: Sheet, doc: Doc, found: Heading[]): void {
  if (doc.notes.length === 0) return;
  const text = pageText[doc.lang].notes;
  sheet.room(90);
  if (sheet.y > PAPER.top) sheet.y += 18;
  found.push({ level: 1, text, page: sheet.page });
  writeText(sheet, [piece(text, 'bold', 13)], { height: 24, align: 'left' });
  for (const note of doc.notes) {
    for (const [i, line] of note.lines.entries()) {
      const head = i === 0 ? `[${note.number}] ` : '';
      writeText(sheet, [piece(`${head}${line}`, 'serif', SMALL.size, SECOND)], {
        height: SMALL.height,
        inset: i === 0 ? 0 : 18,
        align: 'left',
      });
    }
    sheet.y += 2;
  }
}

function outline(sheet: Sheet, headings: readonly Heading[]): void {
  let parent = sheet.pdf.outline;
  for (const heading of headings) {
    sheet.pdf.switchToPage(heading.page);
    sheet.pdf.addNamedDestination(destination(heading), 'FitH', PAPER.height);
    if (heading.level === 1) parent = sheet.pdf.outline.addItem(heading.text);
    else parent.addItem(heading.text);
  }
}

/** Running head and page number, on all but the cover. */
function frame(sheet: Sheet, doc: Doc, front: number): void {
  const { count } = sheet.pdf.bufferedPageRange();
  for (let page = doc.long ? 1 : 0; page < count; page += 1) {
    sheet.pdf.switchToPage(page);
    const y = PAPER.top - 40;
    const left = [piece(doc.head.left, 'serif', 8.5, SECOND)];
    const right = [piece(doc.head.right, 'sans', 8.5, SECOND)];
    sheet.lines(breakLines(left, { width: TEXT_WIDTH, measure: sheet.measure, align: 'left' }).slice(0, 1), {
      x: PAPER.left,
      y,
      height: 13,
    });
    sheet.lines(breakLines(right, { width: TEXT_WIDTH, measure: sheet.measure, align: 'right' }), {
      x: PAPER.left,
      y,
      height: 13,
    });
    sheet.pdf
      .moveTo(PAPER.left, y + 16)
      .lineTo(PAPER.width - PAPER.right, y + 16)
      .lineWidth(0.5)
      .strokeColor(LINE)
      .stroke();
    if (page < front) continue;
    const number = [piece(`— ${page - front + 1} —`, 'serif', 10, SECOND)];
    sheet.lines(breakLines(number, { width: TEXT_WIDTH, measure: sheet.measure, align: 'center' }), {
      x: PAPER.left,
      y: PAPER.height - PAPER.bottom + 26,
      height: 14,
    });
  }
}
