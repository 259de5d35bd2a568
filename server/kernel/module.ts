import type { FastifyInstance } from 'fastify';
import type { Actor, Tx } from './access/actor.ts';
import type { PermissionTable } from './access/permissions.ts';
import type { CaseType } from './cases/contract.ts';
import type { EventHandlers } from './events/events.ts';
import type { Importer } from './imports/importer.ts';
import type { JobDefinition } from './jobs/jobs.ts';
import type { SignalRule } from './signals/contract.ts';
import type { MigrationSet } from './store/migrate.ts';
import type { Db, Store } from './store/open-store.ts';
import type { Exporter } from './tabular/exporter.ts';

/** What a module is: reading only these, one knows the whole system. */
export interface Module {
  readonly id: string;
  readonly names: { readonly zh: string; readonly en: string };
  readonly permissions: PermissionTable;
  readonly migrations: MigrationSet['migrations'];
  /** Registers the module's routes below `/api/v1/<id>`. */
  readonly routes: (scope: FastifyInstance, deps: Deps) => void;
  /** Open data of the module: routes below `/open/v1`, answered to everybody as to nobody. */
  readonly openRoutes?: (scope: FastifyInstance, deps: Deps) => void;
  readonly jobs: readonly JobDefinition[];
  readonly events: EventHandlers;
  readonly importers: readonly Importer[];
  readonly exporters: readonly Exporter[];
  /** Folder of the module's register declarations, one YAML file each; null where it has none. */
  readonly registers: URL | null;
  /** Rules over the module's own data; rules over a register's entries stand in its declaration. */
  readonly signals: readonly SignalRule[];
  readonly cases: readonly CaseType[];
  /** What the search box finds; at most `limit` hits, best first. */
  readonly search: (tx: Tx, query: string, limit: number) => Promise<SearchHit[]>;
  /** Fills an empty store with the demonstration cluster. */
  readonly loadDemo: (deps: Deps) => Promise<void>;
}

export interface SearchHit {
  readonly kind:
    | 'plan'
    | 'target'
    | 'task'
    | 'indicator'
    | 'region'
    | 'body'
    | 'register'
    | 'entry'
    | 'case'
    | 'signal'
    | 'report';
  readonly title: string;
  readonly sub: string;
  /** Path in the web application. */
  readonly href: string;
}

/** What use cases are handed: the clock comes in as an argument. */
export interface Deps {
  readonly db: Db;
  readonly store: Store;
  readonly now: () => Date;
  readonly maxUploadBytes: number;
}

/** A request's actor and a way to work in a transaction under that actor's row-level rights. */
export interface Asking {
  readonly actor: Actor;
  readonly run: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
}
