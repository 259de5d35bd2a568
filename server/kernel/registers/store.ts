import type { CodeList, DefinitionContext, RegisterDefinition, TextFormat } from '@liannao/registers';
import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { notFound } from '../errors.ts';
import type { Db } from '../store/open-store.ts';
import type { SharedRegisters } from './tables.ts';

export interface StoredRegister {
  readonly definition: RegisterDefinition;
  readonly version: number;
  readonly origin: 'shipped' | 'steward';
}

/** All registers in force, with what they share. */
export interface RegisterSet {
  readonly version: string;
  readonly registers: ReadonlyMap<string, StoredRegister>;
  readonly lists: ReadonlyMap<string, CodeList>;
  readonly formats: ReadonlyMap<string, TextFormat>;
}

export const SETTING = 'registers';

/** Sets by version: a version names one content, in whatever database it is found. */
const known = new Map<string, RegisterSet>();
const KEPT = 8;

const NONE: RegisterSet = { version: '', registers: new Map(), lists: new Map(), formats: new Map() };

/** The registers in force. Costs one small query while nothing changed, whichever process changed it. */
export async function loadRegisters(db: Db | Tx): Promise<RegisterSet> {
  const { rows } = await sql<{ version: string }>`select value->>'version' as version from setting
    where key = ${SETTING}`.execute(db);
  const version = rows[0]?.version;
  if (!version) return NONE;
  const held = known.get(version);
  if (held) return held;
  const set = await readRegisters(db, version);
  // Somebody changed them between the two reads: not to be kept under a version that was another's.
  if (set.version !== version) return loadRegisters(db);
  known.set(version, set);
  for (const old of known.keys()) if (known.size > KEPT) known.delete(old);
  return set;
}

async function readRegisters(db: Db | Tx, version: string): Promise<RegisterSet> {
  const { rows } = await sql<{ value: SharedRegisters; definitions: StoredRegister[] | null }>`select value,
    (select json_agg(json_build_object('definition', d.definition, 'version', d.version, 'origin', d.origin)
      order by d.id) from register_definition d where d.is_current) as definitions
    from setting where key = ${SETTING}`.execute(db);
  const found = rows[0];
  if (!found) return { ...NONE, version };
  return {
    version: found.value.version,
    registers: new Map((found.definitions ?? []).map((stored) => [stored.definition.id, stored])),
    lists: new Map(found.value.lists.map((list) => [list.id, list])),
    formats: new Map(found.value.formats.map((format) => [format.id, format])),
  };
}

/** @throws AppError 404 `register-not-found`. */
export function findRegister(set: RegisterSet, id: string): StoredRegister {
  const found = set.registers.get(id);
  if (!found) throw notFound('register', id);
  return found;
}

/** What the engine wants to know of the others. */
export const contextOf = (set: RegisterSet, indicators: ReadonlySet<string> = new Set()): DefinitionContext => ({
  lists: set.lists,
  formats: set.formats,
  registers: new Map([...set.registers].map(([id, { definition }]) => [id, definition])),
  indicators,
});

/** The code list of a field: its own register's, or a shared one. */
export const listOf = (set: RegisterSet, definition: RegisterDefinition, id: string): CodeList | undefined =>
  definition.lists.find((list) => list.id === id) ?? set.lists.get(id);
