import { type Kysely, sql } from 'kysely';

/** Regions, parties, people and their roles, indicators, observations, documents, audit, events, jobs, imports. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // The role that every request takes: no bypass of row-level security, no ownership. Roles belong to the server, not to
  // the database, so it may be there already.
  `do $$ begin create role liannao_app nologin nobypassrls; exception when duplicate_object or unique_violation then null; end $$`,
  `do $$ begin execute format('grant liannao_app to %I', current_user); exception when others then null; end $$`,
  `grant usage on schema public to liannao_app`,

  `create table region (
    code text primary key, name text not null, name_en text, short_name text not null,
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
    kind text not null check (kind in ('government','enterprise','research','association')),
    name text not null, uscc text unique, region_code text not null references region(code),
    unique (kind, name, region_code))`,

  `create table app_user (
    id uuid primary key default gen_random_uuid(), name text not null unique, display_name text not null,
    display_name_en text, password_hash text, must_change_password boolean not null default false,
    locale text not null default 'zh' check (locale in ('zh','en')),
    disabled_at timestamptz, last_sign_in timestamptz, created_at timestamptz not null default now(),
    failed_attempts int not null default 0, locked_until timestamptz)`,
  `create table role_grant (
    id uuid primary key default gen_random_uuid(), user_id uuid not null references app_user(id) on delete cascade,
    role text not null check (role in ('admin','bureau','reporter','enterprise','operator','analyst')),
    region_code text references region(code), party_id uuid references party(id),
    granted_by uuid references app_user(id), granted_at timestamptz not null default now(), expires_at timestamptz,
    check (role = 'admin' or region_code is not null or party_id is not null))`,
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
    counts jsonb not null, problems jsonb not null, region_code text,
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
    set search_path = public as $$
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
  `create function liannao_user() returns uuid language sql stable as
    $$ select nullif(current_setting('liannao.user', true), '')::uuid $$`,
  `create function liannao_is_admin() returns boolean language sql stable as
    $$ select coalesce(current_setting('liannao.admin', true) = 'on', false) $$`,
  `create function liannao_read_regions() returns text[] language sql stable as
    $$ select string_to_array(coalesce(current_setting('liannao.read_regions', true), ''), ',') $$`,
  `create function liannao_write_regions() returns text[] language sql stable as
    $$ select string_to_array(coalesce(current_setting('liannao.write_regions', true), ''), ',') $$`,
  `create function liannao_party() returns uuid language sql stable as
    $$ select nullif(current_setting('liannao.party', true), '')::uuid $$`,
  // A region may be read from above (its bureau) and from below (a county sees its city's total).
  `create function liannao_may_read(code text) returns boolean language sql stable as $$
    select liannao_is_admin() or exists (select 1 from region_closure c
      where (c.descendant = code and c.ancestor = any(liannao_read_regions()))
         or (c.ancestor = code and c.descendant = any(liannao_read_regions()) and c.via = 'division')) $$`,
  `create function liannao_may_write(code text) returns boolean language sql stable as $$
    select liannao_is_admin() or exists (select 1 from region_closure c
      where c.descendant = code and c.ancestor = any(liannao_write_regions())) $$`,
  `create function liannao_within(code text) returns boolean language sql stable as $$
    select liannao_is_admin() or exists (select 1 from region_closure c
      where c.descendant = code and c.ancestor = any(liannao_read_regions())) $$`,

  ...policies(),
];

function policies(): string[] {
  const open = ['region', 'region_closure', 'indicator', 'setting'];
  return [
    ...open.flatMap((table) => [
      `alter table ${table} enable row level security`,
      `create policy everyone_reads on ${table} for select to liannao_app using (true)`,
      `create policy admin_writes on ${table} for all to liannao_app using (liannao_is_admin()) with check (liannao_is_admin())`,
      `grant select, insert, update, delete on ${table} to liannao_app`,
    ]),

    `alter table party enable row level security`,
    `create policy reads on party for select to liannao_app
      using (kind <> 'enterprise' or liannao_within(region_code) or id = liannao_party())`,
    `create policy writes on party for all to liannao_app
      using (liannao_may_write(region_code)) with check (liannao_may_write(region_code))`,
    `grant select, insert, update, delete on party to liannao_app`,

    ...['app_user', 'role_grant', 'api_token'].flatMap((table) => [
      `alter table ${table} enable row level security`,
      `create policy admin_all on ${table} for all to liannao_app using (liannao_is_admin()) with check (liannao_is_admin())`,
      `create policy own on ${table} for select to liannao_app
        using (${table === 'app_user' ? 'id' : 'user_id'} = liannao_user())`,
      `grant select, insert, update, delete on ${table} to liannao_app`,
    ]),
    `create policy own_change on app_user for update to liannao_app using (id = liannao_user()) with check (id = liannao_user())`,
    `alter table session enable row level security`,
    `grant select, insert, update, delete on session to liannao_app`,
    `create policy own on session for all to liannao_app using (user_id = liannao_user() or liannao_is_admin())
      with check (user_id = liannao_user() or liannao_is_admin())`,

    `alter table document enable row level security`,
    `create policy reads on document for select to liannao_app
      using (open or liannao_may_read(region_code) or created_by = liannao_user())`,
    `create policy writes on document for insert to liannao_app with check (liannao_may_write(region_code))`,
    `create policy changes on document for update to liannao_app
      using (liannao_may_write(region_code)) with check (liannao_may_write(region_code))`,
    `grant select, insert, update on document to liannao_app`,

    `alter table observation enable row level security`,
    `create policy reads on observation for select to liannao_app using (
      open or party_id = liannao_party()
      or (party_id is null and liannao_may_read(region_code))
      or (party_id is not null and liannao_within(region_code)))`,
    `create policy writes on observation for insert to liannao_app
      with check (liannao_may_write(region_code) or party_id = liannao_party())`,
    `grant select, insert on observation to liannao_app`,
    `grant select on observation_current to liannao_app`,

    `alter table import_run enable row level security`,
    `create policy own on import_run for all to liannao_app
      using (created_by = liannao_user() or liannao_is_admin())
      with check (created_by = liannao_user() or liannao_is_admin())`,
    `grant select, insert, update on import_run to liannao_app`,
    `alter table import_change enable row level security`,
    `create policy own on import_change for all to liannao_app
      using (exists (select 1 from import_run r where r.id = run_id))
      with check (exists (select 1 from import_run r where r.id = run_id))`,
    `grant select, insert on import_change to liannao_app`,

    `alter table audit_entry enable row level security`,
    `create policy adds on audit_entry for insert to liannao_app with check (true)`,
    `create policy reads on audit_entry for select to liannao_app using (liannao_is_admin())`,
    `grant select, insert on audit_entry to liannao_app`,
    `alter table outbox_event enable row level security`,
    `create policy adds on outbox_event for insert to liannao_app with check (true)`,
    `grant insert on outbox_event to liannao_app`,
    `alter table job_run enable row level security`,
    `create policy own on job_run for all to liannao_app
      using (created_by = liannao_user() or liannao_is_admin())
      with check (created_by = liannao_user() or liannao_is_admin())`,
    `grant select, insert on job_run to liannao_app`,
  ];
}
