import type { Tx } from '../../kernel/access/actor.ts';
import type { RowProblem } from '../../kernel/imports/importer.ts';
import { foldName } from './tasks-cells.ts';
import { selectPlansForImport } from './tasks-queries.ts';
import type { TaskText } from './tasks-text.ts';

type ImportPlan = Awaited<ReturnType<typeof selectPlansForImport>>[number];

export interface PlanNames {
  /** All plans that the cell may mean: by id, full title, or short title where no full title fits. */
  named(text: string): readonly ImportPlan[];
  find(
    text: string,
    say: TaskText,
  ): { readonly plan: ImportPlan } | Pick<RowProblem, 'problem' | 'remedy' | 'suggestion'>;
}

/** The plans that the actor sees, by what people call them. */
export async function planNames(tx: Tx): Promise<PlanNames> {
  const plans = await selectPlansForImport(tx);
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  const byTitle = Map.groupBy(plans, (plan) => foldName(plan.title));
  const byShort = Map.groupBy(plans, (plan) => foldName(plan.shortTitle));
  const named = (text: string): readonly ImportPlan[] => {
    const own = byId.get(text.toLowerCase());
    return own ? [own] : (byTitle.get(foldName(text)) ?? byShort.get(foldName(text)) ?? []);
  };
  return {
    named,
    find: (text, say) => {
      const [plan, ...others] = named(text);
      if (!plan) {
        const near = plans.filter(({ title }) => foldName(title).includes(foldName(text)));
        const [first] = near;
        const remedy = say.planUnknownRemedy(first?.title ?? null);
        const only = first && near.length === 1 ? { suggestion: first.title } : {};
        return { problem: say.planUnknown(text), remedy, ...only };
      }
      if (others.length > 0) {
        const ids = [plan, ...others].map(({ id }) => id);
        return { problem: say.planSeveral(text, ids.length), remedy: say.planSeveralRemedy(ids) };
      }
      if (plan.versionId === null) return { problem: say.planNotRead(plan.title), remedy: say.planNotReadRemedy };
      return { plan };
    },
  };
}
