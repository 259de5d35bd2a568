import { type Kysely, sql } from 'kysely';

/** Regions, parties, people and their roles, indicators, observations, documents, audit, events, jobs, imports. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Whether `region` is in the actor's set; an administrator has all. Written so that nothing runs for each row. */
const inSet = (set: 'held' | 'readable' | 'writable', region = 'region_code') =>
  `((select liannao_is_admin()) or ${region} in (select liannao_${set}()))`;
const ADMIN = '(select liannao_is_admin())';
const USER = '(select liannao_user())';

const STATEMENTS = [
  // The role that every request takes: no bypass of row-level security, no ownership. Roles belong to the server, not to
  // the database, so it may be there already.
  `do $$ begin
    if not exists (select 1 from pg_roles where rolname = 'liannao_app') then
      create role liannao_app nologin nobypassrls;
    end if;
  exception when duplicate_object or unique_violation then null;
    when insufficient_privilege then raise exception 'The user % may not create the role liannao_app. Let an administrator of the server run: create role liannao_app nologin; grant liannao_app to %;', current_user, quote_ident(current_user);
  end $$`,
  `do $$ begin
    execute format('grant liannao_app to %I', current_user);
  exception when others then
    if not pg_has_role(current_user, 'liannao_app', 'member') then raise exception 'The user % may not take the role liannao_app. Let an administrator of the server run: grant liannao_app to %;', current_user, quote_ident(current_user); end if;
  end $$`,
  `grant usage on schema public to liannao_app`,

  `create table region (
    code text primary key check (code !~ ','), name text not null, name_en text, short_name text not null,
    level text not null check (level in ('nation','province','city','county','functional','zone','group')),
    parent_code text references region(code) deferrable initially deferred)`,
  `create index region_parent on region(parent_code)`,
  `create table region_closure (
    ancestor text not null references region(code) on delete cascade,
    descendant text not null references region(code) on delete cascade,
    depth int not null, via text not null check (via in ('division','group')),
    primary key (ancestor, descendant))`,
  `create index region_closure_descendant on region_closure(descendant)`,

  `create table party (
    id uuid primary key default gen_random_uuid(),
    kind text not null check (kind in ('government','enterprise','institution','association','financier','operator')),
    name text not null, uscc text unique, region_code text not null references region(code))`,
  // Two enterprises of a district may bear the same name: their credit codes tell them apart.
  `create unique index party_name on party(name, kind, region_code) where kind <> 'enterprise'`,
  `create index party_named on party(name)`,

  `create table app_user (
    id uuid primary key default gen_random_uuid(), name text not null unique, display_name text not null,
    display_name_en text, password_hash text, must_change_password boolean not null default false,
    locale text not null default 'zh' check (locale in ('zh','en')),
    disabled_at timestamptz, last_sign_in timestamptz, created_at timestamptz not null default now())`,
  // By name as typed and client, whether there is such a user or not, so that the answer does not tell.
  `create table sign_in_failure (
    name text not null, client text not null, failures int not null, last_at timestamptz not null,
    primary key (name, client))`,
  `create table role_grant (
    id uuid primary key default gen_random_uuid(), user_id uuid not null references app_user(id) on delete cascade,
    role text not null check (role in ('admin','bureau','reporter','enterprise','operator','analyst')),
    region_code text references region(code), party_id uuid references party(id),
    granted_by uuid references app_user(id), granted_at timestamptz not null default now(), expires_at timestamptz,
    check (case when role = 'admin' then region_code is null and party_id is null
      else region_code is not null or party_id is not null end))`,
  `create index role_grant_user on role_grant(user_id)`,
  `create table session (
    token_hash text primary key, user_id uuid not null references app_user(id) on delete cascade,
    created_at timestamptz not null default now(), expires_at timestamptz not null)`,
  `create table api_token (
    id uuid primary key default gen_random_uuid(), user_id uuid not null references app_user(id) on delete cascade,
    name text not null, token_hash text not null unique, permissions text[] not null,
    created_at timestamptz not null default now(), expires_at timestamptz not null, revoked_at timestamptz)`,

  `create table indicator (
    code text primary key, version text not null, name_zh text not null, name_en text not null,
    synonyms jsonb not null, scoped_names jsonb not null, group_code text not null, unit text not null,
    shown_as text not null, dimension text not null, direction text not null check (direction in ('up','down')),
    scope_dimensions jsonb not null, region_rule text not null, time_rule text not null, source jsonb not null,
    frequency text not null, seasonal boolean not null, range_low numeric, range_high numeric,
    notes text not null, notes_zh text not null, standard text not null)`,

  `create table document (
    id uuid primary key default gen_random_uuid(), sha256 text not null, file_name text not null,
    media_type text not null, bytes bigint not null, content bytea not null, text text,
    region_code text not null references region(code), open boolean not null default false,
    created_by uuid references app_user(id), created_at timestamptz not null default now())`,

  `create table import_run (
    id uuid primary key default gen_random_uuid(), kind text not null, file_name text not null, sha256 text not null,
    content bytea not null, state text not null default 'checked' check (state in ('checked','written','undone')),
    counts jsonb not null, problems jsonb not null, mends jsonb not null default '[]', region_code text,
    created_by uuid references app_user(id), created_at timestamptz not null default now(),
    written_at timestamptz, undone_at timestamptz)`,
  `create table import_change (
    run_id uuid not null references import_run(id) on delete cascade, ordinal int not null,
    subject text not null, before jsonb, after jsonb not null, primary key (run_id, ordinal))`,

  `create table observation (
    id uuid primary key default gen_random_uuid(), indicator_code text not null references indicator(code),
    scope_key text not null default '', region_code text not null references region(code),
    party_id uuid references party(id), period text not null, revision int not null check (revision > 0),
    value numeric, missing text check (missing in
      ('below-unit','unknown','not-applicable','not-yet-reported','suppressed','withdrawn')),
    status text not null check (status in ('draft','submitted','approved')),
    synthetic boolean not null default false, open boolean not null default false,
    source jsonb not null, reason text, import_run_id uuid references import_run(id),
    entered_by uuid references app_user(id), entered_at timestamptz not null default now(),
    check ((value is null) <> (missing is null)),
    unique nulls not distinct (indicator_code, scope_key, region_code, party_id, period, revision))`,
  `create view observation_current with (security_invoker = true) as
    select distinct on (indicator_code, scope_key, region_code, party_id, period) *
    from observation order by indicator_code, scope_key, region_code, party_id, period, revision desc`,
  `create index observation_region on observation(region_code, indicator_code)`,
  // The newest month that any figure belongs to, whether of a month or cumulative to it.
  `create index observation_month on observation((left(period, 4) || '-' || right(period, 2)))
    where period like '____-__' or period like '____-01..__'`,
  // Few, and asked for by that question: which of the newest figures do not stand any more.
  `create index observation_withdrawn on observation(indicator_code, scope_key, region_code, period)
    where missing = 'withdrawn'`,
  `create index observation_import on observation(import_run_id) where import_run_id is not null`,

  `create table audit_entry (
    seq bigint primary key, at timestamptz not null default now(), actor_id uuid, actor_name text not null,
    action text not null, subject text not null, detail text not null, prev_hash text not null, hash text not null)`,
  `create table outbox_event (
    id bigint generated always as identity primary key, type text not null, payload jsonb not null,
    occurred_at timestamptz not null default now(), dispatched_at timestamptz,
    attempts int not null default 0, last_error text)`,
  `create index outbox_waiting on outbox_event(id) where dispatched_at is null`,
  `create table job_run (
    id uuid primary key default gen_random_uuid(), kind text not null, input jsonb not null,
    state text not null default 'queued' check (state in ('queued','running','done','failed')),
    progress real not null default 0, message text, result jsonb, problem jsonb,
    created_by uuid references app_user(id), created_at timestamptz not null default now(), finished_at timestamptz)`,
  `create table setting (key text primary key, value jsonb not null, updated_at timestamptz not null default now())`,

  // What has been written stays written: revisions are new rows, and nobody, the owner included, edits by accident.
  `create function liannao_refuse_change() returns trigger language plpgsql as $$
    begin raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege'; end $$`,
  `create trigger observation_append_only before update or delete on observation
    for each row execute function liannao_refuse_change()`,
  `create trigger audit_append_only before update or delete on audit_entry
    for each row execute function liannao_refuse_change()`,

  // Hash chain. The lock makes the order of the chain the order of commits; fields are joined by a separator that
  // cannot occur in them, so no two entries share a serialisation.
  `create function liannao_chain_audit() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $$
    declare last record;
    begin
      perform pg_advisory_xact_lock(7318420116);
      select seq, hash into last from audit_entry order by seq desc limit 1;
      new.seq := coalesce(last.seq, 0) + 1;
      new.at := clock_timestamp();
      new.prev_hash := coalesce(last.hash, repeat('0', 64));
      new.hash := encode(sha256(convert_to(concat_ws(chr(31), new.seq::text,
        to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), coalesce(new.actor_id::text, '-'),
        new.actor_name, new.action, new.subject, new.detail, new.prev_hash), 'UTF8')), 'hex');
      return new;
    end $$`,
  `create trigger audit_chain before insert on audit_entry for each row execute function liannao_chain_audit()`,

  // Who is asking. Set at the start of each transaction; unset means nobody, and nobody sees only what is open.
  `create function liannao_user() returns uuid language sql stable parallel safe as
    $$ select nullif(current_setting('liannao.user', true), '')::uuid $$`,
  `create function liannao_is_admin() returns boolean language sql stable parallel safe as
    $$ select coalesce(current_setting('liannao.admin', true) = 'on', false) $$`,
  `create function liannao_read_regions() returns text[] language sql stable parallel safe as
    $$ select string_to_array(coalesce(current_setting('liannao.read_regions', true), ''), ',') $$`,
  `create function liannao_write_regions() returns text[] language sql stable parallel safe as
    $$ select string_to_array(coalesce(current_setting('liannao.write_regions', true), ''), ',') $$`,
  `create function liannao_party() returns uuid language sql stable parallel safe as
    $$ select nullif(current_setting('liannao.party', true), '')::uuid $$`,
  // The regions that the actor holds (its bureau's subtree, members of a group), may read (those and, from below, its
  // superiors: a county sees its city's total) and may write. As sets, which a policy hashes once for a statement; as
  // functions of one region, for a few rows.
  `create function liannao_held() returns setof text language sql stable parallel safe as
    $$ select c.descendant from public.region_closure c where c.ancestor = any(liannao_read_regions()) $$`,
  `create function liannao_readable() returns setof text language sql stable parallel safe as $$
    select liannao_held() union select c.ancestor from public.region_closure c
      where c.descendant = any(liannao_read_regions()) and c.via = 'division' $$`,
  `create function liannao_writable() returns setof text language sql stable parallel safe as
    $$ select c.descendant from public.region_closure c where c.ancestor = any(liannao_write_regions()) $$`,
  ...(['held', 'readable', 'writable'] as const).map(
    (set, at) => `create function liannao_${['within', 'may_read', 'may_write'][at]}(code text) returns boolean
      language sql stable parallel safe as $$ select liannao_is_admin() or code in (select liannao_${set}()) $$`,
  ),

  ...policies(),
];

function policies(): string[] {
  const open = ['region', 'region_closure', 'indicator', 'setting'];
  return [
    ...open.flatMap((table) => [
      `alter table ${table} enable row level security`,
      `create policy everyone_reads on ${table} for select to liannao_app using (true)`,
      `create policy admin_writes on ${table} for all to liannao_app using (${ADMIN}) with check (${ADMIN})`,
      `grant select, insert, update, delete on ${table} to liannao_app`,
    ]),

    `alter table party enable row level security`,
    `create policy reads on party for select to liannao_app
      using (kind <> 'enterprise' or id = (select liannao_party()) or ${inSet('held')})`,
    `create policy writes on party for all to liannao_app
      using (${inSet('writable')}) with check (${inSet('writable')})`,
    `grant select, insert, update, delete on party to liannao_app`,

    // One's own row is read, never changed: rights, locks and password hashes are the administrator's and the sign-in's,
    // and the hashes are not read at all.
    ...['app_user', 'role_grant', 'api_token'].flatMap((table) => [
      `alter table ${table} enable row level security`,
      `create policy admin_all on ${table} for all to liannao_app using (${ADMIN}) with check (${ADMIN})`,
      `create policy own on ${table} for select to liannao_app
        using (${table === 'app_user' ? 'id' : 'user_id'} = ${USER})`,
      `grant insert, update, delete on ${table} to liannao_app`,
    ]),
    `grant select on role_grant to liannao_app`,
    `grant select (id, name, display_name, display_name_en, must_change_password, locale, disabled_at, last_sign_in,
      created_at) on app_user to liannao_app`,
    `grant select (id, user_id, name, permissions, created_at, expires_at, revoked_at) on api_token to liannao_app`,
    `alter table session enable row level security`,
    `grant select (user_id, created_at, expires_at), delete on session to liannao_app`,
    `create policy own on session for all to liannao_app using (user_id = ${USER} or ${ADMIN})`,
    // The sign-in's alone, which works as owner: there is no actor yet.
    `alter table sign_in_failure enable row level security`,

    // Not what superiors have in hand: the module that issues a document says who else may read it.
    `alter table document enable row level security`,
    `create policy reads on document for select to liannao_app
      using (open or created_by = ${USER} or ${inSet('held')})`,
    `create policy writes on document for insert to liannao_app with check (${inSet('writable')})`,
    `create policy changes on document for update to liannao_app
      using (${inSet('writable')}) with check (${inSet('writable')})`,
    `create policy removes on document for delete to liannao_app using (${inSet('writable')})`,
    `grant select, insert, update, delete on document to liannao_app`,

    // What is not approved yet is for those who hold the region alone, even where the figure before it was open.
    `alter table observation enable row level security`,
    `create policy reads on observation for select to liannao_app using (
      (open and status = 'approved') or party_id = (select liannao_party()) or ${inSet('held')}
      or (party_id is null and status = 'approved' and ${inSet('readable')}))`,
    `create policy writes on observation for insert to liannao_app
      with check (party_id = (select liannao_party()) or ${inSet('writable')})`,
    `grant select, insert on observation to liannao_app`,
    `grant select on observation_current to liannao_app`,

    `alter table import_run enable row level security`,
    `create policy own on import_run for all to liannao_app
      using (created_by = ${USER} or ${ADMIN})
      with check (created_by = ${USER} or ${ADMIN})`,
    `grant select, insert, update on import_run to liannao_app`,
    `alter table import_change enable row level security`,
    `create policy own on import_change for all to liannao_app
      using (exists (select 1 from import_run r where r.id = run_id))
      with check (exists (select 1 from import_run r where r.id = run_id))`,
    `grant select, insert on import_change to liannao_app`,

    `alter table audit_entry enable row level security`,
    // Nobody writes in another's name; the system itself has no user.
    `create policy adds on audit_entry for insert to liannao_app with check (actor_id is not distinct from ${USER})`,
    `create policy reads on audit_entry for select to liannao_app using (${ADMIN})`,
    `grant select, insert on audit_entry to liannao_app`,
    `alter table outbox_event enable row level security`,
    `create policy adds on outbox_event for insert to liannao_app with check (true)`,
    `grant insert on outbox_event to liannao_app`,
    `alter table job_run enable row level security`,
    `create policy own on job_run for all to liannao_app
      using (created_by = ${USER} or ${ADMIN})
      with check (created_by = ${USER} or ${ADMIN})`,
    `grant select, insert on job_run to liannao_app`,
  ];
}
