import { parseArgs } from 'node:util';
import { backupStore } from '@liannao/server/kernel/backup/backup.ts';
import { type Command, UsageError } from './command.ts';
import { storeOptions, withStore } from './with-store.ts';

export const command: Command = {
  usage: 'backup FILE [--data DIR]',
  summary: 'writes the store with its documents as one consistent file, also while the server runs',
  run: async (args) => {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: storeOptions });
    const [file] = positionals;
    if (!file) throw new UsageError('No file named.');
    const report = await withStore(values.data, (store) => backupStore(store, file, (line) => console.error(line)));
    console.log(`${file}: ${report.tables} tables, ${report.rows} rows`);
  },
};
