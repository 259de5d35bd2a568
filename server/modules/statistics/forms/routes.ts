import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../../kernel/module.ts';
import { formRoutes } from './forms-routes.ts';
import { rosterRoutes } from './roster-routes.ts';
import { roundRoutes } from './rounds-routes.ts';

/** All of forms, rosters and rounds. */
export function formsRoutes(app: FastifyInstance, deps: Deps): void {
  formRoutes(app, deps);
  rosterRoutes(app, deps);
  roundRoutes(app, deps);
}
