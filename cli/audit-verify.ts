import { parseArgs } from 'node:util';
import { verifyAudit } from '@liannao/server/kernel/audit/audit.ts';
import { type Command, InputError, printJson } from './command.ts';
import { storeOptions, withStore } from './with-store.ts';

export const command: Command = {
  usage: 'audit verify [--data DIR] [--json]',
  summary: 'recomputes the hash chain of the audit; exit code 1 where it is broken',
  run: async (args) => {
    const { values } = parseArgs({ args, options: { ...storeOptions, json: { type: 'boolean', default: false } } });
    const report = await withStore(values.data, ({ db }) => verifyAudit(db), { prepare: false });
    if (values.json) printJson(report);
    else if (report.ok) console.log(`${report.entries} entries, chain whole, head ${report.head}`);
    if (!report.ok && report.firstBroken) {
      throw new InputError(
        `the audit chain is broken at entry ${report.firstBroken.seq}: ${report.firstBroken.reason}`,
      );
    }
  },
};
