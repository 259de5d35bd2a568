import type { RegisterDefinition } from '@liannao/registers';
import { type Insertable, sql } from 'kysely';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { accessFor, entrySource, fieldSql } from '../../kernel/registers/index.ts';
import type { Tables } from '../../kernel/store/tables.ts';
import type { KnownRegion } from './node-draft.ts';

export const selectBoundary = (tx: Tx) => tx.selectFrom('layout_boundary').selectAll().executeTakeFirst();

export const putBoundary = (tx: Tx, row: Insertable<Tables['layout_boundary']>) =>
  tx
    .insertInto('layout_boundary')
    .values(row)
    .onConflict((oc) => oc.column('single').doUpdateSet(row))
    .execute();

export const deleteBoundary = (tx: Tx) => tx.deleteFrom('layout_boundary').execute();

export const selectDivisionCodes = async (tx: Tx): Promise<string[]> =>
  (
    await tx
      .selectFrom('region')
      .select('code')
      .where('level', 'in', ['province', 'city', 'county', 'functional'])
      .execute()
  ).map(({ code }) => code);

export const NODES = 'layout-nodes';
export const PARKS = 'industry-parks';

/** Names of the nodes that a plan has in the register. */
export async function selectNodeKeys(tx: Tx, definition: RegisterDefinition, planId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select e.name from ${entrySource(definition)} as e
    where e.plan = ${planId}`.execute(tx);
  return rows.map(({ name }) => name);
}

/** All regions with the divisions that zones and groups stand for. */
export async function selectRegions(tx: Tx): Promise<KnownRegion[]> {
  const { rows } = await sql<KnownRegion>`
    select r.code, r.name, coalesce(r.short_name, r.name) as short, r.level, r.parent_code as parent,
      coalesce((select array_agg(c.descendant order by c.descendant) from region_closure c
        where c.ancestor = r.code and c.depth = 1 and r.level in ('zone', 'group')), '{}') as members
    from region r`.execute(tx);
  return rows;
}

export interface NodeRow {
  readonly id: string;
  readonly plan: string;
  readonly name: string;
  readonly pattern: string;
  readonly regions: string;
  readonly region: string;
  readonly place: { readonly type: string; readonly coordinates: unknown } | null;
  readonly role: string;
  readonly industries: readonly string[] | null;
  readonly outputTarget: number | null;
  readonly firmsTarget: number | null;
  readonly deadline: number | null;
  readonly passage: string;
  readonly period: string | null;
  readonly state: string | null;
  readonly synthetic: boolean;
}

export async function selectNodes(tx: Tx, definition: RegisterDefinition): Promise<NodeRow[]> {
  const { rows } = await sql<NodeRow>`
    select e._id as id, e.plan, e.name, e.pattern, e.regions, e.region, e.place, e.role, e.industries,
      e."output-target" as "outputTarget", e."firms-target" as "firmsTarget", e.deadline, e.passage, e.period,
      e._state as state, e._synthetic as synthetic
    from ${entrySource(definition)} as e where e._state is distinct from 'removed'
    order by e.plan, e."order", e.name`.execute(tx);
  return rows;
}

export interface ParkRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly region: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly state: string;
  readonly firms: number | null;
  readonly output: number | null;
  readonly synthetic: boolean;
}

/** Figures and places as the actor may see them: of parks elsewhere a bureau sees what everybody sees. */
export async function selectParks(tx: Tx, definition: RegisterDefinition, actor: Actor): Promise<ParkRow[]> {
  const access = accessFor(definition, actor);
  const { rows } = await sql<ParkRow>`
    select e._id as id, e.name, e.kind, e.region, ${fieldSql(access, 'area-shape', 'lon')} as lon,
      ${fieldSql(access, 'area-shape', 'lat')} as lat, e._state as state,
      ${fieldSql(access, 'firms')} as firms, ${fieldSql(access, 'output')} as output, e._synthetic as synthetic
    from ${entrySource(definition)} as e where e._state is distinct from 'removed' order by e.name`.execute(tx);
  return rows;
}

/** How many entries of a register each region has itself. */
export async function selectCounts(
  tx: Tx,
  definition: RegisterDefinition,
): Promise<Map<string, { count: number; synthetic: boolean }>> {
  const { rows } = await sql<{ region: string; count: number; synthetic: boolean }>`
    select e._region as region, count(*)::int as count, bool_or(e._synthetic) as synthetic
    from ${entrySource(definition)} as e group by e._region`.execute(tx);
  return new Map(rows.map(({ region, ...rest }) => [region, rest]));
}

/** Every region below each of the given, and itself. */
export async function selectBelow(tx: Tx, codes: readonly string[]): Promise<Map<string, Set<string>>> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .selectFrom('region_closure')
    .select(['ancestor', 'descendant'])
    .where('ancestor', 'in', [...new Set(codes)])
    .execute();
  const found = new Map<string, Set<string>>();
  for (const { ancestor, descendant } of rows) found.set(ancestor, (found.get(ancestor) ?? new Set()).add(descendant));
  return found;
}

export const selectPlanTitles = async (tx: Tx, ids: readonly string[]) =>
  new Map(
    (await tx.selectFrom('plans_plan').select(['id', 'short_title', 'period_start']).execute())
      .filter(({ id }) => ids.includes(id))
      .map((row) => [row.id, row]),
  );

/** Those of the regions in which the actor may write. */
export async function selectWritable(tx: Tx, codes: readonly string[]): Promise<Set<string>> {
  if (codes.length === 0) return new Set();
  const { rows } = await sql<{ code: string }>`select code from region where code = any(${codes}::text[])
    and ((select liannao_is_admin()) or code in (select liannao_writable()))`.execute(tx);
  return new Set(rows.map(({ code }) => code));
}
