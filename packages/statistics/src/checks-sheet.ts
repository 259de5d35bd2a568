/** A return as the checks look at it: its lines with their numbers, and the same lines in earlier reports. */
import type { CheckContext } from './check-types.ts';
import { type Role, rolesOf } from './checks-roles.ts';
import { lineName } from './checks-say.ts';
import { isLineOf, linesByCode } from './form-lines.ts';
import { columnsAsked, isMerged, reportLength } from './form-periods.ts';
import { rowsOf } from './form-rows.ts';
import type { Cell, Cells, FormColumn, FormNames, FormRow, RowCells, RowKey, RowRole } from './form-types.ts';
import { lastIndex, lastMonth, type Period } from './period.ts';

/** A row of the form, or one line of an open section. */
export interface Line {
  readonly key: RowKey;
  readonly row: FormRow;
  readonly role: Role | null;
  /** What follows the code in the key: lines of one open section with the same suffix belong together. */
  readonly suffix: string;
  readonly names: FormNames;
  /** The columns that are asked in this period. */
  readonly columns: readonly FormColumn[];
  readonly cells: RowCells;
  readonly order: number;
}

export interface PastPoint {
  readonly period: Period;
  /** Index of its last month. */
  readonly end: number;
  readonly cells: Cells;
}

export interface Sheet {
  readonly context: CheckContext;
  readonly lines: readonly Line[];
  readonly byKey: ReadonlyMap<RowKey, Line>;
  readonly byCode: ReadonlyMap<string, readonly Line[]>;
  /** Earlier reports, the oldest first; none of this period or later. */
  readonly past: readonly PastPoint[];
  /** The report directly before, the same one a year ago, and the last one of this year; undefined where there is none. */
  readonly before: PastPoint | undefined;
  readonly yearAgo: PastPoint | undefined;
  readonly earlierThisYear: PastPoint | undefined;
  /** January and February come as one figure in this report. */
  readonly merged: boolean;
}

export const emptyCells: RowCells = {};

export function openSheet(context: CheckContext): Sheet {
  const { definition, period } = context;
  const end = lastIndex(period);
  const past = context.past
    .filter((point) => point.period.kind === period.kind && lastIndex(point.period) < end)
    .map((point) => ({ period: point.period, end: lastIndex(point.period), cells: point.cells }))
    .sort((a, b) => a.end - b.end);
  const latest = past.at(-1);
  const lines = openLines(context);
  return {
    context,
    lines,
    byKey: new Map(lines.map((line) => [line.key, line])),
    byCode: groupByCode(lines),
    past,
    before: latest !== undefined && latest.end === end - reportLength(definition) ? latest : undefined,
    yearAgo: past.find((point) => point.end === end - 12),
    earlierThisYear: latest !== undefined && yearAt(latest.end) === yearAt(end) ? latest : undefined,
    merged: isMerged(definition, period) && definition.columns.includes('cumulative'),
  };
}

function groupByCode(lines: readonly Line[]): ReadonlyMap<string, readonly Line[]> {
  const byCode = new Map<string, Line[]>();
  for (const line of lines) {
    const list = byCode.get(line.row.code);
    if (list === undefined) byCode.set(line.row.code, [line]);
    else list.push(line);
  }
  return byCode;
}

const yearAt = (index: number): number => Math.floor(index / 12);

function openLines({ definition, period, cells }: CheckContext): Line[] {
  const roles = rolesOf(definition);
  const keys = linesByCode(cells);
  const lines: Line[] = [];
  for (const { row, section } of rowsOf(definition)) {
    const columns = columnsAsked(definition, row, period);
    const role = roles.get(row.code) ?? null;
    const add = (key: RowKey, scope: Readonly<Record<string, string>>) =>
      lines.push({
        key,
        row,
        role,
        suffix: key.slice(row.code.length),
        names: lineName(row, scope),
        columns,
        cells: cells[key] ?? emptyCells,
        order: lines.length,
      });
    if (section.open === null) add(row.code, {});
    else {
      for (const { key, scope } of keys.get(row.code) ?? []) if (isLineOf(section.open, scope)) add(key, scope);
    }
  }
  return lines;
}

const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/;

/** The number of a cell as it is written; null where there is none. */
export function numberIn(cell: Cell | undefined): string | null {
  const value = cell?.value;
  return value !== undefined && value !== null && NUMBER.test(value) ? value : null;
}

export const written = (line: Line, column: FormColumn): string | null =>
  line.columns.includes(column) ? numberIn(line.cells[column]) : null;

/** NaN where there is none: every comparison with it is false. */
export const amountOf = (line: Line, column: FormColumn): number => {
  const text = written(line, column);
  return text === null ? Number.NaN : Number(text);
};

export const pastWritten = (point: PastPoint | undefined, line: Line, column: FormColumn): string | null =>
  numberIn(point?.cells[line.key]?.[column]);

export const pastValue = (point: PastPoint | undefined, key: RowKey, column: FormColumn): number => {
  const value = point?.cells[key]?.[column]?.value;
  return value === undefined || value === null ? Number.NaN : Number(value);
};

/** The column that says how the period itself went: of a flow in a merged January and February the cumulative one. */
export function mainColumn(sheet: Sheet, line: Line): FormColumn {
  if (line.row.kind !== 'flow') return 'current';
  return sheet.merged || !sheet.context.definition.columns.includes('current') ? 'cumulative' : 'current';
}

/** Flows of January and February are compared among themselves, never with other months (2.2; check 22). */
export const isOpeningClass = (period: Period): boolean =>
  period.kind === 'month' ? period.month <= 2 : period.kind === 'quarter' && lastMonth(period).month === 3;

/** Lines of a role; with a code, those that belong to that row, or else those that say of none. */
export function withRole(sheet: Sheet, role: RowRole, of?: string): readonly Line[] {
  const lines = sheet.lines.filter((line) => line.role?.role === role);
  if (of === undefined) return lines;
  const own = lines.filter((line) => line.role?.of === of);
  return own.length > 0 ? own : lines.filter((line) => line.role?.of === undefined);
}

/** The one line of a role: as the form says it, or the first that its indicator tells of. */
export function oneWithRole(sheet: Sheet, role: RowRole, of?: string): Line | undefined {
  const lines = withRole(sheet, role, of);
  return lines.find((line) => line.role?.isSaid) ?? lines[0];
}

/** The line of a code among the same lines as another, or of a closed section. */
export const besideLine = (sheet: Sheet, suffix: string, code: string): Line | undefined =>
  sheet.byKey.get(code + suffix) ?? sheet.byKey.get(code);
