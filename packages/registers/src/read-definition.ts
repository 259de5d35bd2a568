import { readAccess, readMap, readOwnerField, readPartyOf, readRegion, readTitle } from './read-defaults.ts';
import { PARTY_KINDS, readChildren, readFields } from './read-fields.ts';
import { readHeadings } from './read-headings.ts';
import { readLifeCycle } from './read-life-cycle.ts';
import { readChecks, readMeasures, readSignals } from './read-measures.ts';
import {
  idAt,
  isRecord,
  knownKeys,
  namesAt,
  oneOfAt,
  type Reading,
  recordAt,
  requiredText,
  textAt,
  textsAt,
} from './reading.ts';
import type { CodeList, DefinitionContext, RegisterDefinition } from './types.ts';

const KEYS = [
  'id',
  'zh',
  'en',
  'capabilities',
  'module',
  'owner',
  'region',
  'row',
  'key',
  'as-at',
  'title',
  'party-of',
  'fields',
  'children',
  'checks',
  'life-cycle',
  'scopes',
  'indicators',
  'signals',
  'import',
  'map',
  'access',
];

/** The definition with every default filled in. What it refers to elsewhere is not looked at yet. */
export function readDefinition(reading: Reading, context: DefinitionContext): RegisterDefinition {
  const { data } = reading;
  knownKeys(reading, [], data, KEYS);
  const id = idAt(reading, ['id'], data.id);
  const names = namesAt(reading, [], data);
  const lists: CodeList[] = [];
  const fields = readFields(reading, ['fields'], data.fields, id, lists);
  if (fields.length === 0 && !(Array.isArray(data.fields) && data.fields.length > 0))
    requiredText(reading, ['fields'], null);
  const children = readChildren(reading, data.children, id, lists);
  const key = textsAt(reading, ['key'], data.key);
  if (key.length === 0) requiredText(reading, ['key'], null);
  const owner = readOwner(reading, data.owner);
  const lifeCycle = readLifeCycle(reading, data['life-cycle']);
  const access = readAccess(reading, data.access);
  const asAt = recordAt(reading, ['as-at'], data['as-at']);
  knownKeys(reading, ['as-at'], asAt, ['from', 'to']);
  const partyOf = readPartyOf(reading, data['party-of']);
  return {
    id,
    ...names,
    capabilities: textsAt(reading, ['capabilities'], data.capabilities),
    module: textAt(reading, ['module'], data.module) ?? 'registers',
    row: textAt(reading, ['row'], data.row) ?? names.zh,
    owner: { unit: owner.unit, party: owner.party, level: owner.level },
    region: readRegion(reading, data.region, fields),
    key,
    asAt: { from: textAt(reading, ['as-at', 'from'], asAt.from), to: textAt(reading, ['as-at', 'to'], asAt.to) },
    title: readTitle(reading, data.title, fields, key),
    ownerField: readOwnerField(owner.field, fields, partyOf),
    partyOf,
    fields,
    children,
    checks: readChecks(reading, data.checks),
    lifeCycle,
    scopes: readScopes(reading, data.scopes),
    indicators: readMeasures(reading, data.indicators, fields, children, context.indicators),
    signals: readSignals(reading, data.signals, owner.unit),
    headings: readHeadings(reading, data.import, { fields, key, lifeCycle }),
    map: readMap(reading, data.map, fields),
    access,
    lists,
  };
}

function readOwner(reading: Reading, value: unknown) {
  const owner = typeof value === 'string' ? { unit: value } : recordAt(reading, ['owner'], value);
  const at = ['owner'];
  knownKeys(reading, at, owner, ['unit', 'party', 'level', 'field']);
  const get = (key: string) => (isRecord(owner) ? owner[key] : undefined);
  return {
    unit: textAt(reading, [...at, 'unit'], get('unit')) ?? 'lead',
    party: oneOfAt(reading, [...at, 'party'], get('party'), PARTY_KINDS, 'government'),
    level: oneOfAt(reading, [...at, 'level'], get('level'), ['province', 'city', 'county', 'zone'] as const, 'county'),
    field: textAt(reading, [...at, 'field'], get('field')),
  };
}

function readScopes(reading: Reading, value: unknown): Readonly<Record<string, string>> {
  const scopes: Record<string, string> = {};
  for (const [dimension, path] of Object.entries(recordAt(reading, ['scopes'], value))) {
    scopes[dimension] = requiredText(reading, ['scopes', dimension], path);
  }
  return scopes;
}
