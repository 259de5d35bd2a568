import { firstMonth, lastMonth, type Period, parsePeriod, periodCode } from '@liannao/statistics';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { notFound, unprocessable } from '../../kernel/errors.ts';
import { typed } from '../../kernel/http/route.ts';
import type { Deps } from '../../kernel/module.ts';
import { decodeCursor, encodeCursor } from '../../kernel/paging.ts';
import { sendTable, tableFormat } from '../../kernel/tabular/negotiate.ts';
import { analysisRoutes } from './analysis/routes.ts';
import { capacityRoutes } from './capacity/routes.ts';
import { indicatorOf, loadCatalogue } from './catalogue.ts';
import { searchIndicatorRows } from './catalogue-queries.ts';
import { enterObservation } from './entry.ts';
import { EXPORT_ROWS, indicatorTable, observationTable } from './export.ts';
import { formsRoutes } from './forms/routes.ts';
import {
  FigureParam,
  IndicatorDetail,
  IndicatorFilter,
  IndicatorView,
  ObservationFilter,
  ObservationInput,
  ObservationSaved,
  ObservationView,
  Provenance,
} from './model.ts';
import { type ObservationSelection, selectObservations } from './observation-queries.ts';
import { loadOrigins } from './origin.ts';
import { provenanceOf } from './provenance.ts';
import { returnsRoutes } from './returns/routes.ts';
import { textFor } from './text.ts';
import { indicatorView, observationView } from './views.ts';

const paged = <T extends z.ZodType>(items: T) => z.object({ items: z.array(items), nextCursor: z.string().nullable() });

/** The catalogue and the figures. */
export function statisticsRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  capacityRoutes(app, deps);
  formsRoutes(app, deps);
  returnsRoutes(app, deps);
  analysisRoutes(app, deps);
  const reading = { permission: 'statistics.read' };

  scope.get(
    '/indicators',
    { config: reading, schema: { querystring: IndicatorFilter, response: { 200: paged(IndicatorView) } } },
    async (request, reply) => {
      const { cursor, limit, format, ...filter } = request.query;
      const as = tableFormat(request.headers.accept, format);
      const after = cursor ? String(decodeCursor(cursor, 1)[0]) : undefined;
      const rows = await request.asking.run((tx) =>
        searchIndicatorRows(tx, {
          ...filter,
          ...(after === undefined ? {} : { after }),
          limit: as === 'json' ? limit + 1 : EXPORT_ROWS,
        }),
      );
      const indicators = rows.map(indicatorOf);
      const { locale } = request.actor;
      if (as !== 'json')
        return sendTable(reply, as, textFor(locale).files.indicators, indicatorTable(indicators, locale));
      const items = indicators.slice(0, limit);
      const last = items.at(-1);
      return reply.send({
        items: items.map(indicatorView),
        nextCursor: indicators.length > limit && last ? encodeCursor([last.code]) : null,
      });
    },
  );

  scope.get(
    '/indicators/:code',
    {
      config: reading,
      schema: { params: z.object({ code: z.string().max(80) }), response: { 200: IndicatorDetail } },
    },
    ({ params: { code }, actor, asking }) =>
      asking.run(async (tx) => {
        const found = (await loadCatalogue(tx, [code])).get(code);
        if (!found) throw notFound('indicator', code);
        return { ...indicatorView(found), origin: (await loadOrigins(tx, actor.locale))(code) };
      }),
  );

  scope.get(
    '/observations',
    { config: reading, schema: { querystring: ObservationFilter, response: { 200: paged(ObservationView) } } },
    async (request, reply) => {
      const { limit, format } = request.query;
      const { locale } = request.actor;
      const as = tableFormat(request.headers.accept, format);
      const wanted = { ...selectionOf(request.query), limit: as === 'json' ? limit + 1 : EXPORT_ROWS };
      const rows = await request.asking.run((tx) => selectObservations(tx, wanted));
      if (as !== 'json')
        return sendTable(reply, as, textFor(locale).files.observations, observationTable(rows, locale));
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return reply.send({
        items: shown.map((row) => observationView(row, locale)),
        nextCursor:
          rows.length > limit && last
            ? encodeCursor([last.indicator_code, last.scope_key, last.region_code, last.period, last.id])
            : null,
      });
    },
  );

  scope.post(
    '/observations',
    {
      config: { permission: 'statistics.write' },
      schema: { body: ObservationInput, response: { 200: ObservationSaved, 201: ObservationSaved } },
    },
    async (request, reply) => {
      const saved = await request.asking.run((tx) => enterObservation(tx, request.actor, request.body));
      return reply.status(saved.outcome === 'new' ? 201 : 200).send(saved);
    },
  );

  scope.get(
    '/observations/:id/provenance',
    { config: reading, schema: { params: FigureParam, response: { 200: Provenance } } },
    (request) => request.asking.run((tx) => provenanceOf(tx, request.actor, request.params.id)),
  );
}

function selectionOf(query: z.infer<typeof ObservationFilter>): Omit<ObservationSelection, 'limit'> {
  const { indicator, region, below, holder, from, to, q, cursor } = query;
  const after = cursor ? (decodeCursor(cursor, 5).map(String) as [string, string, string, string, string]) : undefined;
  const wanted = {
    indicator,
    region,
    q,
    from: from === undefined ? undefined : monthOf('from', from, firstMonth),
    to: to === undefined ? undefined : monthOf('to', to, lastMonth),
    after,
  };
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
  return { below, holder, ...(Object.fromEntries(given) as Omit<ObservationSelection, 'limit' | 'below' | 'holder'>) };
}

function monthOf(field: string, text: string, end: (period: Period) => Period): string {
  const read = parsePeriod(text);
  if (read.ok) return periodCode(end(read.value));
  const message = read.issues
    .map((issue) => issue.message + (issue.suggestion ? `: ${issue.suggestion}` : ''))
    .join('; ');
  throw unprocessable('period-unreadable', message, [
    { field: `querystring.${field}`, code: 'period-unreadable', message },
  ]);
}
