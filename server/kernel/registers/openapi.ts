import type { Child, Field, RegisterDefinition } from '@liannao/registers';
import type { Tx } from '../access/actor.ts';
import { listOf, loadRegisters, type RegisterSet } from './store.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Paths and schemas of registers with their own typed fields; the generic routes are described by their zod schemas. */
export function registerOpenApi(set: RegisterSet, definitions: readonly RegisterDefinition[]) {
  return {
    openapi: '3.1.0',
    info: { title: '链脑 Liannao', version: set.version },
    ...pathsOf(set, definitions),
  };
}

/** An API document with the registers in force added to it. */
export async function withRegisters<T extends object>(tx: Tx, document: T) {
  const set = await loadRegisters(tx);
  const { paths, components } = pathsOf(
    set,
    [...set.registers.values()].map(({ definition }) => definition),
  );
  const known = document as { paths?: object; components?: { schemas?: object } };
  return {
    ...document,
    paths: { ...known.paths, ...paths },
    components: { ...known.components, schemas: { ...known.components?.schemas, ...components.schemas } },
  };
}

/** What is added to the served document: each register's entries with its fields. */
function pathsOf(set: RegisterSet, definitions: readonly RegisterDefinition[]) {
  return {
    paths: Object.assign({}, ...definitions.map((definition) => paths(definition))) as Record<string, unknown>,
    components: {
      schemas: Object.fromEntries(definitions.map((definition) => [nameOf(definition), entrySchema(set, definition)])),
    },
  };
}

const nameOf = ({ id }: RegisterDefinition) => `Register_${id.replaceAll('-', '_')}`;

function paths(definition: RegisterDefinition): Record<string, unknown> {
  const values = { $ref: `#/components/schemas/${nameOf(definition)}` };
  const body = { type: 'object', required: ['values'], properties: { values, reasons: REASONS } };
  const base = `/api/v1/registers/${definition.id}/entries`;
  const about = { tags: [definition.zh], summary: `${definition.zh} ${definition.en}` };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
  const entry = { type: 'object', properties: { id: { type: 'string', format: 'uuid' }, values } };
  const answer = (schema: Schema) => ({ description: 'OK', content: { 'application/json': { schema } } });
  const page = { type: 'object', properties: { items: { type: 'array', items: entry }, nextCursor: NULLABLE_TEXT } };
  return {
    [base]: {
      get: { ...about, parameters: LIST_PARAMETERS, responses: { 200: answer(page) } },
      post: { ...about, requestBody: jsonBody(body), responses: { 201: answer(entry) } },
    },
    [`${base}/{id}`]: {
      get: { ...about, parameters: [id], responses: { 200: answer(entry) } },
      patch: { ...about, parameters: [id], requestBody: jsonBody(body), responses: { 200: answer(entry) } },
    },
  };
}

const NULLABLE_TEXT = { type: ['string', 'null'] };
const REASONS = { type: 'object', additionalProperties: { type: 'string' } };
const jsonBody = (schema: Schema) => ({ required: true, content: { 'application/json': { schema } } });
const LIST_PARAMETERS = ['filter', 'q', 'region', 'sort', 'asAt', 'cursor', 'limit'].map((name) => ({
  name,
  in: 'query',
  schema: { type: name === 'limit' ? 'integer' : 'string' },
}));

const entrySchema = (set: RegisterSet, definition: RegisterDefinition): Schema => ({
  type: 'object',
  description: definition.row,
  properties: {
    ...fieldSchemas(set, definition, definition.fields),
    ...Object.fromEntries(definition.children.map((child) => [child.id, childSchema(set, definition, child)])),
  },
  required: definition.fields.filter((field) => field.required).map((field) => field.id),
});

const childSchema = (set: RegisterSet, definition: RegisterDefinition, child: Child): Schema => ({
  type: 'array',
  description: `${child.zh} ${child.en}`,
  items: { type: 'object', properties: fieldSchemas(set, definition, child.fields) },
});

const fieldSchemas = (set: RegisterSet, definition: RegisterDefinition, fields: readonly Field[]) =>
  Object.fromEntries(fields.map((field) => [field.id, fieldSchema(set, definition, field)]));

const TYPES: Readonly<Record<Field['type'], Schema>> = {
  text: { type: 'string' },
  code: { type: 'string' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  money: { type: 'number' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
  month: { type: 'string', pattern: '^\\d{4}-\\d{2}$' },
  year: { type: 'integer' },
  period: { type: 'string' },
  boolean: { type: 'boolean' },
  region: { type: 'string', description: 'GB/T 2260' },
  party: { type: 'string' },
  reference: { type: 'string' },
  place: { type: 'object', description: 'GeoJSON geometry, WGS 84' },
  file: { type: 'string', format: 'uuid' },
};

function fieldSchema(set: RegisterSet, definition: RegisterDefinition, field: Field): Schema {
  const list = field.list === null ? undefined : listOf(set, definition, field.list);
  const unit = field.type === 'money' ? '万元' : field.unit;
  const one = { ...TYPES[field.type], ...(list ? { enum: list.values.map(({ code }) => code) } : {}) };
  const about = {
    title: `${field.zh} ${field.en}`,
    ...(unit ? { 'x-unit': unit } : {}),
    'x-grade': field.grade,
    'x-data-class': field.dataClass,
  };
  return field.many ? { type: 'array', items: one, ...about } : { ...one, ...about };
}
