import { readFile } from 'node:fs/promises';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { demoAccounts } from '../data/demo/users.ts';
import { loadEntriesDemo } from './demo-entries.ts';
import type { PermissionTable } from './kernel/access/permissions.ts';
import { accessRoutes } from './kernel/access/routes.ts';
import { calendarRoutes } from './kernel/calendar/routes.ts';
import { useCaseTypes, useEntryMover } from './kernel/cases/index.ts';
import { deadlineJob } from './kernel/cases/job.ts';
import { registerCaseTypes } from './kernel/cases/register-types.ts';
import { caseRoutes } from './kernel/cases/routes.ts';
import type { Config } from './kernel/config.ts';
import { documentRoutes } from './kernel/document/routes.ts';
import { startDispatcher } from './kernel/events/dispatcher.ts';
import { type FirstSignIn, hasUsers, makeFirstUsers } from './kernel/first-start.ts';
import { buildApp } from './kernel/http/app.ts';
import { kernelRoutes } from './kernel/http/kernel-routes.ts';
import { refuseUnknownAddress } from './kernel/http/problem.ts';
import type { Importers } from './kernel/imports/importers.ts';
import { importJobs } from './kernel/imports/jobs.ts';
import { importRoutes } from './kernel/imports/routes.ts';
import { startJobs } from './kernel/jobs/jobs.ts';
import { kernelMigrations } from './kernel/migrations/index.ts';
import type { Deps } from './kernel/module.ts';
import { notifyEvents, notifyJobs } from './kernel/notify/job.ts';
import { notifyRoutes } from './kernel/notify/routes.ts';
import { kernelPermissions } from './kernel/permissions.ts';
import { seedReference } from './kernel/reference.ts';
import { registerImports } from './kernel/registers/import-register.ts';
import { applyShipped, contextFor, loadRegisters, moveEntry } from './kernel/registers/index.ts';
import { dailyMeasureJob, measureHandlers, measureJob } from './kernel/registers/measure-job.ts';
import { measureRoutes } from './kernel/registers/measure-routes.ts';
import { openRoutes, openSwitch } from './kernel/registers/open-routes.ts';
import { registerRoutes } from './kernel/registers/routes.ts';
import { useSignalRules } from './kernel/signals/index.ts';
import { signalEvents, signalJob } from './kernel/signals/job.ts';
import { registerRules } from './kernel/signals/register-rules.ts';
import { signalRoutes } from './kernel/signals/routes.ts';
import { type MigrationSet, migrate } from './kernel/store/migrate.ts';
import { openStore, type Store } from './kernel/store/open-store.ts';
import { modules } from './modules/index.ts';
import { boundSeries } from './modules/plans/index.ts';
import { applyShippedForms } from './modules/statistics/index.ts';

export const migrationSets: readonly MigrationSet[] = [
  kernelMigrations,
  ...modules.map(({ id, migrations }) => ({ module: id, migrations })),
];

export const permissions: PermissionTable = Object.assign(
  {},
  kernelPermissions,
  ...modules.map((module) => module.permissions),
);

const moduleCases = modules.flatMap((module) => module.cases);
const moduleRules = modules.flatMap(({ id, signals }) => signals.map((rule) => ({ module: id, rule })));
useCaseTypes(async (tx) => [...moduleCases, ...(await registerCaseTypes(tx))]);
useSignalRules(async (tx) => [...moduleRules, ...(await registerRules(tx))]);
useEntryMover(async (tx, { registerId, entryId, move, actor, note, now }) =>
  moveEntry(tx, contextFor(await loadRegisters(tx), registerId, actor, now), { id: entryId, move, note }),
);

/** Migrations and reference data; what every store needs, the tests' included. */
export async function prepareStore(store: Store): Promise<void> {
  await migrate(store.db, migrationSets);
  await seedReference(store.db);
  await applyShipped(
    store.db,
    modules.flatMap(({ registers }) => registers ?? []),
  );
  await applyShippedForms(store.db);
}

export const importers: Importers = {
  fixed: modules.flatMap((module) => module.importers),
  families: [registerImports],
};
export const exporters = modules.flatMap((module) => module.exporters);

/** All routes on a prepared store, without listening: what tests call with `inject`. */
export async function composeApp(deps: Deps, config: Config, logger = false): Promise<FastifyInstance> {
  const app = await buildApp({ db: deps.db, config, permissions, version: await version(), logger });
  await app.register(
    async (api) => {
      api.setNotFoundHandler(refuseUnknownAddress);
      kernelRoutes(api, deps, modules, await version());
      accessRoutes(api, deps, { permissions, signInsPerMinute: config.signInsPerMinute });
      documentRoutes(api, deps);
      importRoutes(api, deps, importers, permissions);
      calendarRoutes(api);
      registerRoutes(api, deps);
      measureRoutes(api, deps);
      openSwitch(api);
      signalRoutes(api, deps);
      caseRoutes(api, deps);
      notifyRoutes(api, deps, config);
      for (const module of modules) {
        await api.register(async (scope) => module.routes(scope, deps), { prefix: `/${module.id}` });
      }
    },
    { prefix: '/api/v1' },
  );
  await app.register(
    async (open) => {
      openRoutes(open, deps);
      for (const module of modules) module.openRoutes?.(open, deps);
    },
    { prefix: '/open/v1' },
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

/**
 * Opens the store, prepares it, loads the demonstration on an empty one, starts jobs and listens. The first accounts are
 * made last: a start that fails on the way leaves no password that nobody has seen. What was begun is ended again then.
 */
export async function start(config: Config, webRoot: string | null, report: (line: string) => void): Promise<Running> {
  const ends: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (let end = ends.pop(); end; end = ends.pop()) await end();
  };
  try {
    const store = await openStore(config);
    ends.push(() => store.close());
    if (store.owner) {
      throw new Error(
        `Process ${store.owner} runs on ${config.dataDir} already. Stop it first, or choose another --data.`,
      );
    }
    report(`store: PostgreSQL, ${store.kind}`);
    await prepareStore(store);
    const deps = depsFor(store, config);
    const isFirst = !(await hasUsers(store.db));
    if (isFirst && !config.empty) await loadDemo(deps, report);

    const app = await composeApp(deps, config, true);
    const log = (error: unknown) => app.log.error(error);
    const jobs = await startJobs(
      store,
      [
        ...importJobs(importers, deps.now),
        measureJob(boundSeries, deps.now),
        dailyMeasureJob,
        signalJob(deps.now),
        deadlineJob(deps.now),
        ...notifyJobs(config, deps.now),
        ...modules.flatMap((module) => module.jobs),
      ],
      log,
    );
    ends.push(() => jobs.stop());
    const handlers = [
      jobs.handlers,
      measureHandlers,
      signalEvents,
      notifyEvents(deps.now),
      ...modules.map((module) => module.events),
    ];
    const dispatcher = await startDispatcher(store, handlers, log);
    ends.push(() => dispatcher.stop());
    if (webRoot) await serveWeb(app, webRoot);
    ends.push(() => app.close());
    const address = await app.listen({ port: config.port, host: config.host });
    const firstSignIn = isFirst ? await makeFirstUsers(deps.db, config.empty ? [] : demoAccounts) : null;
    return { address, firstSignIn, app, stop };
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
}

export const depsFor = (store: Store, config: Pick<Config, 'maxUploadBytes'>): Deps => ({
  db: store.db,
  store,
  now: () => new Date(),
  maxUploadBytes: config.maxUploadBytes,
});

/** Each module's part is one transaction, and noted: a first start that was cut off goes on where it stopped. */
async function loadDemo(deps: Deps, report: (line: string) => void): Promise<void> {
  report('loading the demonstration cluster (synthetic figures, marked as such)');
  for (const { id, loadDemo: load } of [{ id: 'entries', loadDemo: loadEntriesDemo }, ...modules]) {
    const key = `demo:${id}`;
    const done = await deps.db.selectFrom('setting').select('key').where('key', '=', key).executeTakeFirst();
    if (done) continue;
    await load(deps);
    await deps.db.insertInto('setting').values({ key, value: '{}' }).execute();
  }
}

/** The built web application; every path that is not a file answers its page, which routes by itself. */
async function serveWeb(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, file) => {
      const named = /\/assets\//.test(file);
      reply.header('cache-control', named ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.startsWith('/open/');
    return wantsPage ? reply.sendFile('index.html') : refuseUnknownAddress();
  });
}

async function version(): Promise<string> {
  const file = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
}
