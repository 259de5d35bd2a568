import { roundHalfUp } from '@liannao/statistics';
import type { Input } from './collected.ts';
import type { Criterion, Scoring } from './model.ts';
import type { CellScore } from './scoring/evaluate.ts';

export interface Sentences {
  readonly zh: string;
  readonly en: string;
}

const UNIT_EN: Readonly<Record<string, string>> = { 个百分点: ' pp', 天: ' days', 分: ' points' };

/** How a score came about, as a sentence in both languages: what was measured, by which rule it scores, what it weighs. */
export function explainCell(
  criterion: Criterion,
  cell: CellScore,
  { input, of }: { input: Input; of: number },
): Sentences {
  const weight = `${plain(criterion.weight)}%`;
  if (cell.by === 'left-out')
    return {
      zh: `${input.zh}，未计入，权重 ${weight} 由其余指标分摊。`,
      en: `${sentence(input.en)}; left out, its weight of ${weight} is spread over the others.`,
    };
  const score = cell.score === null ? '' : roundHalfUp(cell.score, 2);
  if (cell.by === 'rule-for-missing')
    return {
      zh: `${input.zh}，按方案规定计 ${score} 分，权重 ${weight}。`,
      en: `${sentence(input.en)}; scored ${score} by the scheme's rule for missing figures, weight ${weight}.`,
    };
  const value = plain(cell.value ?? 0);
  const rule = ruleOf(criterion.scoring, { cell, of });
  return {
    zh: `${input.zh}：${value}${input.unit}；${rule.zh}，得 ${score} 分，权重 ${weight}。`,
    en: `${sentence(input.en)}: ${value}${UNIT_EN[input.unit] ?? input.unit}; ${rule.en}, ${score} points, weight ${weight}.`,
  };
}

function ruleOf(scoring: Scoring, { cell, of }: { cell: CellScore; of: number }): Sentences {
  if (scoring.kind === 'linear')
    return {
      zh: `${plain(scoring.zero)} 得 0 分、${plain(scoring.full)} 得满分，中间按比例`,
      en: `${plain(scoring.zero)} scores 0 and ${plain(scoring.full)} scores 100, straight between`,
    };
  if (scoring.kind === 'rank')
    return {
      zh: `${of} 个有数据的单位中排第 ${cell.place}，首位 ${plain(scoring.best)} 分、末位 ${plain(scoring.worst)} 分`,
      en: `place ${cell.place} of ${of} with a figure, from ${plain(scoring.best)} for the first to ${plain(scoring.worst)} for the last`,
    };
  const reached = scoring.steps.findLast(({ from }) => (cell.value ?? 0) >= from);
  return reached
    ? { zh: `达到 ${plain(reached.from)} 这一档`, en: `reaches the step of ${plain(reached.from)}` }
    : { zh: '没到最低一档', en: 'below the first step' };
}

const plain = (value: number) => String(Number(value.toFixed(2)));
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
