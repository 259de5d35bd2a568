import type { Tx } from '../../kernel/access/actor.ts';
import type { SearchHit } from '../../kernel/module.ts';
import { selectTargetsLike } from './ledger-queries.ts';

/** Targets for the search box. */
export async function searchTargets(tx: Tx, query: string, limit: number): Promise<SearchHit[]> {
  const rows = await selectTargetsLike(tx, query, limit);
  return rows.map((row) => ({
    kind: 'target',
    title: row.indicator_name,
    sub: [row.region_name, row.deadline, row.short_title].filter(Boolean).join(' · '),
    href: targetHref(row.id),
  }));
}

/** The target's page in the web application. */
export const targetHref = (id: string): string => `/targets/${id}`;
