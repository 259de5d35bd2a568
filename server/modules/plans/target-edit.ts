import { parsePeriod, periodCode } from '@liannao/statistics';
import type { z } from 'zod';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { type FieldProblem, unprocessable } from '../../kernel/errors.ts';
import type { PathChoice } from './model.ts';
import { note } from './review-history.ts';
import { openTarget } from './review-open.ts';
import { targetYears, updateTarget } from './review-queries.ts';
import { replaceYears, setPath } from './target-queries.ts';
import type { Split } from './target-years.ts';

type Path = z.infer<typeof PathChoice>;

interface Edit<T> {
  readonly id: string;
  /** From If-Match; null where the caller does not care. */
  readonly revision: number | null;
  readonly value: T;
}

/** Chooses the path that the target is judged by. Points are kept in code form, in the order of time. */
export async function choosePath(tx: Tx, actor: Actor, { id, revision, value }: Edit<Path>): Promise<void> {
  const row = await openTarget(tx, id, revision);
  const path = { kind: value.kind, points: value.kind === 'drawn' ? drawnPoints(value.points) : [] };
  if (JSON.stringify(path) === JSON.stringify(row.path)) return;
  await setPath(tx, id, path);
  await updateTarget(tx, id, {});
  await note(tx, actor, { targetId: id, action: 'path', before: { path: row.path }, after: { path } });
}

function drawnPoints(points: Path['points']): Path['points'] {
  const problems: FieldProblem[] = [];
  const read = points.map(({ period, value }, i) => {
    const result = parsePeriod(period);
    if (result.ok) return { period: periodCode(result.value), value };
    const message = result.issues.map((issue) => issue.suggestion ?? issue.message).join('; ');
    problems.push({ field: `body.points.${i}.period`, code: 'period-unreadable', message });
    return { period, value };
  });
  if (read.length === 0)
    problems.push({ field: 'body.points', code: 'path-empty', message: 'a drawn path needs a point' });
  for (const [i, { period }] of read.entries()) {
    if (read.findIndex((other) => other.period === period) === i) continue;
    problems.push({ field: `body.points.${i}.period`, code: 'period-twice', message: `${period} stands there twice` });
  }
  if (problems.length > 0)
    throw unprocessable('path-invalid', 'The path cannot be drawn through these points.', problems);
  return read.sort((a, b) => (a.period < b.period ? -1 : 1));
}

/** Sets the yearly values of a target, all at once; none takes the split away. */
export async function splitYears(tx: Tx, actor: Actor, { id, revision, value }: Edit<Split>): Promise<void> {
  const row = await openTarget(tx, id, revision);
  const years = [...value.years].sort((a, b) => a.year - b.year);
  refuseWrongYears(years, row.deadline);
  const before = await targetYears(tx, id);
  if (JSON.stringify(before) === JSON.stringify(years)) return;
  await replaceYears(tx, id, years);
  await updateTarget(tx, id, {});
  await note(tx, actor, { targetId: id, action: 'years', before: { years: before }, after: { years } });
}

function refuseWrongYears(years: Split['years'], deadline: number | null): void {
  const problems = years.flatMap(({ year }, i): FieldProblem[] => {
    const field = `body.years.${i}.year`;
    if (years[i - 1]?.year === year) return [{ field, code: 'year-twice', message: `${year} stands there twice` }];
    if (deadline !== null && year > deadline) {
      return [{ field, code: 'year-after-deadline', message: `the target is due by the end of ${deadline}` }];
    }
    return [];
  });
  if (problems.length > 0) throw unprocessable('years-invalid', 'Some years are not possible.', problems);
}
