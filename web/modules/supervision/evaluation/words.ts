import type { Criterion, IncentiveRule, SubjectView } from '../api.ts';
import type { Texts } from '../text.ts';

export const scoringWords = (scoring: Criterion['scoring'], t: Texts): string => {
  if (scoring.kind === 'linear') return t.linear(scoring.zero, scoring.full);
  if (scoring.kind === 'rank') return t.rankScore(scoring.best, scoring.worst);
  const list = scoring.steps.map(({ from, score }) => t.step(from, score));
  return t.steps([t.below(scoring.below), ...list].join('，'));
};

export const measureWords = ({ measure }: Criterion, t: Texts): string => {
  const what = t.measures[measure.kind] ?? measure.kind;
  return 'indicator' in measure ? `${what} · ${measure.indicator}` : what;
};

export const ruleWords = (rule: IncentiveRule, t: Texts): string =>
  rule.kind === 'above' ? t.rules.above(rule.score) : t.rules[rule.kind](rule.count);

/** Places gained since the run before; null where either has no rank. */
export const placesGained = ({ rank, before }: SubjectView): number | null =>
  rank === null || before?.rank == null ? null : before.rank - rank;

export const dayOf = (at: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(new Date(at));
