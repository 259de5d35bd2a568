import { expect, test } from 'vitest';
import { errorRowsFile, groupByCause, type ImportReport } from './import-report.ts';

const problem = (row: number, value = '萧山市') => ({
  row,
  column: '所在地',
  value,
  problem: '没有这个区划。',
  remedy: '',
});

test('the same cause in several rows is one line', () => {
  const groups = groupByCause([problem(52), problem(60), problem(61, '=1+1')]);
  expect(groups.map(({ rows }) => rows)).toEqual([[52, 60], [61]]);
});

test('the file of wrong rows opens in a spreadsheet and runs no formula', async () => {
  const report = { problems: [problem(61, '=1+1'), problem(62, 'a,"b"')] } as unknown as ImportReport;
  const bytes = new Uint8Array(
    await errorRowsFile(report, ['行', '列', '填的是', '为什么不行', '怎么改']).arrayBuffer(),
  );
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const words = new TextDecoder().decode(bytes);
  expect(words).toContain("61,所在地,'=1+1,没有这个区划。,");
  expect(words).toContain('"a,""b"""');
});
