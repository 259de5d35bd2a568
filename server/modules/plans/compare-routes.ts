import type { FastifyInstance } from 'fastify';
import { typed } from '../../kernel/http/route.ts';
import type { Deps } from '../../kernel/module.ts';
import { comparePlans } from './compare.ts';
import { CompareQuery, Comparison } from './model.ts';

/** `GET /compare`: targets of several plans side by side. */
export function compareRoutes(app: FastifyInstance, deps: Deps): void {
  typed(app).get(
    '/compare',
    { config: { permission: 'plans.read' }, schema: { querystring: CompareQuery, response: { 200: Comparison } } },
    (request) => request.asking.run((tx) => comparePlans(tx, request.query, { actor: request.actor, now: deps.now() })),
  );
}
