import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { typed } from '../../kernel/http/route.ts';
import { IdParam } from '../../kernel/model.ts';
import type { Deps } from '../../kernel/module.ts';
import { sendTable, tableFormat } from '../../kernel/tabular/negotiate.ts';
import { adjustIncentives } from './incentives.ts';
import { listItems, makeItem } from './items.ts';
import {
  AdjustmentBody,
  FormatQuery,
  ItemList,
  ItemMade,
  ItemQuery,
  ManualScore,
  NewItem,
  NewRun,
  NewScheme,
  NewVersion,
  RunCheck,
  RunDetail,
  RunQuery,
  RunRow,
  SchemeBody,
  SchemeCheck,
  SchemeDetail,
  SchemeRow,
} from './model.ts';
import { runTable } from './run-table.ts';
import { checkRun, listRuns, showRun } from './run-view.ts';
import { giveScore, makeRun, publishRun, removeRun } from './runs.ts';
import { addScheme, addVersion, listSchemes, schemeIssues, showScheme } from './schemes.ts';

const read = { permission: 'supervision.read' };
const write = { permission: 'supervision.write' };

export function supervisionRoutes(app: FastifyInstance, deps: Deps): void {
  schemeRoutes(app, deps);
  runRoutes(app, deps);
  itemRoutes(app, deps);
}

function schemeRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.get(
    '/schemes',
    { config: read, schema: { response: { 200: z.object({ items: z.array(SchemeRow) }) } } },
    async (request) => ({
      items: await listSchemes(request.asking),
    }),
  );
  scope.get('/schemes/:id', { config: read, schema: { params: IdParam, response: { 200: SchemeDetail } } }, (request) =>
    showScheme(request.asking, request.params.id),
  );
  scope.post(
    '/schemes',
    { config: write, schema: { body: NewScheme, response: { 201: IdParam } } },
    async (request, reply) => reply.status(201).send(await addScheme(request.asking, request.body, deps.now())),
  );
  scope.post(
    '/schemes/check',
    { config: write, schema: { body: SchemeBody, response: { 200: SchemeCheck } } },
    async (request) => ({
      issues: await request.asking.run((tx) => schemeIssues(tx, request.body)),
    }),
  );
  scope.post(
    '/schemes/:id/versions',
    {
      config: write,
      schema: { params: IdParam, body: NewVersion, response: { 201: z.object({ version: z.number().int() }) } },
    },
    async (request, reply) =>
      reply.status(201).send(await addVersion(request.asking, request.params.id, request.body, deps.now())),
  );
}

function runRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.get(
    '/runs',
    { config: read, schema: { querystring: RunQuery, response: { 200: z.object({ items: z.array(RunRow) }) } } },
    async (request) => ({
      items: await listRuns(request.asking, request.query),
    }),
  );
  scope.post('/runs', { config: write, schema: { body: NewRun, response: { 201: IdParam } } }, async (request, reply) =>
    reply.status(201).send(await makeRun(request.asking, request.body, deps.now())),
  );
  scope.get(
    '/runs/:id',
    { config: read, schema: { params: IdParam, querystring: FormatQuery, response: { 200: RunDetail } } },
    async (request, reply) => {
      const found = await showRun(request.asking, request.params.id);
      const as = tableFormat(request.headers.accept, request.query.format);
      if (as === 'json') return reply.send(found);
      const table = runTable(found, request.actor.locale);
      return sendTable(reply, as, table.title ?? 'evaluation', table);
    },
  );
  scope.delete('/runs/:id', { config: write, schema: { params: IdParam } }, async (request, reply) => {
    await removeRun(request.asking, request.params.id);
    return reply.status(204).send();
  });
  scope.post('/runs/:id/check', { config: read, schema: { params: IdParam, response: { 200: RunCheck } } }, (request) =>
    checkRun(request.asking, request.params.id),
  );
  scope.post('/runs/:id/publish', { config: write, schema: { params: IdParam } }, async (request, reply) => {
    await publishRun(request.asking, request.params.id, deps.now());
    return reply.status(204).send();
  });
  scope.post(
    '/runs/:id/scores',
    { config: write, schema: { params: IdParam, body: ManualScore } },
    async (request, reply) => {
      await giveScore(request.asking, request.params.id, request.body, deps.now());
      return reply.status(204).send();
    },
  );
  scope.post(
    '/runs/:id/incentives',
    { config: write, schema: { params: IdParam, body: AdjustmentBody } },
    async (request, reply) => {
      await adjustIncentives(request.asking, request.params.id, request.body, deps.now());
      return reply.status(204).send();
    },
  );
}

function itemRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.get('/items', { config: read, schema: { querystring: ItemQuery, response: { 200: ItemList } } }, (request) =>
    listItems(request.asking, request.query.region, deps.now()),
  );
  scope.post('/items', { config: write, schema: { body: NewItem, response: { 200: ItemMade } } }, (request) =>
    makeItem(request.asking, request.body, deps.now()),
  );
}
