import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { typed } from '../../../kernel/http/route.ts';
import { IdParam } from '../../../kernel/model.ts';
import type { Deps } from '../../../kernel/module.ts';
import { sendTable, tableFormat } from '../../../kernel/tabular/negotiate.ts';
import {
  RoundDetail,
  RoundInput,
  RoundPatch,
  RoundQuery,
  RoundTotals,
  RoundView,
  TimelinessQuery,
  TimelinessView,
  TotalsQuery,
} from './model.ts';
import { changeRound, listRounds, showRound } from './rounds.ts';
import { openRound } from './rounds-open.ts';
import { textFor } from './text.ts';
import { timeliness, timelinessTable } from './timeliness.ts';
import { roundTotals } from './totals.ts';

const read = { permission: 'statistics.read' };
const define = { permission: 'statistics.define' };
const Page = z.object({ items: z.array(RoundView), nextCursor: z.string().nullable() });

/** Rounds of forms: dates, progress, sums, and how punctually regions report. */
export function roundRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.get(
    '/rounds',
    { config: read, schema: { querystring: RoundQuery, response: { 200: Page } } },
    ({ query, actor, asking }) => asking.run((tx) => listRounds(tx, actor, query, deps.now())),
  );
  scope.post(
    '/rounds',
    { config: define, schema: { body: RoundInput, response: { 200: RoundDetail, 201: RoundDetail } } },
    async ({ body, actor, asking }, reply) => {
      const { isNew, round } = await asking.run(async (tx) => {
        const opened = await openRound(tx, actor, { ...body, now: deps.now() });
        return { isNew: opened.isNew, round: await showRound(tx, actor, opened.id, deps.now()) };
      });
      return reply.status(isNew ? 201 : 200).send(round);
    },
  );
  scope.get(
    '/rounds/:id',
    { config: read, schema: { params: IdParam, response: { 200: RoundDetail } } },
    ({ params, actor, asking }) => asking.run((tx) => showRound(tx, actor, params.id, deps.now())),
  );
  scope.patch(
    '/rounds/:id',
    { config: define, schema: { params: IdParam, body: RoundPatch, response: { 200: RoundDetail } } },
    ({ params, body, actor, asking }) =>
      asking.run(async (tx) => {
        await changeRound(tx, actor, { ...body, id: params.id });
        return showRound(tx, actor, params.id, deps.now());
      }),
  );
  scope.get(
    '/rounds/:id/totals',
    { config: read, schema: { params: IdParam, querystring: TotalsQuery, response: { 200: RoundTotals } } },
    ({ params, query, actor, asking }) =>
      asking.run((tx) => roundTotals(tx, actor, { id: params.id, region: query.region, now: deps.now() })),
  );
  scope.get(
    '/timeliness',
    { config: read, schema: { querystring: TimelinessQuery, response: { 200: TimelinessView } } },
    async ({ query, headers, actor, asking }, reply) => {
      const as = tableFormat(headers.accept, query.format);
      const view = await asking.run((tx) => timeliness(tx, actor, { ...query, now: deps.now() }));
      if (as === 'json') return reply.send(view);
      return sendTable(reply, as, textFor(actor.locale).timeliness.sheet, timelinessTable(view, actor.locale));
    },
  );
}
