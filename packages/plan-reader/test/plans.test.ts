/** Scores against hand-made labels: the five plans and the fictional ones. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPlan } from '../src/index.ts';
import { type GoldPlan, type Score, scorePlan } from './score.ts';

const here = import.meta.dirname;
const sharedPlans = path.join(here, '..', '..', '..', '..', 'shared', 'plans');
const hasPlans = existsSync(sharedPlans);
if (!hasPlans) console.warn(`gold scores skipped: the five plans are not at ${sharedPlans}`);

const labelsIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.json'));

const score = (labels: string, plans: string): Score & { file: string } => {
  const gold = JSON.parse(readFileSync(labels, 'utf8')) as GoldPlan;
  const text = readFileSync(path.join(plans, gold.file), 'utf8');
  const reading = readPlan(text);
  for (const target of reading.targets) expect(text.slice(target.start, target.end)).toBe(target.quote);
  return { file: gold.file, ...scorePlan(reading, gold, text) };
};

/** One score for several plans, each plan weighing as many as it has quantities. */
const pool = (
  scores: readonly Score[],
): Pick<Score, 'f1' | 'comparator' | 'deadline' | 'kind' | 'accumulation' | 'region'> => {
  const total = (key: 'matched' | 'gold' | 'predicted'): number => scores.reduce((sum, one) => sum + one[key], 0);
  const mean = (key: 'comparator' | 'deadline' | 'kind' | 'accumulation' | 'region'): number =>
    scores.reduce((sum, one) => sum + one[key] * one.matched, 0) / Math.max(1, total('matched'));
  return {
    f1: (2 * total('matched')) / Math.max(1, total('gold') + total('predicted')),
    comparator: mean('comparator'),
    deadline: mean('deadline'),
    kind: mean('kind'),
    accumulation: mean('accumulation'),
    region: mean('region'),
  };
};

const expectAtLeast = (scores: readonly Score[], floor: { f1: number; attributes: number }): void => {
  const pooled = pool(scores);
  const said = JSON.stringify({ pooled, problems: scores.flatMap((one) => one.problems) }, null, 1);
  expect(pooled.f1, said).toBeGreaterThanOrEqual(floor.f1);
  for (const key of ['comparator', 'deadline', 'kind', 'accumulation'] as const)
    expect(pooled[key], `${key} ${said}`).toBeGreaterThanOrEqual(floor.attributes);
};

const expectTasks = (scores: readonly Score[]): void => {
  for (const one of scores) {
    const problems = one.problems.filter((problem) => problem.startsWith('task'));
    expect(problems).toEqual([]);
    expect(one.tasks).toBe(one.taskCount);
  }
};

describe.skipIf(!hasPlans)('the five plans', () => {
  const folder = path.join(here, 'gold');
  const scores = hasPlans ? labelsIn(folder).map((name) => score(path.join(folder, name), sharedPlans)) : [];

  test('quantities and their attributes are read', () => {
    expect(scores).toHaveLength(5);
    expectAtLeast(scores, { f1: 0.99, attributes: 0.99 });
  });

  test('every numbered task has its units', () => {
    expectTasks(scores);
  });

  test('every spatial pattern has its nodes', () => {
    expect(scores.flatMap((one) => one.problems.filter((problem) => problem.startsWith('layout')))).toEqual([]);
  });
});

describe('fictional plans of other regions and fields', () => {
  const folder = path.join(here, 'dev-plans');
  const scores = labelsIn(folder).map((name) => score(path.join(folder, name), folder));

  test('quantities and their attributes are read', () => {
    expect(scores).toHaveLength(17);
    expectAtLeast(scores, { f1: 0.99, attributes: 0.98 });
  });

  test('every numbered task has its units', () => {
    expectTasks(scores);
  });

  test('every spatial pattern has its nodes', () => {
    expect(scores.flatMap((one) => one.problems.filter((problem) => problem.startsWith('layout')))).toEqual([]);
  });
});
