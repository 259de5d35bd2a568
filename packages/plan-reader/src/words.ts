/** Looking for words of a list at a place of the text. Lists are short and words are short, so each look is bounded. */

/** True when one of `words` starts at `at`. */
export const startsWithAny = (s: string, at: number, words: readonly string[]): boolean => {
  for (const word of words) if (s.startsWith(word, at)) return true;
  return false;
};

/** True when one of `words` ends just before `end`. */
export const endsWithAny = (s: string, end: number, words: readonly string[]): boolean => {
  for (const word of words) if (end >= word.length && s.startsWith(word, end - word.length)) return true;
  return false;
};

/** The longest of `words` that starts at `at`, or ''. */
export const longestAt = (s: string, at: number, words: readonly string[]): string => {
  let best = '';
  for (const word of words) if (word.length > best.length && s.startsWith(word, at)) best = word;
  return best;
};
