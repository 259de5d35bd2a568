import type { Tx } from '../access/actor.ts';
import { readTable, type Table } from '../tabular/read-table.ts';
import { mapColumns, rowsOf } from './columns.ts';
import type { ImportChange, ImportContext, Importer, ImportRow, Locale, RowOutcome, RowProblem } from './importer.ts';
import { type Mend, withMends } from './mends.ts';

export interface ReportedProblem {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly problem: string;
  readonly remedy: string;
  readonly suggestion?: string;
}

export interface Checked {
  readonly counts: { new: number; changed: number; unchanged: number; wrong: number };
  readonly problems: readonly ReportedProblem[];
  readonly changes: readonly ImportChange[];
}

/** A file with the cells that are read otherwise than it has them. */
export interface StoredFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mends?: readonly Mend[];
}

/**
 * Reads a file and asks the importer what each row would do to the store as it is now. Writes nothing.
 * @throws AppError 422 as `readTable` and `mapColumns` do.
 */
export async function checkFile(
  tx: Tx,
  importer: Importer,
  { file, context }: { file: StoredFile; context: ImportContext },
): Promise<Checked> {
  const table = withMends(importer, await readTable(file), file.mends ?? [], context.locale);
  const map = mapColumns(importer, table, context.locale);
  const rows = rowsOf(importer, table, map);
  const headerOf = (id: string) => headerInFile(table, map.places.get(id)) ?? nameOf(importer, id, context.locale);
  const outcomes = await outcomesOf(tx, importer, { rows, context });

  const counts = { new: 0, changed: 0, unchanged: 0, wrong: 0 };
  const problems: ReportedProblem[] = map.unknown.map((header) => unknownColumn(header, importer, context.locale));
  const changes: ImportChange[] = [];
  for (const { row, outcome } of outcomes) {
    counts[outcome.status]++;
    if (outcome.status === 'wrong') {
      for (const problem of outcome.problems)
        problems.push({ row: row.line, ...problem, column: headerOf(problem.column) });
    } else if (outcome.status !== 'unchanged') {
      changes.push({ subject: outcome.subject, before: outcome.before, after: outcome.after });
    }
  }
  return { counts, problems, changes };
}

interface Judged {
  row: ImportRow;
  outcome: RowOutcome;
}

/** Empty required cells and repeated keys are wrong everywhere, so no importer needs to look for them. */
async function outcomesOf(
  tx: Tx,
  importer: Importer,
  { rows, context }: { rows: readonly ImportRow[]; context: ImportContext },
): Promise<Judged[]> {
  const judged = new Map<ImportRow, RowOutcome>();
  const complete: ImportRow[] = [];
  for (const row of rows) {
    const problems = emptyCells(importer, row, context.locale);
    if (problems.length > 0) judged.set(row, { status: 'wrong', problems });
    else complete.push(row);
  }
  const outcomes = await importer.check(tx, complete, context);
  if (outcomes.length !== complete.length) {
    throw new RangeError(`importer ${importer.kind} judged ${outcomes.length} of ${complete.length} rows`);
  }
  const firstLines = new Map<string, number>();
  for (const [index, row] of complete.entries()) {
    const outcome = outcomes[index] as RowOutcome;
    const first = outcome.status === 'wrong' ? undefined : firstLines.get(outcome.subject);
    judged.set(row, first === undefined ? outcome : repeated(importer, first, context.locale));
    if (outcome.status !== 'wrong' && first === undefined) firstLines.set(outcome.subject, row.line);
  }
  return rows.map((row) => ({ row, outcome: judged.get(row) as RowOutcome }));
}

function emptyCells(importer: Importer, row: ImportRow, locale: Locale): RowProblem[] {
  return importer.columns
    .filter((column) => column.required && row.values[column.id] === '')
    .map((column) => ({
      column: column.id,
      value: '',
      problem: locale === 'zh' ? '没有填' : 'is empty',
      remedy: column.hint[locale] || (locale === 'zh' ? `例如 ${column.example}` : `for example ${column.example}`),
    }));
}

function repeated(importer: Importer, line: number, locale: Locale): RowOutcome {
  const column = importer.columns[0]?.id ?? '';
  const problem = locale === 'zh' ? `和第 ${line} 行是同一条` : `the same as row ${line}`;
  const remedy = locale === 'zh' ? '只留一行' : 'keep one of the two';
  return { status: 'wrong', problems: [{ column, value: '', problem, remedy }] };
}

function unknownColumn(header: string, importer: Importer, locale: Locale): ReportedProblem {
  const names = importer.columns.map((column) => column[locale]).join(locale === 'zh' ? '、' : ', ');
  return locale === 'zh'
    ? { row: 1, column: header, value: header, problem: '不认识这一列，没有读', remedy: `能读的列：${names}` }
    : {
        row: 1,
        column: header,
        value: header,
        problem: 'is not a known column and was not read',
        remedy: `Known: ${names}`,
      };
}

const headerInFile = (table: Table, place: number | undefined) =>
  place === undefined ? undefined : table.columns[place];

const nameOf = (importer: Importer, id: string, locale: Locale) =>
  importer.columns.find((column) => column.id === id)?.[locale] ?? id;
