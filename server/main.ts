import { readFile } from 'node:fs/promises';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { demoAccounts } from '../data/demo/users.ts';
import type { PermissionTable } from './kernel/access/permissions.ts';
import { accessRoutes } from './kernel/access/routes.ts';
import type { Config } from './kernel/config.ts';
import { documentRoutes } from './kernel/document/routes.ts';
import { startDispatcher } from './kernel/events/dispatcher.ts';
import { type FirstSignIn, hasUsers, makeFirstUsers } from './kernel/first-start.ts';
import { buildApp } from './kernel/http/app.ts';
import { kernelRoutes } from './kernel/http/kernel-routes.ts';
import { importRoutes } from './kernel/imports/routes.ts';
import { startJobs } from './kernel/jobs/jobs.ts';
import { kernelMigrations } from './kernel/migrations/index.ts';
import type { Deps } from './kernel/module.ts';
import { kernelPermissions } from './kernel/permissions.ts';
import { seedReference } from './kernel/reference.ts';
import { type MigrationSet, migrate } from './kernel/store/migrate.ts';
import { openStore, type Store } from './kernel/store/open-store.ts';
import { modules } from './modules/index.ts';

export const migrationSets: readonly MigrationSet[] = [
  kernelMigrations,
  ...modules.map(({ id, migrations }) => ({ module: id, migrations })),
];

export const permissions: PermissionTable = Object.assign(
  {},
  kernelPermissions,
  ...modules.map((module) => module.permissions),
);

/** Migrations and reference data; what every store needs, the tests' included. */
export async function prepareStore(store: Store): Promise<void> {
  await migrate(store.db, migrationSets);
  await seedReference(store.db);
}

export const importers = modules.flatMap((module) => module.importers);
export const exporters = modules.flatMap((module) => module.exporters);

/** All routes on a prepared store, without listening: what tests call with `inject`. */
export async function composeApp(deps: Deps, config: Config, logger = false): Promise<FastifyInstance> {
  const app = await buildApp({ db: deps.db, config, permissions, version: await version(), logger });
  await app.register(
    async (api) => {
      kernelRoutes(api, deps, modules, await version());
      accessRoutes(api, deps, { permissions, signInsPerMinute: config.signInsPerMinute });
      documentRoutes(api, deps);
      importRoutes(api, deps, importers, permissions);
      for (const module of modules) {
        await api.register(async (scope) => module.routes(scope, deps), { prefix: `/${module.id}` });
      }
    },
    { prefix: '/api/v1' },
  );
  return app;
}

export interface Running {
  readonly address: string;
  /** Only on the very first start. */
  readonly firstSignIn: FirstSignIn | null;
  readonly app: FastifyInstance;
  stop(): Promise<void>;
}

/** Opens the store, prepares it, loads the demonstration on an empty one, starts jobs and listens. */
export async function start(config: Config, webRoot: string | null, report: (line: string) => void): Promise<Running> {
  const store = await openStore(config);
  report(`store: PostgreSQL, ${store.kind}`);
  await prepareStore(store);
  const deps = depsFor(store, config);
  const firstSignIn = (await hasUsers(store.db)) ? null : await firstStart(deps, config, report);

  const app = await composeApp(deps, config, true);
  const jobs = await startJobs(
    store,
    modules.flatMap((module) => module.jobs),
    (error) => app.log.error(error),
  );
  const dispatcher = await startDispatcher(store, [jobs.handlers, ...modules.map((module) => module.events)], (error) =>
    app.log.error(error),
  );
  if (webRoot) await serveWeb(app, webRoot);
  const address = await app.listen({ port: config.port, host: config.host });
  return {
    address,
    firstSignIn,
    app,
    stop: async () => {
      await app.close();
      await dispatcher.stop();
      await jobs.stop();
      await store.close();
    },
  };
}

export const depsFor = (store: Store, config: Pick<Config, 'maxUploadBytes'>): Deps => ({
  db: store.db,
  store,
  now: () => new Date(),
  maxUploadBytes: config.maxUploadBytes,
});

async function firstStart(deps: Deps, config: Config, report: (line: string) => void): Promise<FirstSignIn> {
  if (config.empty) return makeFirstUsers(deps.db, []);
  report('loading the demonstration cluster (synthetic figures, marked as such)');
  for (const module of modules) await module.loadDemo(deps);
  return makeFirstUsers(deps.db, demoAccounts);
}

/** The built web application; every path that is not a file answers its page, which routes by itself. */
async function serveWeb(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    cacheControl: false,
    setHeaders: (reply, file) => {
      const named = /\/assets\//.test(file);
      reply.header('cache-control', named ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.startsWith('/open/');
    if (wantsPage) return reply.sendFile('index.html');
    return reply.status(404).type('application/problem+json').send(NO_ROUTE);
  });
}

const NO_ROUTE = {
  type: 'urn:liannao:problem:route-not-found',
  title: '没有这个地址。',
  status: 404,
  code: 'route-not-found',
  detail: 'There is no such address.',
  errors: [],
};

async function version(): Promise<string> {
  const file = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
}
