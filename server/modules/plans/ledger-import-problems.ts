import type { RowProblem } from '../../kernel/imports/importer.ts';
import { type IndicatorFound, problemText, type RegionFound } from '../statistics/index.ts';
import type { Locale } from './judge-text.ts';

type Said = Pick<RowProblem, 'problem' | 'remedy' | 'suggestion'>;
type Unknown<T> = Extract<T, { kind: 'unknown' }>;

const mendOf = ({ written }: { readonly written: string | null }): Pick<RowProblem, 'suggestion'> =>
  written === null ? {} : { suggestion: written };

/** The same words for the same mistake as in the import of figures. */
export const statisticsProblem = {
  indicator: (value: string, found: Unknown<IndicatorFound>, locale: Locale): Said => {
    const say = problemText(locale);
    return { problem: say.indicatorUnknown(value), remedy: say.didYouMean(found.suggestion), ...mendOf(found) };
  },
  scope: (value: string, unknown: string | null, dimensions: readonly string[], locale: Locale): Said => {
    const say = problemText(locale);
    if (unknown === null) return { problem: say.scopeUnreadable(value), remedy: say.scopeForm() };
    const allowed = dimensions.filter((name) => name !== 'region');
    return { problem: say.scopeUnknown(unknown), remedy: say.scopeAllowed(allowed) };
  },
  region: (value: string, found: Exclude<RegionFound, { kind: 'found' }>, locale: Locale): Said => {
    const say = problemText(locale);
    return found.kind === 'several'
      ? { problem: say.regionSeveral(value), remedy: say.regionCandidates(found.candidates) }
      : { problem: say.regionUnknown(value), remedy: say.didYouMean(found.suggestion), ...mendOf(found) };
  },
};
