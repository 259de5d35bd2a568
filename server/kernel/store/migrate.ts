import { type Migration, Migrator } from 'kysely/migration';
import type { Db } from './open-store.ts';

export interface MigrationSet {
  readonly module: string;
  /** `0001_core` -> migration. Forward only; a released one is never edited. */
  readonly migrations: Readonly<Record<string, Migration>>;
}

/**
 * Brings the store up to date: kernel first, then the modules in the order given, each with its own history table.
 * @throws the first error; what ran before it stays, what failed left nothing.
 */
export async function migrate(db: Db, sets: readonly MigrationSet[]): Promise<string[]> {
  const applied: string[] = [];
  for (const set of sets) {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => ({ ...set.migrations }) },
      migrationTableName: `${set.module}_migration`,
      migrationLockTableName: `${set.module}_migration_lock`,
    });
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw error;
    for (const result of results ?? []) {
      if (result.status === 'Success') applied.push(`${set.module}/${result.migrationName}`);
    }
  }
  return applied;
}
