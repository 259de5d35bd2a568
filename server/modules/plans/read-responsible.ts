import type { PlanTask } from '@liannao/plan-reader';

/**
 * Who leads and who supports. Where the text names leads (牵头单位) they are the ones; in a plain （责任单位：…） the first
 * named leads (plans/conventions.md, "Responsible"). A unit named twice counts once.
 */
export function unitRoles(
  responsible: readonly string[],
  leads: readonly string[] | undefined,
): { unit: string; role: 'lead' | 'support' }[] {
  const units = [...new Set(responsible.map((unit) => unit.trim().slice(0, 100)).filter(Boolean))];
  const named = new Set(leads?.filter((lead) => units.includes(lead)));
  return units.map((unit, at) => {
    const isLead = named.size > 0 ? named.has(unit) : at === 0;
    return { unit, role: isLead ? 'lead' : 'support' };
  });
}

/** The innermost task around an offset, whose leads hold for a target there as well. */
export const taskAround = (tasks: readonly PlanTask[], at: number): PlanTask | undefined =>
  tasks
    .filter((task) => task.start <= at && at < task.end)
    .sort((a, b) => a.end - a.start - (b.end - b.start))
    .at(0);
