import { en } from './text-en.ts';
import { zh } from './text-zh.ts';

export type DeskTexts = typeof zh;
export const text = { zh, en };
