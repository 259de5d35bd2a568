import {
  type Cell,
  type Cells,
  columnsAsked,
  type FormColumn,
  type FormNames,
  type FormRow,
  type FormSection,
  missingSymbols,
  type Period,
  parseRowKey,
  rowsOf,
} from '@liannao/statistics';
import ExcelJS from 'exceljs';
import { type Members, periodOf } from './cells.ts';
import type { ReturnRow } from './queries.ts';
import { type Locale, periodWords, returnText } from './text.ts';

export interface TemplateOf {
  readonly row: ReturnRow;
  readonly reporter: { readonly name: string; readonly uscc: string | null };
  /** Base columns that the return has not stated yet. */
  readonly suggested: Cells;
  readonly members: Members;
  readonly locale: Locale;
}

/** Sheet that tells the return that the file is of; never shown. */
export const IDENTITY_SHEET = '_liannao';
export const IDENTITY = ['form', 'version', 'period', 'reporter', 'formName', 'reporterName'] as const;

export const reporterId = (row: Pick<ReturnRow, 'partyId' | 'regionCode'>) => row.partyId ?? row.regionCode;

const EMPTY_LINES = 12;
const GREY: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFECEFF3' } };
const THIN = { style: 'thin', color: { argb: 'FFC6CED6' } } as const;
const BORDER: Partial<ExcelJS.Borders> = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const EPOCH = new Date('2020-01-01T00:00:00Z');

interface Line {
  readonly row: FormRow;
  readonly section: FormSection;
  /** Null: a line that the reporter may add. */
  readonly key: string | null;
}

/**
 * The form as it looks on paper, with what is filled in so far, as a workbook: the cells to be filled in are open, all
 * others locked. Read back by `readTemplate`.
 */
export async function writeTemplate(asked: TemplateOf): Promise<Buffer> {
  const { row, locale } = asked;
  const say = returnText(locale).excel;
  const { definition } = row;
  const workbook = new ExcelJS.Workbook();
  Object.assign(workbook, { creator: 'Liannao', lastModifiedBy: 'Liannao', created: EPOCH, modified: EPOCH });
  const sheet = workbook.addWorksheet(say.sheet);
  const columns = definition.columns;
  const hasLines = definition.sections.some(({ open }) => open !== null);
  const stub = [say.code, ...(hasLines ? [say.line] : []), say.name, say.unit];
  const headers = [...stub, ...columns.map((column) => say.columns[definition.frequency][column]), say.note];
  writeHead(sheet, asked, headers.length);
  const headAt = sheet.rowCount + 1;
  sheet.addRow(headers);
  for (let at = 1; at <= headers.length; at += 1) {
    Object.assign(sheet.getCell(headAt, at), {
      font: { bold: true },
      fill: GREY,
      border: BORDER,
      alignment: { wrapText: true, vertical: 'middle', horizontal: 'center' },
    });
  }
  const cells = withSuggested(row.cells, asked.suggested);
  for (const line of linesOf(asked, cells)) {
    writeLine(sheet, line, { ...asked, cells, columns, hasLines, period: periodOf(row.period) });
  }
  sheet.addRow([]);
  sheet.addRow([say.hint]);
  if (hasLines) sheet.addRow([say.lineHint]);
  for (const [at, width] of widthsOf(hasLines, columns.length).entries()) sheet.getColumn(at + 1).width = width;
  sheet.views = [{ state: 'frozen', ySplit: headAt, xSplit: stub.length }];
  sheet.pageSetup = { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
  await sheet.protect('', { formatColumns: true, selectLockedCells: true, selectUnlockedCells: true });
  writeIdentity(workbook, asked);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function writeHead(sheet: ExcelJS.Worksheet, { row, reporter, locale }: TemplateOf, width: number): void {
  const say = returnText(locale).excel;
  const { definition } = row;
  sheet.addRow([definition[locale]]);
  sheet.mergeCells(1, 1, 1, width);
  Object.assign(sheet.getCell(1, 1), { font: { bold: true, size: 16 }, alignment: { horizontal: 'center' } });
  const pairs: readonly (readonly [string, string])[] = [
    [say.reporter, reporter.name],
    [say.uscc, reporter.uscc ?? ''],
    [say.period, periodWords(row.period, locale)],
  ];
  const right: readonly (readonly [string, string])[] = [
    [say.number, definition.number],
    [say.authority, definition.authority[locale]],
    [
      `${say.edition} · ${say.validity}`,
      `${definition.edition} · ${say.until(definition.validFrom, definition.validUntil)}`,
    ],
  ];
  for (const [at, [label, value]] of pairs.entries()) {
    const other = right[at] ?? ['', ''];
    const cells: string[] = Array.from({ length: Math.max(width, 4) }, () => '');
    cells[0] = `${label}：${value}`;
    cells[width - 2] = `${other[0]}：${other[1]}`;
    sheet.addRow(cells);
  }
}

/** What the return states, and in its empty base cells what was filed. */
function withSuggested(cells: Cells, suggested: Cells): Cells {
  const whole: Record<string, Partial<Record<FormColumn, Cell>>> = { ...cells };
  for (const [key, own] of Object.entries(suggested)) whole[key] = { ...own, ...cells[key] };
  return whole;
}

/** Rows in the order of the paper; of an open section the lines that there are and some empty ones. */
function linesOf({ row: { definition } }: TemplateOf, cells: Cells): Line[] {
  const keys = Object.keys(cells);
  return rowsOf(definition).flatMap(({ row, section }): Line[] => {
    if (section.open === null) return [{ row, section, key: row.code }];
    const own = keys.filter((key) => key.includes('#') && parseRowKey(key).code === row.code).sort();
    const empty = Array.from({ length: EMPTY_LINES }, () => ({ row, section, key: null }));
    return [...own.map((key) => ({ row, section, key })), ...empty];
  });
}

interface Sheet extends TemplateOf {
  readonly cells: Cells;
  readonly columns: readonly FormColumn[];
  readonly hasLines: boolean;
  readonly period: Period;
}

function writeLine(sheet: ExcelJS.Worksheet, { row, section, key }: Line, on: Sheet): void {
  const say = returnText(on.locale).excel;
  const own = key === null ? undefined : on.cells[key];
  const name = `${row.parent === null ? '' : `  ${say.of}`}${row[on.locale]}`;
  const line = key === null ? '' : lineWords(section, parseRowKey(key).scope, on);
  const note = on.columns.map((column) => own?.[column]?.reason).find((reason) => reason) ?? '';
  const values = on.columns.map((column) => cellText(row, own?.[column], on.locale));
  const added = sheet.addRow([row.code, ...(on.hasLines ? [line] : []), name, row.unit, ...values, note]);
  const asked = columnsAsked(on.row.definition, row, on.period);
  const first = on.hasLines ? 5 : 4;
  added.getCell(1).numFmt = '@';
  for (let at = 1; at <= first + on.columns.length; at += 1) added.getCell(at).border = BORDER;
  for (const [at, column] of on.columns.entries()) {
    const cell = added.getCell(first + at);
    const isAsked = asked.includes(column);
    cell.protection = { locked: !isAsked };
    if (!isAsked) cell.fill = GREY;
    cell.alignment = { horizontal: 'right' };
  }
  added.getCell(first + on.columns.length).protection = { locked: false };
  if (section.open !== null && key === null) added.getCell(2).protection = { locked: false };
}

/** `零部件=动力电池；来源地区=杭州市`, as it is read back. */
function lineWords(section: FormSection, scope: Readonly<Record<string, string>>, { members, locale }: Sheet): string {
  return (section.open ?? [])
    .map(({ dimension, names }) => {
      const member = scope[dimension] ?? '';
      return `${names[locale]}=${wordOf(members.get(dimension), member, locale)}`;
    })
    .join(locale === 'zh' ? '；' : '; ');
}

/** The member's name, or its code where another bears the same name. */
function wordOf(members: ReadonlyMap<string, FormNames> | undefined, code: string, locale: Locale): string {
  const name = members?.get(code)?.[locale];
  if (name === undefined || /[;；=＝]/.test(name)) return code;
  return [...(members ?? [])].some(([other, own]) => own[locale] === name && other !== code) ? code : name;
}

/** Numbers stay numbers where a double holds them; a state is written as its symbol. */
function cellText(row: FormRow, cell: Cell | undefined, locale: Locale): string | number | null {
  if (cell === undefined) return null;
  if (cell.value === null) return cell.missing === undefined ? null : missingSymbols[cell.missing].symbol;
  if (row.kind === 'answer') {
    const { answers } = returnText(locale).excel;
    return answers[cell.value as keyof typeof answers] ?? cell.value;
  }
  const digits = cell.value.replace(/[-.]/g, '').replace(/^0+/, '').length;
  return digits <= 15 ? Number(cell.value) : cell.value;
}

const widthsOf = (hasLines: boolean, columns: number): number[] => [
  8,
  ...(hasLines ? [34] : []),
  36,
  12,
  ...Array.from({ length: columns }, () => 16),
  28,
];

function writeIdentity(workbook: ExcelJS.Workbook, { row, reporter, locale }: TemplateOf): void {
  const sheet = workbook.addWorksheet(IDENTITY_SHEET);
  sheet.state = 'veryHidden';
  const values = {
    form: row.formId,
    version: String(row.version),
    period: row.period,
    reporter: reporterId(row),
    formName: row.definition[locale],
    reporterName: reporter.name,
  } satisfies Record<(typeof IDENTITY)[number], string>;
  for (const name of IDENTITY) {
    const added = sheet.addRow([name, values[name]]);
    added.getCell(2).numFmt = '@';
  }
}
