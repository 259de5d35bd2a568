import { crc32, deflateRawSync } from 'node:zlib';

/** Small files made by hand for tests: ZIP, Word and PDF, so that every byte of them is known. */

/** A ZIP archive of deflated entries. */
export function zipFile(entries: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const locals: Buffer[] = [];
  const records: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const data = Buffer.from(content as string);
    const packed = deflateRawSync(data);
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    records.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, nameBytes]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(records);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(records.length, 8);
  end.writeUInt16LE(records.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** A Word document with the given body markup. */
export const docxFile = (body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipFile({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    ...parts,
  });

/** One page of a PDF: lines of text at a place, or a picture in place of any text. */
export type PdfPage = readonly { text: string; x: number; y: number }[] | 'picture';

/** A PDF in a font of the reader, 12 points, every character as wide as it is high. `locked`: needs a password. */
export function pdfFile(pages: readonly PdfPage[], options: { locked?: boolean } = {}): Uint8Array {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${8 + index * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor 5 0 R >>',
    '<< /Type /FontDescriptor /FontName /Test /Flags 4 /Ascent 900 /Descent -100 /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 0 1000 1000] >>',
    stream(
      '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end',
    ),
    stream('x', '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray '),
  ];
  for (const [index, page] of pages.entries()) {
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${9 + index * 2} 0 R /Resources << /Font << /F 3 0 R >> /XObject << /I 7 0 R >> >> >>`,
      stream(page === 'picture' ? '595 0 0 842 0 0 cm /I Do' : page.map(drawn).join('\n')),
    );
  }
  return assemble(objects, options.locked ?? false);
}

/** A PDF whose only font is not embedded and is addressed in GBK, as older typesetting writes it. */
export function gbkPdfFile(gbkHex: string): Uint8Array {
  const descriptor =
    '<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /Ascent 900 /Descent -100 /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 0 1000 1000] >>';
  return assemble(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Count 1 /Kids [6 0 R] >>',
      '<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [4 0 R] >>',
      '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor 5 0 R >>',
      descriptor,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R /Resources << /Font << /F 3 0 R >> >> >>',
      stream(`BT /F 12 Tf 72 700 Td <${gbkHex}> Tj ET`),
    ],
    false,
  );
}

const stream = (content: string, entries = '') =>
  `<< ${entries}/Length ${content.length} >> stream\n${content}\nendstream`;

const drawn = ({ text, x, y }: { text: string; x: number; y: number }) =>
  `BT /F 12 Tf ${x} ${y} Td <${Buffer.from(text, 'utf16le').swap16().toString('hex')}> Tj ET`;

function assemble(objects: readonly string[], locked: boolean): Uint8Array {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj ${object} endobj\n`;
    return offset;
  });
  const start = text.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const key = '00'.repeat(32);
  const lock = locked ? `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >> /ID [<01> <01>]` : '';
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer << /Size ${objects.length + 1} /Root 1 0 R ${lock} >>\nstartxref\n${start}\n%%EOF`;
  return Buffer.from(text, 'latin1');
}
