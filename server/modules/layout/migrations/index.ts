import type { MigrationSet } from '../../../kernel/store/migrate.ts';
import * as boundaries from './0001_boundaries.ts';

export const migrations: MigrationSet['migrations'] = { '0001_boundaries': boundaries };
