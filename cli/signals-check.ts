import { parseArgs } from 'node:util';
import { systemActor, withActor } from '@liannao/server/kernel/access/actor.ts';
import { checkSignals, signalRules } from '@liannao/server/kernel/signals/index.ts';
import { type Command, InputError, printJson } from './command.ts';
import { storeOptions, withStore } from './with-store.ts';

export const command: Command = {
  usage: 'signals check [--json] [--data DIR]',
  summary: 'asks every rule now: opens, renews and closes signals; exit code 1 where a rule could not be asked',
  run: async (args) => {
    const { values } = parseArgs({ args, options: { ...storeOptions, json: { type: 'boolean', default: false } } });
    const checked = await withStore(values.data, async ({ db }) => {
      const rules = await withActor(db, systemActor('signals'), signalRules);
      return { rules: rules.length, ...(await checkSignals(db, rules, new Date())) };
    });
    if (values.json) printJson(checked);
    else {
      const { rules, opened, seen, closed } = checked;
      console.log(`${rules} rules: ${opened} signals opened, ${seen} seen again, ${closed} closed`);
    }
    if (checked.failed.length > 0) {
      throw new InputError(checked.failed.map(({ rule, problem }) => `${rule}: ${problem}`).join('\n'));
    }
  },
};
