import {
  type Cell,
  columnsAsked,
  type FormColumn,
  type FormDefinition,
  type FormNames,
  type FormRow,
  type FormSection,
  type RowKey,
  readMissing,
  rowKey,
} from '@liannao/statistics';
import type { z } from 'zod';
import { readInWorker } from '../../../kernel/document/in-worker.ts';
import { AppError } from '../../../kernel/errors.ts';
import type { SheetText } from '../../../kernel/tabular/read-table.ts';
import { type Members, periodOf, rowsByCode } from './cells.ts';
import { IDENTITY, IDENTITY_SHEET, reporterId } from './excel-write.ts';
import type { ExcelRead } from './model.ts';
import type { ReturnRow } from './queries.ts';
import { type Locale, periodWords, returnText } from './text.ts';

const WORKER = new URL('../../../kernel/tabular/xlsx-sheets-worker.ts', import.meta.url);

interface Reading {
  readonly row: ReturnRow;
  readonly reporterName: string;
  readonly members: Members;
  readonly locale: Locale;
}
type Problem = z.infer<typeof ExcelRead>['problems'][number];

/**
 * The cells of a filled template, and what in it cannot be taken, each with its address and what would be right. Writes
 * nothing.
 * @throws AppError 422 `excel-not-template`, `excel-wrong-form`, `excel-wrong-edition`, `excel-wrong-period`,
 * `excel-wrong-reporter`, and as the reader of workbooks: `table-unreadable`, `file-damaged`, `file-too-complex`.
 */
export async function readTemplate(
  file: { readonly name: string; readonly bytes: Uint8Array },
  reading: Reading,
): Promise<ExcelRead> {
  const sheets = await readInWorker<SheetText[]>(WORKER, file);
  demandIdentity(sheets, file.name, reading);
  const sheet = sheets.find((one) => one.sheet !== IDENTITY_SHEET);
  const head = sheet && findHead(sheet, reading.row.definition);
  if (!head) throw notTemplate(file.name, returnText(reading.locale).excel.noHeader);
  return readRows(head, reading);
}

const notTemplate = (name: string, why: string) =>
  new AppError(422, 'excel-not-template', `${name}: ${why}.`, { params: { file: name } });

function demandIdentity(sheets: readonly SheetText[], name: string, { row, reporterName, locale }: Reading): void {
  const say = returnText(locale).excel;
  const rows = sheets.find((one) => one.sheet === IDENTITY_SHEET)?.rows ?? [];
  const known = new Map(rows.map(({ cells }) => [cells[0] ?? '', cells[1] ?? '']));
  const [form = '', version = '', period = '', reporter = '', formName = '', theirName = ''] = IDENTITY.map((key) =>
    known.get(key),
  );
  if (form === '') throw notTemplate(name, say.notWorkbook(name));
  const refuse = (code: string, theirs: string, ours: string) =>
    new AppError(422, code, `The file is of ${theirs}, the return of ${ours}.`, {
      params: { file: name, theirs, ours },
    });
  if (form !== row.formId) throw refuse('excel-wrong-form', formName, row.definition[locale]);
  if (version !== String(row.version)) throw refuse('excel-wrong-edition', version, String(row.version));
  if (period !== row.period) {
    throw refuse('excel-wrong-period', periodWords(period, locale), periodWords(row.period, locale));
  }
  if (reporter !== reporterId(row)) throw refuse('excel-wrong-reporter', theirName, reporterName);
}

interface Head {
  readonly rows: SheetText['rows'];
  readonly code: number;
  /** -1: the form has no open section. */
  readonly line: number;
  readonly note: number;
  readonly columns: readonly { readonly column: FormColumn; readonly at: number }[];
}

/** The row of headings, in either language, wherever it stands; what follows are the form's rows. */
function findHead(sheet: SheetText, definition: FormDefinition): Head | null {
  for (const locale of ['zh', 'en'] as const) {
    const say = returnText(locale).excel;
    const at = sheet.rows.findIndex(({ cells }) => cells.includes(say.code) && cells.includes(say.name));
    const cells = sheet.rows[at]?.cells;
    if (!cells) continue;
    const names = say.columns[definition.frequency];
    return {
      rows: sheet.rows.slice(at + 1),
      code: cells.indexOf(say.code),
      line: cells.indexOf(say.line),
      note: cells.indexOf(say.note),
      columns: definition.columns.flatMap((column) => {
        const found = cells.indexOf(names[column]);
        return found < 0 ? [] : [{ column, at: found }];
      }),
    };
  }
  return null;
}

function readRows(head: Head, { row: { definition, period, cells: kept }, members, locale }: Reading): ExcelRead {
  const say = returnText(locale).excel;
  const rows = rowsByCode(definition);
  const cells: Record<RowKey, Partial<Record<FormColumn, Cell>>> = {};
  const problems: Problem[] = [];
  let read = 0;
  for (const { line, cells: texts } of head.rows) {
    const code = (texts[head.code] ?? '').trim();
    const filled = head.columns.filter(({ at }) => (texts[at] ?? '').trim() !== '');
    // Hints below the table, and lines that nobody filled in.
    if (filled.length === 0) continue;
    const tell = (at: number, row: string | null, column: FormColumn | null, problem: string, remedy: string) =>
      problems.push({ cell: address(at, line), row, column, value: (texts[at] ?? '').trim(), problem, remedy });
    const placed = rows.get(code);
    if (!placed) {
      tell(head.code, null, null, say.rowUnknown(code), say.rowUnknownRemedy);
      continue;
    }
    const scope = readLine(placed.section, head.line < 0 ? '' : (texts[head.line] ?? ''), members);
    if (scope === null) {
      const at = head.line < 0 ? head.code : head.line;
      tell(at, code, null, say.lineBad((texts[at] ?? '').trim()), say.lineRemedy(exampleOf(placed.section, locale)));
      continue;
    }
    const key = rowKey(code, scope);
    if (cells[key] !== undefined) {
      tell(head.code, key, null, say.rowTwice(code), say.rowTwiceRemedy);
      continue;
    }
    const asked = columnsAsked(definition, placed.row, periodOf(period));
    const own: Partial<Record<FormColumn, Cell>> = {};
    for (const { column, at } of filled) {
      const text = texts[at] ?? '';
      const taken = asked.includes(column)
        ? readCell(placed.row, text, locale)
        : { problem: say.notAsked, remedy: say.notAskedRemedy };
      if ('problem' in taken) tell(at, key, column, taken.problem, taken.remedy);
      else {
        own[column] = withReasons(taken, kept[key]?.[column]);
        read += 1;
      }
    }
    cells[key] = withNote(own, head.note < 0 ? '' : (texts[head.note] ?? ''), asked);
  }
  return { cells: cells as ExcelRead['cells'], read, problems };
}

/** `F12`, as Excel calls it; columns from 0. */
function address(column: number, line: number): string {
  let letters = '';
  for (let at = column + 1; at > 0; at = Math.floor((at - 1) / 26)) {
    letters = String.fromCharCode(65 + ((at - 1) % 26)) + letters;
  }
  return `${letters}${line}`;
}

type Taken = Cell | { readonly problem: string; readonly remedy: string };
const NUMBER = /^-?\d+(\.\d+)?$/;

/** A cell's text as a value or one of the states without one: zero, tiny, unknown, not applicable stay apart (5.6). */
function readCell(row: FormRow, text: string, locale: Locale): Taken {
  const say = returnText(locale).excel;
  const plain = text.normalize('NFKC').trim();
  const missing = readMissing(plain);
  if (missing !== null) return { value: null, missing };
  if (row.kind === 'answer') {
    const answer = (['up', 'same', 'down'] as const).find(
      (one) =>
        plain === one || plain === returnText('zh').excel.answers[one] || plain === returnText('en').excel.answers[one],
    );
    return answer === undefined ? { problem: say.answerBad(plain), remedy: say.answerRemedy } : { value: answer };
  }
  const number = plainNumber(plain, row.unit);
  if (number === null) return { problem: say.notNumber(plain), remedy: say.numberRemedy(row.unit) };
  const [whole = '', fraction = ''] = number.replace('-', '').split('.');
  if (whole.length > 15 || fraction.length > 6) return { problem: say.tooLong, remedy: say.tooLongRemedy };
  return { value: number };
}

/** Digits without the marks of thousands; of a row in per cent the sign may stand. Null for what is no number. */
function plainNumber(text: string, unit: string): string | null {
  const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  const bare = unit === '%' && grouped.endsWith('%') ? grouped.slice(0, -1).trim() : grouped;
  if (!NUMBER.test(bare)) return /^-?\d+(\.\d+)?e[-+]?\d+$/i.test(bare) ? fromExponent(bare) : null;
  const [sign, digits] = bare.startsWith('-') ? ['-', bare.slice(1)] : ['', bare];
  const [whole = '0', fraction = ''] = digits.split('.');
  const shortest = fraction.replace(/0+$/, '');
  return `${sign}${whole.replace(/^0+(?=\d)/, '')}${shortest === '' ? '' : `.${shortest}`}`;
}

/** A very large or small number, as a sheet gives it out. */
function fromExponent(text: string): string | null {
  const value = Number(text);
  if (!Number.isFinite(value)) return null;
  const fixed = value.toFixed(20).replace(/\.?0+$/, '');
  return NUMBER.test(fixed) ? fixed : null;
}

/** A value that has not changed keeps what was said about it. */
const withReasons = (cell: Cell, before: Cell | undefined): Cell =>
  before && before.value === cell.value && before.missing === cell.missing
    ? {
        ...cell,
        ...(before.reason === undefined ? {} : { reason: before.reason }),
        ...(before.reasonCode === undefined ? {} : { reasonCode: before.reasonCode }),
      }
    : cell;

/** The row's note is the reason of its first figure that has none. */
function withNote(cells: Partial<Record<FormColumn, Cell>>, text: string, asked: readonly FormColumn[]) {
  const note = text.trim().slice(0, 500);
  if (note === '' || Object.values(cells).some((cell) => cell.reason === note)) return cells;
  const column = asked.find((one) => cells[one] !== undefined);
  const cell = column && cells[column];
  return cell ? { ...cells, [column]: { ...cell, reason: note } } : cells;
}

/** The scope of a line as somebody wrote it, in codes or names; null where it cannot be read. */
function readLine(section: FormSection, text: string, members: Members): Record<string, string> | null {
  if (section.open === null) return {};
  const scope: Record<string, string> = {};
  for (const part of text.normalize('NFKC').split(';')) {
    const [name = '', word = '', more] = part.split('=').map((one) => one.trim());
    if (name === '' || word === '' || more !== undefined) return null;
    const open = section.open.find((one) => one.dimension === name || one.names.zh === name || one.names.en === name);
    const member = open && memberOf(members.get(open.dimension), word);
    if (!open || member === undefined) return null;
    scope[open.dimension] = member;
  }
  return Object.keys(scope).length === section.open.length ? scope : null;
}

/** By code, or by a name in either language that only one has. */
function memberOf(members: ReadonlyMap<string, FormNames> | undefined, word: string): string | undefined {
  if (members?.has(word)) return word;
  const found = [...(members ?? [])].filter(([, { zh, en }]) => zh.normalize('NFKC') === word || en === word);
  return found.length === 1 ? found[0]?.[0] : undefined;
}

const exampleOf = (section: FormSection, locale: Locale) =>
  (section.open ?? []).map(({ names }) => `${names[locale]}=…`).join(locale === 'zh' ? '；' : '; ');
