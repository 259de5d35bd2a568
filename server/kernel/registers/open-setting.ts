import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import type { Db } from '../store/open-store.ts';
import type { RegisterSet } from './store.ts';

const PREFIX = 'register-open:';

/** Registers that are offered openly: those whose definition opens a part of them and that nobody has closed. */
export async function openRegisters(tx: Tx | Db, set: RegisterSet): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select substr(key, ${PREFIX.length + 1}) as id from setting
    where key like ${`${PREFIX}%`} and value->>'open' = 'false'`.execute(tx);
  const closed = new Set(rows.map((row) => row.id));
  return new Set(
    [...set.registers.values()].flatMap(({ definition: { id, access } }) =>
      access.public && !closed.has(id) ? [id] : [],
    ),
  );
}

export const putOpen = (tx: Tx, register: string, open: boolean) =>
  sql`insert into setting (key, value) values (${PREFIX + register}, ${JSON.stringify({ open })}::jsonb)
    on conflict (key) do update set value = excluded.value, updated_at = now()`.execute(tx);
