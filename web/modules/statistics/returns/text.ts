/** Words of filling in and reviewing a return. */
import { en } from './text-en.ts';
import { zh } from './text-zh.ts';

export type { ReturnTexts } from './text-zh.ts';
export const text = { zh, en };
