/** What the rule that fired says, as a line and as parameters. The record is the engine's FiredRule. */
import { formatNumber } from '../../../shell/widgets/number.ts';
import type { TargetTexts } from '../target-text.ts';

type Rule = Readonly<Record<string, unknown>>;

export const percent = (share: number, decimals = 0): string => `${formatNumber(share * 100, decimals)}%`;
const numberIn = (rule: Rule, key: string) => (typeof rule[key] === 'number' ? (rule[key] as number) : null);

function pathWords(rule: Rule, t: TargetTexts): string {
  const share = numberIn(rule, 'yearShare');
  if (rule.path === 'drawn') return t.rule.drawn;
  if (share !== null)
    return rule.path === 'linear' ? t.rule.evenly(percent(share, 1)) : t.rule.seasonal(percent(share, 1));
  return rule.years === 'geometric' ? t.rule.geometric : t.rule.straight;
}

/** '应达路径按上年同期占全年比重 66.4% 折算；低于应达 90% 判滞后，90%–97% 判有风险。' */
export function ruleLine(rule: Rule, t: TargetTexts, stop: string): string {
  const { id } = rule;
  const name = t.rule.names[String(id)];
  const onTrack = numberIn(rule, 'onTrack');
  const atRisk = numberIn(rule, 'atRisk');
  if (id !== 'path') return name ? name + stop : '';
  const thresholds = onTrack !== null && atRisk !== null ? t.rule.thresholds(percent(onTrack), percent(atRisk)) : '';
  return [pathWords(rule, t), thresholds].filter(Boolean).join(stop === '。' ? '；' : '; ') + stop;
}

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
