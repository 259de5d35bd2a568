import { randomUUID } from 'node:crypto';
import type { RegisterDefinition } from '@liannao/registers';
import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { audit } from '../audit/audit.ts';
import { entriesAdded } from '../cases/index.ts';
import { AppError, forbidden, notFound } from '../errors.ts';
import { accessFor } from './access-sql.ts';
import { beginWrite, type EntryContext, refuseProblems } from './entry-context.ts';
import { keepHiddenItems, refuseHidden, sameValues } from './entry-hidden.ts';
import { refuseForeignState, refuseOffice } from './entry-own.ts';
import { fileIds, prepareEntries } from './entry-prepare.ts';
import { type EntryRow, selectRows, valuesOf } from './entry-rows.ts';
import { idsByKey, insertRows, type NewRow, updateRows } from './entry-store.ts';
import { idsByUscc, upsertParties } from './party-queries.ts';
import { entrySource } from './source-sql.ts';

export interface NewEntry {
  /** Default: a new one, or the party's where entries are parties. */
  readonly id?: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Default: the life cycle's first. */
  readonly state?: string | null;
}

export interface SaveOptions {
  readonly synthetic?: boolean;
  readonly importRun?: string | null;
  readonly kind?: 'created' | 'changed' | 'imported';
  /** Id of a warning to the reason why it is accepted; `all` where somebody answers for the whole lot. */
  readonly reasons?: Readonly<Record<string, string>> | 'all';
  /** Opens and moves the cases of registers whose entries run as such; default true. */
  readonly cases?: boolean;
}

/**
 * Adds entries, all or none, in few statements however many there are. Answers their ids in order.
 * @throws AppError 422 `entry-invalid`, `entry-needs-reasons` (fields with the row's number before them where there are
 * several), 409 `entry-exists`, 403.
 */
export async function insertEntries(
  tx: Tx,
  context: EntryContext,
  entries: readonly NewEntry[],
  options: SaveOptions = {},
): Promise<string[]> {
  const { definition } = context;
  await beginWrite(tx, context);
  const initial = definition.lifeCycle?.initial ?? null;
  const drafts = entries.map(({ values, state }) => ({ values, state: state ?? initial }));
  for (const { state } of drafts) refuseForeignState(definition, context.actor, state);
  const prepared = await prepareEntries(tx, context, drafts, { createParties: true });
  prepared.forEach(({ problems }, at) => {
    inRow(entries.length > 1 ? at : null, () => refuseProblems(context, problems, reasonsOf(options)));
  });
  const ids = await newIds(
    tx,
    definition,
    prepared.map(({ columns }, at) => ({ id: entries[at]?.id, columns })),
  );
  const rows = prepared.map(
    ({ columns }, at): NewRow => ({
      ...columns,
      ...stamps(context, options, noteOf(options)),
      _id: ids[at] as string,
      _state: drafts[at]?.state ?? null,
      _revision: 1,
      _created_at: context.now,
      _created_by: context.actor.userId,
      _synthetic: options.synthetic ?? false,
      _kind: options.kind ?? 'created',
    }),
  );
  for (let at = 0; at < rows.length; at += CHUNK) await insertNew(tx, context, rows.slice(at, at + CHUNK));
  await storeParties(tx, definition, rows);
  if (options.cases !== false && definition.lifeCycle?.isCase) {
    await openCases(tx, context, rows);
  }
  await audit(tx, context.actor, {
    action: 'entry.add',
    subject: rows.length === 1 ? `entry:${definition.id}:${ids[0]}` : `register:${definition.id}`,
    detail: { count: rows.length, ...(rows.length <= 20 ? { ids } : {}), importRun: options.importRun ?? undefined },
  });
  return ids;
}

const CHUNK = 2000;

export interface EntryChange {
  readonly id: string;
  /** Fields that change; the others stay. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The revision that the change was made on; absent: whichever there is. */
  readonly revision?: number;
}

/**
 * Changes entries, all or none. Answers those that really changed: what is as it was leaves no trace.
 * @throws AppError as `insertEntries` does; 404 `entry-not-found`, 412 `entry-changed`, 403 `field-hidden`.
 */
export async function updateEntries(
  tx: Tx,
  context: EntryContext,
  changes: readonly EntryChange[],
  options: SaveOptions = {},
): Promise<string[]> {
  const { definition } = context;
  await beginWrite(tx, context);
  const before = await rowsToChange(
    tx,
    context,
    changes.map(({ id }) => id),
  );
  const drafts = changes.map((change, at) => {
    const row = before[at] as EntryRow;
    if (change.revision !== undefined && change.revision !== row._revision) throw entryChanged();
    refuseHidden(definition, change.values, row._rank);
    const old = valuesOf(definition, row);
    refuseOffice(definition, context.actor, { state: row._state, values: change.values, old });
    const values = { ...old, ...keepHiddenItems(definition, change.values, old, row._rank) };
    return { values, state: row._state, files: fileIds(definition, old), old };
  });
  const prepared = await prepareEntries(tx, context, drafts, { createParties: true });
  const rows: NewRow[] = [];
  prepared.forEach(({ problems, values, columns }, at) => {
    inRow(changes.length > 1 ? at : null, () => refuseProblems(context, problems, reasonsOf(options)));
    const row = before[at] as EntryRow;
    if (sameValues(values, drafts[at]?.old)) return;
    const note = noteOf(options);
    rows.push({
      ...columns,
      ...stamps(context, { ...options, importRun: options.importRun ?? row._import_run }, note),
      _id: row._id,
      _revision: row._revision + 1,
      _kind: options.kind ?? 'changed',
    });
  });
  await storeChanged(tx, context, rows);
  await storeParties(tx, definition, rows);
  if (rows.length > 0) {
    await audit(tx, context.actor, {
      action: 'entry.change',
      subject: rows.length === 1 ? `entry:${definition.id}:${rows[0]?._id}` : `register:${definition.id}`,
      detail: { count: rows.length, fields: [...new Set(changes.flatMap(({ values }) => Object.keys(values)))] },
    });
  }
  return rows.map((row) => row._id);
}

/** Adds one entry, or changes the one with that `id`. Answers its id. @throws as the two above. */
export async function saveEntry(
  tx: Tx,
  context: EntryContext,
  entry: { readonly id?: string; readonly values: EntryChange['values']; readonly revision?: number },
  options: SaveOptions = {},
): Promise<string> {
  const { id, values, revision } = entry;
  if (id === undefined) return (await insertEntries(tx, context, [{ values }], options))[0] as string;
  await updateEntries(tx, context, [{ id, values, ...(revision === undefined ? {} : { revision }) }], options);
  return id;
}

/**
 * Rows by id, locked, in the order asked.
 * @throws AppError 404 `entry-not-found`; 403 `outside-your-regions` for one that may be read, not changed.
 */
export async function rowsToChange(tx: Tx, context: EntryContext, ids: readonly string[]): Promise<EntryRow[]> {
  const { definition, actor } = context;
  const source = entrySource(definition);
  // Row-level security locks only what the actor may change.
  const { rows: locked } = await sql<{
    _id: string;
  }>`select _id from ${source} where _id = any(${ids}::uuid[]) order by _id for update`.execute(tx);
  const rows = await selectRows(tx, accessFor(definition, actor), source, ids);
  const missing = ids.find((id) => !rows.some((row) => row._id === id));
  if (missing) throw notFound('entry', missing);
  if (locked.length < new Set(ids).size)
    throw forbidden('outside-your-regions', 'This belongs to a region that you may not change.');
  return rows;
}

export const entryChanged = () =>
  new AppError(412, 'entry-changed', 'The entry was changed by someone else; load it again.');

/** @throws AppError 412 where a row was changed meanwhile, 409 `entry-exists`. */
export async function storeChanged(tx: Tx, context: EntryContext, rows: readonly NewRow[]): Promise<void> {
  const { definition } = context;
  const others = await idsByKey(tx, definition, rows);
  others.forEach((id, at) => {
    if (id !== null && id !== rows[at]?._id) throw entryExists(definition, rows[at], id);
  });
  for (let at = 0; at < rows.length; at += CHUNK) {
    const part = rows.slice(at, at + CHUNK);
    const changed = await updateRows(tx, definition, part);
    if (changed.size < part.length) throw entryChanged();
  }
}

async function insertNew(tx: Tx, { definition }: EntryContext, rows: readonly NewRow[]): Promise<void> {
  const there = await idsByKey(tx, definition, rows);
  const at = there.findIndex((id) => id !== null);
  if (at >= 0) throw entryExists(definition, rows[at], there[at] as string);
  await insertRows(tx, definition, rows);
}

function entryExists(definition: RegisterDefinition, row: NewRow | undefined, id: string): AppError {
  const key = definition.key.map((field) => String(row?.[field] ?? '')).join(' ');
  return new AppError(409, 'entry-exists', `There is an entry with the key ${key} already.`, {
    params: { key, id },
    errors: definition.key.map((field) => ({ field: `values.${field}`, code: 'entry-exists', message: key })),
  });
}

/** An entry that is a party bears the party's id. */
async function newIds(
  tx: Tx,
  { partyOf }: RegisterDefinition,
  rows: readonly { readonly id: string | undefined; readonly columns: Readonly<Record<string, unknown>> }[],
): Promise<string[]> {
  const codes = partyOf ? rows.map(({ columns }) => String(columns[partyOf.code] ?? '')) : [];
  const known = partyOf ? await idsByUscc(tx, codes) : new Map<string, string>();
  const fresh = codes.filter((code) => code !== '' && !known.has(code));
  // A code is one firm's wherever it is; that of another region is not taken over by entering it again.
  const elsewhere = fresh.length > 0 ? await asSystem(tx, () => idsByUscc(tx, fresh)) : known;
  const [taken] = fresh.filter((code) => elsewhere.has(code));
  if (taken !== undefined)
    throw new AppError(409, 'party-registered-elsewhere', `${taken} is registered in another region.`, {
      params: { key: taken },
    });
  return rows.map(({ id }, at) => known.get(codes[at] ?? '') ?? id ?? randomUUID());
}

async function storeParties(tx: Tx, { partyOf }: RegisterDefinition, rows: readonly NewRow[]): Promise<void> {
  if (!partyOf || partyOf.kind === 'any' || rows.length === 0) return;
  const { kind, code, name } = partyOf;
  const parties = rows.map((row) => ({
    id: row._id,
    kind,
    name: String(row[name] ?? row[code]),
    uscc: row[code] === null ? null : String(row[code]),
    regionCode: String(row._region),
  }));
  await asSystem(tx, () => upsertParties(tx, parties));
}

const openCases = (tx: Tx, { definition, actor, now }: EntryContext, rows: readonly NewRow[]) =>
  entriesAdded(tx, {
    definition,
    entries: rows.map((row) => ({
      entryId: row._id,
      title: String(row._title),
      regionCode: String(row._region),
      state: typeof row._state === 'string' ? row._state : null,
      synthetic: row._synthetic === true,
      partyId: (row._owner as string | null) ?? null,
    })),
    actor,
    now,
  });

export const stamps = (
  { actor, now }: EntryContext,
  options: Pick<SaveOptions, 'importRun'>,
  note: string | null,
): Record<string, unknown> => ({
  _updated_at: now,
  _updated_by: actor.userId,
  _updated_name: actor.name,
  _import_run: options.importRun ?? null,
  _note: note,
});

const reasonsOf =
  ({ reasons }: SaveOptions) =>
  ({ code }: { readonly code: string }) =>
    reasons === 'all' || Boolean(reasons?.[code]?.trim());

const noteOf = ({ reasons }: SaveOptions): string | null =>
  typeof reasons === 'object' ? Object.values(reasons).join('；') || null : null;

/** Puts the row's number before the fields that a refusal names. */
function inRow(at: number | null, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (at === null || !(error instanceof AppError)) throw error;
    const errors = error.errors.map((one) => ({ ...one, field: `${at}.${one.field}` }));
    throw new AppError(error.status, error.code, `${at + 1}: ${error.message}`, {
      errors,
      params: { ...error.params },
    });
  }
}
