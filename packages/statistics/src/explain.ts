/** Sentences for a judgement, in the display unit, rounded as published. ux 6 and 11. */
import { explainEn, explainProjectionEn, explainRuleEn, reasonWordsEn, stateWordsEn } from './explain-en.ts';
import { explainProjectionZh, explainRuleZh, explainZh, reasonWordsZh, stateWordsZh } from './explain-zh.ts';
import type { Judgement } from './judgement-types.ts';
import type { Lang } from './period-label.ts';
import { speaker, type Wording } from './say.ts';

export type { Wording } from './say.ts';

/** Words of the five states and of the reasons for `unknown` (ux 4). */
export const stateWords = { zh: stateWordsZh, en: stateWordsEn } as const;
export const reasonWords = { zh: reasonWordsZh, en: reasonWordsEn } as const;

/**
 * The judgement said aloud, with the pace that the rest needs:
 * 「1–8 月累计出口 11.2 万辆，为应达 13.3 万辆的 84%，判为滞后。要达到目标，9–12 月须月均 2.2 万辆，是今年以来月均 1.4 万辆的 1.57 倍。」
 */
export const explain = (judgement: Judgement, lang: Lang, wording: Wording): string =>
  (lang === 'zh' ? explainZh : explainEn)(judgement, wording.subject, speaker(wording, lang));

/** How the path was made and where the thresholds lie. */
export const explainRule = (judgement: Judgement, lang: Lang): string =>
  (lang === 'zh' ? explainRuleZh : explainRuleEn)(judgement);

/** Where it ends at the present pace; empty without a projection. */
export const explainProjection = (judgement: Judgement, lang: Lang, wording: Wording): string =>
  (lang === 'zh' ? explainProjectionZh : explainProjectionEn)(judgement, speaker(wording, lang));
