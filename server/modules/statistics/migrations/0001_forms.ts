import { type Kysely, sql } from 'kysely';

/** Forms with versions, where they are used, who reports, rounds, returns with history, questions, live totals, views. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...TABLES, ...LOCKS, ...POLICIES]) await sql.raw(statement).execute(db);
}

const TABLES = [
  `create table statistics_form (
    id text primary key check (id ~ '^[a-z][a-z0-9-]{1,60}$'), region_code text not null references region(code),
    retired_at timestamptz, created_at timestamptz not null default now())`,
  // The definition of an edition; the version in force for a period is the newest whose first month is not after it.
  `create table statistics_form_version (
    form_id text not null references statistics_form(id) on delete cascade, version int not null,
    definition jsonb not null, source text not null, valid_from text not null, valid_until text,
    shipped boolean not null, note text not null default '', created_by uuid references app_user(id),
    created_by_name text not null, created_at timestamptz not null default now(), primary key (form_id, version))`,
  // Where a form is collected: the region and all below it, from a month on. Totals go up to that region, no further.
  `create table statistics_form_use (
    id uuid primary key default gen_random_uuid(), form_id text not null references statistics_form(id),
    region_code text not null references region(code), from_month text not null, until_month text,
    note text not null default '', set_by uuid references app_user(id), set_by_name text not null,
    set_at timestamptz not null default now(), unique (form_id, region_code, from_month))`,
  `create table statistics_roster (
    id uuid primary key default gen_random_uuid(), form_id text not null references statistics_form(id),
    party_id uuid references party(id), region_code text not null references region(code),
    since text not null, until text, entry_file jsonb, note text not null default '',
    set_by uuid references app_user(id), set_by_name text not null, set_at timestamptz not null default now(),
    unique nulls not distinct (form_id, party_id, region_code, since))`,
  `create index statistics_roster_region on statistics_roster(region_code, form_id)`,
  `create table statistics_round (
    id uuid primary key default gen_random_uuid(), form_id text not null, version int not null,
    period text not null, last_month text not null, region_code text not null references region(code),
    opens_on date not null, due_on date not null, release_at timestamptz, released_at timestamptz,
    synthetic boolean not null default false, created_at timestamptz not null default now(),
    foreign key (form_id, version) references statistics_form_version(form_id, version),
    unique (form_id, period, region_code))`,
  `create index statistics_round_month on statistics_round(last_month, form_id)`,
  // One return for each reporter of a round, from the opening on: not reported is a row, not an absence.
  `create table statistics_return (
    id uuid primary key default gen_random_uuid(), round_id uuid not null references statistics_round(id),
    form_id text not null, period text not null, last_month text not null,
    party_id uuid references party(id), region_code text not null references region(code),
    state text not null default 'open'
      check (state in ('open','draft','submitted','returned','checked','approved','reopened','excused')),
    revision int not null default 0, cells jsonb not null default '{}',
    findings jsonb not null default '{"error":0,"warning":0,"blank":0,"explained":0}',
    on_behalf boolean not null default false, due_on date not null,
    first_submitted_at timestamptz, submitted_at timestamptz, submitted_by uuid references app_user(id), submitted_by_name text,
    checked_at timestamptz, checked_by uuid references app_user(id), checked_by_name text,
    approved_at timestamptz, approved_by uuid references app_user(id), approved_by_name text,
    approved_cells jsonb, correction_reason text, correction_code text,
    digests text[] not null default '{}', synthetic boolean not null default false,
    updated_at timestamptz not null default now(), updated_by_name text,
    unique nulls not distinct (round_id, party_id, region_code))`,
  `create index statistics_return_region on statistics_return(region_code, round_id)`,
  `create index statistics_return_party on statistics_return(party_id, form_id, last_month) where party_id is not null`,
  // Every content that was handed in, approved or corrected; append-only.
  `create table statistics_return_version (
    return_id uuid not null references statistics_return(id) on delete cascade, revision int not null,
    cells jsonb not null, reason text, reason_code text, by_user uuid references app_user(id), by_name text not null,
    on_behalf boolean not null default false, at timestamptz not null default now(), primary key (return_id, revision))`,
  `create table statistics_return_event (
    id bigint generated always as identity primary key,
    return_id uuid not null references statistics_return(id) on delete cascade, at timestamptz not null default now(),
    actor_id uuid, actor_name text not null, action text not null, revision int not null, note text)`,
  `create index statistics_return_event_return on statistics_return_event(return_id, id)`,
  `create table statistics_question (
    id uuid primary key default gen_random_uuid(), return_id uuid not null references statistics_return(id) on delete cascade,
    row_key text, column_id text, question text not null, asked_by uuid references app_user(id), asked_by_name text not null,
    asked_at timestamptz not null default now(), answer text, answered_by_name text, answered_at timestamptz)`,
  `create index statistics_question_return on statistics_question(return_id)`,
  // The keys of writes by reporters' programs: the same key again gives the same answer, never a second return.
  `create table statistics_write_key (
    return_id uuid not null references statistics_return(id) on delete cascade, key text not null, revision int not null,
    at timestamptz not null default now(), primary key (return_id, key))`,
  // Sums of what has been handed in, for each region of a round, kept up to date on every change.
  `create table statistics_total (
    round_id uuid not null references statistics_round(id) on delete cascade, region_code text not null references region(code),
    row_key text not null, column_id text not null, value numeric, missing jsonb not null default '{}',
    reported int not null, updated_at timestamptz not null default now(),
    primary key (round_id, region_code, row_key, column_id))`,
  `create table statistics_progress (
    round_id uuid not null references statistics_round(id) on delete cascade, region_code text not null references region(code),
    expected int not null, submitted int not null, checked int not null, approved int not null, excused int not null,
    late int not null, questions int not null, updated_at timestamptz not null default now(),
    settled_at timestamptz, settled_by_name text, settled_note text, settled_incomplete boolean not null default false,
    primary key (round_id, region_code))`,
  // What has to be added up again: of which return, and why a figure that was settled changes.
  `create table statistics_due (
    id bigint generated always as identity primary key, round_id uuid not null references statistics_round(id) on delete cascade,
    return_id uuid references statistics_return(id) on delete cascade, reason text)`,
  `create index statistics_due_round on statistics_due(round_id)`,
  `create table statistics_view (
    id uuid primary key default gen_random_uuid(), name text not null, definition jsonb not null,
    owner_id uuid not null references app_user(id), owner_name text not null, region_code text references region(code),
    shared boolean not null default false, updated_at timestamptz not null default now(), unique (owner_id, name))`,
];

const LOCKS = [
  // A value that changed after approval without being unlocked would be nobody's: the store itself refuses it.
  `create function statistics_hold_approved() returns trigger language plpgsql as $$
    begin
      if old.state = 'approved' and old.cells is distinct from new.cells then
        raise exception 'an approved return is locked' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end $$`,
  `create trigger statistics_return_lock before update on statistics_return
    for each row execute function statistics_hold_approved()`,
  `create trigger statistics_return_version_append_only before update on statistics_return_version
    for each row execute function liannao_refuse_change()`,
  `create trigger statistics_return_event_append_only before update on statistics_return_event
    for each row execute function liannao_refuse_change()`,
];

const ADMIN = '(select liannao_is_admin())';
const USER = '(select liannao_user())';
const inSet = (set: 'held' | 'readable' | 'writable', region = 'region_code') =>
  `(${ADMIN} or ${region} in (select liannao_${set}()))`;
const OWN = 'party_id = (select liannao_party())';
const ofReturn = (condition: string) =>
  `exists (select 1 from statistics_return r where r.id = return_id and ${condition})`;

/** Forms and calendars are public; a return is its reporter's and that of the bureaus above it. */
const POLICIES = [
  ...['statistics_form', 'statistics_form_version', 'statistics_form_use', 'statistics_round'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `create policy everyone_reads on ${table} for select to liannao_app using (true)`,
    `grant select, insert, update, delete on ${table} to liannao_app`,
  ]),
  ...['statistics_form', 'statistics_form_use', 'statistics_round'].map(
    (table) => `create policy writes on ${table} for all to liannao_app
      using (${inSet('writable')}) with check (${inSet('writable')})`,
  ),
  `create policy writes on statistics_form_version for all to liannao_app
    using (exists (select 1 from statistics_form f where f.id = form_id and ${inSet('writable', 'f.region_code')}))
    with check (exists (select 1 from statistics_form f where f.id = form_id and ${inSet('writable', 'f.region_code')}))`,
  `alter table statistics_roster enable row level security`,
  `create policy reads on statistics_roster for select to liannao_app using (${OWN} or ${inSet('held')})`,
  `create policy writes on statistics_roster for all to liannao_app
    using (${inSet('writable')}) with check (${inSet('writable')})`,
  `grant select, insert, update, delete on statistics_roster to liannao_app`,

  `alter table statistics_return enable row level security`,
  `create policy reads on statistics_return for select to liannao_app using (${OWN} or ${inSet('held')})`,
  `create policy opens on statistics_return for insert to liannao_app with check (${inSet('writable')})`,
  `create policy changes on statistics_return for update to liannao_app
    using (${OWN} or ${inSet('writable')}) with check (${OWN} or ${inSet('writable')})`,
  // A row that nobody has touched goes when its reporter leaves the roster; a begun one never does.
  `create policy drops on statistics_return for delete to liannao_app
    using (${inSet('writable')} and state = 'open' and revision = 0)`,
  `grant select, insert, update, delete on statistics_return to liannao_app`,
  ...['statistics_return_version', 'statistics_return_event', 'statistics_question', 'statistics_write_key'].flatMap(
    (table) => [
      `alter table ${table} enable row level security`,
      `create policy reads on ${table} for select to liannao_app using (${ofReturn('true')})`,
      `create policy adds on ${table} for insert to liannao_app
        with check (${ofReturn(`(r.${OWN} or ${inSet('writable', 'r.region_code')})`)})`,
      `grant select, insert on ${table} to liannao_app`,
    ],
  ),
  `create policy answers on statistics_question for update to liannao_app
    using (${ofReturn(`(r.${OWN} or ${inSet('writable', 'r.region_code')})`)})
    with check (${ofReturn(`(r.${OWN} or ${inSet('writable', 'r.region_code')})`)})`,
  `grant update on statistics_question to liannao_app`,

  // Written by the system alone, which adds up over all reporters.
  ...['statistics_total', 'statistics_progress'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `create policy reads on ${table} for select to liannao_app using (${inSet('held')})`,
    `create policy writes on ${table} for all to liannao_app using (${ADMIN}) with check (${ADMIN})`,
    `grant select, insert, update, delete on ${table} to liannao_app`,
  ]),
  `alter table statistics_due enable row level security`,
  `create policy adds on statistics_due for insert to liannao_app with check (true)`,
  `create policy admin_all on statistics_due for all to liannao_app using (${ADMIN}) with check (${ADMIN})`,
  `grant select, insert, delete on statistics_due to liannao_app`,

  `alter table statistics_view enable row level security`,
  `create policy reads on statistics_view for select to liannao_app
    using (owner_id = ${USER} or ${ADMIN} or (shared and (region_code is null or ${inSet('readable')})))`,
  `create policy writes on statistics_view for all to liannao_app
    using (owner_id = ${USER}) with check (owner_id = ${USER})`,
  `grant select, insert, update, delete on statistics_view to liannao_app`,
];
