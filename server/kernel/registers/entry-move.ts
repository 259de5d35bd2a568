import { type Move, readExpression } from '@liannao/registers';
import { sql } from 'kysely';
import { type Actor, isAdmin, rolesOf, systemActor, type Tx } from '../access/actor.ts';
import { audit } from '../audit/audit.ts';
import { entryMoved } from '../cases/index.ts';
import { AppError, conflict, forbidden } from '../errors.ts';
import { accessFor } from './access-sql.ts';
import { fieldOf } from './columns.ts';
import { beginWrite, type EntryContext, refuseProblems } from './entry-context.ts';
import { keepHiddenItems, refuseHidden, sameValues } from './entry-hidden.ts';
import { refuseOffice } from './entry-own.ts';
import { fileIds, prepareEntries, rowCheckOf } from './entry-prepare.ts';
import { type EntryRow, valuesOf } from './entry-rows.ts';
import { entryChanged, rowsToChange, stamps, storeChanged } from './entry-save.ts';
import { filterSql } from './expression-sql.ts';
import { entrySource } from './source-sql.ts';
import { contextOf } from './store.ts';

export interface EntryMove {
  readonly id: string;
  readonly move: string;
  readonly note?: string | null;
  /** Fields that are filled with the move. */
  readonly values?: Readonly<Record<string, unknown>>;
  readonly revision?: number;
}

/** Whether one of the actor's roles makes such moves; in which regions is for the database to say. */
export const mayMove = (actor: Actor, move: Move): boolean =>
  isAdmin(actor) || [...rolesOf(actor)].some((role) => move.by.includes(role));

/**
 * Moves an entry along its life cycle: from a state that the move begins in, by a role that makes it, with what it needs
 * filled and its condition true. Its case follows.
 * @throws AppError 409 `move-not-possible`, 403, 412 `entry-changed`, 422 `move-needs-fields`, `move-not-allowed-yet`,
 * `entry-invalid`, `entry-needs-reasons` (a warning is accepted with the note as the reason; one that stood before and that
 * the move does not touch asks for none).
 */
export async function moveEntry(tx: Tx, context: EntryContext, wanted: EntryMove): Promise<string> {
  const { definition, actor } = context;
  await beginWrite(tx, context);
  const [row] = await rowsToChange(tx, context, [wanted.id]);
  if (!row) throw new TypeError('a row that is locked is there');
  if (wanted.revision !== undefined && wanted.revision !== row._revision) throw entryChanged();
  const move = moveOf(context, row, wanted.move);
  if (!mayMove(actor, move)) throw forbidden();
  refuseHidden(definition, wanted.values ?? {}, row._rank);

  const old = valuesOf(definition, row);
  refuseOffice(definition, actor, { state: row._state, values: wanted.values ?? {}, old });
  const values: Record<string, unknown> = {
    ...old,
    ...keepHiddenItems(definition, wanted.values ?? {}, old, row._rank),
  };
  if (move.stamps && (values[move.stamps] ?? null) === null) values[move.stamps] = stampOf(context, move.stamps);
  refuseMissing(context, move, values);
  const note = wanted.note?.trim() || null;
  const drafts = [{ values, state: move.to, files: fileIds(definition, old) }];
  const [prepared] = await prepareEntries(tx, context, drafts, { createParties: true });
  if (!prepared) throw new TypeError('one draft gives one row');
  const stood = warningsKept(context, { row, old, values: prepared.values });
  refuseProblems(context, prepared.problems, ({ code }) => note !== null || stood.has(code));
  const changed = {
    ...prepared.columns,
    ...stamps(context, { importRun: row._import_run }, note),
    _id: row._id,
    _state: move.to,
    _revision: row._revision + 1,
    _kind: 'moved',
  };
  await storeChanged(tx, context, [changed]);
  await refuseUntrue(tx, context, move, row._id);
  await audit(tx, actor, {
    action: 'entry.move',
    subject: `entry:${definition.id}:${row._id}`,
    detail: { move: move.id, from: row._state, to: move.to },
  });
  await entryMoved(tx, {
    definition,
    entryId: row._id,
    title: String((changed as Record<string, unknown>)._title),
    regionCode: String((changed as Record<string, unknown>)._region),
    from: row._state,
    to: move.to,
    actor,
    note,
    now: context.now,
    synthetic: row._synthetic,
    partyId: row._owner,
  });
  return row._id;
}

interface Moved {
  readonly row: EntryRow;
  readonly old: Readonly<Record<string, unknown>>;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Ids of rules that warned of the entry before already, and that read no value which the move changes. */
function warningsKept({ definition, set, today }: EntryContext, { row, old, values }: Moved): ReadonlySet<string> {
  const before = rowCheckOf(set, definition)(old, { today, state: row._state });
  const codes = new Set(before.filter(({ level }) => level === 'warning').map(({ code }) => code));
  const isSame = (id: string) => sameValues(values[id], old[id]);
  const kept = definition.checks.filter(({ id, rule }) => {
    if (!codes.has(id)) return false;
    const read = readExpression(rule, definition, contextOf(set), { want: 'boolean' });
    return read.ok && read.value.paths.every(([first]) => !first?.field || isSame(first.child ?? first.name));
  });
  return new Set(kept.map(({ id }) => id));
}

function moveOf({ definition }: EntryContext, row: EntryRow, id: string): Move {
  const move = definition.lifeCycle?.moves.find((one) => one.id === id);
  if (move && row._state !== null && move.from.includes(row._state)) return move;
  throw conflict('move-not-possible', `An entry in state ${row._state ?? 'none'} does not make the move ${id}.`);
}

function stampOf({ definition, now, today }: EntryContext, fieldId: string): string | number {
  const type = fieldOf(definition, fieldId)?.type;
  if (type === 'datetime') return now.toISOString();
  if (type === 'year') return Number(today.slice(0, 4));
  return type === 'month' ? today.slice(0, 7) : today;
}

function refuseMissing(
  { definition, actor }: EntryContext,
  move: Move,
  values: Readonly<Record<string, unknown>>,
): void {
  const missing = move.needs.filter((id) => {
    const value = values[id];
    return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  });
  if (missing.length === 0) return;
  const named = missing.map((id) => {
    const named = fieldOf(definition, id) ?? definition.children.find((child) => child.id === id);
    return { id, name: named?.[actor.locale] ?? id };
  });
  const list = named.map(({ name }) => name).join('、');
  throw new AppError(422, 'move-needs-fields', `To be filled first: ${list}.`, {
    params: { fields: list },
    errors: named.map(({ id, name }) => ({ field: `values.${id}`, code: 'required', message: name })),
  });
}

/** The move's condition, asked of the entry as it now is; unknown is not true. The rule may look at what is hidden. */
async function refuseUntrue(tx: Tx, context: EntryContext, move: Move, id: string): Promise<void> {
  if (move.when === null) return;
  const { definition, set, today } = context;
  const actor = systemActor('rule');
  const { where, joins } = filterSql(move.when, { set, actor, access: accessFor(definition, actor), today });
  const { rows } = await sql`select 1 from ${entrySource(definition)} as e ${joins}
    where e._id = ${id}::uuid and ${where}`.execute(tx);
  if (rows.length > 0) return;
  throw new AppError(422, 'move-not-allowed-yet', `The move asks that ${move.when}.`, { params: { when: move.when } });
}
