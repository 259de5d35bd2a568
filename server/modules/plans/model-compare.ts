import { z } from 'zod';
import { RegionRef } from '../../kernel/model.ts';
import { TargetView } from './model-targets.ts';
import { Id, list, Month } from './model-words.ts';

/** Several plans side by side. Pure: the web imports it by `model.ts`. */
export const CompareQuery = z.object({
  indicator: z.string().max(80).optional(),
  plan: list,
  region: z.string().max(40).optional(),
  month: Month.optional(),
});

/** One row an indicator and scope, one cell a plan. */
export const Comparison = z
  .object({
    plans: z.array(z.object({ id: Id, title: z.string(), region: RegionRef })),
    rows: z.array(
      z.object({
        indicatorCode: z.string(),
        indicatorTitle: z.string(),
        scope: z.record(z.string(), z.string()),
        unit: z.string(),
        cells: z.array(z.object({ planId: Id, targets: z.array(TargetView) })),
      }),
    ),
  })
  .meta({ id: 'PlanComparison' });
