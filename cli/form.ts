import { parseArgs } from 'node:util';
import { type Actor, systemActor, withActor } from '@liannao/server/kernel/access/actor.ts';
import type { Store } from '@liannao/server/kernel/store/open-store.ts';
import {
  checkForm,
  listForms,
  listRounds,
  openDueRounds,
  openRound,
  saveForm,
  showForm,
} from '@liannao/server/modules/statistics/index.ts';
import { type Command, InputError, printJson, printTable, UsageError } from './command.ts';
import { readInput } from './read-file.ts';
import { regionCode } from './region-code.ts';
import { storeOptions, withStore } from './with-store.ts';

const ACTIONS = ['list', 'show', 'check', 'apply', 'rounds', 'open'] as const;

export const command: Command = {
  usage:
    'form list | show ID | check FILE | apply FILE [--note TEXT] [--region R] | rounds [--form ID] [--region R] [--month M] | open [--form ID --region R --period P] [--lang zh|en] [--data DIR] [--json]',
  summary:
    'statistical forms: check says what is wrong with a text and what it would change, apply puts it into force, open opens the rounds that are due or one by hand',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...storeOptions,
        json: { type: 'boolean', default: false },
        note: { type: 'string', default: '' },
        form: { type: 'string' },
        region: { type: 'string' },
        month: { type: 'string' },
        period: { type: 'string' },
        lang: { type: 'string', default: 'zh' },
      },
    });
    const [action = '', name = ''] = positionals;
    if (!ACTIONS.some((one) => one === action)) throw new UsageError(`Say what to do: ${ACTIONS.join(', ')}.`);
    if (['show', 'check', 'apply'].includes(action) && name === '') {
      throw new UsageError(`form ${action} needs a name after it.`);
    }
    const actor = { ...systemActor('form'), locale: values.lang === 'en' ? 'en' : 'zh' } as const;
    const source = action === 'check' || action === 'apply' ? (await readInput(name)).bytes.toString('utf8') : '';
    await withStore(values.data, (store) => {
      if (action === 'list') return list(store, actor, values);
      if (action === 'show') return show(store, actor, { id: name, json: values.json });
      if (action === 'rounds') return rounds(store, actor, values);
      if (action === 'open') return open(store, actor, values);
      return define(store, actor, { ...values, file: name, source, apply: action === 'apply' });
    });
  },
};

interface Options {
  readonly json: boolean;
  readonly form?: string | undefined;
  readonly region?: string | undefined;
  readonly month?: string | undefined;
  readonly period?: string | undefined;
}

async function list(store: Store, actor: Actor, options: Options): Promise<void> {
  const month = new Date().toISOString().slice(0, 7);
  const forms = await withActor(store.db, actor, async (tx) =>
    listForms(tx, actor, { region: await regionCode(tx, options.region), month }),
  );
  if (options.json) return printJson(forms);
  printTable(
    forms.map(({ id, name, number, edition, version, frequency, uses, reporters }) => [
      id,
      number,
      name,
      edition,
      `v${version}`,
      frequency,
      uses.map(({ region, from, until }) => `${region.name} ${from}..${until ?? ''}`).join(', ') || '—',
      String(reporters),
    ]),
  );
}

async function show(store: Store, actor: Actor, { id, json }: { id: string; json: boolean }): Promise<void> {
  const form = await withActor(store.db, actor, (tx) => showForm(tx, actor, { id, version: undefined }));
  if (json) return printJson(form);
  process.stdout.write(form.source.endsWith('\n') ? form.source : `${form.source}\n`);
}

async function rounds(store: Store, actor: Actor, { json, form, region, month }: Options): Promise<void> {
  const { items } = await withActor(store.db, actor, async (tx) => {
    const query = { form, month, region: await regionCode(tx, region), limit: 200 };
    return listRounds(tx, actor, query, new Date());
  });
  if (json) return printJson(items);
  printTable([
    ['form', 'period', 'region', 'due', 'in', 'approved', 'late', 'released'],
    ...items.map(({ form: { id }, period, region: { name }, dueOn, counts, releasedAt }) => [
      id,
      period,
      name,
      dueOn,
      `${counts.submitted}/${counts.expected}`,
      String(counts.approved),
      String(counts.late),
      releasedAt?.slice(0, 10) ?? '—',
    ]),
  ]);
}

/** One round by hand where form, region and period say which; else all that are due. */
async function open(store: Store, actor: Actor, { json, form, region, period }: Options): Promise<void> {
  const given = [form, region, period].filter((one) => one !== undefined).length;
  if (given !== 0 && given !== 3)
    throw new UsageError('One round needs --form, --region and --period; all due ones none.');
  const now = new Date();
  if (form !== undefined && period !== undefined) {
    const round = await withActor(store.db, actor, async (tx) =>
      openRound(tx, actor, { form, period, region: (await regionCode(tx, region)) ?? '', now }),
    );
    if (json) return printJson(round);
    console.log(`${form} ${period}: ${round.isNew ? 'opened' : 'is open already'} (${round.id})`);
    return;
  }
  const done = await withActor(store.db, actor, (tx) => openDueRounds(tx, now));
  if (json) printJson(done);
  else console.log(`${done.opened} rounds opened`);
  if (done.unopened.length === 0) return;
  const lines = done.unopened.map(
    (one) => `${one.form} ${one.period} ${one.region}: no working days of ${one.missingYear}`,
  );
  throw new InputError(lines.join('\n'));
}

interface Defining extends Options {
  readonly file: string;
  readonly source: string;
  readonly apply: boolean;
  readonly note: string;
}

/** Names every mistake with its line; applies nothing that has one. */
async function define(store: Store, actor: Actor, of: Defining): Promise<void> {
  const report = await withActor(store.db, actor, (tx) => checkForm(tx, actor, of.source));
  const { definition, issues, changes } = report;
  const saved =
    of.apply && definition !== null
      ? await withActor(store.db, actor, async (tx) => {
          const region = await regionCode(tx, of.region);
          return saveForm(tx, actor, { id: definition.id, source: of.source, note: of.note, region });
        })
      : null;
  if (of.json) printJson({ ...report, saved });
  for (const { line, path, message, suggestion } of of.json ? [] : issues) {
    console.error(`${of.file}:${line ?? 1}: ${path ?? ''}: ${message}${suggestion ? ` → ${suggestion}` : ''}`);
  }
  if (definition === null) throw new InputError(`${of.file}: the form cannot be put into force; nothing was changed`);
  if (of.json) return;
  for (const { kind, what, note } of changes) console.log(`${kind}: ${what}${note === '' ? '' : `: ${note}`}`);
  const state =
    saved === null ? 'nothing was changed' : `version ${saved.version} ${saved.isNew ? 'is in force' : 'was in force'}`;
  console.log(`${definition.id}: ${changes.length} changes; ${state}`);
}
