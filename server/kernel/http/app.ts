import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { type Actor, anonymous, withActor } from '../access/actor.ts';
import { type PermissionTable, requirePermission } from '../access/permissions.ts';
import { actorOfRequest } from '../access/session.ts';
import type { Config } from '../config.ts';
import { forbidden } from '../errors.ts';
import type { Asking } from '../module.ts';
import { withRegisters } from '../registers/openapi.ts';
import type { Db } from '../store/open-store.ts';
import { answerProblem } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Name of the declared permission that the route needs. A route without one is not registered. */
    permission?: string;
  }
  interface FastifyRequest {
    actor: Actor;
    asking: Asking;
  }
  interface FastifyInstance {
    /** Every route with the permission it needs, for the access test and the documentation. */
    routeTable: RouteEntry[];
  }
}

export interface RouteEntry {
  readonly method: string;
  readonly url: string;
  readonly permission: string;
}

export interface AppParts {
  readonly db: Db;
  readonly config: Config;
  readonly permissions: PermissionTable;
  readonly version: string;
  readonly logger: boolean;
}

const API = '/api/';

/** The HTTP server without its routes: validation, permissions, problem details, limits, security headers, OpenAPI. */
export async function buildApp({ db, config, permissions, version, logger }: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: logger && {
      level: config.logLevel,
      // Who signs in with what is never logged.
      redact: ['req.headers.cookie', 'req.headers.authorization'],
    },
    trustProxy: config.trustProxy,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 200 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  app.decorate('routeTable', []);
  app.decorateRequest('actor', null as unknown as Actor);
  app.decorateRequest('asking', null as unknown as Asking);

  await app.register(helmet, { contentSecurityPolicy: CONTENT_SECURITY_POLICY, hsts: false });
  // A client that hung up before its request was looked at has no address left to be counted by, and no answer to get.
  app.addHook('onRequest', async (request, reply) => {
    if (request.ip === undefined) reply.hijack();
  });
  await app.register(rateLimit, { max: config.requestsPerMinute, timeWindow: '1 minute' });
  // Brotli at its own default takes longer than it saves on answers made for one reader.
  await app.register(compress, { threshold: 1024, brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } } });
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: config.maxUploadBytes, files: 1, fields: 20 } });
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: '链脑 Liannao', version, license: { name: 'Apache-2.0' } } },
    transform: jsonSchemaTransform,
  });

  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith(API) && !route.url.startsWith('/open/')) return;
    const permission = route.config?.permission;
    if (!permission || !permissions[permission]) {
      throw new TypeError(`${String(route.method)} ${route.url} declares no known permission (${permission})`);
    }
    for (const method of [route.method].flat()) {
      if (method !== 'HEAD') app.routeTable.push({ method, url: route.url, permission });
    }
  });
  app.addHook('onRequest', async (request) => {
    const permission = request.routeOptions.config.permission;
    if (!permission) {
      request.actor = anonymous();
      return;
    }
    request.actor = await actorOfRequest(db, request);
    request.asking = { actor: request.actor, run: (work) => withActor(db, request.actor, work) };
    refuseForeignSite(request.method, request.headers['sec-fetch-site'], request.cookies[SESSION_COOKIE]);
    // Until then whoever set the password, or read it over a shoulder, could act in the user's name.
    if (request.actor.mustChangePassword && !request.routeOptions.url?.startsWith(`${API}v1/session`)) {
      throw forbidden('password-change-due', 'Choose a password of your own first.');
    }
    requirePermission(permissions, request.actor, permission);
  });
  app.get('/api/v1/openapi.json', { config: { permission: 'kernel.read' }, schema: { hide: true } }, (request) =>
    // Registers are data: which there are, and with which fields, is only known now.
    request.asking.run((tx) => withRegisters(tx, app.swagger())),
  );
  return app;
}

export const SESSION_COOKIE = 'liannao_session';

/** The cookie is SameSite=Strict; browsers also say where a request comes from, so a forged one is refused twice. */
function refuseForeignSite(method: string, site: string | string[] | undefined, cookieValue: string | undefined) {
  if (method === 'GET' || method === 'HEAD' || !cookieValue) return;
  if (site && site !== 'same-origin' && site !== 'none') throw forbidden('foreign-site', 'Sent from another site.');
}

// Styles: Ant Design writes its style elements at run time. Nothing is loaded from another host.
const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    connectSrc: ["'self'"],
    workerSrc: ["'self'", 'blob:'],
    objectSrc: ["'none'"],
    frameAncestors: ["'none'"],
    baseUri: ["'self'"],
    formAction: ["'self'"],
  },
};
