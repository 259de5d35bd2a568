import type { MigrationSet } from '../../../kernel/store/migrate.ts';
import * as reports from './0001_reports.ts';

export const migrations: MigrationSet['migrations'] = { '0001_reports': reports };
