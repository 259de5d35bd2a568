import type { FastifyInstance } from 'fastify';
import { typed } from '../../kernel/http/route.ts';
import { IdParam } from '../../kernel/model.ts';
import type { Deps } from '../../kernel/module.ts';
import { PlanRelations } from './model.ts';
import { planRelations } from './relations.ts';

/** `GET /library/:id/relations`: plans above and below, coverage, contradictions, sums. */
export function relationRoutes(app: FastifyInstance, _deps: Deps): void {
  typed(app).get(
    '/library/:id/relations',
    { config: { permission: 'plans.read' }, schema: { params: IdParam, response: { 200: PlanRelations } } },
    (request) => planRelations(request.asking, request.params.id),
  );
}
