/** From a unit to its targets and its tasks, within these plans. */
const listed = (plan: readonly string[]) => (plan.length > 0 ? `&plan=${plan.join(',')}` : '');

export const ledgerOf = (unit: string, plan: readonly string[]) =>
  `/targets?unit=${encodeURIComponent(unit)}${listed(plan)}&area=all`;
export const tasksOf = (unit: string, plan: readonly string[]) =>
  `/tasks?unit=${encodeURIComponent(unit)}${listed(plan)}`;
