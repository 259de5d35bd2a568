import type { IncentiveRule } from '../model-scheme.ts';

export interface Scored {
  readonly id: string;
  readonly total: number | null;
  readonly rank: number | null;
  /** Total of the run before; null where there was none. */
  readonly before: number | null;
}

export interface Nominee {
  readonly id: string;
  readonly rules: readonly IncentiveRule[];
}

/** Who is proposed by which rules, in order of rank. Those who share the last place that counts are all in. */
export function nominate(rules: readonly IncentiveRule[], scored: readonly Scored[]): Nominee[] {
  const found = new Map<string, IncentiveRule[]>();
  for (const rule of rules) for (const id of matching(rule, scored)) found.set(id, [...(found.get(id) ?? []), rule]);
  const rank = new Map(scored.map((one) => [one.id, one.rank ?? Number.POSITIVE_INFINITY]));
  return [...found]
    .map(([id, own]) => ({ id, rules: own }))
    .sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1));
}

function matching(rule: IncentiveRule, scored: readonly Scored[]): string[] {
  if (rule.kind === 'top') return scored.filter(({ rank }) => rank !== null && rank <= rule.count).map(({ id }) => id);
  if (rule.kind === 'above')
    return scored.filter(({ total }) => total !== null && total >= rule.score).map(({ id }) => id);
  const gains = scored
    .flatMap(({ id, total, before }) =>
      total !== null && before !== null && total > before ? [{ id, gain: total - before }] : [],
    )
    .sort((a, b) => b.gain - a.gain);
  const last = gains[Math.min(rule.count, gains.length) - 1]?.gain;
  return last === undefined ? [] : gains.filter(({ gain }) => gain >= last).map(({ id }) => id);
}
