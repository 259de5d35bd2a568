import type { FastifyInstance } from 'fastify';
import { typed } from '../../kernel/http/route.ts';
import type { Deps } from '../../kernel/module.ts';
import { sendTable, tableFormat } from '../../kernel/tabular/negotiate.ts';
import { boundShareOf, cockpit } from './cockpit.ts';
import { headlineList, setHeadlines } from './headline-setting.ts';
import { BoundShare, Cockpit, CockpitQuery, Headlines, WorkQuery } from './model.ts';
import { workFileName, workTable } from './work-table.ts';

/** The cockpit in one request, the share of targets that are measured, and the list of key figures. */
export function cockpitRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  const reading = { permission: 'cockpit.read' };

  scope.get(
    '/',
    { config: reading, schema: { querystring: CockpitQuery, response: { 200: Cockpit } } },
    ({ actor, asking, query }) =>
      asking.run((tx) => cockpit(tx, { actor, now: deps.now(), region: query.region, month: query.month })),
  );

  scope.get(
    '/bound-share',
    { config: reading, schema: { querystring: CockpitQuery, response: { 200: BoundShare } } },
    ({ actor, asking, query }) =>
      asking.run((tx) => boundShareOf(tx, { actor, now: deps.now(), region: query.region, month: query.month })),
  );

  /** The reader's cases as a sheet, with the filter of `GET /cases`. */
  scope.get(
    '/work',
    { config: { permission: 'cases.read' }, schema: { querystring: WorkQuery } },
    async ({ actor, asking, query, headers }, reply) => {
      const asked = tableFormat(headers.accept, query.format);
      const as = asked === 'json' ? 'xlsx' : asked;
      const table = await asking.run((tx) => workTable(tx, actor, query, deps.now()));
      return sendTable(reply, as, workFileName(actor.locale), table);
    },
  );

  scope.get('/headlines', { config: reading, schema: { response: { 200: Headlines } } }, async ({ asking }) =>
    Headlines.parse(await asking.run(headlineList)),
  );

  scope.put(
    '/headlines',
    { config: { permission: 'cockpit.settings' }, schema: { body: Headlines, response: { 200: Headlines } } },
    async ({ actor, asking, body }) =>
      Headlines.parse(await asking.run((tx) => setHeadlines(tx, body, { actor, now: deps.now() }))),
  );
}
