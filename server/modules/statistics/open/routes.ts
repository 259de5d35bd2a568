import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { notFound } from '../../../kernel/errors.ts';
import { typed } from '../../../kernel/http/route.ts';
import type { Deps } from '../../../kernel/module.ts';
import { openMessage } from './message-of.ts';
import { DataParam, DataQuery, OpenIndicatorQuery, OpenIndicators, OpenSeries, StructureQuery } from './model.ts';
import { MEDIA_TYPES } from './negotiate.ts';
import { selectRegionCodes } from './queries.ts';
import { asNobody, findFlow, listOpenIndicators, loadFlows, openSeries } from './service.ts';
import type { Flow } from './structure.ts';
import {
  codeListsOf,
  codelistOf,
  conceptSchemeOf,
  dataflowOf,
  dataStructureOf,
  structureMessage,
} from './structure-message.ts';

const TAGS = ['open data'];

/** Released figures below `/open/v1`, without sign-in: a list for readers, SDMX 3.0 for programs. */
export function openStatisticsRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  const config = { permission: 'statistics.read' };

  scope.get(
    '/indicators',
    { config, schema: { tags: TAGS, querystring: OpenIndicatorQuery, response: { 200: OpenIndicators } } },
    async (request, reply) => {
      const list = await asNobody(deps, (tx) => listOpenIndicators(tx, request.query.region, request.actor.locale));
      return cached(reply).send(list);
    },
  );

  scope.get(
    '/indicators/:code',
    {
      config,
      schema: {
        tags: TAGS,
        params: z.object({ code: z.string().max(80) }),
        querystring: OpenIndicatorQuery,
        response: { 200: OpenSeries },
      },
    },
    async ({ params, query, actor }, reply) =>
      cached(reply).send(await asNobody(deps, (tx) => openSeries(tx, params.code, query.region, actor.locale))),
  );

  scope.get(
    '/sdmx/data/:flow/:key',
    { config, schema: { tags: TAGS, params: DataParam, querystring: DataQuery } },
    async (request, reply) => {
      const { params, query, actor, url } = request;
      const self = { href: absolute(request, url), next: (cursor: string) => absolute(request, nextOf(url, cursor)) };
      const { accept } = request.headers;
      const found = await openMessage(deps, { ...params, query, locale: actor.locale, accept, self });
      cached(reply).header('etag', found.etag);
      if (found.next) reply.header('link', `<${found.next}>; rel="next"`);
      if (sameTag(request.headers['if-none-match'], found.etag)) return reply.status(304).send();
      return reply.type(found.type).send(found.body);
    },
  );

  const structures = async (
    request: FastifyRequest,
    reply: FastifyReply,
    choose: (flows: ReadonlyMap<string, Flow>) => Flow[],
    parts: { flows?: boolean; structures?: boolean; lists?: string | boolean; concepts?: boolean },
  ) => {
    const { locale } = request.actor;
    const data = await asNobody(deps, async (tx) => {
      const chosen = choose(await loadFlows(tx));
      const areas = parts.lists
        ? (await selectRegionCodes(tx)).map(({ code, name, nameEn, parentCode }) => ({
            id: code,
            names: { zh: name, en: nameEn ?? name },
            ...(parentCode === null ? {} : { parent: parentCode }),
          }))
        : [];
      const lists = parts.lists ? codeListsOf(chosen, areas) : [];
      const wanted = typeof parts.lists === 'string' ? lists.filter(({ id }) => id === parts.lists) : lists;
      if (typeof parts.lists === 'string' && wanted.length === 0) throw notFound('codelist', parts.lists);
      return {
        ...(parts.flows ? { dataflows: chosen.map((flow) => dataflowOf(flow, locale)) } : {}),
        ...(parts.structures ? { dataStructures: chosen.map((flow) => dataStructureOf(flow, locale)) } : {}),
        ...(wanted.length > 0 ? { codelists: wanted.map((list) => codelistOf(list, locale)) } : {}),
        ...(parts.concepts ? { conceptSchemes: [conceptSchemeOf(chosen, locale)] } : {}),
      };
    });
    const tag = createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 32);
    const etag = `W/"${tag}"`;
    cached(reply).header('etag', etag);
    if (sameTag(request.headers['if-none-match'], etag)) return reply.status(304).send();
    const head = {
      id: `LN${tag}`,
      prepared: deps.now(),
      links: [{ rel: 'self', href: absolute(request, request.url) }],
    };
    return reply.type(MEDIA_TYPES.structure).send(JSON.stringify(structureMessage(head, data, locale)));
  };
  const one = (request: FastifyRequest, id: string) => (flows: ReadonlyMap<string, Flow>) =>
    id === 'all' || id === '*' ? [...flows.values()] : [findFlow(flows, id, request.actor.locale)];
  const IdParam = z.object({ id: z.string().max(100) });
  const structureSchema = { tags: TAGS, querystring: StructureQuery };

  for (const kind of ['dataflow', 'datastructure'] as const) {
    const answer = (request: FastifyRequest<{ Querystring: unknown }>, reply: FastifyReply, id: string) => {
      const { references } = request.query as z.infer<typeof StructureQuery>;
      const deep = references !== 'none';
      return structures(request, reply, one(request, id), {
        flows: kind === 'dataflow',
        structures: kind === 'datastructure' || deep,
        lists: deep && (kind === 'datastructure' || references !== 'children'),
        concepts: deep && (kind === 'datastructure' || references !== 'children'),
      });
    };
    scope.get(`/sdmx/${kind}`, { config, schema: structureSchema }, (request, reply) => answer(request, reply, 'all'));
    scope.get(`/sdmx/${kind}/:id`, { config, schema: { ...structureSchema, params: IdParam } }, (request, reply) =>
      answer(request, reply, request.params.id),
    );
  }
  scope.get('/sdmx/codelist/:id', { config, schema: { tags: TAGS, params: IdParam } }, (request, reply) =>
    structures(request, reply, (flows) => [...flows.values()], { lists: request.params.id }),
  );
  scope.get('/sdmx/conceptscheme', { config, schema: { tags: TAGS } }, (request, reply) =>
    structures(request, reply, (flows) => [...flows.values()], { concepts: true }),
  );
}

/** Kept for five minutes by whoever stands between; another language or form is another answer. */
const cached = (reply: FastifyReply) =>
  reply.header('cache-control', 'public, max-age=300').header('vary', 'accept, accept-language');

const sameTag = (given: string | undefined, etag: string): boolean =>
  (given ?? '').split(',').some((one) => one.trim() === etag || one.trim() === '*');

function nextOf(url: string, cursor: string): string {
  const next = new URL(url, 'http://localhost');
  next.searchParams.set('cursor', cursor);
  return next.pathname + next.search;
}

const absolute = (request: FastifyRequest, path: string): string => `${request.protocol}://${request.host}${path}`;
