import { Parser } from 'htmlparser2';
import { type Numbering, readNumbering } from './docx-numbering.ts';
import { damaged, MAX_UNPACKED_BYTES, unpackEntry, type ZipEntry, zipEntries } from './zip-entries.ts';

/** The part that holds the text; some writers on the web call it document2.xml. */
export const docxBody = (entries: readonly ZipEntry[]) =>
  entries.find(({ name }) => /^word\/document\d*\.xml$/.test(name));

/**
 * Text of a Word document: one line a paragraph, table rows as cells joined by tabs, automatic numbers written out.
 * Insertions count, deletions do not; notes, headers and field codes are left out. ECMA-376 part 1 clause 17.3.
 * @throws AppError 422 `file-damaged`, `file-too-complex`.
 */
export function docxText({ name, bytes }: { name: string; bytes: Uint8Array }): string {
  const entries = zipEntries(bytes, name);
  const body = docxBody(entries);
  if (!body) throw damaged(name);
  // Only these three parts are ever unpacked, so pictures and whatever else is in there cost nothing.
  const part = (entry: ZipEntry | undefined) =>
    entry ? new TextDecoder().decode(unpackEntry(bytes, entry, name, MAX_UNPACKED_BYTES)) : '';
  const xml = part(body);
  if (!/<w:document[\s>]/.test(xml) || !xml.includes('</w:document>')) throw damaged(name);
  return bodyText(xml, {
    numbering: readNumbering(part(entries.find((entry) => entry.name === 'word/numbering.xml'))),
    styles: numberedStyles(part(entries.find((entry) => entry.name === 'word/styles.xml'))),
  });
}

interface ListPlace {
  numId: string | null;
  level: number;
}

/** Paragraph styles that number their paragraphs, by style id, those inherited included. */
function numberedStyles(xml: string): Map<string, ListPlace> {
  const styles = new Map<string, ListPlace & { basedOn: string | null }>();
  let style: (ListPlace & { basedOn: string | null }) | null = null;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'w:style') {
          style = { numId: null, level: 0, basedOn: null };
          styles.set(attributes['w:styleId'] ?? '', style);
        } else if (!style) return;
        else if (name === 'w:basedOn') style.basedOn = attributes['w:val'] ?? null;
        else if (name === 'w:numId') style.numId = attributes['w:val'] ?? null;
        else if (name === 'w:ilvl') style.level = Number(attributes['w:val']);
      },
      onclosetag(name) {
        if (name === 'w:style') style = null;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  const numbered = new Map<string, ListPlace>();
  for (const [id, own] of styles) {
    let found: (ListPlace & { basedOn: string | null }) | undefined = own;
    // A style may be based on itself by mistake: ten steps are more than any real chain.
    for (let step = 0; found && found.numId === null && step < 10; step++) found = styles.get(found.basedOn ?? '');
    if (found?.numId) numbered.set(id, { numId: found.numId, level: own.level || found.level });
  }
  return numbered;
}

interface Paragraph {
  text: string;
  style: string | null;
  list: ListPlace;
}

// A fallback repeats what its alternative says; a moved passage stands where it was moved to.
const SKIPPED = new Set(['mc:Fallback', 'w:moveFrom', 'w:del', 'w:rPr', 'w:sectPr', 'w:pPrChange', 'w:rPrChange']);

function bodyText(
  xml: string,
  { numbering, styles }: { numbering: Numbering; styles: Map<string, ListPlace> },
): string {
  const lines: string[] = [];
  const cells: string[][] = [];
  /** Rows begun and not ended: tables nest. */
  const rows: string[][] = [];
  /** A text box stands inside a paragraph and holds paragraphs. */
  const open: Paragraph[] = [];
  let skipped = 0;
  let inText = false;

  const write = (text: string) => {
    const cell = cells.at(-1);
    if (cell) cell.push(text);
    else lines.push(...text.split('\n'));
  };

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (SKIPPED.has(name)) skipped++;
        if (skipped > 0) return;
        const paragraph = open.at(-1);
        const value = attributes['w:val'] ?? '';
        if (name === 'w:p') open.push({ text: '', style: null, list: { numId: null, level: -1 } });
        else if (name === 'w:tr') rows.push([]);
        else if (name === 'w:tc') cells.push([]);
        else if (!paragraph) return;
        else if (name === 'w:t') inText = true;
        else if (name === 'w:tab' && attributes['w:pos'] === undefined) paragraph.text += '\t';
        else if (name === 'w:br' || name === 'w:cr') paragraph.text += attributes['w:type'] === 'page' ? '' : '\n';
        else if (name === 'w:noBreakHyphen') paragraph.text += '-';
        else if (name === 'w:pStyle') paragraph.style = value;
        else if (name === 'w:numId') paragraph.list.numId = value;
        else if (name === 'w:ilvl') paragraph.list.level = Number(value);
      },
      ontext(text) {
        const paragraph = open.at(-1);
        if (inText && skipped === 0 && paragraph) paragraph.text += text;
      },
      onclosetag(name) {
        if (SKIPPED.has(name)) {
          skipped--;
          return;
        }
        if (skipped > 0) return;
        if (name === 'w:t') inText = false;
        else if (name === 'w:p') {
          const paragraph = open.pop();
          const text = paragraph ? (label(paragraph, numbering, styles) + paragraph.text).trim() : '';
          if (text) write(text);
        } else if (name === 'w:tc') {
          const cell = cells.pop() ?? [];
          rows.at(-1)?.push(cell.join(' ').replace(/[\t\n]/g, ' '));
        } else if (name === 'w:tr') {
          const row = rows.pop()?.join('\t').trimEnd() ?? '';
          if (row) write(row);
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return lines.map((line) => line.trimEnd()).join('\n');
}

function label(paragraph: Paragraph, numbering: Numbering, styles: Map<string, ListPlace>): string {
  const inherited = paragraph.style === null ? undefined : styles.get(paragraph.style);
  const numId = paragraph.list.numId ?? inherited?.numId ?? null;
  // An empty paragraph is not numbered; list 0 switches a style's numbering off.
  if (!numId || numId === '0' || !paragraph.text.trim()) return '';
  const level = paragraph.list.level >= 0 ? paragraph.list.level : (inherited?.level ?? 0);
  const text = numbering.next(numId, level);
  // Chinese headings carry no space after their number.
  return text && /[\w.)]$/.test(text) && /^\s*[\w(]/.test(paragraph.text) ? `${text} ` : text;
}
