/*
 * Keeps what a form needs to open again without a connection: the page, its scripts and styles, and who is signed in.
 * What is filled in is kept by the page itself. Signing out takes all of it away.
 */
const PAGE = 'liannao-page';
const PERSON = 'liannao-person';
const DATABASE = 'liannao-returns';
const SESSION = '/api/v1/session';
/* Scripts of earlier builds leave when newer ones need the room. */
const MOST_FILES = 240;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  const urls = event.data?.keep;
  if (Array.isArray(urls)) event.waitUntil(keepAll(urls));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (url.pathname === SESSION && request.method === 'DELETE') event.respondWith(signOut(request));
  else if (url.pathname === SESSION && request.method === 'GET') event.respondWith(newest(request, PERSON, SESSION));
  else if (request.method !== 'GET') return;
  else if (url.pathname.startsWith('/assets/')) event.respondWith(kept(request));
  else if (request.mode === 'navigate' && !isFile(url)) event.respondWith(newest(request, PAGE, '/'));
});

const isFile = ({ pathname }) =>
  pathname.startsWith('/api/') || pathname.startsWith('/open/') || /\.\w+$/.test(pathname);

/* From the server, which is right; the kept one where it cannot be reached. */
async function newest(request, cacheName, key) {
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) await (await caches.open(cacheName)).put(key, response.clone());
    return response;
  } catch (error) {
    const copy = await (await caches.open(cacheName)).match(key, { ignoreVary: true });
    if (copy) return copy;
    throw error;
  }
}

/* Files under /assets/ are named by their content: what is kept is what the server has. */
async function kept(request) {
  const cache = await caches.open(PAGE);
  const copy = await cache.match(request, { ignoreVary: true });
  if (copy) return copy;
  const response = await fetch(request);
  if (response.ok) {
    await cache.put(request, response.clone());
    await makeRoom(cache);
  }
  return response;
}

async function makeRoom(cache) {
  const files = await cache.keys();
  for (const old of files.slice(0, Math.max(0, files.length - MOST_FILES))) await cache.delete(old);
}

async function keepAll(urls) {
  const cache = await caches.open(PAGE);
  await Promise.all(
    urls
      .filter((url) => typeof url === 'string' && new URL(url, self.location.origin).origin === self.location.origin)
      .map(async (url) => {
        const isPage = new URL(url, self.location.origin).pathname === '/';
        if (!isPage && (await cache.match(url, { ignoreVary: true }))) return;
        const response = await fetch(url, { credentials: 'same-origin' }).catch(() => null);
        if (response?.ok) await cache.put(isPage ? '/' : url, response);
      }),
  );
  const person = await caches.open(PERSON);
  const session = await fetch(SESSION, { credentials: 'same-origin', headers: { Accept: 'application/json' } }).catch(
    () => null,
  );
  if (session?.ok) await person.put(SESSION, session);
}

async function signOut(request) {
  const response = await fetch(request);
  if (response.ok) {
    await caches.delete(PERSON);
    await new Promise((resolve) => {
      const gone = self.indexedDB.deleteDatabase(DATABASE);
      gone.onsuccess = gone.onerror = gone.onblocked = () => resolve();
    });
  }
  return response;
}
