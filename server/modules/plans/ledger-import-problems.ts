import { problemText, type RegionFound } from '../statistics/index.ts';
import type { Locale } from './judge-text.ts';

/** The same words for the same mistake as in the import of figures. */
export const statisticsProblem = {
  indicator: (value: string, suggestion: string | null, locale: Locale) => {
    const say = problemText(locale);
    return { problem: say.indicatorUnknown(value), remedy: say.didYouMean(suggestion) };
  },
  scope: (value: string, unknown: string | null, dimensions: readonly string[], locale: Locale) => {
    const say = problemText(locale);
    if (unknown === null) return { problem: say.scopeUnreadable(value), remedy: say.scopeForm() };
    const allowed = dimensions.filter((name) => name !== 'region');
    return { problem: say.scopeUnknown(unknown), remedy: say.scopeAllowed(allowed) };
  },
  region: (value: string, found: Exclude<RegionFound, { kind: 'found' }>, locale: Locale) => {
    const say = problemText(locale);
    return found.kind === 'several'
      ? { problem: say.regionSeveral(value), remedy: say.regionCandidates(found.candidates) }
      : { problem: say.regionUnknown(value), remedy: say.didYouMean(found.suggestion) };
  },
};
