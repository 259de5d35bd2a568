import { checkExpression, compileExpression, printExpression, toSql } from '@liannao/registers';
import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { condition, row } from '../../../packages/registers/test/arbitrary.ts';
import { registers } from '../../../packages/registers/test/fixtures.ts';
import { testDatabase } from '../testing/database.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const { projects, context } = registers();
const TODAY = '2025-09-10';
const TYPES: Readonly<Record<string, string>> = {
  invest: 'double precision',
  done: 'numeric',
  share: 'double precision',
  'enterprise.revenue': 'bigint',
  tags: 'text[]',
  open: 'boolean',
  'start-plan': 'date',
  'start-real': 'date',
};

test('an expression means the same in the database and in a closure', async () => {
  const cases = fc.sample(fc.tuple(condition, row), { numRuns: 600, seed: 7 });
  const inSql: RawBuilder<unknown>[] = [];
  const inClosures: { text: string; values: unknown; value: unknown }[] = [];
  for (const [node, values] of cases) {
    const checked = checkExpression(node, projects, context, { want: 'boolean' });
    if (!checked.ok) throw new Error(checked.issues[0]?.en);
    const of = (path: readonly { readonly name: string }[]) =>
      path.map(({ name }) => name).join('.') as keyof typeof values;
    const value = compileExpression(checked.value)((path) => values[of(path)], TODAY);
    inClosures.push({ text: printExpression(node), values, value });
    const parts: unknown[] = [];
    const param = (item: unknown) => `\u0000${parts.push(item) - 1}\u0000`;
    const text = toSql(checked.value, {
      param,
      column: (path) => `${param(values[of(path)])}::${TYPES[of(path)] ?? 'text'}`,
      today: `date '${TODAY}'`,
    });
    const pieces = text
      .split('\u0000')
      .map((piece, at) => (at % 2 === 0 ? sql.raw(piece) : sql`${parts[Number(piece)]}`));
    inSql.push(sql`(${sql.join(pieces, sql.raw(''))})`);
  }
  for (let from = 0; from < cases.length; from += 100) {
    const slice = inSql.slice(from, from + 100);
    const { rows } = await sql<{ found: (boolean | null)[] }>`select array[${sql.join(slice)}] as found`.execute(
      database.store.db,
    );
    const expected = inClosures.slice(from, from + 100);
    expect(expected.map((one, at) => ({ ...one, value: rows[0]?.found[at] }))).toEqual(expected);
  }
});
