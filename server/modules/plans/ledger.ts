import type { z } from 'zod';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { decodeCursor, encodeCursor } from '../../kernel/paging.ts';
import { loadOrigins, type OriginOf } from '../statistics/index.ts';
import { countStates, dataMonth, type JudgedTarget, judgeTargets, monthCode } from './judge-targets.ts';
import { type LedgerRow, selectLedger } from './ledger-queries.ts';
import type { JudgementView, Ledger, LedgerFilter, LedgerQuery, TargetView } from './model.ts';
import { sourceOf, targetOrigin } from './target-origin.ts';
import { responsibleOf, targetViews } from './target-rows.ts';
import { unboundReasons } from './unbound.ts';

export type Filter = z.infer<typeof LedgerFilter>;
type Units = Awaited<ReturnType<typeof responsibleOf>>;

/** Everything of a filter, judged and in order. Counts and facets are over all of it, so all of it is judged. */
export interface JudgedLedger {
  readonly month: string;
  readonly rows: readonly LedgerRow[];
  readonly judged: ReadonlyMap<string, JudgedTarget>;
  readonly states: Ledger['states'];
  readonly facets: Ledger['facets'];
  readonly originOf: OriginOf;
}

const NO_DEADLINE = 'none';
type Facet = 'plan' | 'unit' | 'deadline' | 'source';
const FACETS: readonly Facet[] = ['plan', 'unit', 'deadline', 'source'];

export async function judgedLedger(tx: Tx, filter: Filter, asked: { actor: Actor; now: Date }): Promise<JudgedLedger> {
  const month = await dataMonth(tx, filter.month, asked.now);
  const kind = filter.kind?.length ? filter.kind : ['target'];
  const review = filter.review?.length ? filter.review : undefined;
  const all = await selectLedger(tx, { ...filter, kind, review });
  const units = await responsibleOf(
    tx,
    all.map((row) => row.id),
  );
  const originOf = await loadOrigins(tx, asked.actor.locale);
  const matches: Readonly<Record<Facet, (row: LedgerRow) => boolean>> = {
    plan: (row) => !filter.plan?.length || filter.plan.includes(row.plan_id),
    unit: (row) => !filter.unit?.length || (units.get(row.id) ?? []).some(({ unit }) => filter.unit?.includes(unit)),
    deadline: (row) => !filter.deadline?.length || filter.deadline.includes(String(row.deadline ?? NO_DEADLINE)),
    source: (row) => !filter.source?.length || filter.source.includes(sourceOf(row, originOf)),
  };
  const passing = (except?: Facet) =>
    all.filter((row) => FACETS.every((facet) => facet === except || matches[facet](row)));
  const rows = passing();
  const judged = await judgeTargets(tx, rows, { month, locale: asked.actor.locale });
  const wanted = filter.state;
  const shown = wanted?.length ? rows.filter((row) => wanted.includes(judged.get(row.id)?.view.state ?? '')) : rows;
  return {
    month: monthCode(month),
    rows: sorted(shown, judged, filter),
    judged,
    states: countStates([...judged.values()].map((one) => one.view)),
    facets: {
      plans: planFacet(passing('plan')),
      units: unitFacet(passing('unit'), units),
      deadlines: deadlineFacet(passing('deadline')),
      sources: sourceFacet(passing('source'), originOf),
    },
    originOf,
  };
}

/** One page of the ledger. */
export async function ledgerPage(
  tx: Tx,
  query: z.infer<typeof LedgerQuery>,
  asked: { actor: Actor; now: Date },
): Promise<Ledger> {
  const ledger = await judgedLedger(tx, query, asked);
  const from = query.cursor ? placeAfter(ledger.rows, query.cursor) : 0;
  const page = ledger.rows.slice(from, from + query.limit);
  const last = page.at(-1);
  const more = from + page.length < ledger.rows.length;
  return {
    items: await judgedViews(tx, page, { actor: asked.actor, judged: ledger.judged, originOf: ledger.originOf }),
    nextCursor: more && last ? encodeCursor([from + page.length, last.id]) : null,
    total: ledger.rows.length,
    states: ledger.states,
    facets: ledger.facets,
    month: ledger.month,
  };
}

/** Rows as the page sees them, each with its judgement and what computes it. */
export async function judgedViews(
  tx: Tx,
  rows: readonly LedgerRow[],
  asked: { actor: Actor; judged: ReadonlyMap<string, JudgedTarget>; originOf?: OriginOf },
): Promise<TargetView[]> {
  const { actor, judged } = asked;
  const views = await targetViews(tx, rows, { actor });
  const reasons = await unboundReasons(tx, views);
  const originOf = asked.originOf ?? (await loadOrigins(tx, actor.locale));
  const origins = new Map(rows.map((row) => [row.id, targetOrigin(row, originOf)]));
  return views.map((view) => ({
    ...view,
    judgement: judged.get(view.id)?.view ?? null,
    unboundReason: reasons.get(view.id) ?? null,
    computedBy: origins.get(view.id) ?? null,
  }));
}

/** After the last row shown, wherever it stands now; where it is gone, as far down as it stood. */
function placeAfter(rows: readonly LedgerRow[], cursor: string): number {
  const [offset, id] = decodeCursor(cursor, 2);
  const at = rows.findIndex((row) => row.id === id);
  return at >= 0 ? at + 1 : Math.max(0, Number(offset) || 0);
}

/** Exceptions first. */
const ORDER: readonly JudgementView['state'][] = ['off-track', 'at-risk', 'unknown', 'on-track', 'met'];

function sorted(rows: readonly LedgerRow[], judged: ReadonlyMap<string, JudgedTarget>, { sort, order }: Filter) {
  const view = (row: LedgerRow) => judged.get(row.id)?.view;
  const keys: Readonly<Record<Exclude<Filter['sort'], 'plan'>, (row: LedgerRow) => (number | string | null)[]>> = {
    state: (row) => [rankOf(view(row)), view(row)?.ratio ?? null],
    deadline: (row) => [row.deadline],
    ratio: (row) => [view(row)?.ratio ?? null],
    indicator: (row) => [row.indicator_code ?? row.indicator_name],
  };
  const way = order === 'desc' ? -1 : 1;
  if (sort === 'plan') return way === 1 ? [...rows] : [...rows].reverse();
  const keyed = rows.map((row) => ({ row, key: keys[sort](row) }));
  return keyed.sort((a, b) => compareKeys(a.key, b.key, way)).map(({ row }) => row);
}

const rankOf = (view: JudgementView | undefined): number | null => (view ? ORDER.indexOf(view.state) : null);

/** What has no key comes last either way; equals stay in the order of the plans. */
function compareKeys(
  a: readonly (number | string | null)[],
  b: readonly (number | string | null)[],
  way: 1 | -1,
): number {
  for (const [i, left] of a.entries()) {
    const right = b[i] ?? null;
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    return (left < right ? -1 : 1) * way;
  }
  return 0;
}

function planFacet(rows: readonly LedgerRow[]): Ledger['facets']['plans'] {
  return [...Map.groupBy(rows, (row) => row.plan_id)].map(([id, own]) => ({
    id,
    title: own[0]?.plan_short_title ?? '',
    count: own.length,
  }));
}

function unitFacet(rows: readonly LedgerRow[], units: Units): Ledger['facets']['units'] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const unit of new Set((units.get(row.id) ?? []).map((one) => one.unit)))
      counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  return [...counts]
    .map(([unit, count]) => ({ unit, count }))
    .sort((a, b) => b.count - a.count || a.unit.localeCompare(b.unit));
}

function deadlineFacet(rows: readonly LedgerRow[]): Ledger['facets']['deadlines'] {
  return [...Map.groupBy(rows, (row) => row.deadline)]
    .map(([year, own]) => ({ year, count: own.length }))
    .sort((a, b) => (a.year ?? Number.POSITIVE_INFINITY) - (b.year ?? Number.POSITIVE_INFINITY));
}

function sourceFacet(rows: readonly LedgerRow[], originOf: OriginOf): Ledger['facets']['sources'] {
  return [...Map.groupBy(rows, (row) => sourceOf(row, originOf))]
    .map(([source, own]) => ({ source, count: own.length }))
    .sort((a, b) => b.count - a.count || a.source.localeCompare(b.source));
}
