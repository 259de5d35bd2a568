import type { RowProblem as EntryProblem, RegisterDefinition } from '@liannao/registers';
import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { AppError } from '../errors.ts';
import type { CheckContext, Locale, RowOutcome, RowProblem } from '../imports/importer.ts';
import { accessFor, rankOf } from './access-sql.ts';
import { beginWrite, contextFor } from './entry-context.ts';
import { mayBeIn } from './entry-own.ts';
import { type Prepared, prepareEntries } from './entry-prepare.ts';
import { type EntryRow, selectRows, valuesOf } from './entry-rows.ts';
import { idsByKey } from './entry-store.ts';
import type { RegisterColumn } from './import-columns.ts';
import type { Draft } from './import-rows.ts';
import { changedValues, mergedItems } from './import-values.ts';
import type { ImportedEntry } from './import-write.ts';
import { policiesOf } from './policies.ts';
import { entrySource } from './source-sql.ts';
import type { RegisterSet } from './store.ts';

interface Of {
  readonly set: RegisterSet;
  readonly definition: RegisterDefinition;
  readonly columns: readonly RegisterColumn[];
}

interface Judged {
  readonly draft: Draft;
  readonly prepared: Prepared;
  /** The entry that has this key; undefined for a new one. */
  readonly row: EntryRow | undefined;
  /** What changes, for an entry that is there; all for a new one. */
  readonly values: Record<string, unknown>;
  /** What those fields held. */
  readonly before: Record<string, unknown>;
  readonly own: readonly RowProblem[];
}

/** One outcome for each row of the drafts, in the order of the file. */
export async function checkDrafts(
  tx: Tx,
  of: Of,
  drafts: readonly Draft[],
  context: CheckContext,
): Promise<RowOutcome[]> {
  const { set, definition } = of;
  const asked = contextFor(set, definition.id, context.actor, context.now);
  await beginWrite(tx, asked);
  const initial = definition.lifeCycle?.initial ?? null;
  const first = await prepareEntries(
    tx,
    asked,
    drafts.map((draft) => ({ values: draft.values, state: draft.state ?? initial })),
    { createParties: false },
  );
  const rows = await rowsOf(tx, of, first, context);
  refuseMissingColumns(of, rows, context);
  const judged = drafts.map((draft, at): Judged => {
    const row = rows[at];
    const prepared = first[at] as Prepared;
    if (!row) return { draft, prepared, row, values: draft.values, before: {}, own: [] };
    return { draft, prepared, row, ...changeOf(of, draft, prepared, row, context.locale) };
  });
  const changing = judged.filter((one) => one.row && Object.keys(one.values).length > 0);
  const again = await prepareEntries(
    tx,
    asked,
    changing.map(({ row, values }) => ({
      values: { ...valuesOf(definition, row as EntryRow), ...values },
      state: (row as EntryRow)._state,
    })),
    { createParties: false },
  );
  const merged = new Map(changing.map((one, at) => [one, again[at] as Prepared]));
  const places = await writable(tx, of, judged, merged);
  return judged.flatMap((one) => outcomesOf(of, one, { prepared: merged.get(one) ?? one.prepared, places, context }));
}

/** Entries that have the keys, in order. */
async function rowsOf(
  tx: Tx,
  { definition }: Of,
  prepared: readonly Prepared[],
  { actor }: CheckContext,
): Promise<(EntryRow | undefined)[]> {
  const [part = ''] = definition.key;
  const asking = prepared.map(({ values }) => (values[part] === null ? null : values));
  const keys = asking.filter((values) => values !== null);
  const ids = await idsByKey(tx, definition, keys);
  const found = await selectRows(
    tx,
    accessFor(definition, actor),
    entrySource(definition),
    ids.filter((id) => id !== null),
  );
  const byId = new Map(found.map((row) => [row._id, row]));
  let at = 0;
  return asking.map((values) => (values === null ? undefined : byId.get(ids[at++] ?? '')));
}

/** A new entry needs every required field: said once for the file, not for each of its rows. */
function refuseMissingColumns(
  { definition, columns }: Of,
  rows: readonly (EntryRow | undefined)[],
  context: CheckContext,
) {
  if (rows.every((row) => row !== undefined)) return;
  const { locale, present } = context;
  const isThere = (id: string) => [...present].some((one) => one === id || one.startsWith(`${id}.`));
  const missing = columns.filter(
    ({ role }) => role.kind === 'field' && role.child === null && role.field.required && !isThere(role.field.id),
  );
  if (missing.length === 0) return;
  const names = missing.map((column) => column[locale]).join(locale === 'zh' ? '、' : ', ');
  throw new AppError(422, 'table-columns-missing', `New entries of ${definition.id} need the columns ${names}.`, {
    params: { names },
    errors: missing.map((column) => ({ field: column[locale], code: 'column-missing', message: column.hint[locale] })),
  });
}

/** Which fields of the entry the file changes, and what of it the sender may not. */
function changeOf({ definition }: Of, draft: Draft, prepared: Prepared, row: EntryRow, locale: Locale) {
  const old = valuesOf(definition, row);
  const own: RowProblem[] = [];
  const given: Record<string, unknown> = {};
  for (const name of Object.keys(draft.values)) {
    const field = definition.fields.find(({ id }) => id === name);
    if (field && rankOf(field.grade) > row._rank) {
      // An export shows it empty to whoever may not see it: such a cell says nothing.
      if (draft.values[name] !== null) own.push(hidden(name, draft, locale));
      continue;
    }
    const read = byName(prepared.values[name], prepared.made);
    given[name] = field ? read : mergedItems(definition, name, old[name], read, row._rank);
  }
  const { values, before } = changedValues(definition, old, given);
  if (draft.state !== null && draft.state !== row._state) own.push(stateKept(definition, draft, row, locale));
  return { values, before, own };
}

/** A unit that is not there yet has no id to be kept: its name is looked up again when the row is written. */
function byName(value: unknown, made: Prepared['made']): unknown {
  if (made.size === 0) return value;
  if (typeof value === 'string') return made.get(value)?.name ?? value;
  if (Array.isArray(value)) return value.map((one) => byName(one, made));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, byName(one, made)]));
}

/** Regions of which the sender may write entries; null: any. */
async function writable(tx: Tx, { definition }: Of, judged: readonly Judged[], merged: ReadonlyMap<Judged, Prepared>) {
  const lots = judged.map((one) => merged.get(one)?.columns ?? one.prepared.columns);
  const places = [...lots, ...judged.flatMap(({ row }) => (row ? [row] : []))].map((one) => ({
    _region: one._region ?? null,
    _owner: one._owner ?? null,
  }));
  const distinct = [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
  const { rows } = await sql<{ _region: string; _owner: string | null }>`select _region, _owner
    from json_to_recordset(${JSON.stringify(distinct)}::json) as p(_region text, _owner uuid)
    where ${sql.raw(policiesOf(definition).writes)}`.execute(tx);
  return new Set(rows.map((place) => placeKey(place)));
}

const placeKey = ({ _region, _owner }: { readonly _region?: unknown; readonly _owner?: unknown }) =>
  `${String(_region)} ${String(_owner ?? '')}`;

function outcomesOf(
  of: Of,
  { draft, row, values, before, own, prepared: first }: Judged,
  { prepared, places, context }: { prepared: Prepared; places: ReadonlySet<string>; context: CheckContext },
): RowOutcome[] {
  const { definition } = of;
  const { locale } = context;
  const joined = draft.rows.slice(1).map((): RowOutcome => ({ status: 'joined' }));
  const lookups = row ? first.problems.filter(({ code }) => LOOKUPS.has(code)) : [];
  const found = [...prepared.problems, ...lookups];
  const errors = found.filter((problem) => problem.level === 'error');
  const warnings = found.filter((problem) => problem.level === 'warning');
  const problems = [
    ...draft.problems,
    ...own,
    ...withoutKnown(errors, draft.problems).map((problem) => entryProblem(of, problem, draft, locale)),
    ...(draft.reason === '' && !(row && Object.keys(values).length === 0)
      ? warnings.map((problem) => entryProblem(of, problem, draft, locale))
      : []),
  ];
  if (problems.length === 0) {
    const lots = [prepared.columns, ...(row ? [row] : [])];
    if (lots.some((place) => !places.has(placeKey(place)))) problems.push(elsewhere(definition, draft, locale));
  }
  if (!row && !mayBeIn(definition, context.actor, draft.state)) problems.push(stateOfOffice(definition, draft, locale));
  if (problems.length > 0) return [{ status: 'wrong', problems }, ...joined];
  const subject = definition.key.map((id) => String(prepared.values[id] ?? '')).join('|');
  if (row && Object.keys(values).length === 0) return [{ status: 'unchanged', subject }, ...joined];
  const after: ImportedEntry = {
    id: row?._id ?? null,
    revision: row?._revision ?? null,
    values,
    state: draft.state ?? definition.lifeCycle?.initial ?? null,
    synthetic: draft.synthetic,
    reasons: Object.fromEntries(warnings.map(({ code }) => [code, draft.reason])),
  };
  const change = { subject, before: row ? { id: row._id, revision: row._revision, values: before } : null, after };
  const makes = [...prepared.made.values()].map(({ kind, name, regionCode }) => ({ kind, name, regionCode }));
  return [{ status: row ? 'changed' : 'new', ...change, makes }, ...joined];
}

/** What a word in the file did not lead to: the entry keeps what it had, so that only the first look tells. */
const LOOKUPS: ReadonlySet<string> = new Set(['unknown-party', 'unknown-entry', 'unknown-region', 'ambiguous']);

/** A cell that could not be read was left empty, and is not to be missed on top. */
const withoutKnown = (problems: readonly EntryProblem[], known: readonly RowProblem[]) =>
  problems.filter((problem) => {
    const column = columnOf(problem);
    return !(
      problem.code === 'required' && known.some((one) => one.column.split('.')[0] === column || one.column === column)
    );
  });

const columnOf = ({ field, child }: EntryProblem): string => (child ? `${child.id}.${field ?? ''}` : (field ?? ''));

function entryProblem(of: Of, problem: EntryProblem, draft: Draft, locale: Locale): RowProblem {
  const key = of.definition.key[0] ?? '';
  const column = of.columns.find(({ id }) => id === columnOf(problem)) ?? of.columns.find(({ id }) => id === key);
  const line = problem.child ? draft.itemLines[problem.child.id]?.[problem.child.row] : undefined;
  const row = draft.rows.find((one) => one.line === line) ?? draft.rows[0];
  return {
    ...(row ? { line: row.line } : {}),
    column: column?.id ?? key,
    value: column ? (row?.values[column.id] ?? '') : '',
    problem: problem[locale],
    remedy: remedyOf(problem, column, locale),
    ...(problem.suggestion === undefined ? {} : { suggestion: problem.suggestion }),
  };
}

function remedyOf(problem: EntryProblem, column: RegisterColumn | undefined, locale: Locale): string {
  if (problem.level === 'warning') {
    return locale === 'zh'
      ? '核对；确认无误的，在“核对说明”列写明理由'
      : 'Check it; if it is right, say why in “Reason”';
  }
  const hint = column?.hint[locale] ?? '';
  if (hint) return hint;
  return locale === 'zh' ? '核对后改正' : 'Check and correct it';
}

const hidden = (column: string, draft: Draft, locale: Locale): RowProblem => ({
  column,
  value: draft.rows[0]?.values[column] ?? '',
  problem: locale === 'zh' ? '这个字段您看不到，也不能改' : 'You may not see this field, nor change it',
  remedy: locale === 'zh' ? '清空这一格，或请有权限的人改' : 'Leave it empty',
  suggestion: '',
});

function stateKept(definition: RegisterDefinition, draft: Draft, row: EntryRow, locale: Locale): RowProblem {
  const name = (id: string | null) =>
    definition.lifeCycle?.states.find((state) => state.id === id)?.[locale] ?? id ?? '';
  return {
    column: 'state',
    value: name(draft.state),
    problem:
      locale === 'zh'
        ? `这条已在登记表里，状态是“${name(row._state)}”，导入不改状态`
        : `is in state ${name(row._state)} already`,
    remedy: locale === 'zh' ? '在页面上办理流转，或清空这一格' : 'Move it in the page, or leave this empty',
    suggestion: name(row._state),
  };
}

function stateOfOffice(definition: RegisterDefinition, draft: Draft, locale: Locale): RowProblem {
  const name = (id: string | null | undefined) =>
    definition.lifeCycle?.states.find((state) => state.id === id)?.[locale] ?? id ?? '';
  return {
    column: 'state',
    value: name(draft.state),
    problem: locale === 'zh' ? '这个状态由主管部门办理' : 'is a state that the office brings entries into',
    remedy: locale === 'zh' ? '清空这一格，录入后在页面上申报' : 'Leave it empty and hand the entry in on the page',
    suggestion: name(definition.lifeCycle?.initial),
  };
}

const elsewhere = (definition: RegisterDefinition, draft: Draft, locale: Locale): RowProblem => ({
  column: definition.region.field,
  value: draft.rows[0]?.values[definition.region.field] ?? '',
  problem: locale === 'zh' ? '不在您管辖的地区' : 'lies outside your regions',
  remedy: locale === 'zh' ? '请所在地区录入' : 'Let the region’s own bureau enter it',
});
