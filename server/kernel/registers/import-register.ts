import type { RegisterDefinition } from '@liannao/registers';
import type { Tx } from '../access/actor.ts';
import type { Importer, ImportRow } from '../imports/importer.ts';
import type { ImporterFamily } from '../imports/importers.ts';
import { checkDrafts } from './import-check.ts';
import { registerColumns } from './import-columns.ts';
import { regionReader } from './import-regions.ts';
import { type Draft, rowReader } from './import-rows.ts';
import { keptChange, undoChanges, writeChanges } from './import-write.ts';
import { loadRegisters, type RegisterSet } from './store.ts';

const PREFIX = 'register.';
const WRITE_PERMISSION = 'registers.write';
const BATCH = 2000;

/** An importer for each register in force, made from its definition: also of one that a steward made a moment ago. */
export const registerImports: ImporterFamily = {
  prefix: PREFIX,
  permission: WRITE_PERMISSION,
  find: async (tx, kind) => {
    const set = await loadRegisters(tx);
    const found = set.registers.get(kind.slice(PREFIX.length));
    return found && importerOf(set, found.definition);
  },
  kinds: async (tx) => [...(await loadRegisters(tx)).registers.keys()].sort().map((id) => PREFIX + id),
};

const made = new WeakMap<RegisterDefinition, Importer>();

function importerOf(set: RegisterSet, definition: RegisterDefinition): Importer {
  const known = made.get(definition);
  if (known) return known;
  const importer = makeImporter(set, definition);
  made.set(definition, importer);
  return importer;
}

function makeImporter(set: RegisterSet, definition: RegisterDefinition): Importer {
  const columns = registerColumns(set, definition);
  const keys = definition.key;
  const reading = { set, columns, states: definition.lifeCycle?.states ?? [], definition };
  /** Regions are read once a transaction: an import asks for them row by row. */
  const regions = new WeakMap<Tx, ReturnType<typeof regionReader>>();
  const joins = (row: ImportRow, before: ImportRow) =>
    definition.children.length > 0 && keys.every((id) => row.values[id] !== '' && row.values[id] === before.values[id]);
  return {
    kind: PREFIX + definition.id,
    names: { zh: definition.zh, en: definition.en },
    permission: WRITE_PERMISSION,
    columns,
    batch: BATCH,
    joins,
    check: async (tx, rows, context) => {
      const regionOf = regions.get(tx) ?? regionReader(tx);
      regions.set(tx, regionOf);
      const read = rowReader(reading, context, await regionOf);
      const drafts: Draft[] = groups(rows, joins).map(read);
      return checkDrafts(tx, { set, definition, columns }, drafts, context);
    },
    write: (tx, changes, context) => writeChanges(tx, { set, definition }, changes, context),
    kept: keptChange,
    undo: (tx, changes, context) => undoChanges(tx, { set, definition }, changes, context),
  };
}

/** Rows of one entry stand together. */
function groups(rows: readonly ImportRow[], joins: (row: ImportRow, before: ImportRow) => boolean): ImportRow[][] {
  const found: ImportRow[][] = [];
  let last: ImportRow | undefined;
  for (const row of rows) {
    if (last && joins(row, last)) found.at(-1)?.push(row);
    else found.push([row]);
    last = row;
  }
  return found;
}
