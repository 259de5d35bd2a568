import type { z } from 'zod';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { seriesId } from '../statistics/index.ts';
import { seriesOf } from './judge-mapping.ts';
import { dataMonth, judgeTargets } from './judge-targets.ts';
import { judgedViews } from './ledger.ts';
import { type LedgerRow, selectLedger } from './ledger-queries.ts';
import type { CompareQuery, Comparison } from './model.ts';
import { regionNames } from './target-rows.ts';

type Answer = z.infer<typeof Comparison>;

/** Targets of several plans side by side: a row for each indicator and scope, those that most plans share first. */
export async function comparePlans(
  tx: Tx,
  query: z.infer<typeof CompareQuery>,
  { actor, now }: { actor: Actor; now: Date },
): Promise<Answer> {
  const month = await dataMonth(tx, query.month, now);
  const wanted = query.indicator === undefined ? {} : { indicator: [query.indicator] };
  const found = await selectLedger(tx, { kind: ['target'], region: query.region, ...wanted });
  const chosen = query.plan?.length ? found.filter((row) => query.plan?.includes(row.plan_id)) : found;
  const rows = chosen.filter((row) => seriesOf(row) !== null);
  const judged = await judgeTargets(tx, rows, { month, locale: actor.locale });
  const views = new Map((await judgedViews(tx, rows, { actor, judged })).map((view) => [view.id, view]));
  const plans = await plansOf(tx, chosen, actor);
  const groups = [...Map.groupBy(rows, rowKey).values()];
  return {
    plans,
    rows: groups
      .map((group) => {
        const sample = views.get(group[0]?.id ?? '');
        return {
          indicatorCode: sample?.indicatorCode ?? '',
          indicatorTitle: sample?.indicatorTitle ?? '',
          scope: sample?.scope ?? {},
          unit: sample?.indicatorUnit ?? '',
          cells: plans.map((plan) => ({
            planId: plan.id,
            targets: group.filter((row) => row.plan_id === plan.id).flatMap((row) => views.get(row.id) ?? []),
          })),
        };
      })
      .sort((a, b) => filled(b) - filled(a) || a.indicatorCode.localeCompare(b.indicatorCode)),
  };
}

/** The same indicator and scope, wherever. */
const rowKey = (row: LedgerRow): string => {
  const key = seriesOf(row);
  return key ? seriesId({ ...key, regionCode: '' }) : '';
};

const filled = (row: Answer['rows'][number]): number => row.cells.filter((cell) => cell.targets.length > 0).length;

async function plansOf(tx: Tx, rows: readonly LedgerRow[], actor: Actor): Promise<Answer['plans']> {
  const plans = [...Map.groupBy(rows, (row) => row.plan_id)].flatMap(([id, own]) =>
    own[0] ? [{ id, title: own[0].plan_short_title, code: own[0].plan_region }] : [],
  );
  const names = await regionNames(tx, [...new Set(plans.map((plan) => plan.code))], actor);
  return plans.map(({ id, title, code }) => ({ id, title, region: { code, name: names.get(code) ?? code } }));
}
