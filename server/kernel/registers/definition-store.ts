import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Measure, RegisterDefinition } from '@liannao/registers';
import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { conflict } from '../errors.ts';
import { SETTING } from './store.ts';
import type { SharedRegisters } from './tables.ts';

/** SQL of definitions and their versions. All of it works as the store's owner. */
export interface DefinitionToStore {
  readonly definition: RegisterDefinition;
  readonly source: string;
  readonly origin: 'shipped' | 'steward';
  readonly note: string;
}

export interface StoredVersion {
  readonly id: string;
  readonly version: number;
  readonly source: string;
  readonly definition: RegisterDefinition;
  readonly origin: 'shipped' | 'steward';
}

/** One change of definitions at a time. */
export const lockDefinitions = (tx: Tx) => sql`select pg_advisory_xact_lock(7318420117)`.execute(tx);

/**
 * Keeps a definition as it is until the writer's transaction ends. @throws AppError 409 `definition-changed` where it
 * became another since it was read.
 */
export async function holdDefinition(tx: Tx, id: string, version: number | undefined): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(7318420117)`.execute(tx);
  const { rows } = await sql<{ version: number }>`select version from register_definition
    where id = ${id} and is_current`.execute(tx);
  if (rows[0]?.version !== version) throw conflict('definition-changed', `${id} was defined anew just now.`);
}

export async function insertVersions(
  tx: Tx,
  stored: readonly DefinitionToStore[],
  by: { readonly userId: string | null; readonly name: string; readonly now: Date },
): Promise<void> {
  if (stored.length === 0) return;
  const ids = stored.map(({ definition }) => definition.id);
  await sql`update register_definition set is_current = false where is_current and id = any(${ids}::text[])`.execute(
    tx,
  );
  const rows = stored.map((one) => ({ ...one, id: one.definition.id }));
  await sql`insert into register_definition
      (id, version, source, definition, origin, is_current, created_by, created_name, created_at, note)
    select n.id, 1 + coalesce((select max(d.version) from register_definition d where d.id = n.id), 0), n.source,
      n.definition, n.origin, true, ${by.userId}::uuid, ${by.name}, ${by.now}::timestamptz, n.note
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as n(id text, source text, definition jsonb, origin text, note text)`.execute(tx);
}

export async function selectCurrent(tx: Tx): Promise<Map<string, StoredVersion>> {
  const { rows } = await sql<StoredVersion>`select id, version, source, definition, origin from register_definition
    where is_current`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What was last shipped of a register that a steward has changed since. */
export async function selectLastShipped(tx: Tx, id: string): Promise<StoredVersion | undefined> {
  const { rows } = await sql<StoredVersion>`select id, version, source, definition, origin from register_definition
    where id = ${id} and origin = 'shipped' order by version desc limit 1`.execute(tx);
  return rows[0];
}

export async function readShared(tx: Tx): Promise<SharedRegisters | undefined> {
  const row = await tx.selectFrom('setting').select('value').where('key', '=', SETTING).executeTakeFirst();
  return row?.value as SharedRegisters | undefined;
}

/** Makes every process read the definitions anew. */
export async function writeShared(tx: Tx, shared: Omit<SharedRegisters, 'version'>): Promise<void> {
  const value = JSON.stringify({ ...shared, version: randomUUID() });
  await tx
    .insertInto('setting')
    .values({ key: SETTING, value })
    .onConflict((oc) => oc.column('key').doUpdateSet({ value, updated_at: sql<Date>`now()` }))
    .execute();
}

/** Codes of the catalogue proper, without those that registers brought. */
export async function catalogueCodes(tx: Tx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ code: string }>`select code from indicator where version <> ${BROUGHT}`.execute(tx);
  return new Set(rows.map((row) => row.code));
}

/** Stands for a catalogue's version where a register brought the indicator. */
const BROUGHT = 'register';
type Brought = Measure & { readonly unit: string };

/** Puts indicators that definitions bring themselves into the catalogue, and brings those up to date that they brought. */
export async function storeIndicators(tx: Tx, definitions: readonly RegisterDefinition[]): Promise<void> {
  const rows = definitions.flatMap((definition) =>
    definition.indicators
      .filter((measure): measure is Brought => measure.unit !== null)
      .map((measure) => indicatorRow(definition, measure)),
  );
  if (rows.length === 0) return;
  await sql`insert into indicator (code, version, name_zh, name_en, synonyms, scoped_names, group_code, unit, shown_as,
      dimension, direction, scope_dimensions, region_rule, time_rule, source, frequency, seasonal, range_low, range_high,
      notes, notes_zh, standard)
    select distinct on (code) n.code, ${BROUGHT}, n.name_zh, n.name_en, '[]', '[]', n.group_code, n.unit, n.unit, n.dimension,
      n.direction, n.scope_dimensions, n.region_rule, n.time_rule, n.source, 'on change', false, n.range_low, null, n.notes, n.notes_zh, ''
    from json_to_recordset(${JSON.stringify(rows)}::json) as n(code text, name_zh text, name_en text, group_code text,
      unit text, dimension text, direction text, scope_dimensions jsonb, region_rule text, time_rule text, source jsonb,
      range_low numeric, notes text, notes_zh text) order by code
    on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, unit = excluded.unit,
      shown_as = excluded.shown_as, dimension = excluded.dimension, direction = excluded.direction,
      scope_dimensions = excluded.scope_dimensions, region_rule = excluded.region_rule, time_rule = excluded.time_rule,
      source = excluded.source, notes = excluded.notes, notes_zh = excluded.notes_zh
      where indicator.version = ${BROUGHT}`.execute(tx);
}

function indicatorRow(definition: RegisterDefinition, measure: Brought) {
  const adds = ['count', 'sum'].includes(measure.measure);
  const rule = RATIOS.has(measure.measure) ? 'ratio-of-sums' : adds ? 'sum' : 'none';
  return {
    code: measure.code,
    name_zh: measure.zh,
    name_en: measure.en,
    group_code: definition.module,
    unit: measure.unit,
    dimension: dimensionOf(measure.unit),
    direction: measure.direction ?? 'up',
    scope_dimensions: Object.keys(definition.scopes).filter((name) => name !== 'region' && name !== 'threshold'),
    region_rule: rule,
    time_rule: measure.at === 'flow' && adds ? 'sum' : 'last',
    source: { kind: 'measured', register: { id: definition.id } },
    range_low: 0,
    notes: `Counted from the register ${definition.en}.`,
    notes_zh: `由登记表“${definition.zh}”统计。`,
  };
}

const RATIOS: ReadonlySet<string> = new Set(['share', 'share-sum', 'share-distinct', 'ratio']);

interface Units {
  readonly dimensions: Readonly<Record<string, { readonly units: Readonly<Record<string, number>> }>>;
}
const { dimensions } = JSON.parse(readFileSync(new URL('../../../data/units.json', import.meta.url), 'utf8')) as Units;
const dimensionOf = (unit: string): string =>
  Object.keys(dimensions).find((name) => dimensions[name]?.units[unit] !== undefined) ?? 'item';
