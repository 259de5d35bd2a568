import type { Tx } from '../access/actor.ts';
import { notFound } from '../errors.ts';
import { tableBytes } from '../tabular/negotiate.ts';
import { openTable, type TableRow } from '../tabular/read-table.ts';
import type { ReportedProblem } from './check.ts';
import { columnNamed, ERROR_HEADER, isIgnored } from './columns.ts';
import type { ImportColumn, Importer, Locale } from './importer.ts';
import { withMends } from './mends.ts';
import { findRun, findRunFile } from './queries.ts';

export type FileFormat = 'csv' | 'xlsx';

export interface TableFile {
  readonly fileName: string;
  readonly format: FileFormat;
  readonly bytes: Buffer;
}

/** An empty form to fill in: header, one example row, and in a workbook a second sheet that explains each column. */
export async function template(importer: Importer, format: FileFormat, locale: Locale = 'zh'): Promise<TableFile> {
  const name = importer.names[locale];
  const bytes = await tableBytes(format, {
    sheetName: name,
    title: name,
    columns: importer.columns.map((column) => ({
      header: column[locale],
      // Text throughout: codes keep their zeros, and 2025-03 stays a month.
      numFmt: '@',
      note: noteOf(column, locale),
    })),
    guide: GUIDE[locale],
    rows: [importer.columns.map((column) => column.example)],
  });
  return { fileName: locale === 'zh' ? `${name}导入模板` : `${name} template`, format, bytes };
}

const GUIDE = {
  zh: { sheetName: '说明', column: '列', note: '填写说明' },
  en: { sheetName: 'Notes', column: 'Column', note: 'What to write' },
} as const;

function noteOf(column: ImportColumn, locale: Locale): string {
  const guide = column.guide ? `\n${column.guide[locale]}` : '';
  if (locale === 'zh')
    return `${column.required || column.needed ? '必填。' : '可以不填。'}${column.hint.zh} 例：${column.example}${guide}`;
  return `${column.required || column.needed ? 'Required. ' : 'Optional. '}${column.hint.en} Example: ${column.example}${guide}`;
}

/**
 * The rows that were not taken, in the columns and file type in which they came, with one more column that says what is
 * wrong and what would be right. Corrected, the file can be imported as it is: that column is not read.
 * @throws AppError 404 `import-not-found`.
 */
export async function errorFile(
  tx: Tx,
  { runId, importer }: { runId: string; importer: Importer },
  { format, locale }: { format?: FileFormat | undefined; locale: Locale },
): Promise<TableFile> {
  const run = await findRun(tx, runId);
  if (!run) throw notFound('import', runId);
  const { content, problems, mends } = await findRunFile(tx, runId);
  const table = withMends(importer, await openTable({ name: run.fileName, bytes: content }), mends, locale);
  const kept = table.columns.flatMap((header, index) =>
    isIgnored(header) && !columnNamed(importer, header) ? [] : [index],
  );
  const byLine = Map.groupBy(problems, (problem) => problem.row);
  const wrong: TableRow[] = [];
  for (const row of table.rows) if (byLine.has(row.line)) wrong.push(row);
  const bytes = await tableBytes(format ?? table.format, {
    sheetName: table.sheet ?? ERROR_HEADER[locale],
    columns: [
      ...kept.map((index) => ({ header: table.columns[index] ?? '', numFmt: '@' })),
      { header: ERROR_HEADER[locale], width: 60 },
    ],
    rows: wrong.map((row) => [
      ...kept.map((index) => row.cells[index] ?? ''),
      (byLine.get(row.line) ?? []).map((problem) => sentence(problem, locale)).join(locale === 'zh' ? '；' : '; '),
    ]),
  });
  const stem = run.fileName.replace(/\.[a-z0-9]{1,5}$/i, '');
  return { fileName: locale === 'zh' ? `${stem}-待改正` : `${stem}-to-correct`, format: format ?? table.format, bytes };
}

const sentence = ({ column, problem, remedy }: ReportedProblem, locale: Locale) =>
  locale === 'zh' ? `${column}：${problem}。${remedy}` : `${column}: ${problem}. ${remedy}`;
