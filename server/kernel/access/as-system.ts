import { sql } from 'kysely';
import type { Tx } from './actor.ts';

/**
 * What the system itself has to do as a consequence of somebody's act, in the same transaction: a firm that hands in an
 * application opens a case of the bureau's, which it could not write itself. Who acted stays who acted, in the audit too.
 * The caller has decided that it may happen.
 */
export async function asSystem<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ admin: string }>`select current_setting('liannao.admin', true) as admin`.execute(tx);
  const before = rows[0]?.admin ?? 'off';
  if (before === 'on') return work();
  const set = (admin: string) => sql`select set_config('liannao.admin', ${admin}, true)`.execute(tx);
  await set('on');
  const result = await work();
  // Not in a finally: after an error the transaction is over, and the setting with it.
  await set(before);
  return result;
}
