import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Actor, Tx } from '../access/actor.ts';
import { typed } from '../http/route.ts';
import type { Deps } from '../module.ts';
import { contextFor } from './entry-context.ts';
import { selectLeads } from './leads-queries.ts';
import { removeLead, setLead } from './leads-service.ts';
import { mapOf } from './map-layer.ts';
import { figuresOf } from './measure-figures.ts';
import { selectUnits } from './measure-queries.ts';
import { Lead, MapFeatures, MapQuery, MeasuredFigure, MeasureQuery, MeasureView, RegisterParam } from './model.ts';
import { loadRegisters } from './store.ts';

const Indicators = z.object({
  items: z.array(MeasureView.extend({ zh: z.string(), en: z.string(), scopes: z.array(z.string()) })),
});
const Leads = z.object({ items: z.array(Lead) });
/** Only those that hold for this region: its own or a superior's. */
const LeadQuery = z.object({ covering: z.string().max(40).optional() });
const LeadParam = RegisterParam.extend({ region: z.string().max(40) });
const LeadBody = z.object({
  region: z.string().max(40),
  /** First month that the register counts for, `2025-01`. */
  since: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
});

/** What a register counts, where its count leads, and what it puts on the map. */
export function measureRoutes(app: FastifyInstance, deps: Pick<Deps, 'now'>): void {
  const scope = typed(app);
  const config = { permission: 'registers.read' };
  const asked = async (tx: Tx, register: string, actor: Actor) =>
    contextFor(await loadRegisters(tx), register, actor, deps.now());

  scope.get(
    '/registers/:register/figures',
    {
      config,
      schema: {
        params: RegisterParam,
        querystring: MeasureQuery,
        response: { 200: z.object({ items: z.array(MeasuredFigure) }) },
      },
    },
    (request) =>
      request.asking.run(async (tx) => ({
        items: await figuresOf(tx, await asked(tx, request.params.register, request.actor), request.query),
      })),
  );

  scope.get(
    '/registers/:register/indicators',
    { config, schema: { params: RegisterParam, response: { 200: Indicators } } },
    (request) =>
      request.asking.run(async (tx) => {
        const { definition } = await asked(tx, request.params.register, request.actor);
        const units = await selectUnits(tx, definition.indicators);
        const scopes = Object.keys(definition.scopes).filter((dimension) => dimension !== 'region');
        const items = definition.indicators.map(({ code, measure, where, at, zh, en, unit }) => ({
          code,
          measure,
          where,
          at,
          zh,
          en,
          unit: units.get(code) ?? unit ?? '',
          scopes,
        }));
        return { items };
      }),
  );

  scope.get(
    '/registers/:register/map',
    { config, schema: { params: RegisterParam, querystring: MapQuery, response: { 200: MapFeatures } } },
    (request) =>
      request.asking.run(async (tx) =>
        mapOf(tx, await asked(tx, request.params.register, request.actor), request.query),
      ),
  );

  scope.get(
    '/registers/:register/leads',
    { config, schema: { params: RegisterParam, querystring: LeadQuery, response: { 200: Leads } } },
    (request) =>
      request.asking.run(async (tx) => ({
        items: await selectLeads(tx, request.params.register, request.actor.locale, request.query.covering),
      })),
  );

  const leading = { permission: 'registers.lead' };
  scope.put(
    '/registers/:register/leads',
    { config: leading, schema: { params: RegisterParam, body: LeadBody, response: { 200: Leads } } },
    (request) =>
      request.asking.run(async (tx) => {
        const { register } = request.params;
        const { set, today } = await asked(tx, register, request.actor);
        const items = await setLead(tx, { actor: request.actor, set, today }, { register, ...request.body });
        return { items };
      }),
  );

  scope.delete(
    '/registers/:register/leads/:region',
    { config: leading, schema: { params: LeadParam, response: { 204: z.null() } } },
    async (request, reply) => {
      await request.asking.run((tx) => removeLead(tx, request.actor, request.params));
      return reply.code(204).send(null);
    },
  );
}
