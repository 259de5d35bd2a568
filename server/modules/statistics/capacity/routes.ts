import type { FastifyInstance } from 'fastify';
import { typed } from '../../../kernel/http/route.ts';
import type { Deps } from '../../../kernel/module.ts';
import { sendTable, tableFormat } from '../../../kernel/tabular/negotiate.ts';
import { askFirm } from './ask-firm.ts';
import { capacityOf } from './lines.ts';
import { CapacityCheckInput, CapacityCheckOpened, CapacityQuery, CapacityView } from './model.ts';
import { capacityTable } from './table.ts';
import { capacityText } from './text.ts';

/** Utilisation of capacity by region and firm, and the correction dialogue with a firm. */
export function capacityRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);

  scope.get(
    '/capacity',
    {
      config: { permission: 'statistics.read' },
      schema: { querystring: CapacityQuery, response: { 200: CapacityView } },
    },
    async ({ actor, asking, query, headers }, reply) => {
      const { format, ...asked } = query;
      const as = tableFormat(headers.accept, format);
      const view = await asking.run((tx) => capacityOf(tx, asked, { actor, now: deps.now() }));
      if (as === 'json') return reply.send(view);
      return sendTable(reply, as, capacityText[actor.locale].file, capacityTable(view, actor.locale));
    },
  );

  scope.post(
    '/capacity/checks',
    {
      config: { permission: 'statistics.review' },
      schema: { body: CapacityCheckInput, response: { 201: CapacityCheckOpened } },
    },
    async ({ actor, asking, body }, reply) => {
      const caseId = await asking.run((tx) => askFirm(tx, actor, { ...body, now: deps.now() }));
      return reply.status(201).send({ caseId });
    },
  );
}
