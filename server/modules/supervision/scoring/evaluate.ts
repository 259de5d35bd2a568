import { roundNumber } from '@liannao/statistics';
import type { Criterion, SchemeBody, Scoring } from '../model-scheme.ts';

/**
 * Scores subjects by a scheme. Pure and deterministic. Scores are 0 to 100 and held to two decimals (half-up), so that
 * what is printed is what is ranked. A missing value is never a zero.
 */
export interface Subject {
  readonly id: string;
  /** By criterion id; null where there is no figure. */
  readonly values: Readonly<Record<string, number | null>>;
}

export interface CellScore {
  readonly criterion: string;
  readonly value: number | null;
  /** Null: left out. */
  readonly score: number | null;
  /** How the score came about. */
  readonly by: 'scoring' | 'rule-for-missing' | 'left-out';
  /** Among those with a value, 1 is best; equal values share one. Null without a value. */
  readonly place: number | null;
}

export interface SubjectScore {
  readonly id: string;
  readonly cells: readonly CellScore[];
  /** Per cent of the weight that counts. */
  readonly coverage: number;
  /** Weighted mean over what counts; null where too little does. */
  readonly total: number | null;
  /** 1, 2, 2, 4; null without a total. */
  readonly rank: number | null;
}

export const SCORE_DECIMALS = 2;
const round = (score: number) => roundNumber(score, SCORE_DECIMALS);

export function evaluate(
  body: Pick<SchemeBody, 'criteria' | 'minCoverage'>,
  subjects: readonly Subject[],
): SubjectScore[] {
  const columns = new Map(body.criteria.map((criterion) => [criterion.id, scoreColumn(criterion, subjects)]));
  const scored = subjects.map((subject) => {
    const cells = body.criteria.map((criterion) => columns.get(criterion.id)?.get(subject.id) as CellScore);
    return { id: subject.id, cells, ...totalOf(body, cells) };
  });
  const places = placesOf(
    scored.flatMap(({ id, total }) => (total === null ? [] : [{ id, value: total }])),
    'up',
  );
  return scored.map((one) => ({ ...one, rank: places.get(one.id) ?? null }));
}

function totalOf(body: Pick<SchemeBody, 'criteria' | 'minCoverage'>, cells: readonly CellScore[]) {
  let weighted = 0;
  let counted = 0;
  for (const [at, { score }] of cells.entries()) {
    const weight = body.criteria[at]?.weight ?? 0;
    if (score === null) continue;
    weighted += weight * score;
    counted += weight;
  }
  const coverage = round(counted);
  return { coverage, total: counted > 0 && coverage >= body.minCoverage ? round(weighted / counted) : null };
}

function scoreColumn(criterion: Criterion, subjects: readonly Subject[]): Map<string, CellScore> {
  const known = subjects.flatMap(({ id, values }) => {
    const value = values[criterion.id] ?? null;
    return value === null ? [] : [{ id, value }];
  });
  const places = placesOf(known, criterion.direction);
  return new Map(
    subjects.map(({ id, values }): [string, CellScore] => {
      const value = values[criterion.id] ?? null;
      const place = places.get(id) ?? null;
      const common = { criterion: criterion.id, value, place };
      if (value === null)
        return criterion.missing === 'leave-out'
          ? [id, { ...common, score: null, by: 'left-out' as const }]
          : [id, { ...common, score: round(criterion.missing), by: 'rule-for-missing' as const }];
      const score = round(scoreOf(criterion.scoring, value, { place: place ?? 1, of: known.length }));
      return [id, { ...common, score, by: 'scoring' as const }];
    }),
  );
}

/** 0 to 100, unrounded. `rank` needs the place among `of` subjects with a value. */
export function scoreOf(scoring: Scoring, value: number, rank: { place: number; of: number }): number {
  if (scoring.kind === 'linear') {
    const share = (value - scoring.zero) / (scoring.full - scoring.zero);
    return Math.min(1, Math.max(0, share)) * 100;
  }
  if (scoring.kind === 'steps') return scoring.steps.findLast(({ from }) => value >= from)?.score ?? scoring.below;
  if (rank.of <= 1) return scoring.best;
  return scoring.best - ((rank.place - 1) / (rank.of - 1)) * (scoring.best - scoring.worst);
}

/** Competition ranking 1, 2, 2, 4: as many stand before one as are strictly better. */
export function placesOf(
  values: readonly { readonly id: string; readonly value: number }[],
  direction: 'up' | 'down',
): Map<string, number> {
  const sorted = [...values].sort((a, b) => (direction === 'up' ? b.value - a.value : a.value - b.value));
  const places = new Map<string, number>();
  let place = 0;
  for (const [at, { id, value }] of sorted.entries()) {
    if (at === 0 || value !== sorted[at - 1]?.value) place = at + 1;
    places.set(id, place);
  }
  return places;
}
