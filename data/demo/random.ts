/** A stream of numbers in [0, 1), the same for the same seed: mulberry32 (Tommy Ettinger, public domain). */
export type Random = () => number;

function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A stream of its own for each name (FNV-1a over the name), so that a new series leaves the others as they were. */
export function randomFor(seed: number, name: string): Random {
  let hash = 0x811c9dc5 ^ seed;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return mulberry32(hash);
}

/** 1, give or take `spread`: between(random, 0.03) lies in 0.97..1.03. */
export const around = (random: Random, spread: number): number => 1 + (random() * 2 - 1) * spread;
