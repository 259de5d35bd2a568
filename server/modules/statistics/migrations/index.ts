import type { MigrationSet } from '../../../kernel/store/migrate.ts';
import * as forms from './0001_forms.ts';

export const migrations: MigrationSet['migrations'] = { '0001_forms': forms };
