import { en } from './text-en.ts';
import { zh } from './text-zh.ts';

export const text = { zh, en };
