import type { Tx } from '../../kernel/access/actor.ts';
import { conflict, notFound, unprocessable } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import { findPlan, findVersionById } from './library-queries.ts';
import type { TargetChange } from './model.ts';
import { replaceUnits } from './read-queries.ts';
import { type IndicatorFacts, storedColumns, type TargetFields, transformOf } from './read-target.ts';
import type { Columns } from './review-fields.ts';
import { changeTarget, note, wholeTarget } from './review-history.ts';
import { openTarget, textOf } from './review-open.ts';
import { deleteTarget, findTarget, insertTarget, renumberTargets } from './review-queries.ts';
import { type SliceReading, sliceReader } from './review-slice.ts';
import { responsibleOf, type TargetRow, targetViews } from './target-rows.ts';

type Indicators = ReadonlyMap<string, IndicatorFacts>;

/** Cutting an item in two, and putting two together. The text itself never changes. */

/**
 * Cuts an item at an offset of the text. The piece that still holds its number stays the item with all that was set on
 * it; the other is read anew and takes place, date and units from it.
 * @throws AppError 422 `split-outside-quote`, `split-without-number`.
 */
export function splitTarget(
  { actor, run }: Asking,
  id: string,
  at: number,
  revision: number | null,
): Promise<TargetChange> {
  return run(async (tx) => {
    const row = await openTarget(tx, id, revision);
    const { text, read, indicators } = await readerOf(tx, row);
    const { start_offset: start, end_offset: end } = row;
    if (start === null || end === null || at <= start || at >= end) {
      throw unprocessable('split-outside-quote', `Cut between ${start} and ${end}.`, [
        { field: 'at', code: 'outside', message: `more than ${start}, less than ${end}` },
      ]);
    }
    const first = pieceOf(text, start, at, read);
    const second = pieceOf(text, at, end, read);
    // Whichever piece has the item's number keeps the item; where neither has, the first is read anew as well.
    const [kept, other] = !holdsNumber(first, row) && holdsNumber(second, row) ? [second, first] : [first, second];
    const units = (await responsibleOf(tx, [id])).get(id) ?? [];
    const fields = inherited(row, other, indicators);
    const child = await insertTarget(tx, {
      ...fields,
      scope: JSON.stringify(fields.scope),
      review: 'proposed',
      origin: 'person',
      plan_id: row.plan_id,
      version_id: row.version_id,
      ordinal: row.ordinal,
      path: JSON.stringify({ kind: 'seasonal' }),
    });
    await replaceUnits(tx, [{ planId: row.plan_id, kind: 'target', subjectId: child.id, units }]);
    const place = holdsNumber(kept, row) ? spanOf(kept.columns) : inherited(row, kept, indicators);
    await changeTarget(tx, actor, row, { action: 'split', columns: place, extraAfter: { other: child.id } });
    await note(tx, actor, {
      targetId: child.id,
      action: 'split',
      before: null,
      after: { ...(await wholeTarget(tx, child)), other: id },
    });
    return answer(tx, actor, row.version_id, [id, child.id], []);
  });
}

/**
 * Makes one item of two of the same version: the passage from the first's start to the second's end. Where it reads as
 * one quantity (300–500 公里), that is what it becomes; else the item keeps its own number.
 */
export function mergeTargets(
  { actor, run }: Asking,
  id: string,
  withId: string,
  revision: number | null,
): Promise<TargetChange> {
  return run(async (tx) => {
    const row = await openTarget(tx, id, revision);
    const other = await openTarget(tx, withId, null);
    if (id === withId || other.version_id !== row.version_id) {
      throw unprocessable('merge-of-different-versions', 'Two items of one version can be merged.');
    }
    const { text, read, indicators } = await readerOf(tx, row);
    if (
      row.start_offset === null ||
      row.end_offset === null ||
      other.start_offset === null ||
      other.end_offset === null
    ) {
      throw conflict('plan-without-text', 'An item without a passage cannot be merged.');
    }
    const start = Math.min(row.start_offset, other.start_offset);
    const end = Math.max(row.end_offset, other.end_offset);
    const reading = read(start, end);
    const own = { quote: text.slice(start, end), start_offset: start, end_offset: end };
    const columns =
      reading?.found === 1 ? { ...valuesOf(reading.columns, indicators.get(row.indicator_code ?? '')), ...own } : own;
    const absorbed = await wholeTarget(tx, other);
    await deleteTarget(tx, withId);
    await changeTarget(tx, actor, row, {
      action: 'merge',
      columns,
      extraBefore: { other: absorbed },
      extraAfter: { other: withId },
    });
    return answer(tx, actor, row.version_id, [id], [withId]);
  });
}

async function readerOf(tx: Tx, row: TargetRow) {
  const plan = await findPlan(tx, row.plan_id);
  const version = await findVersionById(tx, row.version_id);
  if (!plan || !version) throw notFound('plan', row.plan_id);
  const text = await textOf(tx, row.version_id);
  return { text, ...(await sliceReader(tx, plan, version, text)) };
}

/** One side of the cut, without the comma or blank that it was cut at. */
function pieceOf(text: string, from: number, to: number, read: (start: number, end: number) => SliceReading | null) {
  const edge = /[\s，、；。,;]/;
  let start = from;
  let end = to;
  while (start < end && edge.test(text.charAt(start))) start++;
  while (end > start && edge.test(text.charAt(end - 1))) end--;
  const piece = start < end ? read(start, end) : null;
  if (piece) return piece;
  throw unprocessable('split-without-number', `There is no number in “${text.slice(start, end)}”.`, [
    { field: 'at', code: 'no-number', message: text.slice(start, end) },
  ]);
}

const holdsNumber = ({ columns }: SliceReading, row: TargetRow) =>
  columns.value === row.value && columns.unit === row.unit;

const spanOf = ({ quote, start_offset, end_offset }: TargetFields): Columns => ({ quote, start_offset, end_offset });

/** The amount of a reading, stored in the unit of the item's own indicator. */
const valuesOf = (fields: TargetFields, indicator: IndicatorFacts | undefined): Columns => ({
  comparator: fields.comparator,
  value: fields.value,
  value_max: fields.value_max,
  unit: fields.unit,
  ...storedColumns({ ...fields, valueMax: fields.value_max }, indicator),
});

/** What a fragment leaves open because it is one. */
const asksOfFragment = new Set(['no-deadline', 'kind-unclear', 'accumulation-unclear', 'subject-carried']);

const isRate = (unit: string) => /[%‰]|百分点|倍/.test(unit);

/** A piece's reading within its item: what a fragment cannot say of itself is the item's. */
function inherited(row: TargetRow, { columns }: SliceReading, indicators: Indicators): TargetFields {
  const openDeadline = columns.deadline === null || columns.deadline_assumed;
  const fields: TargetFields = {
    ...columns,
    kind: row.kind,
    region_code: row.region_code,
    region_name: row.region_name,
    section_path: row.section_path,
    as_of: row.as_of,
    question: asksOfFragment.has(columns.question ?? '') ? row.question : columns.question,
    ...(openDeadline ? { deadline: row.deadline, deadline_assumed: row.deadline_assumed } : {}),
    ...(isRate(columns.unit) === isRate(row.unit) ? { accumulation: row.accumulation, from_year: row.from_year } : {}),
  };
  return {
    ...fields,
    transform: transformOf({
      ...fields,
      deadline: fields.deadline_assumed ? null : fields.deadline,
      words: (row.quote ?? '') + row.indicator_name + fields.indicator_name,
      timeRule: indicators.get(fields.indicator_code ?? '')?.timeRule ?? null,
    }),
  };
}

/** Numbers the version anew and answers with what was touched. */
export async function answer(
  tx: Tx,
  actor: Asking['actor'],
  versionId: string,
  ids: readonly string[],
  removed: string[],
): Promise<TargetChange> {
  await renumberTargets(tx, versionId);
  const rows = (await Promise.all(ids.map((id) => findTarget(tx, id)))).filter((row) => row !== undefined);
  return { targets: await targetViews(tx, rows, { actor }), removed };
}
