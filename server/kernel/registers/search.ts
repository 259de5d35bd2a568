import { sql } from 'kysely';
import type { Actor, Tx } from '../access/actor.ts';
import type { SearchHit } from '../module.ts';
import { accessFor, mayRead, titleSql } from './access-sql.ts';
import { tableOf } from './columns.ts';
import { loadRegisters, type RegisterSet } from './store.ts';

/** Registers by name and entries by title, for the search box; at most `limit` of each. */
export async function searchRegisters(tx: Tx, actor: Actor, query: string, limit: number): Promise<SearchHit[]> {
  const set = await loadRegisters(tx);
  const text = query.normalize('NFKC').toLowerCase();
  const registers = [...set.registers.values()].filter(({ definition }) => mayRead(definition, actor));
  const named = registers.filter(
    ({ definition: { id, zh, en } }) => zh.includes(text) || en.toLowerCase().includes(text) || id.includes(text),
  );
  const hits = named.slice(0, limit).map(
    ({ definition }): SearchHit => ({
      kind: 'register',
      title: definition[actor.locale],
      sub: definition.row,
      href: `/registers/${definition.id}`,
    }),
  );
  return [...hits, ...(await searchEntries(tx, { set, actor, text, limit }))];
}

/** Each register gives its first few; those whose title begins with the words come first. */
async function searchEntries(
  tx: Tx,
  { set, actor, text, limit }: { set: RegisterSet; actor: Actor; text: string; limit: number },
): Promise<SearchHit[]> {
  const parts = [...set.registers.values()].flatMap(({ definition }) => {
    if (!mayRead(definition, actor)) return [];
    const title = titleSql(accessFor(definition, actor));
    return sql`(select ${definition.id} as register, e._id as id, ${title} as title
      from ${sql.table(tableOf(definition.id))} as e where strpos(lower(${title}), ${text}) > 0 limit ${limit})`;
  });
  if (parts.length === 0) return [];
  const { rows } = await sql<{ register: string; id: string; title: string }>`select register, id, title
    from (${sql.join(parts, sql` union all `)}) as found
    order by strpos(lower(title), ${text}), length(title), title limit ${limit}`.execute(tx);
  return rows.map(({ register, id, title }) => ({
    kind: 'entry',
    title,
    sub: set.registers.get(register)?.definition[actor.locale] ?? register,
    href: `/registers/${register}/${id}`,
  }));
}
