import { type RawBuilder, sql } from 'kysely';
import { type Actor, isAdmin, type Tx } from '../access/actor.ts';
import { subtreeOf } from '../region/queries.ts';
import type { CaseFile } from './queries.ts';

export interface CaseFilter {
  /** `mine`: mine to act on; `unit`: of my regions; `all`: whatever I may see. */
  readonly scope: 'mine' | 'unit' | 'all';
  readonly region?: string | undefined;
  /** Ids by comma. */
  readonly type?: string | undefined;
  readonly state?: 'open' | 'closed' | undefined;
  /** `soon`, `overdue`, `escalated`, `none`, by comma. */
  readonly urgency?: string | undefined;
  readonly unit?: string | undefined;
  readonly q?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
}

/** What the clock makes of due dates: today, and up to which day each type says that it is soon. */
export interface Clock {
  readonly today: string;
  readonly soonUntil: string;
  readonly soonUntilOf: ReadonlyMap<string, string>;
}

const list = (text: string | undefined): string[] => (text ?? '').split(',').filter(Boolean);
const regionsOf = (actor: Actor) =>
  actor.grants.flatMap(({ role, regionCode }) => (role === 'bureau' && regionCode ? [regionCode] : []));
const partyOf = (actor: Actor) => actor.grants.find(({ partyId }) => partyId)?.partyId ?? null;

/** Handled by me; nobody's yet, in a region that I am granted itself; or raised to one of them. */
function mine(actor: Actor): RawBuilder<boolean> {
  const regions = regionsOf(actor);
  return sql<boolean>`(f.handler_id = ${actor.userId}
    or (f.answering = any(${regions}::text[]) and (f.handler_id is null or f.answering <> f.region_code))
    or (f.party_id = ${partyOf(actor)} and f.handler_id is null))`;
}

const unit = (actor: Actor): RawBuilder<boolean> =>
  isAdmin(actor)
    ? sql<boolean>`true`
    : sql<boolean>`(f.region_code in (select liannao_held()) or f.party_id = ${partyOf(actor)})`;

const soonDay = ({ soonUntil, soonUntilOf }: Clock): RawBuilder<string> => {
  let day = sql<string>`${soonUntil}::date`;
  for (const [type, own] of soonUntilOf)
    day = sql<string>`case when f.type = ${type} then ${own}::date else ${day} end`;
  return day;
};

const urgencyOf = (clock: Clock): RawBuilder<string> => sql<string>`case
  when f.closed_at is not null then 'none'
  when f.answering <> f.region_code then 'escalated'
  when f.due_on < ${clock.today}::date then 'overdue'
  when f.due_on <= ${soonDay(clock)} then 'soon'
  else 'none' end`;

/** Open ones by due date, those without one after them; then closed ones, the newest first. */
const place = sql<string>`case when f.closed_at is null then '0' || coalesce(f.due_on::text, '9999-12-31')
  else '1' || lpad((4102444800 - extract(epoch from f.closed_at))::bigint::text, 10, '0') end`;

const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

const selected = (tx: Tx, actor: Actor, filter: CaseFilter, clock: Clock) =>
  tx
    .selectFrom('case_file as f')
    .$if(filter.scope === 'mine', (query) => query.where(mine(actor)))
    .$if(filter.scope === 'unit', (query) => query.where(unit(actor)))
    .$if(filter.region !== undefined, (query) => query.where('f.region_code', 'in', subtreeOf(tx, filter.region ?? '')))
    .$if(list(filter.type).length > 0, (query) => query.where('f.type', 'in', list(filter.type)))
    .$if(filter.state !== undefined, (query) =>
      query.where('f.closed_at', filter.state === 'open' ? 'is' : 'is not', null),
    )
    .$if(Boolean(filter.unit), (query) =>
      query.where((eb) => eb.or([eb('f.unit', '=', filter.unit ?? ''), eb('f.unit_kind', '=', filter.unit ?? '')])),
    )
    .$if(Boolean(filter.q), (query) => {
      const pattern = like(filter.q ?? '');
      return query.where((eb) =>
        eb.or((['f.title_zh', 'f.title_en', 'f.unit'] as const).map((c) => eb(c, 'ilike', pattern))),
      );
    })
    .$if(filter.subjectKind !== undefined, (query) => query.where('f.subject_kind', '=', filter.subjectKind ?? ''))
    .$if(filter.subjectId !== undefined, (query) => query.where('f.subject_id', '=', filter.subjectId ?? ''))
    .$if(list(filter.urgency).length > 0, (query) =>
      query.where(sql<boolean>`${urgencyOf(clock)} = any(${list(filter.urgency)}::text[])`),
    );

export type ListedCase = CaseFile & { readonly place: string; readonly urgency: string };

export const selectCases = (
  tx: Tx,
  of: {
    actor: Actor;
    filter: CaseFilter;
    clock: Clock;
    limit: number;
    after?: { readonly place: string; readonly id: string } | undefined;
  },
): Promise<ListedCase[]> =>
  selected(tx, of.actor, of.filter, of.clock)
    .selectAll('f')
    .select([place.as('place'), urgencyOf(of.clock).as('urgency')])
    .$if(of.after !== undefined, (query) =>
      query.where(sql<boolean>`(${place}, f.id::text) > (${of.after?.place ?? ''}, ${of.after?.id ?? ''})`),
    )
    .orderBy(place)
    .orderBy(sql`f.id::text`)
    .limit(of.limit)
    .execute();

export interface CaseCounts {
  readonly total: number;
  readonly open: number;
  readonly soon: number;
  readonly overdue: number;
  readonly escalated: number;
}

/** Overdue counts those raised as well: they are the worst of them. */
export const selectCounts = (tx: Tx, of: { actor: Actor; filter: CaseFilter; clock: Clock }): Promise<CaseCounts> => {
  const late = sql`f.closed_at is null and f.due_on < ${of.clock.today}::date`;
  return selected(tx, of.actor, of.filter, of.clock)
    .select([
      sql<number>`count(*)`.as('total'),
      sql<number>`count(*) filter (where f.closed_at is null)`.as('open'),
      sql<number>`count(*) filter (where ${urgencyOf(of.clock)} = 'soon')`.as('soon'),
      sql<number>`count(*) filter (where ${late})`.as('overdue'),
      sql<number>`count(*) filter (where ${urgencyOf(of.clock)} = 'escalated')`.as('escalated'),
    ])
    .executeTakeFirstOrThrow();
};
