import type { Tx } from '../../kernel/access/actor.ts';
import { notFound, unprocessable } from '../../kernel/errors.ts';
import { findRegion } from '../../kernel/region/queries.ts';
import type { PlanRow } from './library-queries.ts';
import type { TargetPatch } from './model.ts';
import { storedColumns, transformOf } from './read-target.ts';
import type { Columns } from './review-fields.ts';
import type { Unit } from './review-history.ts';
import { indicatorFacts } from './review-queries.ts';
import type { TargetRow } from './target-rows.ts';

/** What a patch means for the columns of a target: what follows from what was set is set as well. */

/** The reader's question is answered when a person sets what it asks about. */
const ASKS: Readonly<Record<string, keyof TargetPatch>> = {
  'no-deadline': 'deadline',
  'approximate-or-at-least': 'comparator',
  'no-base-year': 'baselineYear',
  'subject-carried': 'indicatorName',
  'subject-missing': 'indicatorName',
  'unit-unknown': 'unit',
  'kind-unclear': 'kind',
  'accumulation-unclear': 'accumulation',
};
const SHAPES_TRANSFORM = ['kind', 'accumulation', 'comparator', 'unit', 'indicatorCode'] as const;
const SHAPES_STORED = ['value', 'valueMax', 'unit', 'comparator', 'indicatorCode'] as const;
const NEEDS_START = new Set(['every-year', 'cumulative', 'added']);

export async function patchedColumns(
  tx: Tx,
  row: TargetRow,
  plan: Pick<PlanRow, 'period_start'>,
  patch: TargetPatch,
  loadText: () => Promise<string>,
): Promise<{ columns: Columns; units: readonly Unit[] | undefined }> {
  const columns: Columns = {
    ...plainColumns(patch),
    ...bindingColumns(row, patch),
    ...(await placeColumns(tx, patch)),
  };
  if (patch.start !== undefined || patch.end !== undefined)
    Object.assign(columns, spanColumns(row, patch, await loadText()));
  if (row.question !== null && patch[ASKS[row.question] ?? 'start'] !== undefined) columns.question = null;
  if (patch.comparator !== undefined && patch.comparator !== 'range') columns.value_max = null;

  const next = { ...row, ...columns };
  if (next.comparator === 'range' && (next.value_max === null || next.value_max < next.value)) {
    throw unprocessable('range-reversed', 'A range needs an upper end that is not below the lower one.', [
      { field: 'valueMax', code: 'range-reversed', message: `at least ${next.value}` },
    ]);
  }
  const code = next.indicator_code;
  const indicator = code === null ? undefined : await indicatorFacts(tx, code);
  if (code !== null && !indicator) throw notFound('indicator', code);
  if (touches(patch, SHAPES_STORED)) {
    const stored = storedColumns({ ...next, valueMax: next.value_max }, indicator);
    if (indicator && stored.value_canonical === null && next.unit !== '') throw doesNotFit(next.unit, indicator.unit);
    Object.assign(columns, stored);
  }
  if (patch.transform === undefined && touches(patch, SHAPES_TRANSFORM)) {
    // An assumed year is no year of the text: 每年 stays 每年.
    const deadline = next.deadline_assumed ? null : next.deadline;
    columns.transform = transformOf({
      ...next,
      deadline,
      words: (next.quote ?? '') + next.indicator_name,
      timeRule: indicator?.timeRule ?? null,
    });
  }
  const transform = columns.transform ?? row.transform;
  if (NEEDS_START.has(transform) && transform !== row.transform && next.from_year === null)
    columns.from_year = plan.period_start;
  return { columns, units: patch.responsible };
}

function plainColumns(patch: TargetPatch): Columns {
  const columns = {
    kind: patch.kind,
    indicator_name: patch.indicatorName,
    scope: patch.scope,
    transform: patch.transform,
    comparator: patch.comparator,
    value: patch.value,
    value_max: patch.valueMax,
    unit: patch.unit,
    accumulation: patch.accumulation,
    from_year: patch.fromYear,
    deadline: patch.deadline,
    deadline_assumed: patch.deadline === undefined ? undefined : false,
    baseline_year: patch.baselineYear,
    baseline_value: patch.baselineValue,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as Columns;
}

/** Who names the indicator or its scope has bound the target. */
function bindingColumns(row: TargetRow, { indicatorCode, scope }: TargetPatch): Columns {
  if (indicatorCode === null) return { indicator_code: null, binding: 'unbound', binding_confidence: null, scope: {} };
  if (indicatorCode !== undefined) return { indicator_code: indicatorCode, binding: 'bound', binding_confidence: null };
  return scope !== undefined && row.indicator_code !== null ? { binding: 'bound' } : {};
}

async function placeColumns(tx: Tx, { regionCode }: TargetPatch): Promise<Columns> {
  if (regionCode === undefined) return {};
  const region = await findRegion(tx, regionCode);
  if (!region) throw notFound('region', regionCode);
  return { region_code: region.code, region_name: region.name };
}

function spanColumns(row: TargetRow, patch: TargetPatch, text: string): Columns {
  const start = patch.start ?? row.start_offset ?? 0;
  const end = patch.end ?? row.end_offset ?? 0;
  refuseOutside(start, end, text);
  return { start_offset: start, end_offset: end, quote: text.slice(start, end) };
}

/** @throws AppError 422 `span-outside-text` */
export function refuseOutside(start: number, end: number, text: string): void {
  if (start < end && end <= text.length) return;
  throw unprocessable('span-outside-text', `The text has ${text.length} characters.`, [
    { field: 'end', code: 'outside', message: `more than ${start}, at most ${text.length}` },
  ]);
}

const touches = (patch: TargetPatch, fields: readonly (keyof TargetPatch)[]) =>
  fields.some((field) => patch[field] !== undefined);

const doesNotFit = (unit: string, wanted: string) =>
  unprocessable('unit-does-not-fit', `${unit} cannot become ${wanted}, the unit of the indicator.`, [
    { field: 'unit', code: 'unit-does-not-fit', message: `${unit} → ${wanted}` },
  ]);
