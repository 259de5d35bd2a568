import type { Tx } from '../../kernel/access/actor.ts';
import type { SearchHit } from '../../kernel/module.ts';
import { selectTasksLike } from './tasks-queries.ts';

/** Tasks for the search box. */
export async function searchTasks(tx: Tx, q: string, limit: number): Promise<SearchHit[]> {
  if (q.trim() === '' || limit < 1) return [];
  const rows = await selectTasksLike(tx, q.trim(), limit);
  return rows.map((row) => ({
    kind: 'task',
    title: row.title,
    sub: [row.path.join(''), row.short_title].filter(Boolean).join(' · '),
    href: `/tasks/${row.id}`,
  }));
}
