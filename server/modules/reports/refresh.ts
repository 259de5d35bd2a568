/** Facts as they are known now, beside those that a draft holds. */
import type { Tx } from '../../kernel/access/actor.ts';
import type { Block } from './blocks.ts';
import { type Facts, type FigureFact, seriesKey, targetKey } from './facts.ts';
import { loadFacts } from './facts-load.ts';
import { reportMonth } from './month.ts';
import type { FoundReport } from './queries.ts';

/** Today's facts of the draft's blocks; what is locked stays as it was locked. */
export async function loadToday(
  tx: Tx,
  row: FoundReport,
  now: Date,
  blocks: readonly Block[] = row.blocks,
): Promise<Facts> {
  const facts = await loadFacts(tx, {
    blocks,
    region: row.region_code,
    plan: row.plan_id,
    month: reportMonth(row.month),
    knownAt: now,
  });
  return { ...facts, figures: { ...facts.figures, ...locked(row.facts.figures) } };
}

const locked = (figures: Facts['figures']): Record<string, FigureFact> =>
  Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure.lock));

/** The draft's facts with these of today's put in. */
export function withFresh(draft: Facts, today: Facts, keys: ReadonlySet<string>): Facts {
  const figures = { ...draft.figures };
  for (const key of keys) {
    const fresh = today.figures[key];
    if (fresh) figures[key] = fresh;
  }
  const targets = draft.targets.map(
    (target) => (keys.has(targetKey(target.id)) && today.targets.find((one) => one.id === target.id)) || target,
  );
  return { ...draft, figures, targets };
}

/**
 * Facts for changed blocks: what the draft holds stays as the draft says it, what it does not hold yet comes as it was
 * known at the draft's data date; what no block shows any more goes.
 */
export async function factsForBlocks(tx: Tx, row: FoundReport, blocks: readonly Block[]): Promise<Facts> {
  const fresh = await loadToday(tx, row, row.known_at, blocks);
  const held = (key: string, figure: FigureFact): [string, FigureFact] => [key, row.facts.figures[key] ?? figure];
  const figures = Object.fromEntries(Object.entries(fresh.figures).map(([key, figure]) => held(key, figure)));
  const indicators = { ...fresh.indicators };
  for (const series of Object.values(fresh.figures)) {
    const known = row.facts.indicators[seriesKey(series)];
    if (known) indicators[seriesKey(series)] = known;
  }
  const targets = fresh.targets.map((target) => row.facts.targets.find((one) => one.id === target.id) ?? target);
  return { ...fresh, figures, indicators, targets };
}
