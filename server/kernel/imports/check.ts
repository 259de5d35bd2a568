import type { Tx } from '../access/actor.ts';
import { AppError } from '../errors.ts';
import { type OpenTable, openTable } from '../tabular/read-table.ts';
import { mapColumns, rowsOf } from './columns.ts';
import type {
  CheckContext,
  ImportChange,
  ImportContext,
  Importer,
  ImportRow,
  Locale,
  RowOutcome,
  RowProblem,
} from './importer.ts';
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
  readonly newUnits: NewUnits;
}

/** Units that the good rows make known. */
export interface NewUnits {
  readonly count: number;
  /** The first hundred. */
  readonly names: readonly string[];
}

/** A file with the cells that are read otherwise than it has them. */
export interface StoredFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mends?: readonly Mend[];
}

/** Takes the changes of one batch, before the next one is judged. */
export type ChangeSink = (changes: readonly ImportChange[]) => Promise<void>;

/** How many rows have been judged. */
export type Progress = (rows: number) => Promise<void>;

/** More problems than that are no list with some faults in it but another list. */
const MAX_PROBLEMS = 100_000;
const SHOWN_UNITS = 100;

/**
 * Reads a file and asks the importer what each row would do to the store as it is now. Writes nothing itself: changes go
 * to `into`, batch by batch, and are not kept.
 * @throws AppError 422 as `openTable` and `mapColumns` do, `import-mostly-wrong` past 100,000 problems.
 */
export async function checkFile(
  tx: Tx,
  importer: Importer,
  {
    file,
    context,
    into,
    progress,
  }: { file: StoredFile; context: ImportContext; into?: ChangeSink | undefined; progress?: Progress | undefined },
): Promise<Checked> {
  const table = withMends(importer, await openTable(file), file.mends ?? [], context.locale);
  const map = mapColumns(importer, table, context.locale);
  const headerOf = (id: string) => headerInFile(table, map.places.get(id)) ?? nameOf(importer, id, context.locale);
  const counts = { new: 0, changed: 0, unchanged: 0, wrong: 0 };
  const problems: ReportedProblem[] = map.unknown.map((header) => unknownColumn(header, importer, context.locale));
  const units = new Map<string, string>();
  /** Subject -> the line on which it came first. */
  const firstLines = new Map<string, number>();
  const checking = { ...context, units: map.units, present: new Set(map.places.keys()) };
  let judged = 0;
  for (const rows of batchesOf(importer, rowsOf(importer, table, map))) {
    const changes: ImportChange[] = [];
    let last: RowOutcome['status'] = 'unchanged';
    for (const { row, outcome } of await outcomesOf(tx, importer, { rows, context: checking, firstLines })) {
      const status: RowOutcome['status'] = outcome.status === 'joined' ? last : outcome.status;
      if (outcome.status !== 'joined') counts[outcome.status]++;
      else if (status === 'wrong')
        problems.push(sharesLot(row, headerOf(importer.columns[0]?.id ?? ''), context.locale));
      last = status;
      if (outcome.status === 'wrong') {
        for (const { line = row.line, column, ...problem } of outcome.problems)
          problems.push({ row: line, column: headerOf(column), ...problem });
      } else if (outcome.status === 'new' || outcome.status === 'changed') {
        changes.push({ subject: outcome.subject, before: outcome.before, after: outcome.after });
        for (const { kind, regionCode, name } of outcome.makes ?? []) units.set(`${kind} ${regionCode} ${name}`, name);
      }
    }
    if (problems.length > MAX_PROBLEMS) throw mostlyWrong(file.name, problems);
    if (into && changes.length > 0) await into(changes);
    judged += rows.length;
    await progress?.(judged);
  }
  return { counts, problems, newUnits: { count: units.size, names: [...units.values()].slice(0, SHOWN_UNITS) } };
}

/** Never cut within the rows of one subject. */
function* batchesOf(importer: Importer, rows: Iterable<ImportRow>): Generator<ImportRow[]> {
  const size = importer.batch ?? Number.POSITIVE_INFINITY;
  let batch: ImportRow[] = [];
  let before: ImportRow | undefined;
  for (const row of rows) {
    if (batch.length >= size && !(before && importer.joins?.(row, before))) {
      yield batch;
      batch = [];
    }
    batch.push(row);
    before = row;
  }
  if (batch.length > 0) yield batch;
}

interface Judged {
  row: ImportRow;
  outcome: RowOutcome;
}

/** Empty required cells and repeated keys are wrong everywhere, so no importer needs to look for them. */
async function outcomesOf(
  tx: Tx,
  importer: Importer,
  asked: { rows: readonly ImportRow[]; context: CheckContext; firstLines: Map<string, number> },
): Promise<Judged[]> {
  const { rows, context, firstLines } = asked;
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
  for (const [index, row] of complete.entries()) {
    const outcome = outcomes[index] as RowOutcome;
    const subject = outcome.status === 'wrong' || outcome.status === 'joined' ? null : outcome.subject;
    const first = subject === null ? undefined : firstLines.get(subject);
    judged.set(row, first === undefined ? outcome : repeated(importer, first, context.locale));
    if (subject !== null && first === undefined) firstLines.set(subject, row.line);
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

/** So that the file of wrong rows holds the subject whole. */
function sharesLot(row: ImportRow, column: string, locale: Locale): ReportedProblem {
  return locale === 'zh'
    ? { row: row.line, column, value: '', problem: '和上面同一条的行一起没有收', remedy: '改好那一行，一起再导入' }
    : {
        row: row.line,
        column,
        value: '',
        problem: 'was not taken together with the row above',
        remedy: 'mend that row and import both',
      };
}

function mostlyWrong(name: string, problems: readonly ReportedProblem[]): AppError {
  return new AppError(422, 'import-mostly-wrong', `${name} has more than ${MAX_PROBLEMS} wrong cells.`, {
    params: { file: name },
    errors: problems.slice(0, 20).map(({ row, column, problem, remedy }) => ({
      field: `${column}, ${row}`,
      code: 'cell-wrong',
      message: `${problem}. ${remedy}`,
    })),
  });
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

const headerInFile = (table: OpenTable, place: number | undefined) =>
  place === undefined ? undefined : table.columns[place];

const nameOf = (importer: Importer, id: string, locale: Locale) =>
  importer.columns.find((column) => column.id === id)?.[locale] ?? id;
