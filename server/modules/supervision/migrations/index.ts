import type { MigrationSet } from '../../../kernel/store/migrate.ts';
import * as supervision from './0001_supervision.ts';

export const migrations: MigrationSet['migrations'] = { '0001_supervision': supervision };
