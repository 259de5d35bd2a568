import type { z } from 'zod';
import { notFound } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import { loadCatalogue } from '../statistics/index.ts';
import { findPlan, parentsOf } from './library-queries.ts';
import type { PlanRelations } from './model.ts';
import { laterButLower, twoValues } from './relations-contradictions.ts';
import { coverageOf } from './relations-coverage.ts';
import { itemsOf } from './relations-items.ts';
import {
  selectAbove,
  selectAccepted,
  selectBeside,
  selectChildren,
  selectDivisions,
  selectWithin,
} from './relations-queries.ts';
import { sumsOf } from './relations-sums.ts';
import { relationsText } from './relations-text.ts';
import { regionNames, targetViews } from './target-rows.ts';

/** How a plan sits between the plans above and below it, and whether its numbers agree with theirs and among themselves. */
export const planRelations = ({ actor, run }: Asking, planId: string): Promise<z.infer<typeof PlanRelations>> =>
  run(async (tx) => {
    const plan = await findPlan(tx, planId);
    if (!plan) throw notFound('plan', planId);
    const above = await selectAbove(tx, planId);
    const beside = await selectBeside(tx, plan);
    const kinds = ['target', 'baseline'] as const;
    const rows = await selectAccepted(tx, [...new Set([...above, ...beside])], kinds);
    const views = await targetViews(tx, rows, { actor });
    const codes = rows.flatMap((row) => row.indicator_code ?? []);
    const items = itemsOf(rows, views, await loadCatalogue(tx, codes));

    const regions = [...new Set([plan.region_code, ...rows.map((row) => row.region_code)])];
    const within = await selectWithin(tx, regions);
    const isOwn = (row: { readonly planId: string }) => row.planId === planId;
    const isTarget = (view: { readonly kind: string }) => view.kind === 'target';
    const ofAbove = new Set(above);
    const ofBeside = new Set(beside);

    const say = relationsText(actor.locale);
    const targets = items.filter(({ view }) => ofBeside.has(view.planId) && isTarget(view));
    const asked = { own: (item: (typeof items)[number]) => isOwn(item.view), say };
    const { sums, contradictions } = sumsOf(
      items.filter(({ view }) => isOwn(view)),
      await selectDivisions(tx, regions),
      say,
    );
    const children = await selectChildren(tx, planId);
    const names = await regionNames(tx, [...new Set(children.map((child) => child.region_code))], actor);
    return {
      parents: (await parentsOf(tx, [planId])).map(({ parent_id, title }) => ({
        // One that the reader may not see is a title only.
        planId: parent_id !== null && ofAbove.has(parent_id) ? parent_id : null,
        title,
      })),
      children: children.map(({ id, title, region_code }) => ({
        planId: id,
        title,
        region: { code: region_code, name: names.get(region_code) ?? region_code },
      })),
      coverage: coverageOf(
        {
          views: views.filter((view) => ofAbove.has(view.planId) && isTarget(view)),
          items: items.filter(({ view }) => ofAbove.has(view.planId)),
        },
        {
          views: views.filter((view) => isOwn(view) && isTarget(view)),
          items: items.filter(({ view }) => isOwn(view)),
          regionCode: plan.region_code,
        },
        within,
      ),
      contradictions: [...twoValues(targets, asked), ...laterButLower(targets, asked), ...contradictions],
      sums: [...sums],
    };
  });
