/**
 * The service worker keeps the page itself, so that a form opens again without a connection. It is only asked for where
 * forms are filled in; browsers allow it over https and on this machine.
 */
export async function keepPageOffLine(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('/offline-worker.js');
    const { active } = await navigator.serviceWorker.ready;
    // What was loaded before the worker was there has not passed through it.
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    active?.postMessage({ keep: [`${location.origin}/`, ...loaded.filter((url) => url.includes('/assets/'))] });
  } catch {
    // Without it the form is kept as before; only reloading needs the connection.
  }
}
