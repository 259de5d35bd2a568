import type { PlanReading } from '@liannao/plan-reader';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import { findRegion } from '../../kernel/region/queries.ts';
import {
  type PlanRow,
  parentsOf,
  replaceParents,
  targetsOfVersion,
  updatePlan,
  updateVersion,
  type VersionRow,
} from './library-queries.ts';
import { type CarriedItem, carryOver, type EarlierItem } from './read-carry.ts';
import { linkedParents, linkWaitingParents } from './read-link-parents.ts';
import { parentTitles } from './read-parents.ts';
import {
  clearItems,
  earlierVersion,
  editedFields,
  insertTargets,
  insertTasks,
  regionCodeNamed,
  replaceUnits,
  tasksOfVersion,
} from './read-queries.ts';
import { taskAround, unitRoles } from './read-responsible.ts';
import { type IndicatorFacts, type ReadingContext, storedColumns, targetFields } from './read-target.ts';
import { taskRows } from './read-tasks.ts';
import { responsibleOf } from './target-rows.ts';

export interface ReadingTask {
  readonly plan: PlanRow;
  readonly version: VersionRow;
  readonly text: string;
  readonly reading: PlanReading;
  readonly indicators: ReadonlyMap<string, IndicatorFacts>;
}

/** Writes a reading in the caller's transaction and opens the version for review. */
export async function storeReading(tx: Tx, actor: Actor, task: ReadingTask) {
  const { plan, version, text, reading } = task;
  await clearItems(tx, version.id);
  const period = await completePlan(tx, task);
  const context = await contextOf(tx, task, period);
  const earlier = await earlierVersion(tx, plan.id, version.number);

  const read = reading.targets.map((target) => ({
    fields: targetFields(target, context),
    units: unitRoles(target.responsible, taskAround(reading.tasks, target.start)?.lead),
  }));
  const items = carryOver(read, earlier ? await earlierItems(tx, earlier.id) : [], {
    text,
    indicators: task.indicators,
  });
  const targetIds = await insertTargets(
    tx,
    items.map((item, at) => targetRow(item, at + 1, task, context)),
  );
  const tasks = taskRows(reading.tasks, text, earlier ? await earlierTasks(tx, earlier.id) : []);
  const taskIds = await insertTasks(
    tx,
    tasks.map(({ columns }, at) => ({
      ...columns,
      plan_id: plan.id,
      version_id: version.id,
      region_code: plan.region_code,
      ordinal: at + 1,
    })),
  );
  await replaceUnits(tx, [
    ...items.map(({ units }, at) => ({
      planId: plan.id,
      kind: 'target' as const,
      subjectId: targetIds[at] ?? '',
      units,
    })),
    ...tasks.map(({ units }, at) => ({ planId: plan.id, kind: 'task' as const, subjectId: taskIds[at] ?? '', units })),
  ]);
  await updateVersion(tx, version.id, {
    state: 'review',
    sections: JSON.stringify(reading.sections),
    layout: JSON.stringify(reading.layout),
  });
  const counts = {
    targets: items.length,
    tasks: tasks.length,
    questions: items.filter((item) => item.review === 'proposed' && item.fields.question !== null).length,
    carried: items.filter((item) => item.review !== 'proposed').length,
  };
  await audit(tx, actor, {
    action: 'plan.read',
    subject: `plan:${plan.id}`,
    detail: { version: version.number, ...counts },
  });
  return counts;
}

/** What the text says and nobody has stated: period, date of effect, plans above. */
async function completePlan(tx: Tx, { plan, reading, text }: ReadingTask) {
  const { document } = reading;
  const period_start = plan.period_start ?? document.periodStart;
  const period_end = plan.period_end ?? document.periodEnd;
  const effective_from = plan.effective_from ?? document.effectiveFrom;
  await updatePlan(tx, plan.id, { period_start, period_end, effective_from });
  if ((await parentsOf(tx, [plan.id])).length === 0) {
    await replaceParents(tx, plan.id, await linkedParents(tx, parentTitles(text, plan.title), plan.id));
  }
  await linkWaitingParents(tx, plan);
  return {
    start: period_start ?? (effective_from === null ? null : Number(effective_from.slice(0, 4))),
    end: period_end,
  };
}

async function contextOf(
  tx: Tx,
  { plan, reading, indicators }: ReadingTask,
  period: { start: number | null; end: number | null },
): Promise<ReadingContext> {
  const names = new Set(reading.targets.flatMap((target) => target.region ?? []));
  const codes = new Map<string, string | null>();
  for (const name of names) codes.set(name, await regionCodeNamed(tx, name, plan.region_code));
  const paths = new Map(reading.sections.map((section) => [section.id, section.path]));
  return {
    periodStart: period.start,
    periodEnd: period.end,
    regionCode: plan.region_code,
    regionName: reading.document.jurisdiction ?? (await findRegion(tx, plan.region_code))?.name ?? plan.region_code,
    indicators,
    regionOf: (name) => codes.get(name) ?? null,
    sectionPathOf: (id) => paths.get(id) ?? [],
  };
}

function targetRow(item: CarriedItem, ordinal: number, { plan, version }: ReadingTask, { indicators }: ReadingContext) {
  const { fields } = item;
  const indicator = fields.indicator_code === null ? undefined : indicators.get(fields.indicator_code);
  return {
    ...fields,
    ...storedColumns({ ...fields, valueMax: fields.value_max }, indicator),
    scope: JSON.stringify(fields.scope),
    plan_id: plan.id,
    version_id: version.id,
    ordinal,
    review: item.review,
    origin: item.origin,
    path: JSON.stringify(item.path),
  };
}

async function earlierItems(tx: Tx, versionId: string): Promise<EarlierItem[]> {
  const rows = await targetsOfVersion(tx, versionId);
  const ids = rows.map((row) => row.id);
  const units = await responsibleOf(tx, ids);
  const edited = await editedFields(tx, ids);
  return rows.map((row) => ({ row, units: units.get(row.id) ?? [], edited: edited.get(row.id) ?? new Set() }));
}

async function earlierTasks(tx: Tx, versionId: string) {
  const rows = await tasksOfVersion(tx, versionId);
  const units = await responsibleOf(
    tx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ row, units: units.get(row.id) ?? [] }));
}
