import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor, type Tx, withActor } from '../access/actor.ts';
import type { Store } from '../store/open-store.ts';
import { testDatabase } from '../testing/database.ts';
import type { CellValue } from './csv.ts';
import { readTable } from './read-table.ts';
import { streamed, tableChunks } from './stream.ts';

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await testDatabase());
});
afterAll(() => close());
const run = <T>(work: (tx: Tx) => Promise<T>) => withActor(store.db, systemActor('test'), work);

async function* batches(rows: readonly CellValue[][], size = 2) {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}
async function collected<T>(pieces: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}
const bytesOf = async (format: 'csv' | 'xlsx', rows: readonly CellValue[][]) =>
  Buffer.concat(
    await collected(tableChunks(format, { sheetName: '清单/1', headers: ['名称', '值', '日期'], rows: batches(rows) })),
  );
const ROWS: CellValue[][] = [
  ['=cmd', 12.5, new Date(Date.UTC(2025, 0, 1))],
  ['a<b&"c"\u0001', true, null],
  ['', -3, new Date(Date.UTC(2025, 0, 1, 12))],
];

test('a workbook written piece by piece is one that others read', async () => {
  const bytes = await bytesOf('xlsx', ROWS);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Uint8Array.from(bytes).buffer);
  const [sheet] = book.worksheets;
  expect(sheet?.name).toBe('清单 1');
  expect([sheet?.getCell('A2').value, sheet?.getCell('B2').value, sheet?.getCell('B3').value]).toEqual([
    '=cmd',
    12.5,
    true,
  ]);
  const read = await readTable({ name: 'a.xlsx', bytes });
  expect(read.rows.map(({ cells }) => cells)).toEqual([
    ['=cmd', '12.5', '2025-01-01'],
    ['a<b&"c"', 'TRUE', ''],
    ['', '-3', '2025-01-01T12:00:00'],
  ]);
  expect((await bytesOf('xlsx', ROWS)).equals(bytes)).toBe(true);
});

test('and as text is the same as a table that is written whole', async () => {
  expect((await bytesOf('csv', ROWS)).toString()).toBe(
    '\ufeff名称,值,日期\r\n\'=cmd,12.5,2025-01-01\r\n"a<b&""c""\u0001",true,\r\n,-3,2025-01-01T12:00:00\r\n',
  );
});

test('a refusal before the first piece is a refusal, one later ends the stream, and who hangs up ends the transaction', async () => {
  const failing = (after: number) => async (_: Tx) => ({
    head: 'x',
    pieces: (async function* () {
      for (let n = 0; n < after; n++) yield n;
      throw new RangeError('late');
    })(),
  });
  await expect(streamed(run, failing(0))).rejects.toThrow('late');
  await expect(streamed(run, async () => Promise.reject(new RangeError('early')))).rejects.toThrow('early');
  const { pieces } = await streamed(run, failing(3));
  await expect(collected(pieces)).rejects.toThrow('late');

  let ended = false;
  const endless = await streamed(
    (work) => run(work).finally(() => (ended = true)),
    async () => ({
      head: null,
      pieces: (async function* () {
        for (let n = 0; ; n++) yield n;
      })(),
    }),
  );
  for await (const piece of endless.pieces) if (piece === 5) break;
  await expect.poll(() => ended).toBe(true);
});
