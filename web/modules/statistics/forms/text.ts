/** Words of the desk of rounds, of collecting, and of defining forms. */
import { en } from './text-en.ts';
import { zh } from './text-zh.ts';

export type { FormsTexts } from './text-zh.ts';
export const text = { zh, en };
