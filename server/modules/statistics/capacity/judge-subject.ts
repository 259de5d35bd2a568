import {
  type CapacityJudgement,
  type CapacityParameters,
  judgeCapacity,
  quarter,
  quartersOf,
} from '@liannao/statistics';
import type { Subject, SubjectFigures } from './subjects.ts';

export interface JudgedSubject {
  readonly subject: Subject;
  readonly now: SubjectFigures;
  readonly judgement: CapacityJudgement;
  readonly quarters: readonly { readonly period: string; readonly rate: number | null }[];
}

/** Judged for January to `month`; its own range is of the whole quarters before the one that the month stands in. */
export function judgeSubject(
  subject: Subject,
  { year, month, parameters }: { year: number; month: number; parameters: CapacityParameters },
): JudgedSubject {
  const now = subject.at(year, month);
  const running = Math.ceil(month / 3);
  const last = running === 1 ? quarter(year - 1, 4) : quarter(year, running - 1);
  const first = quarter(year - 3, 1);
  const quarters = quartersOf((period) => subject.at(period.year, period.month), first, last);
  return {
    subject,
    now,
    judgement: judgeCapacity({ now, yearEarlier: subject.at(year - 1, month), quarters, parameters }),
    quarters: quarters.map(({ period, output, capacity }) => ({
      period: `${period.year}Q${period.quarter}`,
      rate: output === null || capacity === null || capacity <= 0 ? null : (output / capacity) * 100,
    })),
  };
}

/** No output in the months so far while there is capacity: it stands still. */
export const isStopped = ({ now }: JudgedSubject): boolean => now.output === 0 && (now.capacity ?? 0) > 0;
