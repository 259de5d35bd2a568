import { parseArgs } from 'node:util';
import { systemActor, withActor } from '@liannao/server/kernel/access/actor.ts';
import { applyDefinition, checkDefinition, loadRegisters } from '@liannao/server/kernel/registers/index.ts';
import type { DefinitionReport } from '@liannao/server/kernel/registers/model.ts';
import type { Store } from '@liannao/server/kernel/store/open-store.ts';
import { type Command, InputError, printJson, printTable, UsageError } from './command.ts';
import { writeRegister } from './export.ts';
import { readInput } from './read-file.ts';
import { storeOptions, withStore } from './with-store.ts';

const ACTIONS = ['list', 'show', 'check', 'apply', 'export'] as const;

export const command: Command = {
  usage:
    'register list | show ID | check FILE | apply FILE [--note TEXT] | export ID [--out FILE.xlsx|FILE.csv] [--codes] [--lang zh|en] [--data DIR] [--json]',
  summary: 'registers and their definitions: check says what a definition would do, apply puts it into force',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...storeOptions,
        json: { type: 'boolean', default: false },
        note: { type: 'string', default: '' },
        out: { type: 'string' },
        codes: { type: 'boolean', default: false },
        lang: { type: 'string', default: 'zh' },
      },
    });
    const [action = '', name = ''] = positionals;
    if (!ACTIONS.some((one) => one === action)) throw new UsageError(`Say what to do: ${ACTIONS.join(', ')}.`);
    if (action !== 'list' && name === '') throw new UsageError(`register ${action} needs a name after it.`);
    const locale = values.lang === 'en' ? 'en' : 'zh';
    const source = action === 'check' || action === 'apply' ? (await readInput(name)).bytes.toString('utf8') : '';
    await withStore(values.data, (store) => {
      if (action === 'list') return list(store, values.json);
      if (action === 'show') return show(store, name, values.json);
      if (action === 'export') return writeRegister(store, name, { ...values, locale });
      return define(store, {
        file: name,
        source,
        apply: action === 'apply',
        note: values.note,
        json: values.json,
        locale,
      });
    });
  },
};

async function list(store: Store, json: boolean): Promise<void> {
  const set = await loadRegisters(store.db);
  const rows = [...set.registers.values()].map(({ definition: { id, zh, en, module }, version, origin }) => ({
    id,
    zh,
    en,
    module,
    version,
    origin,
  }));
  if (json) printJson(rows);
  else printTable(rows.map(({ id, zh, module, version, origin }) => [id, zh, module, `v${version}`, origin]));
}

async function show(store: Store, id: string, json: boolean): Promise<void> {
  const found = (await loadRegisters(store.db)).registers.get(id);
  if (!found) throw new InputError(`${id}: there is no such register; "liannao register list" names them`);
  if (json) {
    printJson(found.definition);
    return;
  }
  const { source } = await withActor(store.db, systemActor('register'), (tx) =>
    tx
      .selectFrom('register_definition')
      .select('source')
      .where('id', '=', id)
      .where('is_current', '=', true)
      .executeTakeFirstOrThrow(),
  );
  process.stdout.write(source.endsWith('\n') ? source : `${source}\n`);
}

interface Defining {
  readonly file: string;
  readonly source: string;
  readonly apply: boolean;
  readonly note: string;
  readonly json: boolean;
  /** Of issues and changes. */
  readonly locale: 'zh' | 'en';
}

/** Names every issue with its line, and every entry that stands against a change. */
async function define(store: Store, { file, source, apply, note, json, locale }: Defining): Promise<void> {
  const actor = { ...systemActor('register'), locale };
  const report = await checkDefinition(store.db, { source, actor });
  const done = apply && report.applicable;
  if (done) await applyDefinition(store.db, { source, actor, note, now: new Date() });
  if (json) printJson(report);
  else sayReport(file, report, done);
  if (!report.applicable) throw new InputError(`${file}: the definition cannot be put into force; nothing was changed`);
}

function sayReport(file: string, { id, isNew, issues, changes }: DefinitionReport, done: boolean): void {
  for (const { line, path, message, suggestion } of issues) {
    console.error(`${file}:${line ?? 1}: ${path}: ${message}${suggestion ? ` → ${suggestion}` : ''}`);
  }
  for (const { outcome, subject, message, count, rows } of changes) {
    const against = rows.slice(0, 5).map(({ title, value }) => `${title}: ${value}`);
    console.log(
      `${outcome}: ${subject}: ${message}${count > 0 ? ` (${count}${against.length > 0 ? `: ${against.join('; ')}` : ''})` : ''}`,
    );
  }
  if (issues.length > 0) return;
  console.log(
    `${id ?? file}: ${isNew ? 'a new register' : `${changes.length} changes`}; ${done ? 'in force' : 'nothing was changed'}`,
  );
}
