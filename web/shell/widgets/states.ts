import type { JudgementState } from '@liannao/statistics';

/** What a target can be judged to be (ux.md section 4), in the order of the filter. */
export const judgementStates = [
  'met',
  'on-track',
  'at-risk',
  'off-track',
  'unknown',
] as const satisfies JudgementState[];
export type { JudgementState };
