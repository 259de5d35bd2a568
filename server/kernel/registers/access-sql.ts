import type { Grade, RegisterDefinition } from '@liannao/registers';
import { type RawBuilder, sql } from 'kysely';
import { type Actor, isAdmin } from '../access/actor.ts';
import { fieldOf, latOf, lonOf, quoted, typeOf } from './columns.ts';
import { openStates } from './policies.ts';

/**
 * The one place that decides which fields of a row an actor sees. Lists, filters, sorts, searches and facets all take a
 * field from here, so that nobody can find out a hidden value by asking for it in another way.
 */
export interface Access {
  readonly definition: RegisterDefinition;
  /** Rows by what gives the actor a view of them; the first that holds does not matter, the highest grade does. */
  readonly tiers: readonly Tier[];
  /** Name of the rows in the statement. */
  readonly alias: string;
}

interface Tier {
  /** SQL condition of the rows; null: every row. */
  readonly when: string | null;
  /** 1 to 4; 0: the row is there, none of its graded fields. */
  readonly rank: number;
}

export const rankOf = (grade: Grade): number => Number(grade.slice(1));

export interface AccessOptions {
  readonly alias?: string;
  /**
   * The statement takes rows of the actor's own regions alone, those of a bureau or those that an actor who is none holds:
   * then no row needs a look of its own.
   */
  readonly within?: 'writable' | 'held' | null;
}

export function accessFor(
  definition: RegisterDefinition,
  actor: Actor,
  { alias = 'e', within = null }: AccessOptions = {},
): Access {
  if (isAdmin(actor)) return { definition, alias, tiers: [{ when: null, rank: 4 }] };
  const regions = regionTiers(definition, actor, alias);
  if (within && regions.length > 0) {
    return { definition, alias, tiers: [{ when: null, rank: Math.max(...regions.map((tier) => tier.rank)) }] };
  }
  return {
    definition,
    alias,
    tiers: [...regions, ...ownTiers(definition, actor, alias), ...openTiers(definition, alias)],
  };
}

/** A bureau's regions are those that it may write; an analyst's, with them, all that the actor holds. */
function regionTiers({ access: { read } }: RegisterDefinition, actor: Actor, alias: string): Tier[] {
  const tiers: Tier[] = [];
  const has = (role: 'bureau' | 'analyst') => actor.grants.some((grant) => grant.role === role && grant.regionCode);
  if (has('bureau') && read.bureau) {
    tiers.push({ when: `${alias}._region in (select liannao_writable())`, rank: rankOfRight(read.bureau) });
  }
  if (has('analyst') && read.analyst) {
    tiers.push({ when: `${alias}._region in (select liannao_held())`, rank: rankOfRight(read.analyst) });
  }
  return tiers;
}

function ownTiers({ access: { read } }: RegisterDefinition, actor: Actor, alias: string): Tier[] {
  const rights = actor.grants.flatMap(({ role, partyId }) => {
    const right = partyId && role !== 'admin' ? read[role] : undefined;
    return right ? [rankOfRight(right)] : [];
  });
  return rights.length === 0 ? [] : [{ when: `${alias}._owner = (select liannao_party())`, rank: Math.max(...rights) }];
}

function openTiers({ access }: RegisterDefinition, alias: string): Tier[] {
  const when = openStates(access.public, `${alias}.`);
  if (!when || !access.public) return [];
  return [{ when: when === 'true' ? null : when, rank: rankOf(access.public.grade) }];
}

const rankOfRight = (right: Grade | 'own') => (right === 'own' ? 4 : rankOf(right));

/** The rows of which fields of this grade are shown: a condition, or true and false where it is the same for all. */
export function allowedSql(access: Access, grade: Grade): RawBuilder<boolean> | boolean {
  const enough = access.tiers.filter((tier) => tier.rank >= rankOf(grade));
  if (enough.length === 0) return false;
  if (enough.length === access.tiers.length || enough.some((tier) => tier.when === null)) return true;
  return sql<boolean>`coalesce(${sql.raw(enough.map((tier) => `(${tier.when})`).join(' or '))}, false)`;
}

/** The field as the actor may see it: null where a row hides it. `part` of a place: its point's degrees. */
export function fieldSql(access: Access, fieldId: string, part?: 'lon' | 'lat'): RawBuilder<unknown> {
  const field = fieldOf(access.definition, fieldId);
  if (!field) throw new TypeError(`${access.definition.id} has no field ${fieldId}`);
  const name = part === 'lon' ? lonOf(fieldId) : part === 'lat' ? latOf(fieldId) : fieldId;
  return masked(access, field.grade, name, part ? 'double precision' : typeOf(field));
}

/** Its title shows what the title field holds, and is as hidden. */
export const titleSql = (access: Access): RawBuilder<unknown> =>
  masked(access, fieldOf(access.definition, access.definition.title)?.grade ?? 'L1', '_title', 'text', false);

function masked(access: Access, grade: Grade, name: string, type: string, quote = true): RawBuilder<unknown> {
  const column = sql.raw(`${access.alias}.${quote ? quoted(name) : name}`);
  const allowed = allowedSql(access, grade);
  if (allowed === true) return column;
  if (allowed === false) return sql`null::${sql.raw(type)}`;
  return sql`case when ${allowed} then ${column} end`;
}

/** The highest grade of a row that the actor sees, 0 to 4. */
export function rankSql(access: Access): RawBuilder<number> {
  const sorted = [...access.tiers].sort((a, b) => b.rank - a.rank);
  const whens = sorted.map(({ when, rank }) => `when ${when ?? 'true'} then ${rank}`);
  return whens.length === 0 ? sql<number>`0` : sql<number>`case ${sql.raw(whens.join(' '))} else 0 end`;
}

/** Lowest grade that every reader of a row sees of it: what is up to it goes into the common words to search in. */
export function floorOf({ access }: RegisterDefinition): number {
  const rights = [...Object.values(access.read), ...(access.public ? [access.public.grade] : [])];
  return Math.max(1, Math.min(4, ...rights.map(rankOfRight)));
}

/** Rows whose words hold `text`, in lower case and no wildcard: among the words that the row shows to the actor. */
export function searchSql(access: Access, text: string): RawBuilder<boolean> {
  const has = (column: string) => sql`strpos(${sql.raw(`${access.alias}.${column}`)}, ${text}) > 0`;
  const parts = [has('_search')];
  for (const [column, grade] of SEARCH_COLUMNS) {
    if (rankOf(grade) <= floorOf(access.definition)) continue;
    const words = gradesOf(access.definition).has(grade);
    const allowed = words ? allowedSql(access, grade) : false;
    if (allowed === true) parts.push(has(column));
    else if (allowed !== false) parts.push(sql`(${allowed} and ${has(column)})`);
  }
  return sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

export const SEARCH_COLUMNS = [
  ['_search_l2', 'L2'],
  ['_search_l3', 'L3'],
  ['_search_l4', 'L4'],
] as const;

/** Grades of the fields that hold words. */
const gradesOf = (definition: RegisterDefinition): ReadonlySet<Grade> =>
  new Set(
    [...definition.fields, ...definition.children.flatMap((child) => child.fields)].flatMap((field) =>
      field.type === 'text' || field.type === 'party' || field.type === 'reference' ? [field.grade] : [],
    ),
  );

/** Whether the actor may see anything of the register at all. */
export const mayRead = (definition: RegisterDefinition, actor: Actor): boolean =>
  accessFor(definition, actor).tiers.length > 0;
