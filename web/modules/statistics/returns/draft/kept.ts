/**
 * What this browser keeps of returns: the copy last fetched, and what was typed since. IndexedDB, one database for the
 * address; every entry says whose it is, and only that person is offered it. Where the browser refuses storage, nothing
 * is kept and the page says so.
 */
import type { Cells } from '@liannao/statistics';
import type { ReturnView } from '../view.ts';

/** The service worker deletes the database of this name when the reader signs out. */
const databaseName = 'liannao-returns';
const stores = ['view', 'draft'] as const;
type Store = (typeof stores)[number];

export interface KeptView {
  readonly view: ReturnView;
  /** Milliseconds. */
  readonly at: number;
}

/** A return as typed here, and what it was based on. */
export interface KeptDraft {
  readonly returnId: string;
  readonly name: string;
  readonly cells: Cells;
  /** Texts that could not be read, by cell key. */
  readonly typed: Readonly<Record<string, string>>;
  readonly base: { readonly revision: number; readonly cells: Cells };
  /** Handing in waits for the connection: the key that makes it happen once. */
  readonly submitKey: string | null;
  readonly at: number;
}

interface Entry<T> {
  readonly user: string;
  readonly value: T;
}

let opening: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => {
      for (const store of stores) request.result.createObjectStore(store);
    };
    request.onsuccess = () => {
      const database = request.result;
      // Signing out deletes the database: an open connection must not hold that up.
      database.onversionchange = () => {
        database.close();
        opening = null;
      };
      database.onclose = () => {
        opening = null;
      };
      resolve(database);
    };
    request.onerror = () => reject(request.error);
  });
  opening.catch(() => {
    opening = null;
  });
  return opening;
}

async function inStore<T>(
  store: Store,
  mode: IDBTransactionMode,
  ask: (open: IDBObjectStore) => IDBRequest,
): Promise<T> {
  const database = await open();
  return new Promise<T>((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const request = ask(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result as T);
    transaction.onabort = () => reject(transaction.error ?? request.error);
  });
}

const keyOf = (user: string, returnId: string) => `${user}:${returnId}`;

async function read<T>(store: Store, user: string, returnId: string): Promise<T | null> {
  const entry = await inStore<Entry<T> | undefined>(store, 'readonly', (at) => at.get(keyOf(user, returnId)));
  return entry?.user === user ? entry.value : null;
}

export const readView = (user: string, returnId: string) => read<KeptView>('view', user, returnId);
export const readDraft = (user: string, returnId: string) => read<KeptDraft>('draft', user, returnId);

export async function keepView(user: string, view: ReturnView): Promise<void> {
  const entry: Entry<KeptView> = { user, value: { view, at: Date.now() } };
  await inStore('view', 'readwrite', (at) => at.put(entry, keyOf(user, view.id)));
}

export async function keepDraft(user: string, draft: KeptDraft): Promise<void> {
  const entry: Entry<KeptDraft> = { user, value: draft };
  await inStore('draft', 'readwrite', (at) => at.put(entry, keyOf(user, draft.returnId)));
}

export async function forgetDraft(user: string, returnId: string): Promise<void> {
  await inStore('draft', 'readwrite', (at) => at.delete(keyOf(user, returnId)));
}

/** All that this person has typed here and that has not reached the server. */
export async function keptDrafts(user: string): Promise<KeptDraft[]> {
  const entries = await inStore<Entry<KeptDraft>[]>('draft', 'readonly', (at) => at.getAll());
  return entries.filter((entry) => entry.user === user).map(({ value }) => value);
}
