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
  const listener = new pg.Client({ connectionString: store.url, application_name: 'liannao-events' });
  listener.on('error', log);
  await listener.connect();
  await listener.query('listen liannao_outbox');
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
  listener.on('notification', wake);
  const sweep = setInterval(wake, SWEEP_MS);
  wake();
  return {
    stop: async () => {
      clearInterval(sweep);
      await listener.end();
      await running;
    },
  };
}
