/** The candidate most like `text` by the letters' neighbours they share (Dice), or null where none is at all alike. */
export function nearest<T>(text: string, candidates: Iterable<T>, nameOf: (candidate: T) => string): T | null {
  const wanted = pairsOf(text);
  let best: T | null = null;
  let bestScore = 0.35;
  for (const candidate of candidates) {
    const score = likeness(wanted, pairsOf(nameOf(candidate)));
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

/** Neighbouring letters, with the ends, so that short names have more than one pair. */
function pairsOf(text: string): string[] {
  const letters = [...`^${text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')}$`];
  return letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
}

function likeness(a: readonly string[], b: readonly string[]): number {
  const rest = [...b];
  let shared = 0;
  for (const pair of a) {
    const at = rest.indexOf(pair);
    if (at < 0) continue;
    rest.splice(at, 1);
    shared += 1;
  }
  return (2 * shared) / (a.length + b.length);
}
