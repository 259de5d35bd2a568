import { constants, crc32, deflateRawSync } from 'node:zlib';
import { type CellValue, looksLikeFormula } from './csv.ts';

/** What a sheet may hold at most, the header included. */
export const XLSX_MAX_ROWS = 1_048_576;

export interface StreamedSheet {
  readonly sheetName: string;
  readonly headers: readonly string[];
  /** Batches of rows: numbers stay numbers, dates dates; text is never a formula. */
  readonly rows: AsyncIterable<readonly (readonly CellValue[])[]>;
}

/**
 * A workbook piece by piece: one sheet, header frozen, whatever its length in the same memory. ECMA-376 part 1 clause 18.3;
 * PKWARE APPNOTE 6.3.10 clause 4.3 (sizes follow each entry in a data descriptor).
 */
export async function* xlsxChunks({ sheetName, headers, rows }: StreamedSheet): AsyncGenerator<Buffer> {
  const zip = newArchive();
  for (const [name, text] of Object.entries(partsFor(sheetName))) {
    yield zip.open(name);
    yield zip.add(text);
    yield zip.close();
  }
  yield zip.open('xl/worksheets/sheet1.xml');
  const letters = headers.map((_, index) => columnLetters(index));
  let text = `${SHEET_HEAD}${rowXml(headers, 1, letters, HEADER_STYLE)}`;
  let line = 1;
  for await (const batch of rows) {
    for (const row of batch) text += rowXml(row, ++line, letters, null);
    if (text.length < CHUNK) continue;
    yield zip.add(text);
    text = '';
  }
  yield zip.add(`${text}</sheetData></worksheet>`);
  yield zip.close();
  yield zip.directory();
}

const CHUNK = 256 * 1024;
const DATE_STYLE = 1;
const TEXT_STYLE = 2;
const HEADER_STYLE = 3;
const TIME_STYLE = 4;
const MAX_CELL_LENGTH = 32_767;

function rowXml(row: readonly CellValue[], line: number, letters: readonly string[], style: number | null): string {
  let xml = `<row r="${line}">`;
  for (let index = 0; index < row.length; index++) {
    const value = row[index];
    if (value !== null && value !== undefined && value !== '') xml += cellXml(value, `${letters[index]}${line}`, style);
  }
  return `${xml}</row>`;
}

function cellXml(value: NonNullable<CellValue>, place: string, style: number | null): string {
  if (typeof value === 'number') return Number.isFinite(value) ? `<c r="${place}"><v>${value}</v></c>` : '';
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (value instanceof Date) {
    const days = value.getTime() / DAY_MS + DAYS_TO_EPOCH;
    return `<c r="${place}" s="${Number.isInteger(days) ? DATE_STYLE : TIME_STYLE}"><v>${days}</v></c>`;
  }
  const shown = value.length > MAX_CELL_LENGTH ? `${value.slice(0, MAX_CELL_LENGTH - 1)}…` : value;
  const own = style ?? (looksLikeFormula(value) ? TEXT_STYLE : null);
  return `<c r="${place}"${own === null ? '' : ` s="${own}"`} t="inlineStr"><is><t xml:space="preserve">${escaped(shown)}</t></is></c>`;
}

const DAY_MS = 86_400_000;
/** Days from 1899-12-30, the workbook's own beginning, to 1970-01-01. */
const DAYS_TO_EPOCH = 25_569;

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to hold them
const UNHOLDABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same, and what has a meaning in XML
const SPECIAL = /[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const escaped = (text: string) =>
  (SPECIAL.test(text)
    ? text
        .replace(UNHOLDABLE, '')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
    : text
  ).toWellFormed();

function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEET_HEAD = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" defaultColWidth="16"/><sheetData>`;

const partsFor = (sheetName: string): Record<string, string> => ({
  '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  '_rels/.rels': `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheetName.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31)) || 'Sheet'}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`,
});

interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  crc: number;
  packed: number;
  size: number;
}

/** A ZIP archive whose entries are written once, one after another. @throws RangeError past 4 GiB, which it cannot say. */
function newArchive() {
  const entries: Entry[] = [];
  let written = 0;
  const out = (bytes: Buffer) => {
    written += bytes.length;
    if (written > MAX_BYTES) throw new RangeError('the workbook would be larger than a plain archive can be');
    return bytes;
  };
  const current = () => entries.at(-1) as Entry;
  return {
    open(name: string): Buffer {
      entries.push({ name: Buffer.from(name), offset: written, crc: 0, packed: 0, size: 0 });
      const header = Buffer.alloc(30);
      header.writeUInt32LE(0x04034b50, 0);
      header.writeUInt16LE(20, 4);
      header.writeUInt16LE(FLAGS, 6);
      header.writeUInt16LE(8, 8);
      header.writeUInt32LE(DOS_EPOCH, 10);
      header.writeUInt16LE(current().name.length, 26);
      return out(Buffer.concat([header, current().name]));
    },
    /** Deflated by itself and flushed to a byte: such pieces may be put one behind another. */
    add(text: string): Buffer {
      const entry = current();
      const bytes = Buffer.from(text);
      const packed = deflateRawSync(bytes, { level: 2, finishFlush: constants.Z_SYNC_FLUSH });
      entry.crc = crc32(bytes, entry.crc);
      entry.size += bytes.length;
      entry.packed += packed.length;
      if (entry.size > MAX_BYTES) throw new RangeError('the sheet would be larger than a plain archive can hold');
      return out(packed);
    },
    close(): Buffer {
      const entry = current();
      const end = deflateRawSync(Buffer.alloc(0));
      entry.packed += end.length;
      const descriptor = Buffer.alloc(16);
      descriptor.writeUInt32LE(0x08074b50, 0);
      sizes(entry, descriptor, 4);
      return out(Buffer.concat([end, descriptor]));
    },
    directory(): Buffer {
      const begins = written;
      const records = entries.map((entry) => {
        const record = Buffer.alloc(46);
        record.writeUInt32LE(0x02014b50, 0);
        record.writeUInt16LE(20, 4);
        record.writeUInt16LE(20, 6);
        record.writeUInt16LE(FLAGS, 8);
        record.writeUInt16LE(8, 10);
        record.writeUInt32LE(DOS_EPOCH, 12);
        sizes(entry, record, 16);
        record.writeUInt16LE(entry.name.length, 28);
        record.writeUInt32LE(entry.offset, 42);
        return out(Buffer.concat([record, entry.name]));
      });
      const end = Buffer.alloc(22);
      end.writeUInt32LE(0x06054b50, 0);
      end.writeUInt16LE(entries.length, 8);
      end.writeUInt16LE(entries.length, 10);
      end.writeUInt32LE(written - begins, 12);
      end.writeUInt32LE(begins, 16);
      return Buffer.concat([...records, end]);
    },
  };
}

const MAX_BYTES = 0xffff_ffff;
/** Sizes follow in a descriptor; names are UTF-8. */
const FLAGS = 0x0808;
/** 1980-01-01 00:00, the earliest time that the format can say: the same rows give the same bytes. */
const DOS_EPOCH = 0x00210000;

function sizes({ crc, packed, size }: Entry, into: Buffer, at: number): void {
  into.writeUInt32LE(crc, at);
  into.writeUInt32LE(packed, at + 4);
  into.writeUInt32LE(size, at + 8);
}
