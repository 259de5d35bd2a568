import { parseArgs } from 'node:util';
import { systemActor, withActor } from '@liannao/server/kernel/access/actor.ts';
import { listCases } from '@liannao/server/kernel/cases/index.ts';
import { type Command, printJson, printTable } from './command.ts';
import { regionCode } from './region-code.ts';
import { storeOptions, withStore } from './with-store.ts';

const MOST = 500;

export const command: Command = {
  usage: 'cases [--region CODE|NAME] [--closed] [--lang zh|en] [--json] [--data DIR]',
  summary: 'open cases by due date, with what is overdue and how far it went up; --closed: those that are over',
  run: async (args) => {
    const { values } = parseArgs({
      args,
      options: {
        ...storeOptions,
        region: { type: 'string' },
        closed: { type: 'boolean', default: false },
        lang: { type: 'string', default: 'zh' },
        json: { type: 'boolean', default: false },
      },
    });
    const actor = { ...systemActor('cases'), locale: values.lang === 'en' ? 'en' : 'zh' } as const;
    const page = await withStore(values.data, ({ db }) =>
      withActor(db, actor, async (tx) => {
        const region = await regionCode(tx, values.region);
        const state = values.closed ? ('closed' as const) : ('open' as const);
        return listCases(tx, actor, { scope: 'all', region, state, limit: MOST }, new Date());
      }),
    );
    if (values.json) return printJson(page);
    printTable(
      page.items.map((one) => [
        one.dueOn ?? '-',
        one.urgency,
        one.level,
        one.state.name,
        one.region.name,
        one.title,
        one.unit,
        one.handler?.name ?? '',
      ]),
    );
    const { counts, total } = page;
    const shown = page.items.length < total ? `, the first ${page.items.length} shown` : '';
    console.log(
      `${total} cases${shown}: ${counts.soon} soon due, ${counts.overdue} overdue, ${counts.escalated} raised`,
    );
  },
};
