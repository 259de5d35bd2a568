import type { Tx } from '../../kernel/access/actor.ts';
import type { SeriesKey } from './figure-ref.ts';

export interface FigureUse {
  readonly title: string;
  /** Path in the web application. */
  readonly href: string;
}
/** Of any of the series, each use once. */
export type FindUses = (tx: Tx, keys: readonly SeriesKey[], limit: number) => Promise<readonly FigureUse[]>;

const finders = new Set<FindUses>();

/**
 * How a module that stands on figures (targets, reports) tells where it uses them, without statistics knowing it.
 * Called when the module's routes are registered; a finder is kept once.
 */
export function tellFigureUses(find: FindUses): void {
  finders.add(find);
}

export async function usesOf(tx: Tx, keys: readonly SeriesKey[], limit: number): Promise<FigureUse[]> {
  const uses: FigureUse[] = [];
  for (const find of finders) uses.push(...(await find(tx, keys, limit)));
  return uses.slice(0, limit);
}
