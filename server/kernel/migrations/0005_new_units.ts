import { type Kysely, sql } from 'kysely';

/** What a dry run says of units that its rows make known. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table import_run
    add column new_units jsonb not null default '{"count": 0, "names": []}'`.execute(db);
}
