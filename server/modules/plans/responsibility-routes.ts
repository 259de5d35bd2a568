import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { typed } from '../../kernel/http/route.ts';
import type { Deps } from '../../kernel/module.ts';
import { sendTable, tableFormat } from '../../kernel/tabular/negotiate.ts';
import { ResponsibilityQuery, ResponsibilityRow } from './model.ts';
import { responsibilityMap, responsibilityTable } from './responsibility.ts';

/** `GET /responsibility`: who answers for what. */
export function responsibilityRoutes(app: FastifyInstance, deps: Deps): void {
  typed(app).get(
    '/responsibility',
    {
      config: { permission: 'plans.read' },
      schema: { querystring: ResponsibilityQuery, response: { 200: z.object({ rows: z.array(ResponsibilityRow) }) } },
    },
    async (request, reply) => {
      const { actor, query } = request;
      const as = tableFormat(request.headers.accept, query.format);
      const rows = await request.asking.run((tx) => responsibilityMap(tx, query, { actor, now: deps.now() }));
      if (as === 'json') return reply.send({ rows });
      const table = responsibilityTable(rows, actor.locale);
      return sendTable(reply, as, table.sheetName, table);
    },
  );
}
