import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Actor, systemActor, type Tx, withActor } from '@liannao/server/kernel/access/actor.ts';
import { actorOfUserId } from '@liannao/server/kernel/access/session.ts';
import type { Store } from '@liannao/server/kernel/store/open-store.ts';
import { returns } from '@liannao/server/modules/statistics/index.ts';
import { Reason } from '@liannao/server/modules/statistics/returns/model.ts';
import { type Command, InputError, printJson, printTable, UsageError } from './command.ts';
import { readInput } from './read-file.ts';
import { regionCode } from './region-code.ts';
import { storeOptions, withStore } from './with-store.ts';

const options = {
  ...storeOptions,
  as: { type: 'string' },
  form: { type: 'string' },
  region: { type: 'string' },
  period: { type: 'string' },
  state: { type: 'string' },
  out: { type: 'string' },
  row: { type: 'string' },
  reason: { type: 'string' },
  code: { type: 'string' },
  lang: { type: 'string', default: 'zh' },
  json: { type: 'boolean', default: false },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];

export const command: Command = {
  usage:
    'return list [--form ID] [--region R] [--period P] [--state S] | show ID | template ID --out FILE.xlsx | versions ID | fill ID FILE.xlsx | submit ID | ask ID TEXT [--row CODE] | answer ID QUESTION TEXT | check ID | approve ID | reopen ID --reason TEXT --code CODE   [--as USER] [--lang zh|en] [--data DIR] [--json]',
  summary:
    'returns of statistical forms: see, fill in from a template, hand in, question, check, approve, correct. --as: the user who acts, with that user’s rights; acts need it',
  run: async (args) => {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const [action = '', ...rest] = positionals;
    const read = READS[action];
    const act = ACTS[action];
    if (!read && !act)
      throw new UsageError(`Say what to do: ${[...Object.keys(READS), ...Object.keys(ACTS)].join(', ')}.`);
    if (act && values.as === undefined)
      throw new UsageError(`return ${action} needs --as USER: somebody answers for it.`);
    if (action !== 'list' && rest.length === 0) throw new UsageError(`return ${action} needs the id of a return.`);
    await withStore(values.data, async (store) => {
      const actor = await actorFor(store, values);
      const call: Call = { store, actor, values, rest, id: returnId(action, rest), now: new Date() };
      if (read) return read(call);
      if (act) await act(call);
      await returns.drainTotals(store.db, call.now);
      return show(call);
    });
  },
};

interface Call {
  readonly store: Store;
  readonly actor: Actor;
  readonly values: Values;
  readonly rest: readonly string[];
  readonly id: string;
  readonly now: Date;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function returnId(action: string, [id = '']: readonly string[]): string {
  if (action !== 'list' && !UUID.test(id))
    throw new UsageError(`${id} is no id of a return; "return list" shows them.`);
  return id;
}

/** The user as whom it is done, with his rights; without one the whole is read as the system. */
async function actorFor({ db }: Store, { as, lang }: Values): Promise<Actor> {
  const locale = lang === 'en' ? 'en' : 'zh';
  if (as === undefined) return { ...systemActor('return'), locale };
  const user = await db.selectFrom('app_user').select('id').where('name', '=', as).executeTakeFirst();
  const actor = user && (await actorOfUserId(db, user.id));
  if (!actor) throw new InputError(`--as ${as}: there is no such user, or it is locked`);
  return { ...actor, locale };
}

const within = <T>({ store, actor }: Call, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withActor(store.db, actor, work);

const READS: Readonly<Record<string, (call: Call) => Promise<void>>> = { list, show, template, versions };

async function list(call: Call): Promise<void> {
  const { values, actor, now } = call;
  const page = await within(call, async (tx) => {
    const region = await regionCode(tx, values.region);
    const asked = { form: values.form, period: values.period, state: values.state, region, limit: 500 };
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const query = returns.ReturnQuery.safeParse(given);
    if (!query.success)
      throw new InputError(query.error.issues.map(({ path, message }) => `${path}: ${message}`).join('; '));
    return returns.listReturns(tx, actor, query.data, now);
  });
  if (values.json) return printJson(page.items);
  printTable(
    page.items.map((one) => [
      one.id,
      one.form.id,
      one.period,
      one.region.name,
      one.reporter.name,
      one.state,
      one.isLate ? 'late' : '',
      one.dueOn,
    ]),
  );
  console.log(`${page.items.length} returns${page.nextCursor === null ? '' : ', there are more'}`);
}

async function show(call: Call): Promise<void> {
  const view = await within(call, (tx) => returns.viewReturn(tx, call.actor, call.id, call.now));
  if (call.values.json) return printJson(view);
  console.log(`${view.form.name} ${view.period} · ${view.reporter.name} · ${view.state}, revision ${view.revision}`);
  if (view.waitsFor !== null) console.log(view.waitsFor);
  printTable(
    Object.entries(view.cells).flatMap(([row, cells]) =>
      Object.entries(cells).map(([column, cell]) => [row, column, cell.value ?? cell.missing ?? '', cell.reason ?? '']),
    ),
  );
  for (const { level, row, column, message } of view.findingList) {
    console.log(`${level}\t${row ?? '-'}\t${column ?? '-'}\t${message}`);
  }
  for (const { id, question, answer } of view.questions) console.log(`question ${id}\t${question}\t${answer ?? '-'}`);
}

async function template(call: Call): Promise<void> {
  const { out } = call.values;
  if (out === undefined) throw new UsageError('return template needs --out FILE.xlsx.');
  const { bytes } = await within(call, (tx) => returns.templateOf(tx, call.actor, call.id, call.now));
  await writeFile(out, bytes);
  console.log(`${out}: ${bytes.length} bytes`);
}

async function versions(call: Call): Promise<void> {
  const rows = await within(call, async (tx) => {
    await returns.demandVisible(tx, call.id);
    return returns.selectReturnVersions(tx, call.id);
  });
  if (call.values.json) return printJson(rows);
  printTable(
    rows.map((row) => [String(row.revision), row.at.toISOString(), row.by, row.reasonCode ?? '', row.reason ?? '']),
  );
}

const ACTS: Readonly<Record<string, (call: Call) => Promise<unknown>>> = {
  fill,
  submit: (call) =>
    within(call, (tx) =>
      returns.submitReturn(tx, call.actor, call.id, { cells: undefined, basedOn: null, key: null, now: call.now }),
    ),
  ask: (call) =>
    within(call, (tx) => {
      const [, question = ''] = call.rest;
      if (question === '') throw new UsageError('return ask needs the question after the id.');
      return returns.askAbout(tx, call.actor, call.id, {
        row: call.values.row ?? null,
        column: null,
        question,
        now: call.now,
      });
    }),
  answer: (call) =>
    within(call, (tx) => {
      const [, question = '', answer = ''] = call.rest;
      if (!UUID.test(question) || answer === '')
        throw new UsageError('return answer needs the question’s id and the answer.');
      return returns.answerQuestion(tx, call.actor, call.id, { question, answer, now: call.now });
    }),
  check: (call) => within(call, (tx) => returns.checkReturnStep(tx, call.actor, call.id, { now: call.now })),
  approve: (call) => within(call, (tx) => returns.approveReturn(tx, call.actor, call.id, { now: call.now })),
  reopen: (call) =>
    within(call, (tx) => {
      const { reason, code } = call.values;
      if (reason === undefined) throw new UsageError('return reopen needs --reason TEXT.');
      const known = Reason.safeParse(code);
      if (!known.success) throw new UsageError(`--code: one of ${Reason.options.join(', ')}.`);
      return returns.reopenReturn(tx, call.actor, call.id, { reason, reasonCode: known.data, now: call.now });
    }),
};

/** Takes the cells of a filled template as the draft; one cell that cannot be taken, and nothing is. */
async function fill(call: Call): Promise<void> {
  const [, name] = call.rest;
  if (name === undefined) throw new UsageError('return fill needs the file after the id.');
  const file = await readInput(name);
  const reading = await within(call, (tx) => returns.templateReading(tx, call.actor, call.id));
  const { cells, problems } = await returns.readTemplate(file, reading);
  if (problems.length > 0) {
    const told = problems.map((one) => `${file.name} ${one.cell}: ${one.problem} ${one.remedy}`);
    throw new InputError(told.join('\n'));
  }
  await within(call, (tx) => returns.saveReturn(tx, call.actor, call.id, { cells, basedOn: null, now: call.now }));
}
