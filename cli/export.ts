import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemActor, withActor } from '@liannao/server/kernel/access/actor.ts';
import { tableBytes } from '@liannao/server/kernel/tabular/negotiate.ts';
import { exporters } from '@liannao/server/main.ts';
import { type Command, UsageError } from './command.ts';
import { storeOptions, withStore } from './with-store.ts';

const kinds = exporters.map((exporter) => exporter.kind).join(' | ');

export const command: Command = {
  usage: 'export KIND [--out FILE.xlsx|FILE.csv] [--lang zh|en] [--data DIR]',
  summary: `a whole list as Excel or CSV (CSV on standard output without --out). KIND: ${kinds}`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { ...storeOptions, out: { type: 'string' }, lang: { type: 'string', default: 'zh' } },
    });
    const exporter = exporters.find((one) => one.kind === positionals[0]);
    if (!exporter) throw new UsageError(`KIND is one of ${kinds}.`);
    const format = formatOf(values.out);
    const locale = values.lang === 'en' ? 'en' : 'zh';
    const actor = { ...systemActor('export'), locale } as const;
    const bytes = await withStore(values.data, (store) =>
      withActor(store.db, actor, async (tx) => {
        const spec = await exporter.table(tx, { actor, locale, now: new Date() });
        return tableBytes(format, spec);
      }),
    );
    if (values.out) await writeFile(values.out, bytes);
    else process.stdout.write(bytes);
  },
};

function formatOf(out: string | undefined): 'csv' | 'xlsx' {
  const extension = out === undefined ? '.csv' : path.extname(out).toLowerCase();
  if (extension === '.csv' || extension === '.xlsx') return extension === '.csv' ? 'csv' : 'xlsx';
  throw new UsageError(`--out ${out}: end it with .xlsx or .csv`);
}
