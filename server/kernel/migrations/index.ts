import type { MigrationSet } from '../store/migrate.ts';
import * as core from './0001_core.ts';

export const kernelMigrations: MigrationSet = { module: 'kernel', migrations: { '0001_core': core } };
