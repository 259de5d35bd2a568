import type { z } from 'zod';
import { badRequest } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import { decodeCursor, encodeCursor } from '../../kernel/paging.ts';
import { countPlans, listPlans } from './library-queries.ts';
import type { Library, LibraryQuery } from './model.ts';
import { planViews } from './plan-views.ts';

/** Plans that the actor may read, last changed first. */
export function listLibrary(
  { actor, run }: Asking,
  query: z.output<typeof LibraryQuery>,
  now: Date,
): Promise<z.infer<typeof Library>> {
  const { cursor, limit, ...filter } = query;
  const after = cursor === undefined ? null : keyOf(cursor);
  return run(async (tx) => {
    const rows = await listPlans(tx, filter, { limit: limit + 1, after });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await planViews(tx, shown, { actor, now }),
      nextCursor: rows.length > limit && last ? encodeCursor([last.changedAt, last.id]) : null,
      total: await countPlans(tx, filter),
    };
  });
}

function keyOf(cursor: string): readonly [number, string] {
  const [at, id] = decodeCursor(cursor, 2);
  if (Number.isSafeInteger(at) && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)) return [Number(at), id];
  throw badRequest('invalid-request', 'The cursor is not one that this list gave out.');
}
