/** What the rule that fired says, and its parameters. The record is the engine's FiredRule with its words. */
import { formatNumber } from '../../../shell/widgets/number.ts';
import type { TargetTexts } from '../target-text.ts';

type Rule = Readonly<Record<string, unknown>>;

export const percent = (share: number, decimals = 0): string => `${formatNumber(share * 100, decimals)}%`;
const wordsIn = (rule: Rule, key: string): string => (typeof rule[key] === 'string' ? rule[key] : '');

/** How the path was made and where the thresholds lie, in the reader's language. */
export const ruleText = (rule: Rule): string => wordsIn(rule, 'text');
/** Where it ends at the present pace; empty without a projection. */
export const projectionText = (rule: Rule): string => wordsIn(rule, 'projectionText');

/** Name and value of each parameter, those that are set. */
export function ruleParameters(rule: Rule, t: TargetTexts): { name: string; value: string }[] {
  const words: Record<string, (value: unknown) => string> = {
    id: (value) => t.rule.names[String(value)] ?? String(value),
    onTrack: (value) => percent(Number(value)),
    atRisk: (value) => percent(Number(value)),
    tolerance: (value) => `±${percent(Number(value), 1)}`,
    path: (value) => t.pathKinds[value as keyof typeof t.pathKinds] ?? String(value),
    years: (value) => t.rule.yearKinds[String(value)] ?? String(value),
    yearShare: (value) => percent(Number(value), 1),
  };
  return Object.entries(words).flatMap(([key, say]) => {
    const value = rule[key];
    return value === null || value === undefined ? [] : [{ name: t.rule.parameters[key] ?? key, value: say(value) }];
  });
}
