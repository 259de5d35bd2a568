import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { systemActor, withActor } from '@liannao/server/kernel/access/actor.ts';
import { errorFile } from '@liannao/server/kernel/imports/files.ts';
import { findImporter, importKinds } from '@liannao/server/kernel/imports/importers.ts';
import { checkImport, writeImport } from '@liannao/server/kernel/imports/service.ts';
import { importers } from '@liannao/server/main.ts';
import { type Command, InputError, printJson, UsageError } from './command.ts';
import { readInput } from './read-file.ts';
import { storeOptions, withStore } from './with-store.ts';

const fixed = importers.fixed.map((importer) => importer.kind);
const families = importers.families.map((family) => `${family.prefix}ID`);
const kinds = [...fixed, ...families].join(' | ');

export const command: Command = {
  usage: 'import KIND FILE [--dry-run] [--again] [--errors FILE] [--data DIR] [--json]',
  summary: `the same imports as the page; good rows go in, bad rows are named and written to --errors. KIND: ${kinds}`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...storeOptions,
        'dry-run': { type: 'boolean', default: false },
        again: { type: 'boolean', default: false },
        errors: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [kind = '', file] = positionals;
    if (!fixed.includes(kind) && !importers.families.some(({ prefix }) => kind.startsWith(prefix))) {
      throw new UsageError(`KIND is one of ${kinds}.`);
    }
    if (!file) throw new UsageError('No file named.');
    const input = await readInput(file);
    const actor = systemActor('import');
    const context = { actor, locale: 'zh' as const, now: new Date() };
    const report = await withStore(values.data, (store) =>
      withActor(store.db, actor, async (tx) => {
        const importer = await findImporter(tx, importers, kind);
        if (!importer) throw new UsageError(`KIND is one of ${(await importKinds(tx, importers)).join(' | ')}.`);
        const checked = await checkImport(tx, importer, input, context);
        if (values.errors && checked.counts.wrong > 0) {
          const wrong = await errorFile(tx, { runId: checked.id, importer }, { locale: 'zh' });
          await writeFile(values.errors, wrong.bytes);
        }
        if (values['dry-run']) return checked;
        return writeImport(tx, importer, { runId: checked.id, again: values.again }, context);
      }),
    );
    if (values.json) printJson(report);
    else {
      const { new: added, changed, unchanged, wrong } = report.counts;
      const verb = values['dry-run'] ? 'checked, nothing written' : 'written';
      console.log(`${file}: ${verb}: ${added} new, ${changed} changed, ${unchanged} unchanged, ${wrong} wrong`);
      const { count, names } = report.newUnits;
      if (count > 0) console.log(`${file}: ${count} units that were not known: ${names.join(', ')}`);
    }
    for (const { row, column, value, problem, remedy } of report.problems) {
      console.error(`${file}:${row}: ${column} "${value}": ${problem} → ${remedy}`);
    }
    if (report.counts.wrong > 0) throw new InputError(`${report.counts.wrong} rows of ${file} were not taken`);
  },
};
