/** What a target can be judged to be (ux.md section 4). */
export const judgements = ['met', 'on-track', 'at-risk', 'off-track', 'unknown'] as const;
export type Judgement = (typeof judgements)[number];
