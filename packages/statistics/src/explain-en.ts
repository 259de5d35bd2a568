/** The judgement said aloud, in English: the same facts as `explain-zh.ts`, not word for word. */
import type { Judgement, JudgementState, UnknownReason } from './judgement-types.ts';
import { growthPercent, restOfYear, type Speaker, sharePercent, times, when } from './say.ts';

export const stateWordsEn: Record<JudgementState, string> = {
  met: 'met',
  'on-track': 'on track',
  'at-risk': 'at risk',
  'off-track': 'off track',
  unknown: 'cannot judge',
};
export const reasonWordsEn: Record<UnknownReason, string> = {
  'no-data': 'no data yet',
  'not-bound': 'not bound to an indicator',
  'no-base-year': 'no base year or base value',
  'not-due-yet': 'not due yet',
  'no-deadline': 'no deadline',
  'no-last-year': 'no figures of last year to take the season from',
};

function goalEn({ goal }: Judgement, say: Speaker): string {
  const value = say.written(goal.value);
  const words = {
    '>': `more than ${value}`,
    '<=': `at most ${value}`,
    '<': `less than ${value}`,
    '≈': `about ${value}`,
    range: say.range(goal.value, goal.valueMax ?? goal.value),
    '>=': value,
    '=': value,
    '+=': value,
  }[goal.comparator];
  return `the target of ${goal.isIncrease ? 'an increase of ' : ''}${words}${goal.everyYear ? ' every year' : ''}`;
}

const ceiling = (j: Judgement): boolean =>
  j.goal.low === null || (j.goal.high !== null && j.actual !== null && j.actual.value > j.goal.high);
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

export function explainEn(j: Judgement, subject: string, say: Speaker): string {
  if (j.state === 'unknown' || !j.actual) {
    const missing = j.missingPeriods.flatMap((p) => (p.kind === 'year' ? [`${p.year}`] : []));
    const gaps = missing.length > 0 ? ` (missing: ${missing.join(', ')})` : '';
    return `${capital(subject)} cannot be judged: ${reasonWordsEn[j.reason ?? 'no-data']}${gaps}.`;
  }
  const early = j.actual.preliminary ? ' (preliminary)' : '';
  const change = `${j.actual.value < 0 ? 'fell' : 'rose'} by ${say.figure(Math.abs(j.actual.value))} on ${j.baseline?.year}`;
  const figure = j.goal.isIncrease ? change : `came to ${say.figure(j.actual.value)}`;
  const head = `${capital(when(j, j.actual.period, 'en'))} ${subject} ${figure}${early}`;
  const verdict = `: ${stateWordsEn[j.state]}.`;
  const goal = goalEn(j, say);
  switch (j.rule.id) {
    case 'reached-at-deadline':
    case 'reached-for-good':
      return `${head}, reaching ${goal}${verdict}`;
    case 'missed-at-deadline':
      return `${head}, ${ceiling(j) ? 'above' : 'short of'} ${goal}; not met${verdict}`;
    case 'year-missed':
      return `${head}, missing ${goal}; not met${verdict}`;
    case 'years-reached-so-far':
      return `${head}; up to this year ${goal} was reached${verdict}`;
    case 'ceiling-passed':
      return `${head}, already beyond ${goal}${verdict}`;
    case 'already-at-goal':
      return `${head}, already at ${goal}, which counts at the end of the term${verdict}${paceEn(j, say)}`;
    default:
      return `${head}, ${againstPath(j, say)}${verdict}${paceEn(j, say)}`;
  }
}

function againstPath(j: Judgement, say: Speaker): string {
  const expected = say.fine(j.expected ?? 0);
  if (ceiling(j)) {
    const side = (j.gap ?? 0) > 0 ? 'above' : 'below';
    return `${say.gap(Math.abs(j.gap ?? 0))} ${side} the ${expected} allowed by then`;
  }
  if (j.ratio === null) return `against ${expected} expected by then`;
  const share = sharePercent(j.ratio, [j.rule.onTrack, j.rule.atRisk]);
  if (j.measure === 'rate' && j.gap !== null) {
    return `${say.gap(Math.abs(j.gap))} ${j.gap < 0 ? 'below' : 'above'} the ${expected} expected by then (${share} of it)`;
  }
  return `${share} of the ${expected} expected by then`;
}

function paceEn(j: Judgement, say: Speaker): string {
  const pace = j.requiredPace;
  if (!pace) return '';
  const aim = pace.byYear === j.goal.deadline || j.goal.everyYear ? 'the target' : `the milestone of ${pace.byYear}`;
  const yearsRemain = j.goal.deadline !== null && pace.byYear < j.goal.deadline;
  const later =
    j.multiYear && yearsRemain
      ? ` From here ${growthPercent(j.multiYear.neededNow)} a year are needed to reach the target in ${j.goal.deadline}.`
      : '';
  if (ceiling(j)) {
    if (j.measure === 'point' || j.measure === 'rate' || pace.perMonth === null) return later;
    return ` To stay below, no more than ${say.fine(pace.perMonth)} a month from here.${later}`;
  }
  if (j.measure === 'rate') {
    return ` Still ${say.gap(pace.remaining)} to go by the end of ${pace.byYear}.`;
  }
  if (pace.perMonth === null) return later;
  const rest = j.measure === 'year-flow' ? restOfYear(j, 'en') : null;
  if (rest && j.state === 'on-track' && pace.growthOfRest !== null && pace.growthSoFar !== null) {
    return ` To reach ${aim}, ${rest} must grow by ${growthPercent(pace.growthOfRest)} on last year; so far ${growthPercent(pace.growthSoFar)}.${later}`;
  }
  const soFar =
    pace.relativeToSoFar !== null && pace.perMonthSoFar !== null
      ? `, ${times(pace.relativeToSoFar)} times the ${say.fine(pace.perMonthSoFar)} a month so far`
      : '';
  const span = rest ?? `the time to the end of ${pace.byYear}`;
  return ` To reach ${aim}, ${span} must average ${say.fine(pace.perMonth)} a month${soFar}.${later}`;
}

export function explainRuleEn(j: Judgement): string {
  const { onTrack, atRisk, path, yearShare, tolerance, years } = j.rule;
  const percent = (share: number) => `${Number((share * 100).toFixed(4))}%`;
  const way =
    path === 'drawn'
      ? 'Expected by the path drawn by hand'
      : yearShare !== null && path === 'seasonal'
        ? `Expected by last year's share of ${growthPercent(yearShare)} at the same month`
        : yearShare !== null
          ? `Expected by the share of months passed, ${growthPercent(yearShare)}`
          : `Expected by a ${years === 'geometric' ? 'constant-growth' : 'straight-line'} path`;
  const width = tolerance === null ? '' : `; "about" is ${percent(tolerance)} wide`;
  return `${way}${width}; off track below ${percent(atRisk)} of it, at risk from ${percent(atRisk)} to ${percent(onTrack)}.`;
}

export function explainProjectionEn(j: Judgement, say: Speaker): string {
  const p = j.projection;
  if (!p) return '';
  const band = p.band ? ` (80% likely between ${say.figure(p.band.low)} and ${say.figure(p.band.high)})` : '';
  const y = p.period.kind === 'span' ? p.period.to : p.period.year;
  return `At the present pace about ${say.figure(p.value)} by the end of ${y}${band}: ${p.reachesGoal ? 'enough' : 'not enough'}${y === j.goal.deadline || j.goal.everyYear ? '' : ' for the milestone'}.`;
}
