import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type CodeList,
  type DefinitionContext,
  type Issue,
  parseDefinitions,
  parseFormats,
  parseLists,
  type RegisterDefinition,
  type Result,
  type TextFormat,
} from '@liannao/registers';
import { sql } from 'kysely';
import { parse, stringify } from 'yaml';
import { systemActor, type Tx } from '../access/actor.ts';
import { audit } from '../audit/audit.ts';
import type { Db } from '../store/open-store.ts';
import { createStatements } from './ddl.ts';
import { changeTable } from './definition-change.ts';
import {
  catalogueCodes,
  type DefinitionToStore,
  insertVersions,
  lockDefinitions,
  readShared,
  type StoredVersion,
  selectCurrent,
  selectLastShipped,
  storeIndicators,
  writeShared,
} from './definition-store.ts';
import { mergeThree } from './shipped-merge.ts';
import type { SharedRegisters } from './tables.ts';

const SHARED = new URL('../../../data/registers/', import.meta.url);

interface Source {
  readonly name: string;
  readonly text: string;
}

export interface ShippedReport {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** Registers whose new shipped form contradicts what a steward or the data made of them: they stay as they are. */
  readonly refused: readonly { readonly id: string; readonly why: string }[];
}

const NOTHING: ShippedReport = { added: [], changed: [], refused: [] };

/**
 * Brings the registers that ship, of the folders of all modules, into the store: tables of new ones, additions to those
 * that are there. Does nothing, by one query, while the files stay the same.
 * @throws Error naming file, line and mistake where a shipped definition is wrong: that is our own fault.
 */
export async function applyShipped(db: Db, folders: readonly URL[]): Promise<ShippedReport> {
  const shared = await readFolder(SHARED);
  const sources = (await Promise.all(folders.map(readFolder))).flat();
  const hash = createHash('sha256')
    .update(JSON.stringify([shared, sources]))
    .digest('hex')
    .slice(0, 16);
  const known = await db.selectFrom('setting').select('value').where('key', '=', 'registers').executeTakeFirst();
  if (known && (known.value as SharedRegisters).shipped === hash) return NOTHING;
  return db.transaction().execute(async (tx) => {
    await lockDefinitions(tx);
    const lists = sharedOf(shared, 'lists.yaml', parseLists);
    return applySources(tx, { lists, formats: sharedOf(shared, 'formats.yaml', parseFormats), sources, hash });
  });
}

interface Shipped {
  readonly lists: readonly CodeList[];
  readonly formats: readonly TextFormat[];
  readonly sources: readonly Source[];
  readonly hash: string;
}

async function applySources(tx: Tx, { lists, formats, sources, hash }: Shipped): Promise<ShippedReport> {
  if ((await readShared(tx))?.shipped === hash) return NOTHING;
  const current = await selectCurrent(tx);
  const context: DefinitionContext = {
    lists: new Map(lists.map((list) => [list.id, list])),
    formats: new Map(formats.map((format) => [format.id, format])),
    registers: new Map([...current].map(([id, { definition }]) => [id, definition])),
    indicators: await catalogueCodes(tx),
  };
  const definitions = parsed(sources, context);
  const report = { added: [] as string[], changed: [] as string[], refused: [] as { id: string; why: string }[] };
  const stored: DefinitionToStore[] = [];
  const statements: string[] = [];
  for (const [at, definition] of definitions.entries()) {
    const source = sources[at]?.text ?? '';
    const was = current.get(definition.id);
    if (!was) {
      statements.push(...createStatements(definition));
      stored.push({ definition, source, origin: 'shipped', note: '' });
      report.added.push(definition.id);
    } else if (was.source !== source) {
      const next = await upgrade(tx, { was, definition, source, context, definitions });
      if ('why' in next) report.refused.push({ id: definition.id, why: next.why });
      else if (next.stored) {
        stored.push(next.stored);
        report.changed.push(definition.id);
      }
    }
  }
  // One round trip: a fresh store gets some sixty tables and their twins.
  if (statements.length > 0) await sql.raw(statements.join(';\n')).execute(tx);
  const actor = systemActor('registers');
  await insertVersions(tx, stored, { userId: null, name: actor.name, now: new Date() });
  await storeIndicators(
    tx,
    stored.map(({ definition }) => definition),
  );
  await writeShared(tx, { shipped: hash, lists, formats });
  // A new store is nobody's work yet.
  if (report.changed.length > 0 || report.refused.length > 0) {
    await audit(tx, actor, { action: 'registers.shipped', subject: 'registers', detail: report });
  }
  return report;
}

interface Upgrade {
  readonly was: StoredVersion;
  readonly definition: RegisterDefinition;
  readonly source: string;
  readonly context: DefinitionContext;
  readonly definitions: readonly RegisterDefinition[];
}

/** What is in force after an upgrade; `stored` null where nothing changes. */
async function upgrade(
  tx: Tx,
  { was, definition, source, context, definitions }: Upgrade,
): Promise<{ stored: DefinitionToStore | null } | { why: string }> {
  const whole = {
    ...context,
    registers: new Map([...context.registers, ...definitions.map((one) => [one.id, one] as const)]),
  };
  let next: DefinitionToStore = { definition, source, origin: 'shipped', note: '' };
  if (was.origin === 'steward') {
    const base = await selectLastShipped(tx, definition.id);
    if (base?.source === source) return { stored: null };
    const merged = mergeThree(base ? parse(base.source) : {}, parse(source), parse(was.source));
    if (merged.clashes.length > 0) return { why: `both changed: ${merged.clashes.join(', ')}` };
    const text = stringify(merged.value, { lineWidth: 120 });
    const read = parseDefinitions([{ name: definition.id, text }], whole);
    if (!read.ok) return { why: read.issues.map(issueLine).join('; ') };
    next = { definition: read.value[0] as RegisterDefinition, source: text, origin: 'steward', note: 'merged' };
  }
  const refused = await changeTable(tx, was.definition, next.definition, whole);
  if (refused.length > 0) return { why: refused.join('; ') };
  if (next.origin === 'steward') {
    // The shipped form is kept as a version of its own: the next upgrade compares with it.
    await insertVersions(tx, [{ definition, source, origin: 'shipped', note: '' }], {
      userId: null,
      name: 'system:registers',
      now: new Date(),
    });
  }
  return { stored: next };
}

function parsed(sources: readonly Source[], context: DefinitionContext): RegisterDefinition[] {
  const read = parseDefinitions(sources, context);
  if (read.ok) return read.value;
  throw new Error(`Shipped register definitions are wrong:\n${read.issues.map(issueLine).join('\n')}`);
}

const issueLine = ({ file, line, path: at, en, suggestion }: Issue) =>
  `${file ?? ''}:${line ?? 0} ${at}: ${en}${suggestion ? ` (perhaps ${suggestion})` : ''}`;

/** The YAML files of a folder by name; none where there is no folder. */
async function readFolder(folder: URL): Promise<Source[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const wanted = names.filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(
    wanted.map(async (name) => ({
      name,
      text: await readFile(path.join(fileURLToPath(folder), name), 'utf8'),
    })),
  );
}

/** @throws Error as for definitions. */
function sharedOf<T>(
  files: readonly Source[],
  name: string,
  read: (text: string) => Result<ReadonlyMap<string, T>>,
): T[] {
  const file = files.find((one) => one.name === name);
  if (!file) return [];
  const found = read(file.text);
  if (found.ok) return [...found.value.values()];
  throw new Error(`${name} is wrong:\n${found.issues.map(issueLine).join('\n')}`);
}
