import pg from 'pg';
import type { Store } from '../store/open-store.ts';
import { dispatchOutbox, type EventHandlers } from './events.ts';

const SWEEP_MS = 5000;

/** Hands out events as they are committed: woken by the store's notification, and by a sweep for what was missed. */
export async function startDispatcher(
  store: Store,
  handlers: readonly EventHandlers[],
  log: (error: unknown) => void,
): Promise<{ stop(): Promise<void> }> {
  let running = Promise.resolve();
  let waiting = false;
  const wake = () => {
    if (waiting) return;
    waiting = true;
    running = running.then(async () => {
      waiting = false;
      await dispatchOutbox(store.db, handlers).catch(log);
    });
  };
  const listener = await listen(store.url, wake, log);
  const sweep = setInterval(wake, SWEEP_MS);
  wake();
  return {
    stop: async () => {
      clearInterval(sweep);
      await listener.stop();
      await running;
    },
  };
}

/** Hears the store's notifications, also after the connection was lost; until it is back the sweep finds what there is. */
async function listen(
  url: string,
  wake: () => void,
  log: (error: unknown) => void,
): Promise<{ stop(): Promise<void> }> {
  let stopped = false;
  let client: pg.Client;
  let again: NodeJS.Timeout | undefined;
  const connect = async () => {
    const own = new pg.Client({ connectionString: url, application_name: 'liannao-events', keepAlive: true });
    client = own;
    own.on('notification', wake);
    own.on('error', log);
    own.on('end', retry);
    await own.connect();
    await own.query('listen liannao_outbox');
    wake();
  };
  const retry = () => {
    clearTimeout(again);
    if (!stopped) again = setTimeout(() => void connect().catch(retry), SWEEP_MS);
  };
  await connect().catch((error) => {
    stopped = true;
    throw error;
  });
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(again);
      await client.end().catch(() => {});
    },
  };
}
