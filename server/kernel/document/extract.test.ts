import { describe, expect, test } from 'vitest';
import { attachment } from './content-disposition.ts';
import { extractText } from './extract.ts';
import { docxFile, gbkPdfFile, pdfFile, zipFile } from './test-files.ts';

const read = (name: string, content: Uint8Array | string) =>
  extractText({ name, bytes: Buffer.from(content as string) });
const refused = (name: string, content: Uint8Array | string) =>
  read(name, content).then(
    () => 'accepted',
    (error: { code?: string }) => error.code ?? String(error),
  );

// 到2025年，产量达到30万辆。 in GB 18030
const GB18030 = Buffer.from('b5bd32303235c4eaa3acb2fac1bfb4efb5bd3330cdf2c1bea1a3', 'hex');
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

describe('plain text', () => {
  test('is given back as it stands in the file, line ends included', async () => {
    expect(await read('计划.txt', '一、目标\r\n到2025年 ')).toEqual({
      text: '一、目标\r\n到2025年 ',
      kind: 'txt',
      mediaType: 'text/plain; charset=utf-8',
    });
  });
  test('is read in UTF-8 with a mark, in GB18030 and in UTF-16', async () => {
    expect((await read('a.txt', '\ufeff目标')).text).toBe('目标');
    expect((await read('a.txt', GB18030)).text).toBe('到2025年，产量达到30万辆。');
    expect((await read('a.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16('目标')]))).text).toBe('目标');
  });
  test('keeps its kind: Markdown by name, a page by its first words', async () => {
    expect((await read('a.md', '# 目标')).kind).toBe('md');
    expect((await read('download', '<!DOCTYPE html><p>目标')).kind).toBe('html');
  });
});

describe('pages', () => {
  test('keep one line a block and one a table row; scripts and styles go', async () => {
    const html = `<html><head><meta charset="utf-8"><title>t</title><style>p{}</style></head><body><script>alert("x")</script>
      <h1>发展 规划</h1><p>到2025年，<b>产量</b>达到&nbsp;30&#19975;辆<br>第二行</p><div>段&amp;落<ul><li>甲<li>乙</ul></div>
      <table><tr><th>指标</th><th>2025年</th></tr><tr><td><p>产量</p></td><td>30</td></tr></table></body></html>`;
    expect((await read('a.html', html)).text).toBe(
      '发展 规划\n到2025年，产量达到 30万辆\n第二行\n段&落\n甲\n乙\n指标\t2025年\n产量\t30',
    );
  });
  test('are decoded as they declare, or as they are where they declare wrongly', async () => {
    const declared = Buffer.concat([Buffer.from('<html><meta charset="gb2312"><p>'), GB18030]);
    expect((await read('a.html', declared)).text).toBe('到2025年，产量达到30万辆。');
    expect((await read('a.html', '<html><meta charset="gb2312"><p>锂电池</p>')).text).toBe('锂电池');
  });
});

describe('Word documents', () => {
  const p = (text: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
  test('give paragraphs as lines and table rows with tabs; deletions are gone', async () => {
    const cell = (text: string) => `<w:tc>${p(text)}</w:tc>`;
    const body = `${p('一、目标')}<w:p/><w:p><w:r><w:t xml:space="preserve">达到 </w:t></w:r><w:del><w:r><w:delText>20</w:delText></w:r></w:del>
      <w:ins><w:r><w:t>30&#x4E07;</w:t></w:r></w:ins></w:p><w:tbl><w:tr>${cell('指标')}${cell('2025年')}</w:tr><w:tr>${cell('产量')}${cell('30')}</w:tr></w:tbl>`;
    expect((await read('a.docx', docxFile(body))).text).toBe('一、目标\n达到 30万\n指标\t2025年\n产量\t30');
  });
  test('show the numbers that Word writes by itself', async () => {
    const level = (index: number, format: string, text: string) =>
      `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = `<w:numbering><w:abstractNum w:abstractNumId="7">${level(0, 'chineseCounting', '%1、')}${level(1, 'chineseCounting', '（%2）')}${level(2, 'decimal', '%3.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`;
    const styles = `<w:styles><w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`;
    const list = (index: number) => `<w:numPr><w:ilvl w:val="${index}"/><w:numId w:val="1"/></w:numPr>`;
    const body =
      p('现状', '<w:pStyle w:val="H"/>') +
      p('目标', list(0)) +
      p('总体', list(1)) +
      p('产量', list(2)) +
      p('任务', list(1)) +
      p('研发', list(2));
    const file = docxFile(body, { 'word/numbering.xml': numbering, 'word/styles.xml': styles });
    expect((await read('a.docx', file)).text).toBe('一、现状\n二、目标\n（一）总体\n1.产量\n（二）任务\n1.研发');
  });
  test('that cannot be opened say why', async () => {
    expect(await refused('a.docx', Buffer.concat([OLE, utf16('EncryptedPackage')]))).toBe('file-encrypted');
    expect(await refused('a.doc', Buffer.concat([OLE, utf16('WordDocument')]))).toBe('legacy-word');
    const whole = docxFile(p('目标'));
    expect(await refused('a.docx', whole.subarray(0, whole.length - 30))).toBe('file-damaged');
    expect(
      await refused(
        'a.docx',
        docxFile('').map((byte, at) => (at > 60 && at < 120 ? 0 : byte)),
      ),
    ).toMatch(/file-(damaged|empty)/);
    expect(await refused('a.xlsx', zipFile({ 'xl/workbook.xml': '<x/>' }))).toBe('file-type-unknown');
  });
  test('that unpack to more than is allowed are refused', async () => {
    expect(await refused('bomb.docx', docxFile(' '.repeat(210 * 1024 * 1024)))).toBe('file-too-complex');
  });
});

describe('PDF', () => {
  const line = (text: string, y: number, x = 72) => ({ text, x, y });
  test('joins the lines of a paragraph and leaves out page numbers', async () => {
    const pages = [
      [
        line('一、发展目标', 780),
        line('到2025年，全市新能源汽车产量达到三十万辆以上并', 760),
        line('带动零部件产值一千亿元。', 740),
        line('（一）产业规模', 720),
        line('— 1 —', 40, 280),
      ],
      [line('整车产能利用率保持在合理区间，零部件配套率逐年提', 780), line('高。', 760), line('— 2 —', 40, 280)],
    ];
    expect((await read('a.pdf', pdfFile(pages))).text).toBe(
      '一、发展目标\n到2025年，全市新能源汽车产量达到三十万辆以上并带动零部件产值一千亿元。\n（一）产业规模\n整车产能利用率保持在合理区间，零部件配套率逐年提高。',
    );
  });
  test('in a font that is not embedded is read by its character map', async () => {
    expect((await read('a.pdf', gbkPdfFile(GB18030.toString('hex')))).text).toBe('到2025年，产量达到30万辆。');
  });
  test('English words are joined by a space', async () => {
    const pages = [
      [line('Output of new vehicles shall reach', 780), line('300,000 units by the end of the year.', 760)],
    ];
    expect((await read('a.pdf', pdfFile(pages))).text).toContain('shall reach 300,000 units');
  });
  test('a scan, a locked and a broken file are told apart', async () => {
    expect(await refused('a.pdf', pdfFile(['picture', 'picture']))).toBe('file-scanned');
    expect(await refused('a.pdf', pdfFile([[]]))).toBe('file-scanned');
    expect(await refused('a.pdf', pdfFile([[line('目标', 700)]], { locked: true }))).toBe('file-encrypted');
    expect(await refused('a.pdf', '%PDF-1.4\nnothing')).toBe('file-damaged');
    expect(await refused('a.pdf', Buffer.from([1, 2, 0, 4]))).toBe('file-damaged');
  });
});

test('what is no document is refused by its own name', async () => {
  expect(await refused('a.txt', '')).toBe('file-empty');
  expect(await refused('a.txt', ' \r\n')).toBe('file-empty');
  expect(await refused('a.html', '<html><body></body></html>')).toBe('file-empty');
  expect(await refused('a.txt', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))).toBe('file-not-text');
  expect(await refused('a.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))).toBe('file-type-unknown');
  expect(await refused('a.exe', 'MZ')).toBe('file-type-unknown');
});

test('a download’s file name cannot leave its header', () => {
  expect(attachment('规划"\r\nSet-Cookie: a=b.docx')).toBe(
    `attachment; filename="_____Set-Cookie: a=b.docx"; filename*=UTF-8''%E8%A7%84%E5%88%92___Set-Cookie%3A%20a%3Db.docx`,
  );
});
