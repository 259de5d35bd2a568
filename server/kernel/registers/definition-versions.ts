import type { z } from 'zod';
import type { Tx } from '../access/actor.ts';
import type { DefinitionVersion } from './model.ts';

/** A definition's text: the one in force, or of a version. Undefined where there is none. */
export async function sourceOf(tx: Tx, id: string, version?: number): Promise<string | undefined> {
  const row = await tx
    .selectFrom('register_definition')
    .select('source')
    .where('id', '=', id)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .$if(version === undefined, (query) => query.where('is_current', '=', true))
    .executeTakeFirst();
  return row?.source;
}

/** Newest first. */
export async function versionsOf(tx: Tx, id: string): Promise<z.infer<typeof DefinitionVersion>[]> {
  const rows = await tx
    .selectFrom('register_definition')
    .select(['version', 'origin', 'created_at', 'created_name', 'note'])
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ version, origin, created_at, created_name, note }) => ({
    version,
    origin,
    at: created_at.toISOString(),
    by: created_name,
    note,
  }));
}
