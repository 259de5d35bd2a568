import { type Kysely, sql } from 'kysely';

/** Scoring schemes with versions, manual scores, runs with all that they rest on, incentive adjustments. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const inSet = (set: 'held' | 'readable' | 'writable', region = 'region_code') =>
  `((select liannao_is_admin()) or ${region} in (select liannao_${set}()))`;

const secured = (table: string, { reads, writes }: { reads: string; writes: string }, may = 'select, insert') => [
  `alter table ${table} enable row level security`,
  `create policy reads on ${table} for select to liannao_app using (${reads})`,
  `create policy adds on ${table} for insert to liannao_app with check (${writes})`,
  ...(may.includes('update')
    ? [`create policy changes on ${table} for update to liannao_app using (${writes}) with check (${writes})`]
    : []),
  ...(may.includes('delete') ? [`create policy removes on ${table} for delete to liannao_app using (${writes})`] : []),
  `grant ${may} on ${table} to liannao_app`,
];
const ofScheme = (set: 'readable' | 'writable') =>
  `exists (select 1 from supervision_scheme s where s.id = scheme_id and ${inSet(set, 's.region_code')})`;
const ofRun = (writes: boolean) =>
  `exists (select 1 from supervision_run r where r.id = run_id${writes ? ` and ${inSet('writable', 'r.region_code')}` : ''})`;

const STATEMENTS = [
  `create table supervision_scheme (
    id uuid primary key default gen_random_uuid(), region_code text not null references region(code),
    scope text not null check (scope in ('regions','tasks')), name_zh text not null, name_en text not null,
    created_at timestamptz not null, unique (region_code, name_zh))`,
  `create table supervision_scheme_version (
    id uuid primary key default gen_random_uuid(), scheme_id uuid not null references supervision_scheme(id),
    number int not null, body jsonb not null, reason text not null,
    made_by uuid references app_user(id), made_by_name text not null, made_at timestamptz not null,
    unique (scheme_id, number))`,
  `create trigger supervision_scheme_version_kept before update or delete on supervision_scheme_version
    for each row execute function liannao_refuse_change()`,
  // The newest row of a scheme, criterion, subject and period holds; none is ever changed.
  `create table supervision_manual (
    id uuid primary key default gen_random_uuid(), scheme_id uuid not null references supervision_scheme(id),
    region_code text not null references region(code), criterion text not null, subject text not null,
    period text not null, value numeric not null check (value between 0 and 100), reason text not null,
    synthetic boolean not null default false,
    given_by uuid references app_user(id), given_by_name text not null, given_at timestamptz not null)`,
  `create index supervision_manual_of on supervision_manual(scheme_id, region_code, period, criterion, subject)`,
  `create trigger supervision_manual_kept before update or delete on supervision_manual
    for each row execute function liannao_refuse_change()`,
  `create table supervision_run (
    id uuid primary key default gen_random_uuid(), scheme_id uuid not null references supervision_scheme(id),
    version_id uuid not null references supervision_scheme_version(id),
    region_code text not null references region(code), period text not null, period_end text not null,
    known_at timestamptz not null, state text not null default 'draft' check (state in ('draft','published')),
    result jsonb not null, digest text not null, subjects int not null, synthetic boolean not null,
    made_by uuid references app_user(id), made_by_name text not null, made_at timestamptz not null,
    published_by_name text, published_at timestamptz)`,
  `create index supervision_run_region on supervision_run(region_code, period_end)`,
  `create unique index supervision_run_published on supervision_run(scheme_id, region_code, period)
    where state = 'published'`,
  `create function supervision_keep_published() returns trigger language plpgsql as $$
    begin
      if old.state = 'published' then
        raise exception 'a published run stands as it is' using errcode = 'insufficient_privilege';
      end if;
      return case when tg_op = 'DELETE' then old else new end;
    end $$`,
  `create trigger supervision_run_kept before update or delete on supervision_run
    for each row execute function supervision_keep_published()`,
  `create table supervision_adjustment (
    run_id uuid not null references supervision_run(id) on delete cascade, ordinal int not null, subject text not null,
    action text not null check (action in ('add','remove')), reason text not null,
    made_by uuid references app_user(id), made_by_name text not null, made_at timestamptz not null,
    primary key (run_id, ordinal))`,

  // Whoever is scored knows by which rules: a county reads its city's scheme, and its results once they are published.
  ...secured('supervision_scheme', { reads: inSet('readable'), writes: inSet('writable') }),
  ...secured('supervision_scheme_version', { reads: ofScheme('readable'), writes: ofScheme('writable') }),
  ...secured('supervision_manual', { reads: inSet('held'), writes: inSet('writable') }),
  ...secured(
    'supervision_run',
    { reads: `${inSet('held')} or (state = 'published' and ${inSet('readable')})`, writes: inSet('writable') },
    'select, insert, update, delete',
  ),
  ...secured('supervision_adjustment', { reads: ofRun(false), writes: ofRun(true) }),
];
