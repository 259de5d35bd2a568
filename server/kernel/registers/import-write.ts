import type { RegisterDefinition } from '@liannao/registers';
import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { entryRemoved } from '../cases/index.ts';
import { AppError } from '../errors.ts';
import type { ImportChange, RunContext } from '../imports/importer.ts';
import { quoted, tableOf } from './columns.ts';
import { contextFor, type EntryContext } from './entry-context.ts';
import { leadsTo } from './entry-remove.ts';
import { insertEntries, updateEntries } from './entry-save.ts';
import { deleteRows } from './entry-store.ts';
import type { RegisterSet } from './store.ts';

/** What an import makes of an entry. */
export interface ImportedEntry {
  /** Of the entry that is changed; null for a new one. */
  readonly id: string | null;
  readonly revision: number | null;
  /** Parties and references of a new one as words. */
  readonly values: Record<string, unknown>;
  readonly state: string | null;
  readonly synthetic: boolean;
  /** Warnings that are accepted, with the reason. */
  readonly reasons: Readonly<Record<string, string>>;
}

interface Of {
  readonly set: RegisterSet;
  readonly definition: RegisterDefinition;
}

export async function writeChanges(
  tx: Tx,
  { set, definition }: Of,
  changes: readonly ImportChange[],
  { actor, now, runId }: RunContext,
): Promise<void> {
  const context = contextFor(set, definition.id, actor, now);
  const entries = changes.map(({ after }) => after as ImportedEntry);
  // Reasons and the mark of the demonstration are said for a whole lot at once: one lot for each of them.
  const lots = Map.groupBy(entries, ({ id, synthetic, reasons }) => JSON.stringify([id === null, synthetic, reasons]));
  for (const lot of lots.values()) {
    const [{ id, synthetic, reasons }] = lot as [ImportedEntry];
    const options = { importRun: runId, kind: 'imported' as const, reasons, synthetic };
    if (id === null) {
      const news = lot.map(({ values, state }) => ({ values, state }));
      await insertEntries(tx, context, news, options);
    } else {
      const updates = lot.map((one) => ({
        id: one.id as string,
        values: one.values,
        revision: one.revision as number,
      }));
      await updateEntries(tx, context, updates, options);
    }
  }
}

/** For taking it back: what an entry was, and which revision the import made. */
export const keptChange = ({ subject, before, after }: ImportChange): ImportChange => ({
  subject,
  before,
  after: { revision: ((after as ImportedEntry).revision ?? 0) + 1 },
});

interface KeptBefore {
  readonly id: string;
  readonly revision: number;
  readonly values: Record<string, unknown>;
}

/**
 * New entries go, changed ones get their values back.
 * @throws AppError 409 `import-edited-since` where one of them was changed or deleted since by other means.
 */
export async function undoChanges(
  tx: Tx,
  { set, definition }: Of,
  changes: readonly ImportChange[],
  { actor, now, runId }: RunContext,
): Promise<void> {
  const context = contextFor(set, definition.id, actor, now);
  const changed = changes.filter(({ before }) => before !== null);
  await removeNew(tx, context, runId, changes.length - changed.length);
  const updates = changed.map(({ before, after }) => {
    const { id, values } = before as KeptBefore;
    return { id, values, revision: (after as { revision: number }).revision };
  });
  try {
    for (let at = 0; at < updates.length; at += BATCH) {
      await updateEntries(tx, context, updates.slice(at, at + BATCH), { reasons: 'all' });
    }
  } catch (error) {
    if (error instanceof AppError && (error.code === 'entry-changed' || error.code === 'entry-not-found')) {
      throw editedSince(definition);
    }
    throw error;
  }
}

const BATCH = 2000;

/** Entries that the run made are those that bear its number and were never changed since. */
async function removeNew(tx: Tx, context: EntryContext, runId: string, expected: number): Promise<void> {
  if (expected === 0) return;
  const { definition, actor, now } = context;
  const table = sql.table(tableOf(definition.id));
  const { rows } = await sql<{ id: string }>`select _id as id from ${table}
    where _import_run = ${runId}::uuid and _revision = 1`.execute(tx);
  if (rows.length !== expected) throw editedSince(definition);
  await refuseReferred(
    tx,
    context,
    rows.map((row) => row.id),
  );
  const by = { now, userId: actor.userId, name: actor.name, note: '导入已撤销' };
  for (let at = 0; at < rows.length; at += BATCH) {
    await deleteRows(
      tx,
      definition,
      rows.slice(at, at + BATCH).map((row) => row.id),
      by,
    );
  }
  if (!definition.lifeCycle?.isCase) return;
  for (const { id } of rows) await entryRemoved(tx, { definition, entryId: id, actor, note: by.note, now });
}

/** What others refer to by now stays, whether the actor sees those others or not. */
async function refuseReferred(tx: Tx, { set, definition }: EntryContext, ids: readonly string[]): Promise<void> {
  const list = [...ids];
  for (const { definition: other, field, child } of leadsTo(set, definition)) {
    const column = sql.raw(quoted(child ?? field.id));
    const item = sql`item->${field.id}`;
    const leads =
      child !== null
        ? sql`exists (select 1 from jsonb_array_elements(${column}) as item
            where case when jsonb_typeof(${item}) = 'array' then ${item} ?| ${list}::text[] else item->>${field.id} = any(${list}::text[]) end)`
        : field.many
          ? sql`${column} && ${list}::uuid[]`
          : sql`${column}::text = any(${list}::text[])`;
    // A firm's own lines may go with it.
    const others = other.id === definition.id ? sql`and not _id = any(${list}::uuid[])` : sql``;
    const { rows } = await asSystem(tx, () =>
      sql`select 1 from ${sql.table(tableOf(other.id))} where ${leads} ${others} limit 1`.execute(tx),
    );
    if (rows.length > 0) throw editedSince(other);
  }
}

const editedSince = (definition: RegisterDefinition) =>
  new AppError(409, 'import-edited-since', `Entries of ${definition.id} were changed since; it cannot be taken back.`, {
    params: { subject: definition.zh },
  });
