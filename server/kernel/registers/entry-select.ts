import type { RegisterDefinition } from '@liannao/registers';
import { type RawBuilder, sql } from 'kysely';
import type { Actor, Tx } from '../access/actor.ts';
import { type Access, accessFor, searchSql } from './access-sql.ts';
import { type ExpressionPlace, filterSql } from './expression-sql.ts';
import { entrySource } from './source-sql.ts';
import type { RegisterSet } from './store.ts';

/** Which entries: what list, count, facets, export, bulk edits, map and the way from a figure to its entries share. */
export interface EntryFilter {
  readonly filter?: string | undefined;
  readonly q?: string | undefined;
  readonly region?: string | undefined;
  readonly asAt?: string | undefined;
}

export interface Selection {
  readonly access: Access;
  /** `reg_x as e` with what is joined to it. */
  readonly from: RawBuilder<unknown>;
  /** What is joined to `e`. */
  readonly joins: RawBuilder<unknown>;
  readonly where: RawBuilder<boolean>;
}

export interface Asked {
  readonly set: RegisterSet;
  readonly definition: RegisterDefinition;
  readonly actor: Actor;
  /** `2025-03-01`, in China. */
  readonly today: string;
}

/** @throws AppError 400 `filter-invalid`. */
export async function selectionOf(tx: Tx, asked: Asked, filter: EntryFilter): Promise<Selection> {
  const { definition, actor, set } = asked;
  const region = filter.region ? await regionsBelow(tx, filter.region, actor) : null;
  const access = accessFor(definition, actor, { within: region?.within ?? null });
  const wheres: RawBuilder<boolean>[] = [];
  if (region) wheres.push(sql<boolean>`e._region = any(${region.codes}::text[])`);
  for (const word of wordsOf(filter.q)) wheres.push(searchSql(access, word));
  const place: ExpressionPlace = { set, actor, access, today: filter.asAt ?? asked.today };
  const expression = filter.filter?.trim() ? filterSql(filter.filter, place) : null;
  if (expression) wheres.push(expression.where);
  return {
    access,
    from: sql`${entrySource(definition, { asAt: filter.asAt })} as e ${expression?.joins ?? sql``}`,
    joins: expression?.joins ?? sql``,
    where: wheres.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(wheres, sql` and `)}`,
  };
}

/** Words are looked for one by one, so that their order does not matter. */
const wordsOf = (q: string | undefined): string[] =>
  [...new Set((q ?? '').normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean))].slice(0, 8);

/** A region's subtree as codes, and whether all of it is the actor's own. */
async function regionsBelow(tx: Tx, code: string, actor: Actor) {
  const { rows } = await sql<{ codes: string[] | null; writable: boolean | null; held: boolean | null }>`
    select array_agg(c.descendant) as codes, bool_and(c.descendant in (select liannao_writable())) as writable,
      bool_and(c.descendant in (select liannao_held())) as held
    from region_closure c where c.ancestor = ${code}`.execute(tx);
  const { codes, writable, held } = rows[0] ?? { codes: null, writable: null, held: null };
  const isBureau = actor.grants.some((grant) => grant.role === 'bureau');
  const within = writable ? ('writable' as const) : held && !isBureau ? ('held' as const) : null;
  return { codes: codes ?? [], within };
}
