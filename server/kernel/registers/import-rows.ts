import { type Child, compileCell, type DefinitionContext, type ReadCell, splitHeading } from '@liannao/registers';
import type { CheckContext, ImportRow, Locale, RowProblem } from '../imports/importer.ts';
import type { ColumnRole, RegisterColumn } from './import-columns.ts';
import { placeOf } from './import-place.ts';
import type { RegionWord } from './import-regions.ts';
import { contextOf, type RegisterSet } from './store.ts';

type FieldRole = Extract<ColumnRole, { kind: 'field' }>;

/** What the rows of one entry say, before anything is looked up. */
export interface Draft {
  /** The entry's rows in the file, its own first. */
  readonly rows: readonly ImportRow[];
  /** Only what the file has columns for; an empty cell is null. Parties and references as words. */
  readonly values: Record<string, unknown>;
  /** Child -> line of each item. */
  readonly itemLines: Readonly<Record<string, readonly number[]>>;
  /** State id, null where none is given. */
  readonly state: string | null;
  readonly reason: string;
  readonly synthetic: boolean;
  readonly problems: readonly RowProblem[];
}

export interface Reading {
  readonly set: RegisterSet;
  readonly columns: readonly RegisterColumn[];
  readonly states: readonly { readonly id: string; readonly zh: string; readonly en: string }[];
  readonly definition: Parameters<typeof compileCell>[1];
}

/** Compiles the reading of a file's columns: done once a batch, used for each of its rows. */
export function rowReader(
  { set, columns, states, definition }: Reading,
  { units, present, locale }: Pick<CheckContext, 'units' | 'present' | 'locale'>,
  regionOf: (text: string) => RegionWord,
): (rows: readonly ImportRow[]) => Draft {
  const engine: DefinitionContext = contextOf(set);
  const there = columns.filter((column) => present.has(column.id));
  const fields = there.filter((column): column is RegisterColumn & { role: FieldRole } => column.role.kind === 'field');
  const cells = new Map<string, ReadCell>(
    fields.map(({ id, role }) => [id, compileCell(role.field, definition, engine, { unit: unitOf(units[id]) })]),
  );
  const own = fields.filter(({ role }) => role.child === null);
  const byChild = Map.groupBy(
    fields.filter(({ role }) => role.child !== null),
    ({ role }) => role.child as Child,
  );
  const column = (kind: ColumnRole['kind']) => there.find(({ role }) => role.kind === kind);
  const [stateColumn, reasonColumn, syntheticColumn] = [column('state'), column('reason'), column('synthetic')];
  const placeFields = [...new Set(there.flatMap(({ role }) => (isPlaceRole(role) ? [role.field] : [])))];

  const readCell = (row: ImportRow, { id, role }: RegisterColumn & { role: FieldRole }, problems: RowProblem[]) => {
    const text = row.values[id] ?? '';
    if (text === '') return null;
    const read = (cells.get(id) as ReadCell)(text);
    if (!read.ok) {
      const { problem } = read;
      problems.push({
        line: row.line,
        column: id,
        value: text,
        problem: problem[locale],
        remedy: problem.remedy[locale],
        ...(problem.suggestion === undefined ? {} : { suggestion: problem.suggestion }),
      });
      return undefined;
    }
    if (role.field.type !== 'region' || read.value === null) return read.value;
    const words = Array.isArray(read.value) ? (read.value as string[]) : [String(read.value)];
    const codes = words.map((word) => regionOf(word));
    const wrong = codes.findIndex((code) => !('code' in code));
    if (wrong < 0) {
      const found = codes.flatMap((code) => ('code' in code ? [code.code] : []));
      return role.field.many ? found : found[0];
    }
    problems.push({
      ...regionProblem(words[wrong] ?? '', codes[wrong] as RegionWord, locale),
      line: row.line,
      column: id,
    });
    return undefined;
  };

  return (rows) => {
    const [first] = rows as [ImportRow];
    const problems: RowProblem[] = [];
    const values: Record<string, unknown> = {};
    for (const one of own) {
      const value = readCell(first, one, problems);
      if (value !== undefined) values[one.role.field.id] = value;
    }
    for (const row of rows.slice(1)) problems.push(...differences(own, first, row, locale));
    for (const field of placeFields) {
      const place = placeOf(field, values[field.id], first, locale);
      if ('problem' in place) problems.push(place.problem);
      else values[field.id] = place.value;
    }
    const itemLines: Record<string, number[]> = {};
    for (const [child, ofChild] of byChild) {
      const items: Record<string, unknown>[] = [];
      const lines: number[] = [];
      for (const row of rows) {
        if (ofChild.every(({ id }) => (row.values[id] ?? '') === '')) continue;
        items.push(Object.fromEntries(ofChild.map((one) => [one.role.field.id, readCell(row, one, problems) ?? null])));
        lines.push(row.line);
      }
      values[child.id] = items;
      itemLines[child.id] = lines;
    }
    const state = stateOf(stateColumn ? (first.values[stateColumn.id] ?? '') : '', states);
    if (state === undefined && stateColumn) problems.push(stateProblem(first, stateColumn.id, states, locale));
    return {
      rows,
      values,
      itemLines,
      state: state ?? null,
      reason: reasonColumn ? (first.values[reasonColumn.id] ?? '') : '',
      synthetic: syntheticColumn ? YES.test(first.values[syntheticColumn.id] ?? '') : false,
      problems,
    };
  };
}

const YES = /^(是|true|yes|y|1)$/i;
const isPlaceRole = (role: ColumnRole): role is Extract<ColumnRole, { kind: 'lon' | 'lat' | 'datum' | 'address' }> =>
  role.kind === 'lon' || role.kind === 'lat' || role.kind === 'datum' || role.kind === 'address';

/** What stands in brackets is a unit, or part of the name. */
const unitOf = (written: string | undefined): string | null =>
  written === undefined ? null : splitHeading(`x（${written}）`).unit;

function stateOf(text: string, states: Reading['states']): string | null | undefined {
  if (text === '') return null;
  return states.find(({ id, zh, en }) => id === text || zh === text || en.toLowerCase() === text.toLowerCase())?.id;
}

function stateProblem(row: ImportRow, column: string, states: Reading['states'], locale: Locale): RowProblem {
  const names = states.map((state) => state[locale]).join(locale === 'zh' ? '、' : ', ');
  return {
    column,
    value: row.values[column] ?? '',
    problem: locale === 'zh' ? '没有这个状态' : 'is no state',
    remedy: locale === 'zh' ? `可填：${names}` : `One of ${names}`,
  };
}

function regionProblem(word: string, found: RegionWord, locale: Locale): Omit<RowProblem, 'column'> {
  const candidates = 'candidates' in found ? found.candidates : [];
  const [only] = candidates;
  const list = candidates.join(locale === 'zh' ? '、' : ', ');
  if (list) {
    return {
      value: word,
      problem: locale === 'zh' ? `“${word}”不止一处` : `“${word}” may be several`,
      remedy: locale === 'zh' ? `写明上级：${list}` : `Say which: ${list}`,
      ...(candidates.length === 1 && only ? { suggestion: only } : {}),
    };
  }
  return {
    value: word,
    problem: locale === 'zh' ? `没有地区“${word}”` : `There is no region “${word}”`,
    remedy:
      locale === 'zh' ? '写行政区划的全名或代码，如 杭州市萧山区 或 330109' : 'Its full name or code, such as 330109',
  };
}

/** Further rows of an entry may repeat what its first row says, not contradict it. */
function differences(own: readonly RegisterColumn[], first: ImportRow, row: ImportRow, locale: Locale): RowProblem[] {
  return own.flatMap(({ id }): RowProblem[] => {
    const value = row.values[id] ?? '';
    if (value === '' || value === first.values[id]) return [];
    return [
      {
        line: row.line,
        column: id,
        value,
        problem:
          locale === 'zh'
            ? `和第 ${first.line} 行（同一条）不一样`
            : `differs from row ${first.line} of the same entry`,
        remedy: locale === 'zh' ? '同一条记录的各行要一致，或只在第一行写' : 'Write it once, in the first row',
      },
    ];
  });
}
