import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { notFound } from '../errors.ts';
import { typed } from '../http/route.ts';
import type { Deps } from '../module.ts';
import { applyDefinition, checkDefinition } from './definition-service.ts';
import { sourceOf, versionsOf } from './definition-versions.ts';
import {
  DefinitionReport,
  DefinitionSource,
  DefinitionVersion,
  Ref,
  Register,
  RegisterParam,
  RegisterSummary,
} from './model.ts';
import { registerOpenApi } from './openapi.ts';
import { searchParties } from './party-queries.ts';
import { registerDetail, registerList } from './register-view.ts';
import { findRegister, loadRegisters } from './store.ts';

const read = { permission: 'registers.read' };
const define = { permission: 'registers.define' };

/** Registers themselves: which there are, what they are made of, and changing that. */
export function definitionRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.get(
    '/registers',
    { config: read, schema: { response: { 200: z.object({ items: z.array(RegisterSummary) }) } } },
    (request) =>
      request.asking.run(async (tx) => ({ items: await registerList(tx, await loadRegisters(tx), request.actor) })),
  );
  scope.get(
    '/registers/parties',
    {
      config: { permission: 'registers.write' },
      schema: {
        querystring: z.object({ kind: z.string().max(20).default('any'), q: z.string().trim().max(100).default('') }),
        response: { 200: z.object({ items: z.array(Ref) }) },
      },
    },
    (request) => request.asking.run(async (tx) => ({ items: await searchParties(tx, request.query) })),
  );
  scope.post(
    '/registers/check',
    {
      config: define,
      schema: {
        body: DefinitionSource.extend({ id: z.string().max(60).optional() }),
        response: { 200: DefinitionReport },
      },
    },
    ({ body: { source, id }, actor }) => checkDefinition(deps.db, { source, actor, ...(id ? { id } : {}) }),
  );
  scope.get(
    '/registers/:register',
    { config: read, schema: { params: RegisterParam, response: { 200: Register } } },
    (request) =>
      request.asking.run(async (tx) => {
        const set = await loadRegisters(tx);
        return registerDetail(tx, set, findRegister(set, request.params.register), request.actor);
      }),
  );
  scope.put(
    '/registers/:register',
    {
      config: define,
      schema: {
        params: RegisterParam,
        body: DefinitionSource.extend({ note: z.string().trim().max(500).optional() }),
        response: { 200: DefinitionReport },
      },
    },
    ({ params, body: { source, note }, actor }) =>
      applyDefinition(deps.db, { id: params.register, source, actor, now: deps.now(), ...(note ? { note } : {}) }),
  );
  scope.get(
    '/registers/:register/source',
    {
      config: read,
      schema: {
        params: RegisterParam,
        querystring: z.object({ version: z.coerce.number().int().min(1).max(1_000_000).optional() }),
        response: { 200: DefinitionSource },
      },
    },
    async (request) => {
      const { register } = request.params;
      const source = await request.asking.run((tx) => sourceOf(tx, register, request.query.version));
      if (source === undefined) throw notFound('register', register);
      return { source };
    },
  );
  scope.get(
    '/registers/:register/versions',
    {
      config: define,
      schema: { params: RegisterParam, response: { 200: z.object({ items: z.array(DefinitionVersion) }) } },
    },
    (request) =>
      request.asking.run(async (tx) => {
        findRegister(await loadRegisters(tx), request.params.register);
        return { items: await versionsOf(tx, request.params.register) };
      }),
  );
  scope.get(
    '/registers/:register/openapi.json',
    { config: read, schema: { params: RegisterParam, hide: true } },
    (request, reply) =>
      request.asking.run(async (tx) => {
        const set = await loadRegisters(tx);
        const { definition } = findRegister(set, request.params.register);
        return reply
          .type('application/json')
          .serializer(JSON.stringify)
          .send(registerOpenApi(set, [definition]));
      }),
  );
}
