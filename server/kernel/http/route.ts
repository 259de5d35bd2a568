import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';

/** The same server, with request and answer types taken from the zod schemas of each route. */
export const typed = (app: FastifyInstance) => app.withTypeProvider<ZodTypeProvider>();
