import {
  checkSum,
  decimalsOf,
  explainProjection,
  explainRule,
  type Judgement,
  type MonthPeriod,
  periodCode,
} from '@liannao/statistics';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { notFound } from '../../kernel/errors.ts';
import { addsUp, seriesOf } from './judge-mapping.ts';
import { dataMonth, type JudgedTarget, judgeTargets, monthCode, targetJudge, wordingOf } from './judge-targets.ts';
import type { Locale } from './judge-text.ts';
import { judgedViews } from './ledger.ts';
import { type LedgerRow, selectLedger, selectOne } from './ledger-queries.ts';
import type { TargetDetail } from './model.ts';
import { targetYears } from './review-queries.ts';
import { contributionsOf } from './target-parts.ts';
import { selectHistory, selectKin } from './target-queries.ts';
import { regionNames } from './target-rows.ts';
import { chartSeries } from './target-series.ts';

export interface Asked {
  readonly actor: Actor;
  readonly now: Date;
  readonly month?: string | undefined;
}

/** Everything on the target's page. @throws AppError 404 for a target that there is not or that may not be seen. */
export async function targetDetail(tx: Tx, id: string, asked: Asked): Promise<TargetDetail> {
  const { actor } = asked;
  const { locale } = actor;
  const row = await selectOne(tx, id);
  if (!row) throw notFound('target', id);
  const month = await dataMonth(tx, asked.month, asked.now);
  const judged = await judgeTargets(tx, [row], { month, locale });
  const [target] = await judgedViews(tx, [row], { actor, judged });
  if (!target) throw notFound('target', id);
  const years = await targetYears(tx, id);
  const path = row.path as { kind?: TargetDetail['pathKind']; points?: TargetDetail['pathPoints'] };
  const one = judged.get(id);
  return {
    target,
    month: monthCode(month),
    pathKind: path.kind ?? 'seasonal',
    pathPoints: path.points ?? [],
    ...(await judgedParts(tx, row, { judged: one, month, locale })),
    years,
    yearsCheck: yearsCheckOf(row, years),
    related: await relatedTo(tx, row, actor),
    history: (await selectHistory(tx, id)).map((entry) => ({ ...entry, at: entry.at.toISOString() })),
    neighbours: await neighboursOf(tx, id),
  };
}

type JudgedParts = Pick<
  TargetDetail,
  'path' | 'actual' | 'lastYear' | 'requiredPace' | 'projection' | 'rule' | 'contributions'
>;

/** What follows from the judgement; empty where the engine could not be asked. */
async function judgedParts(
  tx: Tx,
  row: LedgerRow,
  of: { judged: JudgedTarget | undefined; month: MonthPeriod; locale: Locale },
): Promise<JudgedParts> {
  const { judged, month, locale } = of;
  const { judgement = null, indicator = null, figures = [] } = judged ?? {};
  const key = seriesOf(row);
  if (!judgement || !indicator || !key) {
    const rule = { id: 'unknown', reason: judged?.view.reason ?? null };
    return { path: [], actual: [], lastYear: [], requiredPace: null, projection: null, rule, contributions: [] };
  }
  const judgeAt = await targetJudge(tx, row, { indicator, figures });
  const { actual, lastYear } = chartSeries(judgement, figures, judgeAt);
  return {
    path: judgement.path.map((point) => ({ period: periodCode(point.period), expected: point.expected })),
    actual: [...actual],
    lastYear: [...lastYear],
    requiredPace: judgement.requiredPace && { ...judgement.requiredPace },
    projection: projectionOf(judgement),
    rule: ruleOf(row, judgement, { indicator, locale, month }),
    contributions: await contributionsOf(tx, { key, indicator, judgement, locale }),
  };
}

function projectionOf({ projection }: Judgement): TargetDetail['projection'] {
  if (!projection) return null;
  const { value, band, period } = projection;
  return { value, low: band?.low ?? null, high: band?.high ?? null, period: periodCode(period) };
}

/** The rule that fired, its parameters, and what it says in words. */
function ruleOf(
  row: LedgerRow,
  judgement: Judgement,
  {
    indicator,
    locale,
    month,
  }: { indicator: NonNullable<JudgedTarget['indicator']>; locale: Locale; month: MonthPeriod },
): Record<string, unknown> {
  return {
    ...judgement.rule,
    text: explainRule(judgement, locale),
    projectionText: explainProjection(judgement, locale, wordingOf(row, indicator, locale)),
    asAt: monthCode(month),
    measure: judgement.measure,
    missed: judgement.missed,
    tight: judgement.tight,
    baseline: judgement.baseline,
    linear: judgement.linear,
    multiYear: judgement.multiYear,
    missingPeriods: judgement.missingPeriods.map(periodCode),
  };
}

/** Do the years' parts make the whole? Only where they are parts. */
function yearsCheckOf(row: LedgerRow, years: readonly { value: number }[]): TargetDetail['yearsCheck'] {
  if (years.length === 0 || !addsUp(row.transform)) return null;
  const check = checkSum({ parts: years.map((one) => one.value), total: row.value, decimals: decimalsOf(row.unit) });
  if (check.state === 'incomplete') return null;
  const { sum, difference, tolerance, state } = check;
  return { sum, difference, tolerance, holds: state !== 'different' };
}

/** Targets of other plans for the same figure, in a region that holds this one, lies in it, or is it. */
async function relatedTo(tx: Tx, row: LedgerRow, actor: Actor): Promise<TargetDetail['related']> {
  const key = seriesOf(row);
  if (!key) return [];
  const kin = await selectKin(tx, row.region_code);
  const same = await selectLedger(tx, { kind: ['target'], indicator: [key.indicatorCode] });
  const related = same.flatMap((other) => {
    const relation = other.region_code === row.region_code ? ('same' as const) : kin.get(other.region_code);
    const fits = other.plan_id !== row.plan_id && relation && seriesOf(other)?.scopeKey === key.scopeKey;
    return fits ? [{ other, relation }] : [];
  });
  const names = await regionNames(tx, [...new Set(related.map(({ other }) => other.region_code))], actor);
  return related.map(({ other, relation }) => ({
    id: other.id,
    planTitle: other.plan_title,
    region: { code: other.region_code, name: names.get(other.region_code) ?? other.region_code },
    value: other.value,
    unit: other.unit,
    deadline: other.deadline,
    comparator: other.comparator as TargetDetail['related'][number]['comparator'],
    relation,
  }));
}

async function neighboursOf(tx: Tx, id: string): Promise<TargetDetail['neighbours']> {
  const ids = (await selectLedger(tx, { kind: ['target'] })).map((row) => row.id);
  const at = ids.indexOf(id);
  return at < 0 ? { previous: null, next: null } : { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null };
}
