import { readFile } from 'node:fs/promises';
import type { IndicatorLexicon } from '@liannao/plan-reader';

/** The shipped indicator catalogue, as the reader takes it. */
export async function shippedLexicon(): Promise<IndicatorLexicon> {
  return JSON.parse(await readFile(new URL('../data/indicators.json', import.meta.url), 'utf8')) as IndicatorLexicon;
}
