import { parseArgs } from 'node:util';
import { systemActor, withActor } from '@liannao/server/kernel/access/actor.ts';
import { listSignals } from '@liannao/server/kernel/signals/index.ts';
import { type Command, printJson, printTable } from './command.ts';
import { regionCode } from './region-code.ts';
import { storeOptions, withStore } from './with-store.ts';

const MOST = 500;

export const command: Command = {
  usage: 'signals [--region CODE|NAME] [--lang zh|en] [--json] [--data DIR]',
  summary: 'signals that are not over, the worst first, as the rules last found them',
  run: async (args) => {
    const { values } = parseArgs({
      args,
      options: {
        ...storeOptions,
        region: { type: 'string' },
        lang: { type: 'string', default: 'zh' },
        json: { type: 'boolean', default: false },
      },
    });
    const actor = { ...systemActor('signals'), locale: values.lang === 'en' ? 'en' : 'zh' } as const;
    const page = await withStore(values.data, ({ db }) =>
      withActor(db, actor, async (tx) => {
        const region = await regionCode(tx, values.region);
        return listSignals(tx, actor, { region, state: 'open,acknowledged,in-case', limit: MOST });
      }),
    );
    if (values.json) return printJson(page);
    printTable(
      page.items.map((one) => [
        one.severity,
        one.state,
        one.region.name,
        one.title,
        one.unit,
        one.synthetic ? 'synthetic' : '',
      ]),
    );
    const shown = page.items.length < page.total ? `, the first ${page.items.length} shown` : '';
    console.log(`${page.total} signals${shown}; last checked ${page.checkedAt ?? 'never'}`);
  },
};
