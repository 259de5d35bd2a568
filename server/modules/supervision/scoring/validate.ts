import type { Criterion, SchemeBody } from '../model-scheme.ts';

export interface SchemeIssue {
  /** Path in the scheme, `criteria.2.scoring`. */
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

const OF_TASKS = new Set(['task-progress', 'task-silence', 'items-on-time', 'manual']);
const OF_REGIONS = new Set([
  'target-states',
  'indicator-level',
  'indicator-growth',
  'tasks-on-time',
  'items-on-time',
  'figures-timely',
  'manual',
]);

/** What makes a scheme unfit for a run, all of it; empty where it is sound. Shapes and ranges are the schema's. */
export function checkScheme(body: SchemeBody): SchemeIssue[] {
  const issues: SchemeIssue[] = [];
  const total = sumOfWeights(body.criteria);
  if (Math.abs(total - 100) > 1e-6)
    issues.push({
      field: 'criteria',
      code: 'weights-not-100',
      message: `The weights come to ${Number(total.toFixed(4))}, not to 100.`,
    });
  const ids = new Set<string>();
  for (const [at, criterion] of body.criteria.entries()) {
    const field = `criteria.${at}`;
    if (ids.has(criterion.id))
      issues.push({ field: `${field}.id`, code: 'criterion-twice', message: `The id ${criterion.id} is there twice.` });
    ids.add(criterion.id);
    const allowed = body.scope === 'tasks' ? OF_TASKS : OF_REGIONS;
    if (!allowed.has(criterion.measure.kind))
      issues.push({
        field: `${field}.measure`,
        code: 'measure-of-other-scope',
        message: `${criterion.measure.kind} cannot be measured of ${body.scope}; use ${[...allowed].join(', ')}.`,
      });
    issues.push(...scoringIssues(criterion, field));
  }
  return issues;
}

export const sumOfWeights = (criteria: readonly Pick<Criterion, 'weight'>[]): number =>
  criteria.reduce((sum, { weight }) => sum + weight, 0);

function scoringIssues({ scoring, direction }: Criterion, field: string): SchemeIssue[] {
  const up = direction === 'up';
  const wrong = (code: string, message: string) => [{ field: `${field}.scoring`, code, message }];
  if (scoring.kind === 'linear') {
    const rises = scoring.full > scoring.zero;
    if (scoring.full === scoring.zero || rises !== up)
      return wrong(
        'bounds-not-ordered',
        up
          ? `More is better, so full (${scoring.full}) must lie above zero (${scoring.zero}).`
          : `Less is better, so full (${scoring.full}) must lie below zero (${scoring.zero}).`,
      );
  }
  if (scoring.kind === 'rank' && scoring.worst > scoring.best)
    return wrong(
      'bounds-not-ordered',
      `The last must not score more (${scoring.worst}) than the first (${scoring.best}).`,
    );
  if (scoring.kind === 'steps') {
    const steps = scoring.steps;
    if (steps.some((step, at) => at > 0 && step.from <= (steps[at - 1]?.from ?? 0)))
      return wrong('bounds-not-ordered', 'The steps must begin at rising values.');
    const scores = [scoring.below, ...steps.map(({ score }) => score)];
    if (scores.some((score, at) => at > 0 && (up ? score < (scores[at - 1] ?? 0) : score > (scores[at - 1] ?? 0))))
      return wrong(
        'scores-not-ordered',
        up ? 'More is better, so scores must not fall.' : 'Less is better, so scores must not rise.',
      );
  }
  return [];
}
