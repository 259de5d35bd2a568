import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../access/actor.ts';
import { type AppError, badRequest } from '../errors.ts';
import { problemText } from '../http/problem-text.ts';
import { storeRefusal } from '../store/refusal.ts';
import type { EntryContext } from './entry-context.ts';
import { moveEntry } from './entry-move.ts';
import { updateEntries } from './entry-save.ts';
import { titlesOf } from './entry-view.ts';
import type { BulkAnswer, BulkBody } from './model.ts';

/** Edits or moves many entries: each wholly or not at all, and whatever is refused is named with its reason. */
export async function changeMany(
  tx: Tx,
  context: EntryContext,
  body: z.infer<typeof BulkBody>,
): Promise<z.infer<typeof BulkAnswer>> {
  const ids = [...new Set(body.ids)];
  if (!body.move && !body.values) throw badRequest('invalid-request', 'Give values, a move, or both.');
  const titles = await titlesOf(tx, context, context.definition.id, ids);
  const refused: z.infer<typeof BulkAnswer>['refused'] = [];
  for (const id of ids) {
    const problem = await attempt(tx, () => changeOne(tx, context, id, body));
    if (problem) refused.push({ id, title: titles.get(id) ?? '—', problem: textOf(problem, context.actor.locale) });
  }
  return { done: ids.length - refused.length, refused };
}

async function changeOne(
  tx: Tx,
  context: EntryContext,
  id: string,
  { move, values, note }: z.infer<typeof BulkBody>,
): Promise<void> {
  if (move) await moveEntry(tx, context, { id, move, note: note ?? null, ...(values ? { values } : {}) });
  else await updateEntries(tx, context, [{ id, values: values ?? {} }], note ? { reasons: 'all' } : {});
}

/** What refuses one entry leaves the others of the transaction alone. */
async function attempt(tx: Tx, work: () => Promise<void>): Promise<AppError | null> {
  await sql`savepoint one_entry`.execute(tx);
  try {
    await work();
    await sql`release savepoint one_entry`.execute(tx);
    return null;
  } catch (error) {
    const refusal = storeRefusal(error);
    if (!refusal || refusal.status >= 500) throw error;
    await sql`rollback to savepoint one_entry`.execute(tx);
    return refusal;
  }
}

const textOf = (problem: AppError, locale: 'zh' | 'en') =>
  problemText(problem.code, locale, problem.params) ?? problem.message;
