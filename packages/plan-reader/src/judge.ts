/** How sure the reader is of a target, what it would ask, and what the target is bound to. */
import type { Item } from './clause.ts';
import { isApproximate, isPlain } from './comparator.ts';
import { bindIndicator } from './lexicon.ts';
import type { IndicatorBinding, IndicatorLexicon, PlanTarget, QuestionCode } from './types.ts';

/** What the reading of an item rests on besides its own words. */
interface Grounds {
  subjectCarried: boolean;
  timeCarried: boolean;
  /** Neither the section nor the sentence says whether it is a fact or a target. */
  kindAssumed: boolean;
  /** A bare count: nothing says whether it is a stock or built up. */
  accumulationAssumed: boolean;
  /** Other wordings of the label, for binding. */
  variants: readonly string[];
}

/** Below this a name is only near the label and not in it. */
const CONTAINED = 0.55;

/**
 * The binding over the wordings of a label: a contained name before a near one, then the longest contained or the
 * nearest near one; the first wording wins a tie.
 */
const bestBinding = (labels: readonly string[], lexicon: IndicatorLexicon, unit: string): IndicatorBinding | null => {
  let best: IndicatorBinding | null = null;
  for (const label of labels) {
    const found = bindIndicator(label, lexicon, unit);
    if (found !== null && (best === null || isBetter(found, best))) best = found;
  }
  return best;
};

const isBetter = (found: IndicatorBinding, best: IndicatorBinding): boolean => {
  const isContained = found.confidence > CONTAINED;
  if (isContained !== best.confidence > CONTAINED) return isContained;
  return isContained ? found.name.length > best.name.length : found.confidence > best.confidence;
};

/** Sets `confidence`, `question` and, with a lexicon, `code`, `scope` and `bindingConfidence` of `target`. */
export const judge = (
  target: PlanTarget,
  item: Item,
  { subjectCarried, timeCarried, kindAssumed, accumulationAssumed, variants }: Grounds,
  lexicon: IndicatorLexicon | null,
): void => {
  let question: QuestionCode | undefined;
  let confidence = 0.95;
  const doubt = (code: QuestionCode, cost: number): void => {
    question ??= code;
    confidence -= cost;
  };
  if (target.unit === '') doubt('unit-unknown', 0.25);
  if (target.indicator.length < 2) doubt('subject-missing', 0.3);
  if (kindAssumed) doubt('kind-unclear', 0.15);
  if (
    target.kind === 'target' &&
    (target.comparator === '+=' || item.raw.form === 'multiple') &&
    target.baseYear === undefined
  )
    doubt('no-base-year', 0.05);
  if (target.kind === 'target' && target.deadline === null && target.accumulation !== 'annual')
    doubt('no-deadline', 0.1);
  if (target.kind === 'target' && isApproximate(item.bound) && item.bound.before.some((word) => word.kind === 'reach'))
    doubt('approximate-or-at-least', 0.05);
  if (accumulationAssumed) doubt('accumulation-unclear', 0.05);
  if (subjectCarried) doubt('subject-carried', 0.1);
  if (timeCarried) confidence -= 0.05;
  if (isPlain(item.bound) && target.kind === 'target') confidence -= 0.03;
  target.confidence = Math.max(0.1, Math.round(confidence * 100) / 100);
  if (question !== undefined) target.question = question;
  const binding = lexicon === null ? null : bestBinding([target.indicator, ...variants], lexicon, target.unit);
  if (binding === null) return;
  target.code = binding.code;
  target.scope = binding.scope;
  target.bindingConfidence = binding.confidence;
};
