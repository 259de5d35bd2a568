import type { Updateable } from 'kysely';
import type { TargetTable } from './tables.ts';
import type { TargetRow } from './target-rows.ts';

/** A target's fields as the history shows them, and the columns behind them. Pure. */
export const COLUMN = {
  kind: 'kind',
  indicatorName: 'indicator_name',
  indicatorCode: 'indicator_code',
  scope: 'scope',
  binding: 'binding',
  bindingConfidence: 'binding_confidence',
  transform: 'transform',
  comparator: 'comparator',
  value: 'value',
  valueMax: 'value_max',
  unit: 'unit',
  valueCanonical: 'value_canonical',
  valueMaxCanonical: 'value_max_canonical',
  unitCanonical: 'unit_canonical',
  accumulation: 'accumulation',
  fromYear: 'from_year',
  deadline: 'deadline',
  deadlineAssumed: 'deadline_assumed',
  asOf: 'as_of',
  baselineYear: 'baseline_year',
  baselineValue: 'baseline_value',
  implicit: 'implicit',
  regionCode: 'region_code',
  regionName: 'region_name',
  sectionPath: 'section_path',
  quote: 'quote',
  start: 'start_offset',
  end: 'end_offset',
  confidence: 'confidence',
  question: 'question',
  caution: 'caution',
  review: 'review',
  origin: 'origin',
} as const satisfies Record<string, keyof TargetRow>;

export type FieldName = keyof typeof COLUMN;
const FIELDS = Object.keys(COLUMN) as FieldName[];
export type Columns = Partial<Pick<TargetRow, (typeof COLUMN)[FieldName]>>;
/** Part of a target, by field name. */
export type Snapshot = Record<string, unknown>;

/** Columns as the store takes them: jsonb as text. */
export const writable = (columns: Columns): Updateable<TargetTable> => {
  const { scope, ...rest } = columns;
  return scope === undefined ? rest : { ...rest, scope: JSON.stringify(scope) };
};

export const snapshotOf = (row: TargetRow): Snapshot =>
  Object.fromEntries(FIELDS.map((field) => [field, row[COLUMN[field]]]));

/** What a change replaces and what it puts there, by field name; fields that stay the same are left out. */
export function differenceOf(row: TargetRow, columns: Columns): { before: Snapshot; after: Snapshot } {
  const before: Snapshot = {};
  const after: Snapshot = {};
  for (const field of FIELDS) {
    const column = COLUMN[field];
    if (!(column in columns) || same(row[column], columns[column])) continue;
    before[field] = row[column];
    after[field] = columns[column];
  }
  return { before, after };
}

/** Columns of a snapshot; what is not a target's field is left out. */
export const columnsOf = (snapshot: Snapshot): Columns =>
  Object.fromEntries(FIELDS.filter((field) => field in snapshot).map((field) => [COLUMN[field], snapshot[field]]));

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
