import type { PlanReading, ReadPlanOptions } from './types.ts';
export const readPlan = (_text: string, options: ReadPlanOptions = {}): PlanReading => ({
  document: { title: options.title ?? null, jurisdiction: null, level: null, periodStart: null, periodEnd: null, effectiveFrom: null },
  sections: [], targets: [], tasks: [], layout: [],
});
