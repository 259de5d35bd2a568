/** A report as Word: styles to edit by, real headings, tables with repeated heads, endnotes for every figure. */
import {
  AlignmentType,
  Document,
  EndnoteReferenceRun,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  NumberFormat,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  type Table,
  TableOfContents,
  TabStopType,
  TextRun,
} from 'docx';
import { estimatePageNumbers } from 'docx/layout';
import { zipEntries } from '../../kernel/document/zip-entries.ts';
import type { Doc, DocNode, DocRun } from './compose-doc.ts';
import { pageText } from './compose-text.ts';
import { docxStyles } from './render-docx-styles.ts';
import { docxTable } from './render-docx-table.ts';
import { pngOf } from './render-png.ts';

/** Twips: A4 with the margins of official documents. */
const PAGE = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 1840, bottom: 1640, left: 1580, right: 1480, header: 1040, footer: 960 },
};
const TEXT_TWIPS = PAGE.size.width - PAGE.margin.left - PAGE.margin.right;
const PIXELS_A_POINT = 96 / 72;

type Child = Paragraph | Table | TableOfContents;

export async function renderDocx(doc: Doc, at: Date): Promise<Buffer> {
  const body = [
    ...(doc.long ? [] : titleBlock(doc)),
    ...doc.nodes.flatMap((node) => nodeChildren(node)),
    ...(doc.notes.length > 0
      ? [new Paragraph({ text: pageText[doc.lang].notes, heading: HeadingLevel.HEADING_1 })]
      : []),
  ];
  const frame = { headers: { default: runningHead(doc) }, footers: { default: pageFoot() } };
  const front = doc.long
    ? [
        { properties: { page: PAGE }, children: cover(doc) },
        {
          properties: { page: { ...PAGE, pageNumbers: { start: 1, formatType: NumberFormat.LOWER_ROMAN } } },
          ...frame,
          children: contents(doc),
        },
      ]
    : [];
  const file = new Document({
    title: doc.title,
    creator: 'Liannao',
    lastModifiedBy: 'Liannao',
    styles: docxStyles(doc.lang),
    pageNumbers: estimatePageNumbers,
    endnotes: Object.fromEntries(
      doc.notes.map((note) => [
        note.number,
        { children: note.lines.map((text) => new Paragraph({ style: 'Note', text })) },
      ]),
    ),
    sections: [
      ...front,
      {
        properties: {
          page: { ...PAGE, pageNumbers: { start: 1, formatType: NumberFormat.DECIMAL } },
          endnoteProperties: { numberFormat: { type: NumberFormat.DECIMAL } },
        },
        ...frame,
        children: body,
      },
    ],
  });
  const bytes = await Packer.toBuffer(file, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(doc.title, at) },
  ]);
  return withoutTimes(bytes);
}

function nodeChildren(node: DocNode): Child[] {
  switch (node.kind) {
    case 'heading':
      return [
        new Paragraph({
          text: `${node.number}${node.text}`,
          heading: node.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
        }),
      ];
    case 'para':
      return [
        new Paragraph({
          style: node.look === 'hint' ? 'Hint' : 'BodyText',
          children: withNote(runsOf(node.runs), node.note),
        }),
      ];
    case 'table':
      return [caption(node), docxTable(node, TEXT_TWIPS), ...under(node.under)];
    case 'chart':
      return [caption(node), picture(node), ...under(node.under)];
  }
}

export const runsOf = (runs: readonly DocRun[]): TextRun[] =>
  runs.map(
    (run) =>
      new TextRun(
        run.figure?.state === 'missing' ? { text: run.text, bold: true, color: 'A83226' } : { text: run.text },
      ),
  );

const withNote = (children: readonly ParagraphChild[], note: number | null): ParagraphChild[] =>
  note === null ? [...children] : [...children, new EndnoteReferenceRun(note)];

const caption = (node: { number: string; caption: string; note: number | null }) =>
  new Paragraph({
    style: 'Caption',
    keepNext: true,
    children: withNote([new TextRun(`${node.number}　${node.caption}`)], node.note),
  });

const under = (text: string): Paragraph[] => [new Paragraph({ style: 'Under', text })];

/** Vectors for those who can show them, pixels for the rest. */
function picture(node: Extract<DocNode, { kind: 'chart' }>): Paragraph {
  const size = { width: node.width * PIXELS_A_POINT, height: node.height * PIXELS_A_POINT };
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepLines: true,
    children: [
      new ImageRun({
        type: 'svg',
        data: Buffer.from(node.svg),
        fallback: { type: 'png', data: pngOf(node.svg, 2 * PIXELS_A_POINT) },
        transformation: size,
        altText: { name: node.number, title: node.caption, description: node.alt },
      }),
    ],
  });
}

function titleBlock(doc: Doc): Paragraph[] {
  return [
    new Paragraph({ style: 'ReportTitle', text: doc.title }),
    new Paragraph({
      style: 'Facts',
      text: doc.facts.join('　'),
      border: { bottom: { style: 'single', size: 10, color: 'A83226', space: 8 } },
    }),
  ];
}

function cover(doc: Doc): Paragraph[] {
  return [
    new Paragraph({ style: 'CoverTitle', text: doc.title, spacing: { before: 4200, after: 600 } }),
    ...doc.facts.map((text) => new Paragraph({ style: 'Facts', text, spacing: { after: 160 } })),
    new Paragraph({
      style: 'Facts',
      spacing: { before: 4200 },
      children: [new TextRun({ text: doc.head.right, color: 'A83226' })],
    }),
  ];
}

function contents(doc: Doc): Child[] {
  return [
    new Paragraph({ style: 'ContentsTitle', text: pageText[doc.lang].contents }),
    new TableOfContents(pageText[doc.lang].contents, { hyperlink: true, headingStyleRange: '1-2' }),
  ];
}

function runningHead(doc: Doc): Header {
  return new Header({
    children: [
      new Paragraph({
        style: 'Running',
        tabStops: [{ type: TabStopType.RIGHT, position: TEXT_TWIPS }],
        border: { bottom: { style: 'single', size: 4, color: '8E9BA8', space: 4 } },
        children: [new TextRun(`${doc.head.left}\t${doc.head.right}`)],
      }),
    ],
  });
}

const pageFoot = () =>
  new Footer({
    children: [
      new Paragraph({
        style: 'Running',
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });

/** The clock stays out: made and changed at the data date. */
function coreProperties(title: string, at: Date): string {
  const time = at.toISOString().replace(/\.\d+Z$/, 'Z');
  const escaped = title.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped}</dc:title><dc:creator>Liannao</dc:creator><cp:lastModifiedBy>Liannao</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified></cp:coreProperties>`;
}

const DOS_EPOCH = 0x00210000; // 1980-01-01 00:00, the earliest time that the format can say

function withoutTimes(file: Buffer): Buffer {
  for (const { record, header } of zipEntries(file, 'report')) {
    file.writeUInt32LE(DOS_EPOCH, record + 12);
    file.writeUInt32LE(DOS_EPOCH, header + 10);
  }
  return file;
}
