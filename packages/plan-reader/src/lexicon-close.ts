/** Names that say the same in other words or another order, by the pairs of characters they share with the label. */
import type { IndicatorBinding, IndicatorEntry } from './types.ts';

/** An indicator under one of its names. */
export interface NamedEntry {
  entry: IndicatorEntry;
  scope: Readonly<Record<string, unknown>>;
}

/** Names, and for each pair of characters the names that hold it. */
export interface PairIndex {
  names: Map<string, NamedEntry>;
  pairs: Map<string, string[]>;
  /** The weight of all pairs of a name: a pair that many names hold says little. */
  weights: Map<string, number>;
}

/** Words that a name may have or lack without meaning another thing. */
const filler =
  /全[市省区县国]|我[市省]|各类|产业|行业|领域|累计|力争|当年|当日|首次|每年|的|其中|实施|推进|完成|建设|规模以上|以上|左右|\(|\)|（|）/g;
/** What is done to the counted thing: a name without the label's deed counts something else. */
const deed =
  /招引|引进|引育|淘汰|更新|改造|搭载|布局|转型|退出|出口|投资|补贴|培训|奖励|新增|占|增速|降幅|增幅|提高|门槛|上限/g;

const pairsOf = (text: string): Set<string> => {
  const bare = text
    .replace(filler, '')
    .replace(/总值/g, '总产值')
    .replace(/[数量额]$/, '');
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < bare.length; at++) pairs.add(bare.slice(at, at + 2));
  return pairs;
};

/** A name of fewer pairs (企业数) is near to everything. */
const FEWEST = 3;

/** Makes the index of pairs; linear in the length of all names. */
export const indexPairs = (names: Map<string, NamedEntry>): PairIndex => {
  const pairs = new Map<string, string[]>();
  for (const name of names.keys()) {
    const own = pairsOf(name);
    if (own.size < FEWEST) continue;
    for (const pair of own) {
      const list = pairs.get(pair);
      if (list === undefined) pairs.set(pair, [name]);
      else list.push(name);
    }
  }
  const weights = new Map<string, number>();
  for (const name of names.keys()) weights.set(name, weightOf(pairsOf(name), pairs));
  return { names, pairs, weights };
};

const UNKNOWN = 0.4;
const pairWeight = (list: readonly string[] | undefined): number =>
  list === undefined ? UNKNOWN : 1 / (1 + Math.log2(list.length));
const weightOf = (own: ReadonlySet<string>, pairs: ReadonlyMap<string, readonly string[]>): number => {
  let sum = 0;
  for (const pair of own) sum += pairWeight(pairs.get(pair));
  return sum;
};

const LEAST_SCORE = 0.6;

/** The name nearest to `label` in its pairs, with a confidence of 0.54 at most; null where none is near. */
export const closeBinding = (
  { names, pairs, weights }: PairIndex,
  label: string,
  accepts: (entry: IndicatorEntry) => boolean,
): IndicatorBinding | null => {
  const own = pairsOf(label);
  const shared = new Map<string, number>();
  for (const pair of own) {
    const list = pairs.get(pair) ?? [];
    const weight = pairWeight(list.length === 0 ? undefined : list);
    for (const name of list) shared.set(name, (shared.get(name) ?? 0) + weight);
  }
  const whole = weightOf(own, pairs);
  const deeds = label.match(deed) ?? [];
  let best: { name: string; score: number } | null = null;
  for (const [name, weight] of shared) {
    const strange = deeds.filter((word) => !name.includes(word)).length;
    const missing = (name.match(deed) ?? []).filter((word) => !label.includes(word)).length;
    const score = 0.7 * (weight / (weights.get(name) ?? 1)) + 0.3 * (weight / whole) - 0.2 * (strange + missing);
    if (score <= (best?.score ?? LEAST_SCORE)) continue;
    if (accepts((names.get(name) as NamedEntry).entry)) best = { name, score };
  }
  if (best === null) return null;
  const { entry, scope } = names.get(best.name) as NamedEntry;
  return {
    code: entry.code,
    name: best.name,
    scope,
    confidence: Math.round(Math.min(0.54, 0.55 * best.score) * 100) / 100,
  };
};
