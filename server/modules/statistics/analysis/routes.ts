import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { typed } from '../../../kernel/http/route.ts';
import { IdParam } from '../../../kernel/model.ts';
import type { Deps } from '../../../kernel/module.ts';
import { sendTable, tableFormat } from '../../../kernel/tabular/negotiate.ts';
import {
  AnalysisView,
  NowcastQuery,
  PivotAsk,
  PivotQuery,
  PivotTable,
  RoundNowcast,
  ViewInput,
  ViewPatch,
} from './model.ts';
import { nowcastRound } from './nowcast.ts';
import { pivot } from './pivot.ts';
import { pivotSheet } from './pivot-table.ts';
import { textFor } from './text.ts';
import { addView, changeView, findView, listViews, removeView } from './views.ts';

/** Tables of figures by any dimensions, saved views of them, estimates of running rounds. */
export function analysisRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  const config = { permission: 'statistics.read' };
  const keeping = { permission: 'statistics.analyse' };

  scope.post(
    '/pivot',
    { config, schema: { body: PivotAsk, querystring: PivotQuery, response: { 200: PivotTable } } },
    async (request, reply) => {
      const { locale } = request.actor;
      const as = tableFormat(request.headers.accept, request.query.format);
      const table = await pivot(deps, request.actor, request.body);
      if (as === 'json') return reply.send(table);
      return sendTable(reply, as, textFor(locale).files.pivot, pivotSheet(table, locale));
    },
  );

  scope.get(
    '/views',
    { config: keeping, schema: { response: { 200: z.object({ items: z.array(AnalysisView) }) } } },
    ({ actor, asking }) => asking.run(async (tx) => ({ items: await listViews(tx, actor) })),
  );
  scope.get(
    '/views/:id',
    { config: keeping, schema: { params: IdParam, response: { 200: AnalysisView } } },
    ({ actor, asking, params }) => asking.run((tx) => findView(tx, actor, params.id)),
  );
  scope.post(
    '/views',
    { config: keeping, schema: { body: ViewInput, response: { 201: AnalysisView } } },
    async ({ actor, asking, body }, reply) =>
      reply.status(201).send(await asking.run((tx) => addView(tx, actor, body))),
  );
  scope.patch(
    '/views/:id',
    { config: keeping, schema: { params: IdParam, body: ViewPatch, response: { 200: AnalysisView } } },
    ({ actor, asking, params, body }) => asking.run((tx) => changeView(tx, actor, params.id, body)),
  );
  scope.delete(
    '/views/:id',
    { config: keeping, schema: { params: IdParam, response: { 204: z.null() } } },
    async ({ actor, asking, params }, reply) => {
      await asking.run((tx) => removeView(tx, actor, params.id));
      return reply.status(204).send(null);
    },
  );

  scope.get(
    '/rounds/:id/nowcast',
    {
      config: { permission: 'statistics.review' },
      schema: { params: IdParam, querystring: NowcastQuery, response: { 200: RoundNowcast } },
    },
    ({ actor, asking, params, query }) => asking.run((tx) => nowcastRound(tx, actor, params.id, query)),
  );
}
