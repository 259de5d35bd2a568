/** Words of the review page. */
import { en } from './review/text-en.ts';
import { zh } from './review/text-zh.ts';

export type { ReviewTexts } from './review/text-zh.ts';
export const text = { zh, en };
