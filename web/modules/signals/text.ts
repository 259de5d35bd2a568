import { en } from './text-en.ts';
import { zh } from './text-zh.ts';

export type SignalTexts = typeof zh;
export const text = { zh, en };
