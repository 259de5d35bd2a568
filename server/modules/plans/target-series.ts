/** What the target's chart shows: the figures as they were judged month by month, in the measure of the judgement. */
import { type Judgement, type MonthPeriod, monthAt, monthIndex, periodCode } from '@liannao/statistics';
import type { z } from 'zod';
import type { SeriesFigure } from '../statistics/index.ts';
import type { SeriesPoint } from './model.ts';

type Point = z.infer<typeof SeriesPoint>;
type JudgeAt = (month: MonthPeriod) => Judgement;

/** Ten years of months. */
const MAX_MONTHS = 120;

export interface ChartSeries {
  readonly actual: readonly Point[];
  readonly lastYear: readonly Point[];
}

/**
 * Of a year's flow the months of the judged year, and of the year before beside them; of all else every month from the
 * base on. Figures after the data month are not shown.
 */
export function chartSeries(judgement: Judgement, figures: readonly SeriesFigure[], judgeAt: JudgeAt): ChartSeries {
  const end = monthIndex(judgement.asAt.year, judgement.asAt.month);
  if (judgement.measure === 'year-flow') {
    const year = judgedYear(judgement);
    const last = Math.min(end, year * 12 + 11);
    return {
      actual: pointsBetween(year * 12, last, { figures, judgeAt }),
      lastYear: pointsBetween((year - 1) * 12, (year - 1) * 12 + 11, { figures, judgeAt }),
    };
  }
  const base = judgement.baseline ? judgement.baseline.year * 12 + 11 : end - 48;
  const from = Math.max(Math.min(base, end - 12), end - MAX_MONTHS);
  return { actual: pointsBetween(from, end, { figures, judgeAt }), lastYear: [] };
}

const judgedYear = ({ actual, asAt, goal }: Judgement): number =>
  actual && actual.period.kind !== 'span' ? actual.period.year : Math.min(asAt.year, goal.deadline ?? asAt.year);

function pointsBetween(
  from: number,
  to: number,
  { figures, judgeAt }: { figures: readonly SeriesFigure[]; judgeAt: JudgeAt },
): Point[] {
  const byRef = new Map(figures.map((figure) => [figure.ref, figure]));
  const points = new Map<string, Point>();
  for (let index = from; index <= to; index += 1) {
    const { actual } = judgeAt(monthAt(index));
    if (!actual || actual.lagMonths > 0) continue;
    const parts = actual.refs.flatMap((ref) => byRef.get(ref) ?? []);
    const newest = parts.at(-1);
    points.set(periodCode(actual.period), {
      period: periodCode(actual.period),
      value: actual.value,
      missing: null,
      status: actual.status === 'revised' ? 'approved' : actual.status,
      observationId: newest?.ref ?? '',
      synthetic: parts.some((part) => part.synthetic),
      revision: newest?.revision ?? 0,
    });
  }
  return [...points.values()];
}
