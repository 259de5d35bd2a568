import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { anonymous, type Tx, withActor } from '../access/actor.ts';
import { audit } from '../audit/audit.ts';
import { conflict, notFound } from '../errors.ts';
import { typed } from '../http/route.ts';
import type { Deps } from '../module.ts';
import { csvLine } from '../tabular/csv.ts';
import { TABLE_MEDIA_TYPES, tableFormat } from '../tabular/negotiate.ts';
import { rankOf } from './access-sql.ts';
import { contextFor, type EntryContext } from './entry-context.ts';
import { countEntries, listEntries } from './entry-list.ts';
import { type Entry, EntryQuery, RegisterParam } from './model.ts';
import { openRegisters, putOpen } from './open-setting.ts';
import { findRegister, loadRegisters } from './store.ts';

const OpenField = z.object({
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  type: z.string(),
  unit: z.string().nullable(),
});
const OpenRegister = z
  .object({
    id: z.string(),
    zh: z.string(),
    en: z.string(),
    /** What one entry is. */
    row: z.string(),
    entries: z.number().int(),
    fields: z.array(OpenField),
    href: z.string(),
  })
  .meta({ id: 'OpenRegister' });
const OpenEntry = z
  .object({
    id: z.uuid(),
    state: z.string().nullable(),
    region: z.object({ code: z.string(), name: z.string() }),
    /** Of the demonstration, and no real record. */
    synthetic: z.boolean(),
    updatedAt: z.string(),
    values: z.record(z.string(), z.unknown()),
    /** Words for regions, parties and references among the values, by their id or code. */
    refs: z.record(z.string(), z.string()),
  })
  .meta({ id: 'OpenEntry' });
const OpenPage = z.object({ register: z.string(), items: z.array(OpenEntry), nextCursor: z.string().nullable() });
const OpenQuery = EntryQuery.pick({ filter: true, region: true, cursor: true, limit: true }).extend({
  format: z.enum(['json', 'csv']).optional(),
});

/** The switch that opens and closes a register to everybody. */
export function openSwitch(app: FastifyInstance): void {
  typed(app).put(
    '/registers/:register/open',
    {
      config: { permission: 'registers.open' },
      schema: {
        params: RegisterParam,
        body: z.object({ open: z.boolean() }),
        response: { 200: z.object({ open: z.boolean() }) },
      },
    },
    (request) =>
      request.asking.run(async (tx) => {
        const { register } = request.params;
        const { open } = request.body;
        const { definition } = findRegister(await loadRegisters(tx), register);
        if (open && !definition.access.public) {
          throw conflict('register-never-open', `The definition of ${register} opens nothing of it.`);
        }
        await putOpen(tx, register, open);
        await audit(tx, request.actor, { action: 'register.open', subject: `register:${register}`, detail: { open } });
        return { open };
      }),
  );
}

/** Open data below `/open/v1`: without sign-in, the same for everybody, and kept by whoever stands between. */
export function openRoutes(app: FastifyInstance, deps: Pick<Deps, 'db' | 'now'>): void {
  const scope = typed(app);
  const config = { permission: 'kernel.read' };
  const asNobody = <T>(work: (tx: Tx) => Promise<T>) => withActor(deps.db, anonymous(), work);

  scope.get(
    '/registers',
    { config, schema: { tags: ['open data'], response: { 200: z.object({ items: z.array(OpenRegister) }) } } },
    async (_, reply) => {
      const items = await asNobody(async (tx) => {
        const set = await loadRegisters(tx);
        const found = [];
        for (const id of [...(await openRegisters(tx, set))].sort()) {
          found.push(await describe(tx, contextFor(set, id, anonymous(), deps.now())));
        }
        return found;
      });
      return cached(reply).send({ items });
    },
  );

  scope.get(
    '/registers/:register',
    {
      config,
      schema: { tags: ['open data'], params: RegisterParam, querystring: OpenQuery, response: { 200: OpenPage } },
    },
    async (request, reply) => {
      const { register } = request.params;
      const { format, ...query } = request.query;
      const { page, context } = await asNobody(async (tx) => {
        const set = await loadRegisters(tx);
        if (!(await openRegisters(tx, set)).has(register)) throw notFound('register', register);
        const opened = contextFor(set, register, anonymous(), deps.now());
        return { page: await listEntries(tx, opened, query), context: opened };
      });
      cached(reply);
      if (page.nextCursor) reply.header('link', `<${nextOf(request.url, page.nextCursor)}>; rel="next"`);
      if (tableFormat(request.headers.accept, format) === 'csv') {
        reply.type(TABLE_MEDIA_TYPES.csv).serializer((text) => String(text));
        return reply.send(csvOf(context, page.items) as never);
      }
      return reply.send({ register, items: page.items.map(openEntry), nextCursor: page.nextCursor });
    },
  );
}

const cached = (reply: FastifyReply) => reply.header('cache-control', 'public, max-age=300').header('vary', 'accept');

function nextOf(url: string, cursor: string): string {
  const next = new URL(url, 'http://localhost');
  next.searchParams.set('cursor', cursor);
  return next.pathname + next.search;
}

const openFields = ({ definition }: EntryContext) => {
  const highest = rankOf(definition.access.public?.grade ?? 'L1');
  return definition.fields.filter((field) => rankOf(field.grade) <= highest && field.type !== 'file');
};

async function describe(tx: Tx, context: EntryContext): Promise<z.infer<typeof OpenRegister>> {
  const { id, zh, en, row } = context.definition;
  const { count } = await countEntries(tx, context, {});
  const fields = openFields(context).map((field) => ({
    id: field.id,
    zh: field.zh,
    en: field.en,
    type: field.type,
    unit: field.unit,
  }));
  return { id, zh, en, row, entries: Number(count), fields, href: `/open/v1/registers/${id}` };
}

const openEntry = ({ id, state, region, synthetic, updatedAt, values, refs }: Entry) => ({
  id,
  state,
  region,
  synthetic,
  updatedAt,
  values,
  refs,
});

/** One line an entry, its columns named as the fields are; words stand for what leads elsewhere. */
function csvOf(context: EntryContext, items: readonly Entry[]): string {
  const fields = openFields(context);
  const word = (entry: Entry, value: unknown): string => {
    if (value === null || value === undefined) return '';
    if (Array.isArray(value)) return value.map((one) => word(entry, one)).join(';');
    return typeof value === 'object' ? JSON.stringify(value) : (entry.refs[String(value)] ?? String(value));
  };
  const lines = items.map((entry) =>
    csvLine([
      entry.id,
      ...fields.map((field) => word(entry, entry.values[field.id])),
      entry.state,
      entry.synthetic ? 'true' : 'false',
    ]),
  );
  return `\ufeff${csvLine(['id', ...fields.map((field) => field.id), 'state', 'synthetic'])}${lines.join('')}`;
}
