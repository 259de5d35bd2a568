import type { IndicatorBinding, IndicatorLexicon } from './types.ts';
export const bindIndicator = (_label: string, _lexicon: IndicatorLexicon, _unit?: string): IndicatorBinding | null => null;
