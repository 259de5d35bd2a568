import type { z } from 'zod';
import { forbidden, notFound, unprocessable } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import { findPlan, findVersionText, type PlanRow, type VersionRow } from './library-queries.ts';
import type { NewTarget, TargetView } from './model.ts';
import { replaceUnits } from './read-queries.ts';
import { writable } from './review-fields.ts';
import { note, wholeTarget } from './review-history.ts';
import { patchedColumns, refuseOutside } from './review-patch.ts';
import { findTarget, insertTarget, newestReadVersion, renumberTargets } from './review-queries.ts';
import { type Section, type SliceReading, sectionPathAt, sliceReader } from './review-slice.ts';
import { type TargetRow, targetViews } from './target-rows.ts';

/**
 * Adds an item from a passage that a person selected in the newest version that was read. What the fields leave open is
 * read from the passage.
 * @throws AppError 422 `span-outside-text`, `no-number-here` where neither passage nor fields give a value.
 */
export function addTarget(
  { actor, run }: Asking,
  { planId, start, end, fields = {} }: z.infer<typeof NewTarget>,
): Promise<TargetView> {
  return run(async (tx) => {
    const plan = await findPlan(tx, planId);
    if (!plan) throw notFound('plan', planId);
    if (!plan.mayWrite) throw forbidden('outside-your-regions', 'This plan is not yours to change.');
    const version = await newestReadVersion(tx, planId);
    const text = version && (await findVersionText(tx, version));
    if (!version || text === undefined) throw unprocessable('plan-without-text', 'There is no text to select from.');
    refuseOutside(start, end, text);
    const reading = (await sliceReader(tx, plan, version, text)).read(start, end);
    const draft = draftOf({ plan, version, text, start, end, reading, value: fields.value });
    const { start: _start, end: _end, ...patch } = fields;
    const { columns, units } = await patchedColumns(tx, draft, plan, patch, async () => text);
    const { id: _id, ordinal: _ordinal, revision: _revision, updated_at: _at, path: _path, ...base } = draft;
    const made = await insertTarget(tx, {
      ...base,
      ...writable(columns),
      scope: JSON.stringify(columns.scope ?? draft.scope),
      path: JSON.stringify({ kind: 'seasonal' }),
      ordinal: 0,
    });
    await replaceUnits(tx, [{ planId, kind: 'target', subjectId: made.id, units: units ?? reading?.units ?? [] }]);
    await note(tx, actor, { targetId: made.id, action: 'add', before: null, after: await wholeTarget(tx, made) });
    await renumberTargets(tx, version.id);
    const [view] = await targetViews(tx, [(await findTarget(tx, made.id)) ?? made], { actor });
    if (!view) throw new TypeError('one row gives one view');
    return view;
  });
}

interface Selection {
  readonly plan: PlanRow;
  readonly version: VersionRow;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly reading: SliceReading | null;
  readonly value: number | undefined;
}

/** The item as the passage alone gives it; nobody has decided on it yet. */
function draftOf({ plan, version, text, start, end, reading, value }: Selection): TargetRow {
  const quote = text.slice(start, end);
  if (!reading && value === undefined) {
    throw unprocessable('no-number-here', `There is no number in “${quote.slice(0, 60)}”.`, [
      { field: 'fields.value', code: 'needed', message: 'state the value' },
    ]);
  }
  const empty: TargetRow = {
    id: '',
    plan_id: plan.id,
    version_id: version.id,
    ordinal: 0,
    region_code: plan.region_code,
    kind: 'target',
    indicator_name: quote.slice(0, 200),
    indicator_code: null,
    scope: {},
    binding: 'unbound',
    binding_confidence: null,
    transform: 'level',
    comparator: '>=',
    value: value ?? 0,
    value_max: null,
    unit: '',
    value_canonical: null,
    value_max_canonical: null,
    unit_canonical: null,
    accumulation: 'level',
    from_year: null,
    deadline: plan.period_end,
    deadline_assumed: plan.period_end !== null,
    as_of: null,
    baseline_year: null,
    baseline_value: null,
    implicit: false,
    region_name: plan.region_code,
    section_path: sectionPathAt(version.sections as unknown as Section[], start),
    quote,
    start_offset: start,
    end_offset: end,
    confidence: null,
    question: null,
    caution: '',
    caution_zh: '',
    review: 'proposed',
    origin: 'person',
    path: { kind: 'seasonal' },
    revision: 1,
    updated_at: new Date(0),
  };
  return { ...empty, ...reading?.columns, review: 'proposed', origin: 'person' };
}
