import { en } from './target/text-en.ts';
import { zh } from './target/text-zh.ts';

export type TargetTexts = typeof zh;
export const text = { zh, en };
