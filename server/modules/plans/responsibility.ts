import type { z } from 'zod';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import type { WorkbookSpec } from '../../kernel/tabular/xlsx-write.ts';
import { countStates, dataMonth, judgeTargets, stateWord } from './judge-targets.ts';
import { selectLedger } from './ledger-queries.ts';
import { JudgementState, type JudgementView, type ResponsibilityQuery, type ResponsibilityRow } from './model.ts';
import { responsibleOf } from './target-rows.ts';
import { selectTasks } from './tasks-queries.ts';
import { EXPORT_ROWS } from './tasks-table.ts';

export type Row = z.infer<typeof ResponsibilityRow>;

/** What a unit answers for: an accepted target, with its judgement, or an accepted task. */
interface Duty {
  readonly role: 'lead' | 'support';
  readonly kind: 'target' | 'task';
  readonly plan: { readonly id: string; readonly title: string };
  readonly judgement: JudgementView | null;
}

/**
 * Who answers for what in the versions in force, one row a unit, those that lead most first. Units of the same name in
 * several places are one row: the filter by region tells them apart.
 */
export async function responsibilityMap(
  tx: Tx,
  filter: z.infer<typeof ResponsibilityQuery>,
  { actor, now }: { readonly actor: Actor; readonly now: Date },
): Promise<Row[]> {
  const ofPlan = (planId: string) => !filter.plan?.length || filter.plan.includes(planId);
  const targets = (await selectLedger(tx, { region: filter.region, kind: ['target'] })).filter((row) =>
    ofPlan(row.plan_id),
  );
  const tasks = await selectTasks(
    tx,
    { region: filter.region, plan: filter.plan, accepted: true },
    { limit: EXPORT_ROWS },
  );
  const month = await dataMonth(tx, filter.month, now);
  const judged = await judgeTargets(tx, targets, { month, locale: actor.locale });
  const responsible = await responsibleOf(
    tx,
    [...targets, ...tasks].map(({ id }) => id),
  );

  const duties = new Map<string, Duty[]>();
  const add = (row: { id: string; plan_id: string; plan_title: string }, kind: Duty['kind']) => {
    const judgement = judged.get(row.id)?.view ?? null;
    for (const { unit, role } of responsible.get(row.id) ?? []) {
      const list = duties.get(unit) ?? [];
      list.push({ role, kind, plan: { id: row.plan_id, title: row.plan_title }, judgement });
      duties.set(unit, list);
    }
  };
  for (const row of targets) add(row, 'target');
  for (const row of tasks) add(row, 'task');

  const wanted = filter.q?.trim() ?? '';
  return [...duties]
    .filter(([unit]) => unit.includes(wanted))
    .map(([unit, own]) => rowOf(unit, own))
    .sort((a, b) => b.leads - a.leads || b.supports - a.supports || (a.unit < b.unit ? -1 : 1));
}

function rowOf(unit: string, duties: readonly Duty[]): Row {
  const count = (wanted: Partial<Duty>) =>
    duties.filter(({ role, kind }) => role === (wanted.role ?? role) && kind === (wanted.kind ?? kind)).length;
  return {
    unit,
    leads: count({ role: 'lead' }),
    supports: count({ role: 'support' }),
    targets: count({ kind: 'target' }),
    tasks: count({ kind: 'task' }),
    states: countStates(duties.map(({ judgement }) => judgement)),
    plans: [...Map.groupBy(duties, ({ plan }) => plan.id).values()].flatMap((own) =>
      own[0]
        ? [
            {
              ...own[0].plan,
              leads: own.filter(({ role }) => role === 'lead').length,
              supports: own.filter(({ role }) => role === 'support').length,
            },
          ]
        : [],
    ),
  };
}

const TEXT = {
  zh: {
    fileName: '责任分工',
    columns: ['单位', '牵头', '配合', '目标', '任务'],
    plans: '规划',
  },
  en: { fileName: 'responsibility', columns: ['unit', 'leads', 'supports', 'targets', 'tasks'], plans: 'plans' },
} as const;

export function responsibilityTable(rows: readonly Row[], locale: 'zh' | 'en'): WorkbookSpec {
  const say = TEXT[locale];
  const states = JudgementState.options;
  return {
    sheetName: say.fileName,
    title: say.fileName,
    columns: [...say.columns, ...states.map((state) => stateWord(state, locale)), say.plans].map((header) => ({
      header,
    })),
    rows: rows.map((row) => [
      row.unit,
      row.leads,
      row.supports,
      row.targets,
      row.tasks,
      ...states.map((state) => row.states[state]),
      row.plans.map(({ title }) => title).join('；'),
    ]),
  };
}
