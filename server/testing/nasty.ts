/** What the test of nasty input sends. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minLength?: number;
  readonly minimum?: number;
}
interface Operation {
  readonly parameters?: readonly { name: string; in: string; schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema?: Schema }>> };
}
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export const TEXTS = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  '',
  ' ',
  'x'.repeat(70_000),
  "'; drop table region; --",
  '%_\\',
  '../../etc/passwd',
  'a\r\nset-cookie: x=y',
  '\u202e反',
  'NaN',
  '-1',
  '9'.repeat(40),
  '0000-00-00',
  '0000-01-01',
  '9999-12-31',
  '2025-13',
  '2025-01..00',
  'c~x~y~z',
  'bm8',
  Buffer.from('["a",{}]').toString('base64url'),
  Buffer.from('[1e308,"x"]').toString('base64url'),
  Buffer.from('["a","b","c","d","e"]').toString('base64url'),
  '00000000-0000-4000-8000-000000000000',
  Array(900).fill('a').join(','),
];
export const NUMBERS = [-1, 0.5, -1e308, 5e-324, 2 ** 31, 2 ** 53];
const OTHERS = [null, [], { toString: 1 }];

/** Values after a schema of `api`: what it lets through, with `uuid` for an id, and what nobody means well by. */
export function valuesFor(api: () => ApiDocument, uuid: () => string) {
  const resolved = (schema: Schema): Schema =>
    schema.$ref ? resolved(api().components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;

  /** Something that the schema lets through. */
  function plain(of: Schema): unknown {
    const schema = resolved(of);
    if (schema.enum) return schema.enum[0];
    if (schema.anyOf) return plain(schema.anyOf[0] ?? {});
    if (schema.properties) {
      const needed = schema.required ?? [];
      return Object.fromEntries(needed.map((name) => [name, plain(schema.properties?.[name] ?? {})]));
    }
    if (schema.type === 'array') return schema.items ? [plain(schema.items)] : [];
    if (schema.type === 'object') return {};
    if (schema.type === 'boolean') return true;
    if (schema.type === 'number' || schema.type === 'integer') return Math.max(1, schema.minimum ?? 1);
    if (schema.format === 'date') return '2025-06-30';
    if (schema.format === 'uuid') return uuid();
    return '330100';
  }

  /** The plain value with each of its places, optional ones included, in turn made nasty. */
  function* nasty(of: Schema): Generator<unknown> {
    const schema = resolved(of);
    if (schema.properties) {
      const base = plain(schema) as object;
      for (const [name, own] of Object.entries(schema.properties)) {
        for (const value of nasty(own)) yield { ...base, [name]: value };
      }
      yield { ...base, __proto__x: 1 };
      return;
    }
    for (const one of schema.anyOf ?? []) yield* nasty(one);
    if (schema.type === 'array' && schema.items) {
      for (const value of nasty(schema.items)) yield [value];
      yield Array(3000).fill(plain(schema.items));
    }
    if (schema.type === 'object')
      yield* TEXTS.slice(0, 4).flatMap((text) => [{ [text]: text }, { '': text }, { a: text }]);
    // Text where a number is due is refused by the schema, wherever that is: two of each are enough.
    if (schema.type === 'string') yield* schema.enum ? TEXTS.slice(0, 2) : [...TEXTS.slice(0, 13), 1];
    else if (schema.type === 'number' || schema.type === 'integer') yield* [...NUMBERS, 'NaN', null];
    else yield* [...TEXTS.slice(0, 2), ...OTHERS];
  }

  return { plain, nasty };
}
