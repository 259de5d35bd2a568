/** The code that is spelt most like `word`, where one is close enough to be a slip: a third of its letters, two at least. */
export function nearestCode(word: string, codes: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const code of codes) {
    if (Math.abs(code.length - word.length) >= bestDistance) continue;
    const distance = editDistance(word, code);
    if (distance < bestDistance) [best, bestDistance] = [code, distance];
  }
  return best;
}

/** Letters to change, add or leave out. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
