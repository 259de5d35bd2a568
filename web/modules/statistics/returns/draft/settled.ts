import type { DraftStore, Phase } from './draft.ts';

const UNDER_WAY: readonly Phase[] = ['waiting', 'sending'];

/** Sends what waits and resolves once the server has it, or it is clear that it will not have it now. */
export function settled(store: DraftStore): Promise<void> {
  store.flush();
  return new Promise((resolve) => {
    const look = () => {
      if (UNDER_WAY.includes(store.get().phase)) return;
      stop();
      resolve();
    };
    const stop = store.subscribe(look);
    look();
  });
}
