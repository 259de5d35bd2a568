import {
  explain,
  type JudgeInput,
  type Judgement,
  judge,
  type MonthPeriod,
  type Observation,
  parsePeriod,
  periodCode,
  stateWords,
  type Target,
} from '@liannao/statistics';
import type { Tx } from '../../kernel/access/actor.ts';
import { unprocessable } from '../../kernel/errors.ts';
import { newestMonth } from '../../kernel/observation/queries.ts';
import { type Indicator, indicatorTitle, loadSeries, type SeriesFigure, type SeriesSet } from '../statistics/index.ts';
import { engineTarget, pathOf, seriesOf, type YearlyValue } from './judge-mapping.ts';
import { type PlanTerm, selectTerms, selectYears } from './judge-queries.ts';
import { judgeText, type Locale } from './judge-text.ts';
import type { JudgementView, PlanView } from './model.ts';
import type { TargetRow } from './target-rows.ts';

type States = PlanView['states'];

/** All that a target's page shows, beside the view that a row shows. */
export interface JudgedTarget {
  readonly view: JudgementView;
  /** Null where the target could not be handed to the engine (not bound, another unit). */
  readonly judgement: Judgement | null;
  readonly indicator: Indicator | null;
  readonly figures: readonly SeriesFigure[];
}

/** The month whose figures are used: the one asked for, else the newest that any figure belongs to. */
export async function dataMonth(tx: Tx, asked: string | undefined, now: Date): Promise<MonthPeriod> {
  const text = asked ?? (await newestMonth(tx, now)) ?? now.toISOString().slice(0, 7);
  const read = parsePeriod(text);
  if (read.ok && read.value.kind === 'month') return read.value;
  throw unprocessable('period-unreadable', `${text} is not a month.`);
}

export const monthCode = (month: MonthPeriod): string => periodCode(month);

/**
 * Judges targets as at a month, with one query for the figures of all of them. Baselines and parameters are no promises
 * and are not judged: they are not in the answer.
 */
export async function judgeTargets(
  tx: Tx,
  rows: readonly TargetRow[],
  asked: { readonly month: MonthPeriod; readonly locale: Locale },
): Promise<Map<string, JudgedTarget>> {
  return (await readyToJudge(tx, rows, asked.locale))(asked.month);
}

/** The same targets judged at any month, on figures that are read once: for what is held against an earlier month. */
export async function readyToJudge(
  tx: Tx,
  rows: readonly TargetRow[],
  locale: Locale,
  knownAt: Date | null = null,
): Promise<(month: MonthPeriod) => Map<string, JudgedTarget>> {
  const targets = rows.filter((row) => row.kind === 'target');
  const series = await loadSeries(
    tx,
    targets.flatMap((row) => seriesOf(row) ?? []),
    knownAt,
  );
  const terms = new Map(
    (await selectTerms(tx, [...new Set(targets.map((row) => row.plan_id))])).map((term) => [term.id, term]),
  );
  const years = Map.groupBy(
    await selectYears(
      tx,
      targets.map((row) => row.id),
    ),
    (one) => one.targetId,
  );
  return (month) =>
    new Map(
      targets.map((row) => [
        row.id,
        judgeOne(row, { month, locale, series, term: terms.get(row.plan_id), years: years.get(row.id) ?? [] }),
      ]),
    );
}

interface Circumstances {
  readonly month: MonthPeriod;
  readonly locale: Locale;
  readonly series: SeriesSet;
  readonly term: PlanTerm | undefined;
  readonly years: readonly YearlyValue[];
}

function judgeOne(row: TargetRow, given: Circumstances): JudgedTarget {
  const { series, locale } = given;
  const key = seriesOf(row);
  const indicator = (key && series.catalogue.get(key.indicatorCode)) ?? null;
  if (!key || !indicator) return withoutEngine(row, { reason: 'not-bound', locale, indicator: null, figures: [] });
  const figures = series.figures(key);
  const target = engineTarget(row, indicator, hasFigures(figures));
  if (!target) return withoutEngine(row, { reason: 'unit-differs', locale, indicator, figures });
  const judgement = judge({ ...judgeInput(row, target, { ...given, indicator, figures }), asAt: given.month });
  return { view: viewOf(row, judgement, { indicator, figures, locale }), judgement, indicator, figures };
}

const hasFigures = (figures: readonly SeriesFigure[]): boolean => figures.some((figure) => figure.value !== null);

function judgeInput(
  row: TargetRow,
  target: Target,
  of: Pick<Circumstances, 'term' | 'years'> & { indicator: Indicator; figures: readonly SeriesFigure[] },
): Omit<JudgeInput, 'asAt'> {
  return {
    target,
    timeRule: of.indicator.timeRule,
    path: pathOf(row, of.years, of.indicator),
    observations: of.figures.flatMap(observationOf),
    plan: { from: of.term?.from ?? null, to: of.term?.to ?? null },
  };
}

/** The same target judged at any month, on figures already read: for the chart. */
export async function targetJudge(
  tx: Tx,
  row: TargetRow,
  { indicator, figures }: { indicator: Indicator; figures: readonly SeriesFigure[] },
): Promise<(month: MonthPeriod) => Judgement> {
  const target = engineTarget(row, indicator, hasFigures(figures));
  if (!target) throw new RangeError(`target ${row.id} does not fit ${indicator.code}`);
  const [term] = await selectTerms(tx, [row.plan_id]);
  const input = judgeInput(row, target, { indicator, figures, term, years: await selectYears(tx, [row.id]) });
  return (month) => judge({ ...input, asAt: month });
}

/** Withdrawn is gone: for a judgement as if it had never been said. */
function observationOf({ period, value, missing, status, ref }: SeriesFigure): Observation[] {
  const read = parsePeriod(period);
  if (!read.ok || missing === 'withdrawn') return [];
  return [{ period: read.value, value, ...(missing ? { missing } : {}), status, ref }];
}

function withoutEngine(
  row: TargetRow,
  of: {
    reason: 'not-bound' | 'unit-differs';
    locale: Locale;
    indicator: Indicator | null;
    figures: readonly SeriesFigure[];
  },
): JudgedTarget {
  const { reason, locale, indicator, figures } = of;
  const say = judgeText(locale);
  const sentence = say.unknown(row.indicator_name, say[reason](row.unit, indicator?.unit ?? ''));
  const view: JudgementView = {
    state: 'unknown',
    reason,
    sentence,
    actual: null,
    expected: null,
    ratio: null,
    gap: null,
    goal: null,
    reachedOn: null,
  };
  return { view, judgement: null, indicator, figures };
}

function viewOf(
  row: TargetRow,
  judgement: Judgement,
  of: { indicator: Indicator; figures: readonly SeriesFigure[]; locale: Locale },
): JudgementView {
  const { indicator, figures, locale } = of;
  const wording = wordingOf(row, indicator, locale);
  const { actual } = judgement;
  const refs = new Set(actual?.refs);
  return {
    state: judgement.state,
    reason: judgement.reason,
    sentence: explain(judgement, locale, wording),
    actual: actual && {
      value: actual.value,
      unit: wording.unit,
      period: periodCode(actual.period),
      observationIds: [...actual.refs],
      status: actual.status === 'revised' ? 'approved' : actual.status,
      synthetic: figures.some((figure) => figure.synthetic && refs.has(figure.ref)),
    },
    expected: judgement.expected,
    ratio: judgement.ratio,
    gap: judgement.gap,
    goal: goalOf(judgement),
    reachedOn: judgement.reachedOn && periodCode(judgement.reachedOn),
  };
}

/** The edge that is to be reached; of 「左右」 the value itself, not the edge of its tolerance. */
const goalOf = ({ goal }: Judgement): number =>
  goal.comparator === '≈' ? goal.value : (goal.low ?? goal.high ?? goal.value);

/** The sentence itself says 「增加」 and 「每年」: in the name they would be said twice. */
function subjectOf({ indicator_name: name, transform }: TargetRow): string {
  const rises = transform === 'added' || transform === 'net-increase';
  if (rises) return name.replace(/^新[增建](?![或和、])/, '') || name;
  if (transform === 'change-in-points') return name.replace(/(提高|提升)(幅度)?$/, '') || name;
  return transform === 'every-year' ? name.replace(/^年/, '') || name : name;
}

/** How figures of the target are said: in Chinese by the plan's own word for it, an increase of a rate in points. */
export function wordingOf(row: TargetRow, indicator: Indicator, locale: Locale) {
  const points = row.transform === 'change-in-points';
  const subject = locale === 'zh' ? subjectOf(row) : indicatorTitle(indicator, 'en');
  return points
    ? { subject, unit: '百分点', displayUnit: '百分点' }
    : { subject, unit: indicator.unit, displayUnit: indicator.shownAs };
}

const noStates = (): States => ({ met: 0, 'on-track': 0, 'at-risk': 0, 'off-track': 0, unknown: 0 });

/** How many of the judgements are in each state. */
export function countStates(views: Iterable<JudgementView | null | undefined>): States {
  const states = noStates();
  for (const view of views) if (view) states[view.state] = (states[view.state] ?? 0) + 1;
  return states;
}

export const stateWord = (state: JudgementView['state'], locale: Locale): string => stateWords[locale][state];
