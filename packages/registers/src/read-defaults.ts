import { GRADES, PARTY_KINDS } from './read-fields.ts';
import { ROLES } from './read-life-cycle.ts';
import { isRecord, knownKeys, oneOfAt, type Reading, recordAt, requiredText, textAt, textsAt } from './reading.ts';
import type { Access, Field, Grade, MapLayer, RegisterDefinition, Role } from './types.ts';

type Region = RegisterDefinition['region'];

/** Which field says where an entry belongs: the first region among the fields unless it is named. */
export function readRegion(reading: Reading, value: unknown, fields: readonly Field[]): Region {
  const region = typeof value === 'string' ? { field: value } : recordAt(reading, ['region'], value);
  knownKeys(reading, ['region'], region, ['rule', 'field', 'level']);
  const get = (key: string) => (isRecord(region) ? region[key] : undefined);
  const field = textAt(reading, ['region', 'field'], get('field')) ?? fields.find(({ type }) => type === 'region')?.id;
  if (field === undefined) {
    reading.note(['fields'], {
      code: 'region-missing',
      zh: '没有地区字段：每条都要有所属地区，加一个 type: region 的必填字段',
      en: 'No region field: every entry belongs somewhere; add a required field of type region',
    });
  }
  return {
    rule: oneOfAt(
      reading,
      ['region', 'rule'],
      get('rule'),
      ['place', 'party', 'jurisdiction', 'scope'] as const,
      'jurisdiction',
    ),
    field: field ?? '',
    level: oneOfAt(
      reading,
      ['region', 'level'],
      get('level'),
      ['province', 'city', 'county', 'zone'] as const,
      'county',
    ),
  };
}

export function readTitle(reading: Reading, value: unknown, fields: readonly Field[], key: readonly string[]): string {
  const written = textAt(reading, ['title'], value);
  if (written !== null) return written;
  const named = fields.find(({ id }) => id === 'name') ?? fields.find(({ id }) => id === 'title');
  const keyText = key.find((id) => fields.some((field) => field.id === id && field.type === 'text'));
  return named?.id ?? keyText ?? key[0] ?? '';
}

/** The field whose organisation owns the entry: as named, else the first party that is no authority. */
export function readOwnerField(
  written: string | null,
  fields: readonly Field[],
  partyOf: RegisterDefinition['partyOf'],
): string | null {
  if (written !== null) return written;
  if (partyOf !== null) return null;
  const parties = fields.filter((field) => field.type === 'party' && field.party !== 'government' && !field.many);
  return (parties.find((field) => field.required) ?? parties[0])?.id ?? null;
}

export function readPartyOf(reading: Reading, value: unknown): RegisterDefinition['partyOf'] {
  if (value === undefined || value === null) return null;
  const at = ['party-of'];
  const record = recordAt(reading, at, value);
  knownKeys(reading, at, record, ['kind', 'code', 'name']);
  return {
    kind: oneOfAt(reading, [...at, 'kind'], record.kind, PARTY_KINDS, 'enterprise'),
    code: requiredText(reading, [...at, 'code'], record.code),
    name: requiredText(reading, [...at, 'name'], record.name),
  };
}

export function readMap(reading: Reading, value: unknown, fields: readonly Field[]): MapLayer | null {
  if (value === 'none' || value === false) return null;
  const map = recordAt(reading, ['map'], value);
  knownKeys(reading, ['map'], map, ['field', 'style-by', 'public-precision']);
  const id = textAt(reading, ['map', 'field'], map.field) ?? fields.find(({ type }) => type === 'place')?.id;
  if (id === undefined) return null;
  const isOpen = fields.find((field) => field.id === id)?.grade === 'L1';
  return {
    field: id,
    styleBy: textAt(reading, ['map', 'style-by'], map['style-by']),
    publicPrecision: oneOfAt(
      reading,
      ['map', 'public-precision'],
      map['public-precision'],
      ['exact', 'street', 'district', 'none'] as const,
      isOpen ? 'exact' : 'district',
    ),
  };
}

export function readAccess(reading: Reading, value: unknown): Access {
  const access = recordAt(reading, ['access'], value);
  knownKeys(reading, ['access'], access, ['read', 'write', 'public']);
  const rights = <T extends string>(
    key: 'read' | 'write',
    words: readonly T[],
    otherwise: Partial<Record<Role, T>>,
  ) => {
    if (access[key] === undefined) return otherwise;
    const at = ['access', key];
    const held: Partial<Record<Role, T>> = {};
    for (const [role, right] of Object.entries(recordAt(reading, at, access[key]))) {
      const name = oneOfAt(reading, [...at, role], role, ROLES, 'analyst');
      held[name] = oneOfAt(reading, [...at, role], right, words, words[0] as T);
    }
    return held;
  };
  return {
    read: rights<Grade | 'own'>('read', [...GRADES, 'own'], { analyst: 'L2', bureau: 'L3' }),
    write: rights<'region' | 'own'>('write', ['region', 'own'], { bureau: 'region' }),
    public: readPublic(reading, access.public),
  };
}

function readPublic(reading: Reading, value: unknown): Access['public'] {
  if (value === undefined || value === null || value === false) return null;
  const at = ['access', 'public'];
  if (!isRecord(value)) {
    reading.note(at, {
      code: 'not-a-record',
      zh: '应写明公开到哪一级、哪些状态',
      en: 'Has to say up to which grade and in which states',
      suggestion: '{grade: L1}',
    });
    return null;
  }
  const open = value;
  knownKeys(reading, at, open, ['grade', 'states']);
  return {
    grade: oneOfAt(reading, [...at, 'grade'], open.grade, GRADES, 'L1'),
    states: textsAt(reading, [...at, 'states'], open.states),
  };
}
