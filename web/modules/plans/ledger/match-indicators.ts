import type { IndicatorView } from '../../../../server/modules/statistics/model.ts';

/** Those that hold the words in a name, a synonym or the code; names that begin so come first. */
export function matchIndicators(all: readonly IndicatorView[], words: string): IndicatorView[] {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return all.slice(0, 12);
  const rank = ({ code, nameZh, nameEn, synonyms }: IndicatorView) => {
    const names = [nameZh, nameEn.toLowerCase(), code, ...synonyms];
    if (names.some((name) => name === wanted)) return 0;
    if (names.some((name) => name.startsWith(wanted))) return 1;
    return names.some((name) => name.includes(wanted)) ? 2 : 3;
  };
  return all
    .map((indicator) => ({ indicator, rank: rank(indicator) }))
    .filter((entry) => entry.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, 12)
    .map((entry) => entry.indicator);
}
