/** Words of the plan library and a plan's page. */
import { en } from './library/text-en.ts';
import { zh } from './library/text-zh.ts';

export type { LibraryTexts } from './library/text-zh.ts';
export const text = { zh, en };
