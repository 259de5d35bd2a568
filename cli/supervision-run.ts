import { parseArgs } from 'node:util';
import { systemActor, withActor } from '@liannao/server/kernel/access/actor.ts';
import { evaluateRegion } from '@liannao/server/modules/supervision/index.ts';
import { EvaluationPeriod } from '@liannao/server/modules/supervision/model.ts';
import { type Command, InputError, printJson, printTable, UsageError } from './command.ts';
import { storeOptions, withStore } from './with-store.ts';

export const command: Command = {
  usage: 'supervision run --region R --period P [--scheme NAME] [--as-at DATE] [--lang zh|en] [--data DIR] [--json]',
  summary:
    'scores the districts or tasks of a region by a scheme, keeps the run as a draft and prints the ranking. P: 2025-08, 2025Q3, 2025H1, 2025',
  run: async (args) => {
    const { values } = parseArgs({
      args,
      options: {
        ...storeOptions,
        region: { type: 'string' },
        period: { type: 'string' },
        scheme: { type: 'string' },
        'as-at': { type: 'string' },
        lang: { type: 'string', default: 'zh' },
        json: { type: 'boolean', default: false },
      },
    });
    const { region, period, scheme } = values;
    if (!region || !period) throw new UsageError('--region and --period are needed.');
    if (!EvaluationPeriod.safeParse(period).success)
      throw new InputError(`--period ${period}: write 2025-08, 2025Q3, 2025H1 or 2025.`);
    const asAt = values['as-at'];
    if (asAt !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(asAt))
      throw new InputError(`--as-at ${asAt}: write a day as 2025-09-30.`);
    const actor = { ...systemActor('supervision'), locale: values.lang === 'en' ? 'en' : 'zh' } as const;
    const run = await withStore(values.data, (store) =>
      withActor(store.db, actor, (tx) => evaluateRegion(tx, actor, { region, period, scheme, asAt, now: new Date() })),
    );
    if (values.json) return printJson(run);
    printTable([
      ['rank', 'total', 'weight %', 'before', 'who'],
      ...run.subjectScores.map(({ rank, total, coverage, before, name }) => [
        rank === null ? '—' : String(rank),
        total === null ? '—' : total.toFixed(2),
        String(coverage),
        before?.total == null ? '—' : before.total.toFixed(2),
        name,
      ]),
    ]);
  },
};
