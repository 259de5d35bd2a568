import type { MigrationSet } from '../../../kernel/store/migrate.ts';
import * as boundShare from './0001_bound_share.ts';

export const migrations: MigrationSet['migrations'] = { '0001_bound_share': boundShare };
