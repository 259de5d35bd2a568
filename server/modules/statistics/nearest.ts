/**
 * The candidate whose name differs from `text` by the fewest letters, or null where more than half differ. Of equals the
 * one that begins alike, then the one that comes first.
 */
export function nearest<T>(
  text: string,
  candidates: Iterable<T>,
  namesOf: (candidate: T) => readonly string[],
): T | null {
  const wanted = fold(text);
  let best: T | null = null;
  let bestScore = 0.5;
  for (const candidate of candidates) {
    for (const name of namesOf(candidate)) {
      const score = likeness(wanted, fold(name));
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
  }
  return best;
}

const fold = (text: string) => [...text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')].slice(0, 60);

/** 1 for the same letters, 0 for none alike; a shared beginning counts a little more. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 0;
  const start = a.findIndex((letter, i) => letter !== b[i]);
  const shared = start < 0 ? Math.min(a.length, b.length) : start;
  return 1 - distance(a, b) / longest + shared / (longest * 100);
}

/** Letters to change, add or leave out (Levenshtein). */
function distance(a: readonly string[], b: readonly string[]): number {
  let row = b.map((_, i) => i + 1);
  for (const [i, letter] of a.entries()) {
    let left = i + 1;
    let above = i;
    row = row.map((up, j) => {
      const here = Math.min(left + 1, up + 1, above + (letter === b[j] ? 0 : 1));
      above = up;
      left = here;
      return here;
    });
  }
  return row.at(-1) ?? a.length;
}
