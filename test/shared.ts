import type { Browser } from 'playwright-core';
import type { RunningServer } from './running-server.ts';

/** What journeys that leave nothing behind share: one server and one browser, there once the tests run. */
export interface Shared {
  server: RunningServer;
  browser: Browser;
  /** A plan that has been read and waits for its review. */
  planPath: string;
}
