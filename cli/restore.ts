import { parseArgs } from 'node:util';
import { restoreStore } from '@liannao/server/kernel/backup/backup.ts';
import { type Command, UsageError } from './command.ts';
import { storeOptions, withStore } from './with-store.ts';

export const command: Command = {
  usage: 'restore FILE [--data DIR] [--force]',
  summary: 'puts a backup into an empty store; --force replaces what is there',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { ...storeOptions, force: { type: 'boolean', default: false } },
    });
    const [file] = positionals;
    if (!file) throw new UsageError('No file named.');
    const report = await withStore(values.data, (store) =>
      restoreStore(store, file, { force: values.force, report: (line) => console.error(line) }),
    );
    console.log(`${file}: ${report.tables} tables, ${report.rows} rows restored`);
  },
};
