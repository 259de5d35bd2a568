import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { systemActor, type Tx, withActor } from '@liannao/server/kernel/access/actor.ts';
import { openExport } from '@liannao/server/kernel/registers/export-register.ts';
import { contextFor, loadRegisters } from '@liannao/server/kernel/registers/index.ts';
import type { Store } from '@liannao/server/kernel/store/open-store.ts';
import { tableBytes } from '@liannao/server/kernel/tabular/negotiate.ts';
import { tableChunks } from '@liannao/server/kernel/tabular/stream.ts';
import { exporters } from '@liannao/server/main.ts';
import { type Command, UsageError } from './command.ts';
import { storeOptions, withStore } from './with-store.ts';

const REGISTER = 'register.';
const kinds = [...exporters.map((exporter) => exporter.kind), `${REGISTER}ID`].join(' | ');

export const command: Command = {
  usage: 'export KIND [--out FILE.xlsx|FILE.csv] [--lang zh|en] [--codes] [--data DIR]',
  summary: `a whole list as Excel or CSV (CSV on standard output without --out). KIND: ${kinds}`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...storeOptions,
        out: { type: 'string' },
        lang: { type: 'string', default: 'zh' },
        codes: { type: 'boolean', default: false },
      },
    });
    const [kind = ''] = positionals;
    const locale = values.lang === 'en' ? 'en' : 'zh';
    if (kind.startsWith(REGISTER)) {
      const id = kind.slice(REGISTER.length);
      await withStore(values.data, (store) => writeRegister(store, id, { ...values, locale }));
      return;
    }
    const exporter = exporters.find((one) => one.kind === kind);
    if (!exporter) throw new UsageError(`KIND is one of ${kinds}.`);
    const format = formatOf(values.out);
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

/** A register's entries as a file, or as CSV on standard output, read while they are written. */
export async function writeRegister(
  store: Store,
  id: string,
  { out, locale, codes = false }: { out?: string | undefined; locale: 'zh' | 'en'; codes?: boolean | undefined },
): Promise<void> {
  const format = formatOf(out);
  const actor = { ...systemActor('export'), locale } as const;
  const { sheet } = await openExport(
    <T>(work: (tx: Tx) => Promise<T>) => withActor(store.db, actor, work),
    async (tx) => contextFor(await loadRegisters(tx), id, actor, new Date()),
    { format, query: {}, locale, codes },
  );
  const chunks = Readable.from(tableChunks(format, sheet), { objectMode: false });
  if (out) await pipeline(chunks, createWriteStream(out));
  else await pipeline(chunks, process.stdout, { end: false });
}

function formatOf(out: string | undefined): 'csv' | 'xlsx' {
  const extension = out === undefined ? '.csv' : path.extname(out).toLowerCase();
  if (extension === '.csv' || extension === '.xlsx') return extension === '.csv' ? 'csv' : 'xlsx';
  throw new UsageError(`--out ${out}: end it with .xlsx or .csv`);
}
