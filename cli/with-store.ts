import { readConfig } from '@liannao/server/kernel/config.ts';
import { openStore, type Store } from '@liannao/server/kernel/store/open-store.ts';
import { prepareStore } from '@liannao/server/main.ts';

/** Options that every command on the store takes. */
export const storeOptions = { data: { type: 'string' } } as const;

/**
 * Opens the store (a running server's, where there is one on this data folder), works, and closes it again.
 * `prepare: false` leaves migrations and reference data alone.
 */
export async function withStore<T>(
  dataDir: string | undefined,
  work: (store: Store) => Promise<T>,
  { prepare = true } = {},
): Promise<T> {
  const config = readConfig(process.env, dataDir ? { dataDir } : {});
  const store = await openStore(config);
  try {
    if (prepare) await prepareStore(store);
    return await work(store);
  } finally {
    await store.close();
  }
}
