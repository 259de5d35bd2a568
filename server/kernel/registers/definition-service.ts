import { type Issue, parseDefinition, type RegisterDefinition } from '@liannao/registers';
import { sql } from 'kysely';
import type { Actor, Tx } from '../access/actor.ts';
import { audit } from '../audit/audit.ts';
import { AppError } from '../errors.ts';
import type { Db } from '../store/open-store.ts';
import { createStatements } from './ddl.ts';
import { changeTable, describeChanges } from './definition-change.ts';
import { remarksOn } from './definition-remarks.ts';
import {
  catalogueCodes,
  insertVersions,
  lockDefinitions,
  readShared,
  storeIndicators,
  writeShared,
} from './definition-store.ts';
import { requestMeasuring } from './measure-job.ts';
import { selectUnits } from './measure-queries.ts';
import type { DefinitionReport } from './model.ts';
import { registerView } from './register-view.ts';
import { contextOf, loadRegisters, type RegisterSet } from './store.ts';

interface Wanted {
  readonly source: string;
  /** The register that it is meant to be; absent where the text alone says. */
  readonly id?: string;
  readonly actor: Actor;
}

/** What putting this text into force would do. Changes nothing. */
export const checkDefinition = (db: Db, wanted: Wanted): Promise<DefinitionReport> =>
  db.transaction().execute(async (tx) => (await judge(tx, wanted)).report);

/**
 * Puts a definition into force, tables, rights and indicators with it, as a new version. The caller has checked that the
 * actor may; the tables are the system's to change.
 * @throws AppError 422 `definition-invalid` with every issue, 409 `definition-refused` with every change that would lose
 * data and the entries that stand against it.
 */
export async function applyDefinition(
  db: Db,
  wanted: Wanted & { readonly note?: string; readonly now: Date },
): Promise<DefinitionReport> {
  return db.transaction().execute(async (tx) => {
    await lockDefinitions(tx);
    const { report, definition, before, context } = await judge(tx, wanted);
    refuse(report);
    if (!definition) throw new TypeError('a definition without issues is there');
    if (before) await changeTable(tx, before, definition, context);
    else await sql.raw(createStatements(definition).join(';\n')).execute(tx);
    const { actor, now } = wanted;
    await insertVersions(tx, [{ definition, source: wanted.source, origin: 'steward', note: wanted.note ?? '' }], {
      userId: actor.userId,
      name: actor.name,
      now,
    });
    await storeIndicators(tx, [definition]);
    const shared = await readShared(tx);
    await writeShared(tx, {
      shipped: shared?.shipped ?? '',
      lists: shared?.lists ?? [],
      formats: shared?.formats ?? [],
    });
    // What counts may have changed with it.
    await requestMeasuring(tx, actor, definition.id);
    await audit(tx, actor, {
      action: before ? 'register.change' : 'register.add',
      subject: `register:${definition.id}`,
      detail: { changes: report.changes.map(({ kind, subject }) => `${kind} ${subject}`) },
    });
    return report;
  });
}

/** Names that would not fit the store, or be another's. */
const MAX_ID = 50;
function unstorable(definition: RegisterDefinition): Issue[] {
  const fields = [...definition.fields, ...definition.children];
  const names = [
    { path: 'id', id: definition.id },
    ...fields.map(({ id }, at) => ({ path: at < definition.fields.length ? `fields.${at}.id` : 'children', id })),
  ];
  const long = names.filter(({ id }) => id.length > MAX_ID);
  const issues: Issue[] = long.map(({ path, id }) => ({
    code: 'id-too-long',
    path,
    zh: `${id} 超过 ${MAX_ID} 个字符`,
    en: `${id} is longer than ${MAX_ID} characters`,
  }));
  if (definition.id.endsWith('-past')) {
    issues.push({ code: 'id-reserved', path: 'id', zh: '编号不能以 -past 结尾', en: 'An id may not end in -past' });
  }
  return issues;
}

async function preview(tx: Tx, set: RegisterSet, definition: RegisterDefinition, actor: Actor) {
  const units = await selectUnits(tx, definition.indicators);
  const stored = { definition, version: 0, origin: 'steward' } as const;
  return registerView(set, stored, actor, { entries: 0, synthetic: false, units });
}

async function judge(tx: Tx, { source, id, actor }: Wanted) {
  const { locale } = actor;
  const set = await loadRegisters(tx);
  const context = contextOf(set, await catalogueCodes(tx));
  const read = parseDefinition(source, context);
  const issues: readonly Issue[] = read.ok ? [...unstorable(read.value), ...otherId(read.value, id)] : read.issues;
  const definition = read.ok && issues.length === 0 ? read.value : null;
  const before = definition ? (set.registers.get(definition.id)?.definition ?? null) : null;
  const changes = definition && before ? await describeChanges(tx, before, definition, { context, locale }) : [];
  const report: DefinitionReport = {
    id: read.ok ? read.value.id : null,
    isNew: definition !== null && before === null,
    issues: issues.map((issue) => ({
      code: issue.code,
      path: issue.path,
      ...(issue.line === undefined ? {} : { line: issue.line }),
      message: issue[locale],
      ...(issue.suggestion === undefined ? {} : { suggestion: issue.suggestion }),
    })),
    changes: definition ? [...changes, ...remarksOn(definition, locale)] : [],
    preview: definition ? await preview(tx, set, definition, actor) : null,
    applicable: issues.length === 0 && changes.every((change) => change.outcome !== 'refused'),
  };
  return { report, definition, before, context };
}

const otherId = (definition: RegisterDefinition, id: string | undefined): Issue[] =>
  id === undefined || id === definition.id
    ? []
    : [{ code: 'id-differs', path: 'id', zh: `编号应为 ${id}`, en: `The id has to be ${id}`, suggestion: id }];

function refuse(report: DefinitionReport): void {
  if (report.issues.length > 0) {
    const errors = report.issues.map(({ path, line, code, message }) => ({
      field: line === undefined ? path : `${path}@${line}`,
      code,
      message,
    }));
    const what = errors[0]?.message ?? '';
    throw new AppError(422, 'definition-invalid', what, { errors, params: { what } });
  }
  const refused = report.changes.filter((change) => change.outcome === 'refused');
  if (refused.length === 0) return;
  const errors = refused.flatMap(({ subject, kind, message, rows }) => [
    { field: subject, code: kind, message },
    ...rows.slice(0, 20).map((row) => ({ field: row.id, code: 'entry', message: `${row.title}: ${row.value}` })),
  ]);
  const what = refused.map((change) => change.message).join('；');
  throw new AppError(409, 'definition-refused', what, { errors, params: { what } });
}
