/** Words of the indicators' pages. */
import { en } from './text-en.ts';
import { zh } from './text-zh.ts';

export type { StatisticsTexts } from './text-zh.ts';
export const text = { zh, en };
