import { AppError } from '../errors.ts';
import type { OpenTable } from '../tabular/read-table.ts';
import type { ImportColumn, Importer, ImportRow, Locale } from './importer.ts';

/** Where each column of the importer stands in the file. */
export interface ColumnMap {
  /** Column id -> index in the file. */
  readonly places: ReadonlyMap<string, number>;
  /** Column id -> unit that stands in brackets behind its header. */
  readonly units: Readonly<Record<string, string>>;
  /** Headers that mean nothing here: perhaps a column with its name misspelt. */
  readonly unknown: readonly string[];
}

/** Headers of the column that an error file adds, and of what exports say beside their columns; none is ever read. */
const IGNORED = new Set(
  ['错误', '错误说明', 'error', 'errors', 'problem', 'problems', 'synthetic', '演示数据'].concat(
    ['口径名称', 'scopename'],
    ['缺口', 'gap'],
  ),
);

export const ERROR_HEADER = { zh: '错误', en: 'Problems' } as const;

/** Full-width forms, case, spaces and the asterisk that marks a required column make no difference. */
const key = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*\ufeff]/g, '');

export const isIgnored = (header: string) => header.trim() === '' || IGNORED.has(key(header));

export const namesOf = (column: ImportColumn): readonly string[] => [
  ...new Set([column.zh, column.en, column.id, ...(column.aliases ?? [])]),
];

/** The column that a header means, by its id, either name or an alias. */
export const columnNamed = (importer: Importer, header: string): ImportColumn | undefined =>
  importer.columns.find((column) => namesOf(column).some((name) => key(name) === key(header)));

/**
 * Finds the importer's columns in the header.
 * @throws AppError 422 `table-columns-missing`; `errors` name each missing column and how it may be written.
 */
export function mapColumns(importer: Importer, table: OpenTable, locale: Locale): ColumnMap {
  const headers = table.columns.map(key);
  const places = new Map<string, number>();
  const units: Record<string, string> = {};
  for (const column of importer.columns) {
    for (const name of namesOf(column)) {
      const place = headers.indexOf(key(name));
      if (place >= 0 && !places.has(column.id)) places.set(column.id, place);
    }
  }
  const claimed = new Set(places.values());
  for (const column of importer.columns) {
    if (!column.measured || places.has(column.id)) continue;
    for (const [place, header] of headers.entries()) {
      const [, name, unit] = claimed.has(place) ? [] : (UNIT_BEHIND.exec(header) ?? []);
      if (!unit || !namesOf(column).some((one) => bare(key(one)) === name)) continue;
      places.set(column.id, place);
      claimed.add(place);
      units[column.id] = unit;
      break;
    }
  }
  const missing = importer.columns.filter((column) => (column.required || column.needed) && !places.has(column.id));
  if (missing.length > 0) throw columnsMissing(missing, table, locale);
  const taken = new Set(places.values());
  return { places, units, unknown: table.columns.filter((header, index) => !taken.has(index) && !isIgnored(header)) };
}

/** After NFKC all brackets are plain ones. */
const UNIT_BEHIND = /^(.+)\(([^()]{1,12})\)$/;
const bare = (name: string) => name.replace(/\([^()]{1,12}\)$/, '');

function columnsMissing(missing: readonly ImportColumn[], { columns }: OpenTable, locale: Locale): AppError {
  const found = columns.filter((column) => column).join(locale === 'zh' ? '、' : ', ') || '-';
  const names = missing.map((column) => column[locale]).join(locale === 'zh' ? '、' : ', ');
  const message =
    locale === 'zh'
      ? `缺少列：${names}。文件第一行是：${found}。`
      : `Missing columns: ${names}. The first row of the file has: ${found}.`;
  return new AppError(422, 'table-columns-missing', message, {
    params: { names },
    errors: missing.map((column) => ({
      field: column[locale],
      code: 'column-missing',
      message:
        locale === 'zh'
          ? `请加上这一列，列名可写作：${namesOf(column).join('、')}。${column.hint.zh}`
          : `Add this column; it may be called: ${namesOf(column).join(', ')}. ${column.hint.en}`,
    })),
  });
}

/** A cell without what cannot be seen; empty where there is none. */
export const cellText = (cell: string | undefined): string =>
  cell === undefined ? '' : (UNSEEN.test(cell) ? cell.replace(/[\u200b\ufeff]/g, '') : cell).trim();
const UNSEEN = /[\u200b\ufeff]/;

/** The rows that say something, cells trimmed and guarded of what cannot be seen; the template's example is left out. */
export function* rowsOf(importer: Importer, table: OpenTable, { places }: ColumnMap): Generator<ImportRow> {
  const blank: Record<string, string> = Object.fromEntries(importer.columns.map(({ id }) => [id, '']));
  const there = [...places];
  const isExample = (values: Record<string, string>) =>
    importer.columns.every(({ id, example }) => values[id] === (places.has(id) ? example.trim() : ''));
  for (const { line, cells } of table.rows) {
    const values = { ...blank };
    let written = false;
    for (const [id, place] of there) {
      const text = cellText(cells[place]);
      if (text === '') continue;
      values[id] = text;
      written = true;
    }
    if (written && !isExample(values)) yield { line, values };
  }
}
