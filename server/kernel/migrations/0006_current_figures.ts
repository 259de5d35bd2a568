import { type Kysely, sql } from 'kysely';

/**
 * Figures in force, kept beside the observations: reading one of millions must not sort its revisions first.
 *
 * Not everyone has the same figure in force. A correction in draft is for those who hold the region; its superiors go on
 * reading the newest approved one, and everybody the newest that is approved and open. So a key has one row of rank 0,
 * the newest of all, and of rank 1 (newest approved) and 2 (newest approved and open) only where they differ from it;
 * `for_superiors` and `for_public` say whose newest a row is. A reader sees exactly one of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const KEY = 'indicator_code, scope_key, region_code, period';
const VALUES = 'observation_id, revision, value, missing, status, synthetic, open, entered_at, last_month, month_said';
const COLUMNS = `${KEY}, party_id, ${VALUES}, rank, for_superiors, for_public`;

/** Figures of regions and those of firms or other holders: each with its unique index, apart from the others'. */
interface Kind {
  readonly where: string;
  readonly key: string;
}
const REGIONAL: Kind = { where: 'party_id is null', key: KEY };
const HELD: Kind = { where: 'party_id is not null', key: `party_id, ${KEY}` };

const APPROVED = `status = 'approved'`;
const OPEN = `status = 'approved' and open`;

/**
 * An observation as a row that may come into force. `month_said`: a region said this of the month, rather than a firm of its
 * own or a register that was counted, so that the month has begun.
 */
const asRow = (source: string, where: string) =>
  `select ${KEY}, party_id, id as observation_id, revision, value, missing, status, synthetic, open, entered_at,
    liannao_last_month(period) as last_month,
    party_id is null and missing is distinct from 'withdrawn'
      and source ->> 'kind' is distinct from 'register' as month_said
  from ${source} where ${where}`;

/** Those of `rows` that are somebody's newest. A month once said stays said while a register counts on, until withdrawn. */
const inForce = (rows: string, key: string) => `
  select ${KEY}, party_id, observation_id, revision, value, missing, status, synthetic, open, entered_at, last_month,
    said_at > withdrawn_at as month_said,
    case when newest then 0 when for_superiors then 1 else 2 end as rank, for_superiors, for_public
  from (
    select r.*, revision = max(revision) over whole as newest,
      coalesce(${APPROVED} and revision = max(revision) filter (where ${APPROVED}) over whole, false) as for_superiors,
      coalesce(${OPEN} and revision = max(revision) filter (where ${OPEN}) over whole, false) as for_public,
      coalesce(max(revision) filter (where month_said) over so_far, 0) as said_at,
      coalesce(max(revision) filter (where missing = 'withdrawn') over so_far, 0) as withdrawn_at
    from (${rows}) as r
    window whole as (partition by ${key}), so_far as (partition by ${key} order by revision)
  ) as ranked where newest or for_superiors or for_public`;

const same = (key: string, a: string, b: string) =>
  key
    .split(', ')
    .map((column) => `${a}.${column} = ${b}.${column}`)
    .join(' and ');

const SET = `${VALUES}, for_superiors, for_public`
  .split(', ')
  .map((column) => `${column} = excluded.${column}`)
  .join(', ');

/** The keys of the new rows in order, each with what `rows` finds of it in `observation_head h`: by index, key for key. */
const eachKey = ({ where, key }: Kind, rows: string) => `
  (select distinct ${key} from new_rows where ${where} order by ${key}) as n
  cross join lateral (${rows.replace('OF_KEY', `h.${where} and ${same(key, 'h', 'n')}`)}) as h`;

/** Rows of a rank that nobody reads any more, since a better one is theirs. */
const outdated = (kind: Kind, rank: number, reader: string) => `
  delete from observation_head where ctid = any (array(select h.ctid from ${eachKey(
    kind,
    `select h.ctid from observation_head h where OF_KEY and h.rank = ${rank} and exists (
      select 1 from observation_head b where b.${kind.where} and ${same(kind.key, 'b', 'n')}
        and b.rank < ${rank} and b.${reader}) offset 0`,
  )}));`;

/** What was in force and what is new, the better of each key. */
const renew = (kind: Kind) => `
  insert into observation_head (${COLUMNS})
  ${inForce(
    `select ${`${KEY}, party_id, ${VALUES}`.replaceAll(/\w+/g, 'h.$&')}
      from ${eachKey(kind, 'select * from observation_head h where OF_KEY offset 0')}
    union all ${asRow('new_rows', kind.where)}`,
    kind.key,
  )}
  on conflict (${kind.key}, rank) where ${kind.where} do update set ${SET};
  ${outdated(kind, 1, 'for_superiors')}
  ${outdated(kind, 2, 'for_public')}`;

/** The rows at hand are locked first, in one order: who comes second then reads what the first has written. */
const keep = (kind: Kind) => `
  if exists (select 1 from new_rows where ${kind.where}) then
    perform 1 from ${eachKey(kind, 'select 1 from observation_head h where OF_KEY order by rank for update')};
    if found then ${renew(kind)}
    elsif exists (select 1 from new_rows where revision > 1) then
      insert into observation_head (${COLUMNS}) ${inForce(asRow('new_rows', kind.where), kind.key)};
    else
      insert into observation_head (${COLUMNS})
      select f.*, 0, ${APPROVED}, ${OPEN} from (${asRow('new_rows', kind.where)}) as f order by ${kind.key};
    end if;
  end if;`;

/** Whether `region_code` is in the reader's set, as in the policy of observations. */
const inSet = (set: 'held' | 'readable') => `((select liannao_is_admin()) or region_code in (select liannao_${set}()))`;

const STATEMENTS = [
  // Months since year 0, as the statistics package counts them; null for a period of no known form.
  `create function liannao_last_month(period text) returns int language sql immutable parallel safe as $$
    select case
      when period ~ '^\\d{4}-\\d\\d(\\.\\.\\d\\d)?$' then left(period, 4)::int * 12 + right(period, 2)::int - 1
      when period ~ '^\\d{4}Q[1-4]$' then left(period, 4)::int * 12 + right(period, 1)::int * 3 - 1
      when period ~ '^\\d{4}H[12]$' then left(period, 4)::int * 12 + right(period, 1)::int * 6 - 1
      when period ~ '^(\\d{4}\\.\\.)?\\d{4}$' then right(period, 4)::int * 12 + 11 end $$`,

  `create table observation_head (
    observation_id uuid not null, entered_at timestamptz not null, revision int not null, last_month int,
    rank smallint not null check (rank between 0 and 2), for_superiors boolean not null, for_public boolean not null,
    synthetic boolean not null, open boolean not null, month_said boolean not null, party_id uuid,
    indicator_code text not null, scope_key text not null, region_code text not null, period text not null,
    value numeric, missing text, status text not null)`,
  `create unique index observation_head_regional on observation_head(${KEY}, rank) where ${REGIONAL.where}`,
  `create unique index observation_head_held on observation_head(${HELD.key}, rank) where ${HELD.where}`,
  // The figures of all firms of a region.
  `create index observation_head_firms on observation_head(${KEY}, party_id) where ${HELD.where}`,
  `create index observation_head_month on observation_head(last_month) where month_said
    and (period like '____-__' or period like '____-01..__')`,

  ...[REGIONAL, HELD].map(
    (kind) => `insert into observation_head (${COLUMNS}) ${inForce(asRow('observation', kind.where), kind.key)}`,
  ),

  // As its owner: nobody writes a figure in force by hand. Plans are kept for the connection, made perhaps while the table
  // was empty, and serve one row and a million alike: they must be the ones by index.
  `create function liannao_keep_heads() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
    begin
      ${[REGIONAL, HELD].map(keep).join('')}
      return null;
    end $$`,
  `create trigger observation_heads after insert on observation referencing new table as new_rows
    for each statement execute function liannao_keep_heads()`,

  `alter table observation_head enable row level security`,
  `create policy reads on observation_head for select to liannao_app using (case
    when party_id = (select liannao_party()) or ${inSet('held')} then rank = 0
    when party_id is null and ${inSet('readable')} then for_superiors
    else for_public end)`,
  `grant select on observation_head to liannao_app`,

  `create or replace view observation_current with (security_invoker = true) as
    select o.* from observation_head h join observation o on o.id = h.observation_id`,

  // The newest month is asked of the figures in force now.
  `drop index observation_month`,
  `drop index observation_withdrawn`,
  `analyze observation_head`,
];
