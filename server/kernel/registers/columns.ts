import type { Field, RegisterDefinition } from '@liannao/registers';

/** How a register lies in the store: one typed table, a column for each field under the field's own id. */
export const tableOf = (registerId: string): string => `reg_${registerId.replaceAll('-', '_')}`;
export const pastOf = (registerId: string): string => `${tableOf(registerId)}_past`;

/** Identifiers are quoted always: a field may be called `total-invest` or `to`. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export interface Column {
  readonly name: string;
  /** SQL type as `format_type` prints it. */
  readonly type: string;
}

// Figures come as doubles and are compared as such; whoever adds many up casts them to numeric, which is exact.
const TYPES = {
  text: 'text',
  code: 'text',
  region: 'text',
  period: 'text',
  month: 'text',
  number: 'double precision',
  money: 'double precision',
  integer: 'bigint',
  year: 'bigint',
  date: 'date',
  datetime: 'timestamp with time zone',
  boolean: 'boolean',
  party: 'uuid',
  reference: 'uuid',
  file: 'uuid',
  place: 'jsonb',
} as const;

/** SQL type of a field's column; `single` of one of its values where there may be several. */
export const typeOf = (field: Field, single = false): string =>
  field.many && !single && field.type !== 'place' ? `${TYPES[field.type]}[]` : TYPES[field.type];

/** A place has its point, or the middle of its shape, beside it in degrees (WGS 84). */
export const lonOf = (fieldId: string) => `${fieldId}_lon`;
export const latOf = (fieldId: string) => `${fieldId}_lat`;

export const columnsOfField = (field: Field): Column[] =>
  field.type === 'place'
    ? [
        { name: field.id, type: 'jsonb' },
        { name: lonOf(field.id), type: 'double precision' },
        { name: latOf(field.id), type: 'double precision' },
      ]
    : [{ name: field.id, type: typeOf(field) }];

/** The columns of a register's fields and line items, in the order of its definition. */
export const columnsOf = (definition: RegisterDefinition): Column[] => [
  ...definition.fields.flatMap(columnsOfField),
  ...definition.children.map((child) => ({ name: child.id, type: 'jsonb' })),
];

/** What every register's table has besides its fields. */
export const META = [
  ['_id', 'uuid', 'primary key default gen_random_uuid()'],
  ['_region', 'text', 'not null'],
  ['_owner', 'uuid', ''],
  ['_state', 'text', ''],
  ['_title', 'text', 'not null'],
  ['_search', 'text', `not null default ''`],
  // Words of fields above the grade that every reader of an entry has: searched only where the reader has theirs.
  ['_search_l2', 'text', `not null default ''`],
  ['_search_l3', 'text', `not null default ''`],
  ['_search_l4', 'text', `not null default ''`],
  ['_revision', 'integer', 'not null default 1'],
  ['_created_at', 'timestamp with time zone', 'not null default now()'],
  ['_created_by', 'uuid', ''],
  ['_updated_at', 'timestamp with time zone', 'not null default now()'],
  ['_updated_by', 'uuid', ''],
  ['_updated_name', 'text', `not null default ''`],
  ['_synthetic', 'boolean', 'not null default false'],
  ['_import_run', 'uuid', ''],
  ['_kind', 'text', `not null default 'created'`],
  ['_note', 'text', ''],
] as const satisfies readonly (readonly [name: string, type: string, rest: string])[];

export const fieldOf = (definition: RegisterDefinition, id: string): Field | undefined =>
  definition.fields.find((field) => field.id === id);
