import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { typed } from '../../../kernel/http/route.ts';
import { IdParam } from '../../../kernel/model.ts';
import type { Deps } from '../../../kernel/module.ts';
import { decodeCursor, encodeCursor } from '../../../kernel/paging.ts';
import { sendTable, tableFormat } from '../../../kernel/tabular/negotiate.ts';
import { RosterAsk, RosterInput, RosterLine, RosterPatch, RosterProposal, RosterQuery } from './model.ts';
import { addToRoster, changeLine, findLine, removeLine, rosterLine } from './roster.ts';
import { proposeRoster } from './roster-propose.ts';
import { selectRoster } from './roster-queries.ts';
import { ROSTER_ROWS, rosterTable } from './roster-table.ts';
import { textFor } from './text.ts';

const read = { permission: 'statistics.read' };
const define = { permission: 'statistics.define' };
const Page = z.object({ items: z.array(RosterLine), nextCursor: z.string().nullable() });

/** Who reports which form, where, and in which months. */
export function rosterRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.get(
    '/roster',
    { config: read, schema: { querystring: RosterQuery, response: { 200: Page } } },
    async ({ query, headers, actor, asking }, reply) => {
      const { cursor, limit, format, ...filter } = query;
      const as = tableFormat(headers.accept, format);
      const after =
        cursor === undefined ? undefined : (decodeCursor(cursor, 3).map(String) as [string, string, string]);
      const most = as === 'json' ? limit + 1 : ROSTER_ROWS;
      const rows = await asking.run((tx) => selectRoster(tx, { ...filter, after, limit: most }));
      if (as !== 'json') {
        return sendTable(reply, as, textFor(actor.locale).roster.sheet, rosterTable(rows, actor.locale));
      }
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return reply.send({
        items: shown.map((row) => rosterLine(row, actor.locale)),
        nextCursor: rows.length > limit && last ? encodeCursor([last.regionCode, last.party ?? '', last.id]) : null,
      });
    },
  );
  scope.post(
    '/roster',
    { config: define, schema: { body: RosterInput, response: { 201: RosterLine } } },
    async ({ body, actor, asking }, reply) => {
      const line = await asking.run(async (tx) => findLine(tx, actor, await addToRoster(tx, actor, body)));
      return reply.status(201).send(line);
    },
  );
  scope.post(
    '/roster/propose',
    { config: define, schema: { body: RosterAsk, response: { 200: RosterProposal } } },
    ({ body, actor, asking }) => asking.run((tx) => proposeRoster(tx, actor, { ...body, now: deps.now() })),
  );
  scope.patch(
    '/roster/:id',
    { config: define, schema: { params: IdParam, body: RosterPatch, response: { 200: RosterLine } } },
    ({ params, body, actor, asking }) =>
      asking.run(async (tx) => {
        await changeLine(tx, actor, { ...body, id: params.id });
        return findLine(tx, actor, params.id);
      }),
  );
  scope.delete(
    '/roster/:id',
    { config: define, schema: { params: IdParam, response: { 204: z.null() } } },
    async ({ params, actor, asking }, reply) => {
      await asking.run((tx) => removeLine(tx, actor, params.id));
      return reply.status(204).send(null);
    },
  );
}
