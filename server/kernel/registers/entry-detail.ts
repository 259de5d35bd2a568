import type { Field, RegisterDefinition } from '@liannao/registers';
import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { loadCalendar } from '../calendar/load.ts';
import { addWorkdays, dayOf } from '../calendar/workdays.ts';
import { caseOfSubject } from '../cases/index.ts';
import { notFound } from '../errors.ts';
import { accessFor, fieldSql, mayRead, rankOf, rankSql } from './access-sql.ts';
import { pastOf, tableOf } from './columns.ts';
import { type EntryContext, mayWrite } from './entry-context.ts';
import { mayMove } from './entry-move.ts';
import { fileIds } from './entry-prepare.ts';
import { leadSql, leadsTo } from './entry-remove.ts';
import { type EntryRow, maskValues, rowColumns, selectRows, valuesOf } from './entry-rows.ts';
import { entryViews } from './entry-view.ts';
import type { Entry, EntryDetail } from './model.ts';
import { policiesOf } from './policies.ts';
import { entrySource } from './source-sql.ts';

/** @throws AppError 404 `entry-not-found`. */
export async function findEntry(tx: Tx, context: EntryContext, id: string): Promise<EntryRow> {
  const { definition, actor } = context;
  const [row] = await selectRows(tx, accessFor(definition, actor), entrySource(definition), [id]);
  if (!row) throw notFound('entry', id);
  return row;
}

export async function showEntry(tx: Tx, context: EntryContext, id: string): Promise<Entry> {
  const [view] = await entryViews(tx, context, [await findEntry(tx, context, id)]);
  return view as Entry;
}

/** An entry with its history, what may be done with it now, and what refers to it. */
export async function describeEntry(tx: Tx, context: EntryContext, id: string): Promise<EntryDetail> {
  const row = await findEntry(tx, context, id);
  const [view] = await entryViews(tx, context, [row]);
  const past = await selectPast(tx, context, id);
  const mayEdit = await mayChange(tx, context, id);
  return {
    ...(view as Entry),
    // Who changed what is for those who work with it.
    history: context.actor.userId === null ? [] : historyOf(context.definition, [...past, row]),
    moves: mayEdit ? await movesNow(tx, context, row, past) : [],
    caseId: await caseIdOf(tx, context, id),
    related: await relatedTo(tx, context, id),
    files: await filesOf(tx, context.definition, row),
    mayEdit,
  };
}

/** Versions before the present one that the actor may see, oldest first. */
async function selectPast(tx: Tx, { definition, actor }: EntryContext, id: string): Promise<EntryRow[]> {
  const access = accessFor(definition, actor);
  const { rows } = await sql<EntryRow>`select ${rowColumns(definition)}, ${rankSql(access)} as _rank
    from ${sql.table(pastOf(definition.id))} as e where e._id = ${id}::uuid order by e._revision`.execute(tx);
  return rows;
}

/** Each version by what it changed, newest first. A field that one of the two versions hides is not told of. */
export function historyOf(definition: RegisterDefinition, versions: readonly EntryRow[]): EntryDetail['history'] {
  const openRank = definition.access.public ? rankOf(definition.access.public.grade) : 0;
  return versions
    .map((row, at) => {
      const before = versions[at - 1];
      const rank = Math.min(row._rank, before?._rank ?? row._rank);
      return {
        revision: row._revision,
        at: row._updated_at.toISOString(),
        by: row._updated_name,
        kind: row._kind as EntryDetail['history'][number]['kind'],
        changes: before ? changesBetween(definition, before, row, rank) : [],
        // What officials wrote to one another is not for those who see of the entry what everybody sees.
        note: row._rank > openRank ? row._note : null,
      };
    })
    .reverse();
}

function changesBetween(definition: RegisterDefinition, before: EntryRow, after: EntryRow, rank: number) {
  const [old, now] = [before, after].map((row) => maskValues(definition, valuesOf(definition, row), rank).values);
  const fields = [...definition.fields, ...definition.children].map(({ id }) => id);
  const changes = fields
    .filter((id) => JSON.stringify(old?.[id] ?? null) !== JSON.stringify(now?.[id] ?? null))
    .map((field) => ({ field, before: old?.[field] ?? null, after: now?.[field] ?? null }));
  return before._state === after._state
    ? changes
    : [{ field: 'state', before: before._state, after: after._state }, ...changes];
}

/** Whether the database would let the actor change it. */
async function mayChange(tx: Tx, { definition, actor }: EntryContext, id: string): Promise<boolean> {
  if (!mayWrite(definition, actor)) return false;
  const { rows } = await sql`select 1 from ${sql.table(tableOf(definition.id))}
    where _id = ${id}::uuid and (${sql.raw(policiesOf(definition).writes)})`.execute(tx);
  return rows.length > 0;
}

async function movesNow(
  tx: Tx,
  { definition, actor }: EntryContext,
  row: EntryRow,
  past: readonly EntryRow[],
): Promise<EntryDetail['moves']> {
  const moves = (definition.lifeCycle?.moves ?? []).filter(
    (move) => row._state !== null && move.from.includes(row._state) && mayMove(actor, move),
  );
  if (moves.length === 0) return [];
  const calendar = await loadCalendar(tx);
  const since = dayOf(enteredState(row, past));
  return moves.map(({ id, zh, en, due }) => ({
    id,
    zh,
    en,
    // Without that year's holidays no working day can be said, and none is guessed.
    dueOn: due === null ? null : addWorkdays(calendar, since, due).day,
  }));
}

function enteredState(row: EntryRow, past: readonly EntryRow[]): Date {
  const versions = [...past, row];
  let at = versions.length - 1;
  while (at > 0 && versions[at - 1]?._state === row._state) at--;
  return versions[at]?._updated_at ?? row._updated_at;
}

async function caseIdOf(tx: Tx, { definition }: EntryContext, id: string): Promise<string | null> {
  if (!definition.lifeCycle?.isCase) return null;
  const found = await caseOfSubject(tx, { type: `register.${definition.id}`, subjectKind: 'entry', subjectId: id });
  return found?.id ?? null;
}

/** Entries elsewhere that name this one, in fields that the actor may see. */
async function relatedTo(tx: Tx, context: EntryContext, id: string): Promise<EntryDetail['related']> {
  const { set, definition, actor } = context;
  const leads = leadsTo(set, definition).filter((lead) => mayRead(lead.definition, actor));
  if (leads.length === 0) return [];
  const counts = leads.map((lead, at) => {
    const access = accessFor(lead.definition, actor);
    // Seen is what the field, taken as the actor may have it, still holds.
    const seen =
      lead.child === null ? sql`${fieldSql(access, lead.field.id)} is not null` : itemSeen(access, lead.field);
    return sql`select ${at}::int as at, count(*) as count from ${sql.table(tableOf(lead.definition.id))} as e
      where ${leadSql(lead, id)} and ${seen}`;
  });
  const { rows } = await sql<{ at: number; count: number }>`select at, count
    from (${sql.join(counts, sql` union all `)}) as counted where count > 0 order by at`.execute(tx);
  return rows.flatMap(({ at, count }) => {
    const lead = leads[at];
    if (!lead) return [];
    const path = lead.child === null ? lead.field.id : `${lead.child}.${lead.field.id}`;
    const filter = lead.field.many ? `"${id}" in ${path}` : `${path} = "${id}"`;
    const title = `${lead.definition[actor.locale]}（${lead.field[actor.locale]}）`;
    return [{ register: lead.definition.id, title, count, filter }];
  });
}

const itemSeen = (access: ReturnType<typeof accessFor>, field: Field) =>
  sql`${rankSql(access)} >= ${rankOf(field.grade)}::int`;

/** Files in fields that the reader sees. Their names are told to whoever sees the entry's field. */
async function filesOf(tx: Tx, definition: RegisterDefinition, row: EntryRow): Promise<EntryDetail['files']> {
  const { values } = maskValues(definition, valuesOf(definition, row), row._rank);
  const ids = fileIds(definition, values);
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; name: string; bytes: number }>`select id, name, bytes
    from liannao_document_facts(${ids}::uuid[])`.execute(tx);
  const fields = definition.fields.filter((field) => field.type === 'file');
  return rows.map((file) => ({
    ...file,
    field: fields.find((field) => [values[field.id]].flat().includes(file.id))?.id ?? '',
  }));
}
