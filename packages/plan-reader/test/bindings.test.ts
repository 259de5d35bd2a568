/** Binding against the hand-made bindings of the five plans, paired by value, unit and order in the document. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type IndicatorLexicon, type PlanTarget, readPlan } from '../src/index.ts';

interface Binding {
  document: string;
  indicator: string;
  value: number;
  unit: string;
  code: string | null;
}

const shared = path.join(import.meta.dirname, '..', '..', '..', '..', 'shared');
const bindingsFile = path.join(shared, 'indicators', 'bindings.json');
const hasBindings = existsSync(bindingsFile);
if (!hasBindings) console.warn(`binding scores skipped: no ${bindingsFile}`);

const plainUnit = (unit: string): string =>
  unit
    .replace('（', '(')
    .replace('）', ')')
    .replace(/^个(?=百分点)/, '')
    .replace(/^倍$/, '∶1');

/** The next target with the value and unit of `binding`, from `from` on; -1 where there is none. */
const indexOf = (targets: readonly PlanTarget[], binding: Binding, from: number): number =>
  targets.findIndex(
    (target, index) =>
      index >= from &&
      Math.abs(target.value - binding.value) <= 1e-6 * Math.max(1, binding.value) &&
      plainUnit(target.unit) === plainUnit(binding.unit),
  );

describe.skipIf(!hasBindings)('binding of the five plans', () => {
  test('codes are right, and what is said with confidence holds', () => {
    const lexicon = JSON.parse(
      readFileSync(path.join(shared, 'indicators', 'catalogue.json'), 'utf8'),
    ) as IndicatorLexicon;
    const bindings = JSON.parse(readFileSync(bindingsFile, 'utf8')) as Binding[];
    const wrong: string[] = [];
    let paired = 0;
    let sure = 0;
    let surelyRight = 0;
    for (const document of new Set(bindings.map((one) => one.document))) {
      const { targets } = readPlan(readFileSync(path.join(shared, 'plans', `${document}.txt`), 'utf8'), { lexicon });
      let from = 0;
      for (const binding of bindings.filter((one) => one.document === document)) {
        const index = indexOf(targets, binding, from);
        if (index < 0 || binding.code === null) continue;
        from = index + 1;
        paired++;
        const target = targets[index] as PlanTarget;
        const isRight = target.code === binding.code;
        if (!isRight) wrong.push(`${binding.indicator}: ${binding.code}, got ${target.code} for ${target.indicator}`);
        if ((target.bindingConfidence ?? 0) < 0.6) continue;
        sure++;
        if (isRight) surelyRight++;
      }
    }
    expect(paired).toBeGreaterThanOrEqual(120);
    expect(1 - wrong.length / paired, wrong.join('\n')).toBeGreaterThanOrEqual(0.9);
    expect(surelyRight / sure).toBeGreaterThanOrEqual(0.98);
  });
});
