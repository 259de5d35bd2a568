import type { NodeView } from './model.ts';

interface Measured {
  readonly output: { readonly actual: number | null; readonly target: number | null };
  readonly firms: { readonly actual: number | null; readonly target: number | null };
  /** Year that the plan begins in and that the targets are to be reached by. */
  readonly from: number | null;
  readonly deadline: number | null;
}

/** As everywhere: on track from 97 % of what should be reached by now, at risk from 90 %. */
const ON_TRACK = 0.97;
const AT_RISK = 0.9;

/**
 * A node against its own targets. What should be reached by now grows evenly from the beginning of the plan to the end of
 * its year; the worst of its figures decides. Without a target or a figure it cannot be judged, and that is said.
 */
export function judgeNode(
  given: Measured,
  today: string,
  locale: 'zh' | 'en',
): Pick<NodeView, 'judgement' | 'output' | 'firms'> {
  const share = shareOfTime(given, today);
  const figure = ({ actual, target }: Measured['output']) => ({
    actual,
    target,
    ratio: actual === null || !target || share === null ? null : actual / (target * share),
  });
  const output = figure(given.output);
  const firms = figure(given.firms);
  const say = WORDS[locale];
  const told = [
    { name: say.output, ...output },
    { name: say.firms, ...firms },
  ].filter(({ target }) => target !== null);
  if (told.length === 0) return { output, firms, judgement: { state: 'unknown', sentence: say.noTarget } };
  const known = told.filter(({ ratio }) => ratio !== null);
  if (known.length === 0) return { output, firms, judgement: { state: 'unknown', sentence: say.noFigure } };
  const worst = known.reduce((a, b) => ((a.ratio ?? 0) <= (b.ratio ?? 0) ? a : b));
  const reached = known.every(({ actual, target }) => (actual ?? 0) >= (target ?? 0));
  const ratio = worst.ratio ?? 0;
  const state = reached ? 'met' : ratio >= ON_TRACK ? 'on-track' : ratio >= AT_RISK ? 'at-risk' : 'off-track';
  return { output, firms, judgement: { state, sentence: say.sentence(worst.name, Math.round(ratio * 1000) / 10) } };
}

/** Share of the plan's time that has passed, above 0 and up to 1; null where it has no dates. */
function shareOfTime({ from, deadline }: Measured, today: string): number | null {
  if (from === null || deadline === null || deadline < from) return null;
  const year = Number(today.slice(0, 4));
  const passed = year - from + (Number(today.slice(5, 7)) - 1) / 12;
  const share = passed / (deadline - from + 1);
  return share <= 0 ? null : Math.min(1, share);
}

const WORDS = {
  zh: {
    output: '产值',
    firms: '企业数',
    noTarget: '规划没有给这个节点定产值或企业数目标',
    noFigure: '有目标，还没有可比的数据或期限',
    sentence: (name: string, percent: number) => `${name}为到目前应达数的 ${percent}%`,
  },
  en: {
    output: 'Output',
    firms: 'Firms',
    noTarget: 'The plan sets no output or number of firms for this node',
    noFigure: 'It has targets, but no figure or dates to hold against them yet',
    sentence: (name: string, percent: number) => `${name} at ${percent}% of what should be reached by now`,
  },
};
