import type { Field, RegisterDefinition } from '@liannao/registers';
import { sql } from 'kysely';
import type { Actor, Tx } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { accessFor, mayRead, rankOf } from './access-sql.ts';
import { tableOf } from './columns.ts';
import { mayWrite } from './entry-context.ts';
import { selectUnits } from './measure-queries.ts';
import type { FieldView, Register, RegisterSummary } from './model.ts';
import { listOf, type RegisterSet, type StoredRegister } from './store.ts';

/** The registers that the actor may see anything of, in the order of their modules. */
export async function registerList(tx: Tx, set: RegisterSet, actor: Actor): Promise<RegisterSummary[]> {
  const seen = [...set.registers.values()].filter(({ definition }) => mayRead(definition, actor));
  const ids = seen.map(({ definition }) => definition.id);
  const [counts, synthetic] = [await estimates(tx, ids), await withSynthetic(tx, ids)];
  return seen
    .map((stored) => summaryOf(stored, actor, heldOf(stored.definition.id, counts, synthetic)))
    .sort((a, b) => a.module.localeCompare(b.module) || a.id.localeCompare(b.id));
}

export async function registerDetail(
  tx: Tx,
  set: RegisterSet,
  stored: StoredRegister,
  actor: Actor,
): Promise<Register> {
  const { id, indicators } = stored.definition;
  const [counts, synthetic] = [await estimates(tx, [id]), await withSynthetic(tx, [id])];
  const units = await selectUnits(tx, indicators);
  return registerView(set, stored, actor, { ...heldOf(id, counts, synthetic), units });
}

/** What a register holds. */
interface Held {
  readonly entries: number;
  readonly synthetic: boolean;
}

const heldOf = (id: string, counts: ReadonlyMap<string, number>, synthetic: ReadonlySet<string>): Held => ({
  entries: counts.get(id) ?? 0,
  synthetic: synthetic.has(id),
});

/** Registers with entries of the demonstration, whoever may see those: the first one that an index finds says it. */
async function withSynthetic(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const asked = ids.map(
    (id) => sql`select ${id} as id where exists (select 1 from ${sql.table(tableOf(id))} where _synthetic)`,
  );
  const { rows } = await asSystem(tx, () => sql<{ id: string }>`${sql.join(asked, sql` union all `)}`.execute(tx));
  return new Set(rows.map((row) => row.id));
}

/** How many entries there are, as the store last counted; counted now, up to some thousand, where it never has. */
async function estimates(tx: Tx, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const tables = ids.map(tableOf);
  const { rows } = await sql<{ name: string; rows: number }>`select relname as name, reltuples as rows from pg_class
    where relnamespace = 'public'::regnamespace and relname = any(${tables}::text[])`.execute(tx);
  const known = new Map(rows.map((row) => [row.name, Number(row.rows)]));
  const few = ids.filter((id) => (known.get(tableOf(id)) ?? 0) < LITTLE);
  const counted = few.map(
    (id) => sql`select ${id} as id, count(*) as count
      from (select 1 from ${sql.table(tableOf(id))} limit ${LITTLE}) as few`,
  );
  const exact =
    counted.length === 0
      ? []
      : (await sql<{ id: string; count: number }>`${sql.join(counted, sql` union all `)}`.execute(tx)).rows;
  const found = new Map(ids.map((id) => [id, known.get(tableOf(id)) ?? 0]));
  for (const { id, count } of exact) found.set(id, count);
  return found;
}
const LITTLE = 2000;

function summaryOf(
  { definition, version, origin }: StoredRegister,
  actor: Actor,
  { entries, synthetic }: Held,
): RegisterSummary {
  return {
    id: definition.id,
    zh: definition.zh,
    en: definition.en,
    module: definition.module,
    capabilities: [...definition.capabilities],
    row: definition.row,
    version,
    origin,
    open: definition.access.public !== null,
    hasMap: definition.map !== null,
    mayWrite: mayWrite(definition, actor),
    entries,
    synthetic,
  };
}

/** `units`: of the catalogue by code, for indicators that have theirs there. */
export function registerView(
  set: RegisterSet,
  stored: StoredRegister,
  actor: Actor,
  held: Held & { readonly units: ReadonlyMap<string, string> },
): Register {
  const { definition } = stored;
  const rank = Math.max(0, ...accessFor(definition, actor).tiers.map((tier) => tier.rank));
  const fields = definition.fields.map((field) => fieldView(field, rank));
  return {
    ...summaryOf(stored, actor, held),
    owner: { ...definition.owner },
    key: [...definition.key],
    titleField: definition.title,
    regionField: definition.region.field,
    asAt: { ...definition.asAt },
    fields,
    children: definition.children.map(({ id, zh, en, key, fields: own }) => ({
      id,
      zh,
      en,
      key: [...key],
      fields: own.map((field) => fieldView(field, rank)),
    })),
    checks: definition.checks.map(({ id, zh, en, level, rule }) => ({ id, zh, en, level, rule })),
    lifeCycle: lifeCycleView(definition),
    indicators: definition.indicators.map(({ code, zh, en, measure, where, at, unit }) => ({
      code,
      zh,
      en,
      measure,
      where,
      at,
      unit: unit ?? held.units.get(code) ?? '',
    })),
    map: definition.map ? { field: definition.map.field, styleBy: definition.map.styleBy } : null,
    access: {
      read: { ...definition.access.read },
      write: { ...definition.access.write },
      public: definition.access.public
        ? { grade: definition.access.public.grade, states: [...definition.access.public.states] }
        : null,
    },
    lists: listsOf(set, definition),
    importKind: `register.${definition.id}`,
  };
}

const fieldView = (field: Field, rank: number): FieldView => ({ ...field, visible: rankOf(field.grade) <= rank });

function lifeCycleView({ lifeCycle }: RegisterDefinition): Register['lifeCycle'] {
  if (!lifeCycle) return null;
  return {
    isCase: lifeCycle.isCase,
    initial: lifeCycle.initial,
    states: lifeCycle.states.map(({ id, zh, en, final }) => ({ id, zh, en, final })),
    moves: lifeCycle.moves.map(({ id, zh, en, from, to, by, due, needs }) => ({
      id,
      zh,
      en,
      from: [...from],
      to,
      by: [...by],
      due,
      needs: [...needs],
    })),
  };
}

function listsOf(set: RegisterSet, definition: RegisterDefinition): Register['lists'] {
  const fields = [...definition.fields, ...definition.children.flatMap((child) => child.fields)];
  const ids = new Set(fields.flatMap((field) => field.list ?? []));
  return Object.fromEntries(
    [...ids].map((id) => [
      id,
      (listOf(set, definition, id)?.values ?? []).map(({ code, zh, en }) => ({ code, zh, en })),
    ]),
  );
}
