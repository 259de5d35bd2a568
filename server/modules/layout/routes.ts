import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { typed } from '../../kernel/http/route.ts';
import type { Deps } from '../../kernel/module.ts';
import { sendTable, tableFormat } from '../../kernel/tabular/negotiate.ts';
import { loadBoundaries, removeBoundaries, showBoundaries } from './boundaries.ts';
import { Boundaries, BoundaryFile, LayoutQuery, LayoutView, TakeLayout, TakenLayout } from './model.ts';
import { nodeTable } from './node-table.ts';
import { showLayout } from './nodes.ts';
import { takeLayout } from './take-layout.ts';

const read = { permission: 'layout.read' };
const write = { permission: 'layout.write' };
const map = { permission: 'layout.map' };
const settings = { permission: 'layout.settings' };
const MAX_BYTES = 24 * 1024 * 1024;

export function layoutRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.get('/boundaries', { config: map, schema: { response: { 200: Boundaries } } }, (request) =>
    showBoundaries(request.asking),
  );
  scope.put(
    '/boundaries',
    {
      config: settings,
      bodyLimit: MAX_BYTES,
      schema: { body: BoundaryFile, response: { 200: z.object({ count: z.number().int() }) } },
    },
    (request) => loadBoundaries(request.asking, request.body, deps.now()),
  );
  scope.delete('/boundaries', { config: settings }, async (request, reply) => {
    await removeBoundaries(request.asking);
    return reply.status(204).send();
  });
  scope.get(
    '/nodes',
    { config: read, schema: { querystring: LayoutQuery, response: { 200: LayoutView } } },
    async (request, reply) => {
      const found = await showLayout(request.asking, request.query.region, deps.now());
      const as = tableFormat(request.headers.accept, request.query.format);
      if (as === 'json') return reply.send(found);
      const table = nodeTable(found, request.actor.locale);
      return sendTable(reply, as, table.sheetName, table);
    },
  );
  scope.post('/take', { config: write, schema: { body: TakeLayout, response: { 200: TakenLayout } } }, (request) =>
    takeLayout(request.asking, request.body.plan, deps.now()),
  );
}
