import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCsv, withoutGuard, writeCsv } from './csv.ts';
import { tableFormat } from './negotiate.ts';
import { readTable } from './read-table.ts';
import { writeXlsx } from './xlsx-write.ts';

const table = (name: string, content: string | Uint8Array) =>
  readTable({ name, bytes: Buffer.from(content as string) });
const refused = (name: string, content: string | Uint8Array) =>
  table(name, content).then(
    () => 'accepted',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('CSV', () => {
  test.each([
    ['commas', '名称,值\r\n"a,""b""",1\r\n', ['a,"b"', '1']],
    ['semicolons', '名称;值\na;1,5', ['a', '1,5']],
    ['tabs', '名称\t值\ra\t1\r', ['a', '1']],
    ['a mark before', '\ufeff名称,值\n\n,\na', ['a', '']],
  ])('with %s is read', async (_, content, cells) => {
    const { columns, rows } = await table('a.csv', content);
    expect(columns).toEqual(['名称', '值']);
    expect(rows.map((row) => row.cells)).toEqual([cells]);
  });
  test('in GB18030 is found out', async () => {
    const bytes = Buffer.concat([Buffer.from('b2fac1bf', 'hex'), Buffer.from(',x\n1,2')]);
    expect((await table('a.csv', bytes)).columns).toEqual(['产量', 'x']);
  });
  test('lines are those of the file, whatever cells hold', async () => {
    expect((await table('a.csv', 'a,b\n"x\ny",1\n\nz,2\n')).rows.map((row) => row.line)).toEqual([2, 5]);
  });
  test('that cannot be read is refused with its reason', async () => {
    expect(await refused('a.csv', '')).toBe('file-empty');
    expect(await refused('a.csv', '\n\n')).toBe('file-empty');
    expect(await refused('a.csv', 'a,b\n"x,1\n')).toBe('table-unreadable');
    expect(await refused('a.csv', Buffer.from([0x41, 0, 0xff, 0x80]))).toBe('file-not-text');
  });
  test('any cells written are read again', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '产', '"', ',', ';', '\n', '\r\n', '=', ' ', '-', '1'),
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constant('k'), cell), { maxLength: 5 }), (rows) => {
        const text = new TextDecoder().decode(writeCsv(['x', 'y'], rows));
        const read = parseCsv(text, { separator: ',' }).map((record) => record.cells.map(withoutGuard));
        expect(read).toEqual([['x', 'y'], ...rows]);
      }),
    );
  });
  test('text that would run as a formula is guarded, and unguarded when it comes back; numbers are left alone', async () => {
    const file = writeCsv(
      ['名称', '值'],
      [
        ['=HYPERLINK("x")', -3.5],
        ['-2.5', '@a'],
      ],
    );
    expect(file.toString()).toBe('\ufeff名称,值\r\n"\'=HYPERLINK(""x"")",-3.5\r\n-2.5,\'@a\r\n');
    expect((await table('a.csv', file)).rows.map((row) => row.cells)).toEqual([
      ['=HYPERLINK("x")', '-3.5'],
      ['-2.5', '@a'],
    ]);
  });
});

describe('workbooks', () => {
  async function workbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
    const book = new ExcelJS.Workbook();
    fill(book.addWorksheet('数据'));
    return Buffer.from(await book.xlsx.writeBuffer());
  }
  test('give what a reader sees', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['文本', '数', '率', '日期', '月份', '公式', '链接', '合并']);
      sheet.addRow([
        { richText: [{ text: '新' }, { text: '能源' }] },
        0.1 + 0.2,
        0.355,
        new Date(Date.UTC(2025, 8, 12)),
        new Date(Date.UTC(2025, 2, 1)),
        { formula: 'B2*10', result: 3 },
        { text: '链接', hyperlink: 'https://example.invalid/' },
        '甲',
      ]);
      sheet.addRow([]);
      sheet.addRow(['=1+1', 30]);
      sheet.getCell('C2').numFmt = '0.0%';
      sheet.getCell('D2').numFmt = 'yyyy-mm-dd';
      sheet.getCell('E2').numFmt = 'yyyy"年"m"月"';
      sheet.mergeCells('H2:H4');
    });
    expect(await table('a.xlsx', bytes)).toEqual({
      format: 'xlsx',
      sheet: '数据',
      columns: ['文本', '数', '率', '日期', '月份', '公式', '链接', '合并'],
      rows: [
        { line: 2, cells: ['新能源', '0.3', '35.5%', '2025-09-12', '2025-03', '3', '链接', '甲'] },
        { line: 3, cells: ['', '', '', '', '', '', '', '甲'] },
        { line: 4, cells: ['=1+1', '30', '', '', '', '', '', '甲'] },
      ],
    });
  });
  test('that cannot be read are refused with their reason', async () => {
    expect(await refused('a.xlsx', 'a,b')).toBe('table-unreadable');
    expect(await refused('a.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('table-unreadable');
    const locked = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]);
    expect(await refused('a.xlsx', locked)).toBe('file-encrypted');
    expect(await refused('a.xlsx', await workbook(() => {}))).toBe('file-empty');
    expect(await refused('a.xlsx', (await workbook(() => {})).subarray(0, 300))).toBe('file-damaged');
  });
  test('written twice are the same bytes, typed, with notes and hidden references', async () => {
    const spec = {
      sheetName: '目标/清单',
      title: '目标清单',
      columns: [{ header: '名称', note: '企业全称' }, { header: '产量（万辆）', numFmt: '0.0' }, { header: '日期' }],
      rows: [['=cmd', 12.5, new Date(Date.UTC(2025, 0, 1))]],
      hiddenSheets: [{ name: '来源', rows: [['B2', 'observation:1']] }],
    };
    const bytes = await writeXlsx(spec);
    await new Promise((resolve) => setTimeout(resolve, 2100)); // the archive counts time in steps of two seconds
    expect((await writeXlsx(spec)).equals(bytes)).toBe(true);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Uint8Array.from(bytes).buffer);
    expect(book.worksheets.map((sheet) => [sheet.name, sheet.state])).toEqual([
      ['目标 清单', 'visible'],
      ['说明', 'visible'],
      ['来源', 'hidden'],
    ]);
    const [main] = book.worksheets;
    expect([main?.getCell('A2').value, main?.getCell('B2').value]).toEqual(['=cmd', 12.5]);
    expect((await table('a.xlsx', bytes)).rows[0]?.cells).toEqual(['=cmd', '12.5', '2025-01-01']);
  });
});

test('a list comes in the form that the link or the reader asks for', () => {
  expect(tableFormat(undefined)).toBe('json');
  expect(tableFormat('text/html,*/*;q=0.8')).toBe('json');
  expect(tableFormat('application/json;q=0.5, text/csv')).toBe('csv');
  expect(tableFormat('application/json', 'xlsx')).toBe('xlsx');
  expect(() => tableFormat(undefined, 'pdf')).toThrow('none of');
});

test('a small file that would become a large table is refused before it is one', async () => {
  const table = (text: string) => readTable({ name: 'bomb.csv', bytes: Buffer.from(text) });
  await expect(table(`${'h,'.repeat(20_000)}z\n${'a\n'.repeat(5000)}`)).rejects.toMatchObject({
    code: 'table-unreadable',
  });
  await expect(table(`${'h,'.repeat(900)}z\n${'a\n'.repeat(10_000)}`)).rejects.toMatchObject({
    code: 'table-unreadable',
  });
  await expect(table('a\n'.repeat(3_000_000))).rejects.toMatchObject({ status: 422, code: 'table-unreadable' });
});
