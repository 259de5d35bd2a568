import { readdir, readFile } from 'node:fs/promises';
import type { Insertable } from 'kysely';
import { systemActor, type Tx, withActor } from '../../kernel/access/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import type { Deps } from '../../kernel/module.ts';
import { canonicalScope, type LooseScope } from '../statistics/index.ts';
import { insertBody, insertShippedVersion, type ShippedBody } from './demo-queries.ts';
import { stateOf } from './library-guess.ts';
import { insertPlan, replaceParents } from './library-queries.ts';
import { insertTargets, insertTasks, replaceUnits } from './read-queries.ts';
import { unitRoles } from './read-responsible.ts';
import type { PlanTable, TargetTable, TaskTable } from './tables.ts';

interface ShippedTarget {
  readonly kind: TargetTable['kind'];
  readonly indicator: string;
  readonly comparator: string;
  readonly value: number;
  readonly valueMax?: number;
  readonly unit: string;
  readonly accumulation: TargetTable['accumulation'];
  readonly deadline: number | null;
  readonly deadlineAssumed?: boolean;
  readonly asOf?: number;
  readonly implicit?: boolean;
  readonly region: string;
  readonly regionName: string;
  readonly code: string | null;
  readonly scope: LooseScope;
  readonly transform: string | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly status: 'bound' | 'bound-assumed' | 'unbound';
  readonly caution?: string;
  readonly caution_zh?: string;
  readonly section: readonly string[];
  readonly responsible: readonly string[];
  readonly valueCanonical: number | null;
  readonly valueMaxCanonical?: number;
  readonly unitCanonical: string | null;
}

interface ShippedPlan {
  readonly slug: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly jurisdiction: string;
  readonly level: PlanTable['level'];
  readonly kind: PlanTable['kind'];
  readonly periodStart: number | null;
  readonly periodEnd: number | null;
  readonly effectiveFrom: string | null;
  readonly parents: readonly string[];
  readonly sourceNote: string;
  readonly targets: readonly ShippedTarget[];
  readonly tasks: readonly {
    readonly path: readonly string[];
    readonly title: string;
    readonly responsible: readonly string[];
  }[];
  readonly layout: readonly { pattern: string; nodes: readonly object[] }[];
  readonly bodies: readonly {
    name: string;
    kind: ShippedBody['kind'];
    chair?: string;
    members?: readonly string[];
  }[];
}

const PLANS = new URL('../../../data/plans/', import.meta.url);

async function readPlans(): Promise<ShippedPlan[]> {
  const names = (await readdir(PLANS)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => JSON.parse(await readFile(new URL(name, PLANS), 'utf8')) as ShippedPlan),
  );
}

/** The shipped plans: facts without their sentences, published, open to everyone. */
export async function loadPlansDemo(deps: Deps): Promise<void> {
  const plans = await readPlans();
  const actor = systemActor('demo');
  await withActor(deps.db, actor, async (tx) => {
    const ids = new Map<string, string>();
    for (const plan of plans) ids.set(plan.title, await shipPlan(tx, plan, deps.now()));
    for (const plan of plans) {
      const planId = ids.get(plan.title) ?? '';
      await replaceParents(
        tx,
        planId,
        plan.parents.map((title) => ({ title, planId: ids.get(title) ?? null })),
      );
      await audit(tx, actor, { action: 'plan.ship', subject: `plan:${planId}`, detail: { slug: plan.slug } });
    }
  });
}

async function shipPlan(tx: Tx, plan: ShippedPlan, now: Date): Promise<string> {
  const { id: planId } = await insertPlan(tx, {
    title: plan.title,
    short_title: plan.shortTitle,
    kind: plan.kind,
    state: stateOf(plan.title),
    region_code: plan.jurisdiction,
    level: plan.level,
    period_start: plan.periodStart,
    period_end: plan.periodEnd,
    effective_from: plan.effectiveFrom,
    open: true,
    shipped: true,
    source_note: plan.sourceNote,
    created_by: null,
  });
  const layout = plan.layout.map(({ pattern, nodes }) => ({
    pattern,
    nodes: nodes.map((node) => ({ role: '', places: [], enterprises: [], ...node })),
  }));
  const versionId = await insertShippedVersion(tx, { planId, sections: sectionsOf(plan), layout, publishedAt: now });
  const under = { planId, versionId, regionCode: plan.jurisdiction };
  const targetIds = await insertTargets(
    tx,
    plan.targets.map((target, at) => targetRow(target, at + 1, under)),
  );
  const taskIds = await insertTasks(
    tx,
    plan.tasks.map((task, at) => taskRow(task, at + 1, under)),
  );
  await replaceUnits(tx, [
    ...plan.targets.map((target, i) => unitsOf('target', planId, targetIds[i], target.responsible)),
    ...plan.tasks.map((task, i) => unitsOf('task', planId, taskIds[i], task.responsible)),
  ]);
  for (const { members = [], ...body } of plan.bodies) {
    await insertBody(tx, { ...body, regionCode: plan.jurisdiction, planId, members });
  }
  return planId;
}

const unitsOf = (kind: 'target' | 'task', planId: string, subjectId: string | undefined, names: readonly string[]) => ({
  planId,
  kind,
  subjectId: subjectId ?? '',
  units: unitRoles(names, undefined),
});

interface Under {
  readonly planId: string;
  readonly versionId: string;
  readonly regionCode: string;
}

const taskRow = (task: ShippedPlan['tasks'][number], ordinal: number, under: Under): Insertable<TaskTable> => ({
  plan_id: under.planId,
  version_id: under.versionId,
  region_code: under.regionCode,
  ordinal,
  path: [...task.path],
  title: task.title,
  start_offset: null,
  end_offset: null,
  starts_on: null,
  due_on: null,
  review: 'accepted',
  origin: 'shipped',
});

/** Facts only: the sections that targets and tasks stand in, without headings or text. */
function sectionsOf(plan: ShippedPlan) {
  const paths = [...plan.targets.map((target) => target.section), ...plan.tasks.map((task) => task.path)];
  const unique = new Map(paths.filter((path) => path.length > 0).map((path) => [path.join('/'), path]));
  return [...unique].map(([id, path]) => ({ id, path, heading: '', start: 0, end: 0 }));
}

function targetRow(target: ShippedTarget, ordinal: number, { planId, versionId }: Under): Insertable<TargetTable> {
  const bound = target.status !== 'unbound' && target.code !== null;
  const assumed = target.deadlineAssumed ?? false;
  return {
    plan_id: planId,
    version_id: versionId,
    region_code: target.region,
    ordinal,
    kind: target.kind,
    indicator_name: target.indicator,
    indicator_code: bound ? target.code : null,
    scope: JSON.stringify(bound ? canonicalScope(target.scope) : {}),
    binding: bound ? 'bound' : 'unbound',
    binding_confidence: bound ? (target.status === 'bound' ? 1 : 0.8) : null,
    transform: target.transform ?? 'level',
    comparator: target.comparator,
    value: target.value,
    value_max: target.valueMax ?? null,
    unit: target.unit,
    value_canonical: bound ? target.valueCanonical : null,
    value_max_canonical: bound ? (target.valueMaxCanonical ?? null) : null,
    unit_canonical: bound ? target.unitCanonical : null,
    accumulation: target.accumulation,
    from_year: target.from,
    deadline: target.deadline ?? (assumed ? target.to : null),
    deadline_assumed: assumed,
    as_of: target.asOf ?? null,
    baseline_year: null,
    baseline_value: null,
    implicit: target.implicit ?? false,
    region_name: target.regionName,
    section_path: [...target.section],
    quote: null,
    start_offset: null,
    end_offset: null,
    confidence: null,
    question: null,
    caution: target.caution ?? '',
    caution_zh: target.caution_zh ?? '',
    review: 'accepted',
    origin: 'shipped',
    path: JSON.stringify({ kind: 'seasonal', points: [] }),
  };
}
