import { parseArgs } from 'node:util';
import { systemActor, withActor } from '@liannao/server/kernel/access/actor.ts';
import { CapacityQuery } from '@liannao/server/modules/statistics/capacity/model.ts';
import { capacityOf } from '@liannao/server/modules/statistics/index.ts';
import { type Command, InputError, printJson, printTable } from './command.ts';
import { regionCode } from './region-code.ts';
import { storeOptions, withStore } from './with-store.ts';

export const command: Command = {
  usage:
    'capacity [--region CODE|NAME] [--month 2025-08] [--kind vehicle|battery|value] [--basis available|approved|built|usable] [--by region|firm] [--segment S] [--lang zh|en] [--json] [--data DIR]',
  summary: 'how far capacity is used, judged, the least used first',
  run: async (args) => {
    const { values } = parseArgs({
      args,
      options: {
        ...storeOptions,
        region: { type: 'string' },
        month: { type: 'string' },
        kind: { type: 'string' },
        basis: { type: 'string' },
        by: { type: 'string' },
        segment: { type: 'string' },
        lang: { type: 'string', default: 'zh' },
        json: { type: 'boolean', default: false },
      },
    });
    const { month, kind, basis, by, segment } = values;
    const read = CapacityQuery.safeParse({ month, kind, basis, by, segment });
    if (!read.success)
      throw new InputError(read.error.issues.map((i) => `--${i.path.join('.')}: ${i.message}`).join('\n'));
    const actor = { ...systemActor('capacity'), locale: values.lang === 'en' ? 'en' : 'zh' } as const;
    const view = await withStore(values.data, ({ db }) =>
      withActor(db, actor, async (tx) => {
        const region = await regionCode(tx, values.region);
        return capacityOf(tx, { ...read.data, region }, { actor, now: new Date() });
      }),
    );
    if (values.json) return printJson(view);
    const percent = (value: number | null) => (value === null ? '—' : `${value.toFixed(1)}%`);
    printTable(
      [...(view.whole ? [view.whole] : []), ...view.items].map((line) => [
        line.subject.name,
        percent(line.rate),
        line.state,
        line.reasons.join(' '),
        line.synthetic ? 'synthetic' : '',
      ]),
    );
    console.log(`${view.region.name}, ${view.period ?? 'no month that can be judged'}`);
  },
};
