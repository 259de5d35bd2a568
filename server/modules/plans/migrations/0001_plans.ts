import { type Kysely, sql } from 'kysely';

/** Plans with versions, targets, tasks, responsibilities, coordination bodies, consultation. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...TABLES, ...POLICIES]) await sql.raw(statement).execute(db);
}

const TABLES = [
  `create table plans_plan (
    id uuid primary key default gen_random_uuid(), title text not null, short_title text not null,
    kind text not null check (kind in ('plan','explanation','drafting-note')),
    state text not null check (state in ('draft','consultation','in-force','ended')),
    region_code text not null references region(code),
    level text not null check (level in ('nation','province','city','county')),
    period_start int, period_end int, effective_from date, open boolean not null default false,
    shipped boolean not null default false, source_note text not null default '',
    created_by uuid references app_user(id), created_at timestamptz not null default now(),
    updated_at timestamptz not null default now())`,
  `create table plans_version (
    id uuid primary key default gen_random_uuid(), plan_id uuid not null references plans_plan(id) on delete cascade,
    number int not null, document_id uuid references document(id),
    state text not null check (state in ('reading','review','published','failed','superseded')),
    sections jsonb not null default '[]', layout jsonb not null default '[]', note text not null default '',
    created_at timestamptz not null default now(), published_at timestamptz, unique (plan_id, number))`,
  `create index plans_version_document on plans_version(document_id)`,
  `create table plans_parent (
    plan_id uuid not null references plans_plan(id) on delete cascade, ordinal int not null,
    parent_id uuid references plans_plan(id) on delete set null, title text not null, primary key (plan_id, ordinal))`,
  `create table plans_target (
    id uuid primary key default gen_random_uuid(), plan_id uuid not null references plans_plan(id) on delete cascade,
    version_id uuid not null references plans_version(id) on delete cascade,
    region_code text not null references region(code), ordinal int not null,
    kind text not null check (kind in ('target','baseline','parameter')),
    indicator_name text not null, indicator_code text references indicator(code), scope jsonb not null default '{}',
    binding text not null check (binding in ('unbound','suggested','bound')), binding_confidence real,
    transform text not null, comparator text not null check (comparator in ('>=','>','<=','<','=','≈','range','+=')),
    value numeric not null, value_max numeric, unit text not null,
    value_canonical numeric, value_max_canonical numeric, unit_canonical text,
    accumulation text not null check (accumulation in ('level','new','cumulative','annual')),
    from_year int, deadline int, deadline_assumed boolean not null default false, as_of int,
    baseline_year int, baseline_value numeric, implicit boolean not null default false,
    region_name text not null, section_path text[] not null default '{}', quote text,
    start_offset int, end_offset int, confidence real, question text, caution text not null default '',
    caution_zh text not null default '',
    review text not null default 'proposed' check (review in ('proposed','accepted','rejected')),
    origin text not null check (origin in ('reader','person','shipped')),
    path jsonb not null default '{"kind":"seasonal"}', revision int not null default 1,
    updated_at timestamptz not null default now(),
    check (binding = 'unbound' or indicator_code is not null),
    check ((start_offset is null) = (end_offset is null)), check (start_offset <= end_offset))`,
  `create index plans_target_plan on plans_target(plan_id, ordinal)`,
  `create index plans_target_indicator on plans_target(indicator_code)`,
  `create table plans_target_year (
    target_id uuid not null references plans_target(id) on delete cascade, year int not null, value numeric not null,
    note text not null default '', primary key (target_id, year))`,
  `create table plans_target_history (
    id bigint generated always as identity primary key, target_id uuid not null, at timestamptz not null default now(),
    actor_id uuid, actor_name text not null, action text not null, before jsonb, after jsonb)`,
  `create index plans_target_history_target on plans_target_history(target_id, id)`,
  `create table plans_task (
    id uuid primary key default gen_random_uuid(), plan_id uuid not null references plans_plan(id) on delete cascade,
    version_id uuid not null references plans_version(id) on delete cascade,
    region_code text not null references region(code), ordinal int not null, path text[] not null, title text not null,
    text text not null default '', start_offset int, end_offset int, starts_on date, due_on date,
    state text not null default 'planned' check (state in ('planned','doing','done','dropped')),
    percent real not null default 0 check (percent between 0 and 100),
    review text not null default 'proposed' check (review in ('proposed','accepted','rejected')),
    origin text not null check (origin in ('reader','person','shipped')), revision int not null default 1,
    updated_at timestamptz not null default now())`,
  `create index plans_task_plan on plans_task(plan_id, ordinal)`,
  `create table plans_task_year (
    id uuid primary key default gen_random_uuid(), task_id uuid not null references plans_task(id) on delete cascade,
    year int not null, goal text not null, due_on date,
    state text not null default 'planned' check (state in ('planned','doing','done','dropped')), unique (task_id, year))`,
  `create table plans_task_note (
    id uuid primary key default gen_random_uuid(), task_id uuid not null references plans_task(id) on delete cascade,
    at timestamptz not null default now(), author_id uuid, author_name text not null, text text not null,
    percent real, document_id uuid references document(id))`,
  `create table plans_responsibility (
    plan_id uuid not null references plans_plan(id) on delete cascade,
    subject_kind text not null check (subject_kind in ('target','task')), subject_id uuid not null,
    ordinal int not null, unit text not null, role text not null check (role in ('lead','support')),
    primary key (subject_id, ordinal))`,
  `create index plans_responsibility_unit on plans_responsibility(unit)`,
  `create table plans_body (
    id uuid primary key default gen_random_uuid(), name text not null,
    kind text not null check (kind in
      ('joint-conference','task-force','chain-chief','leading-group','expert-committee','association')),
    region_code text not null references region(code), plan_id uuid references plans_plan(id) on delete set null,
    chair text not null default '', lead_unit text not null default '', duties text not null default '',
    chain text not null default '', founded_on date, ended_on date, revision int not null default 1,
    unique (name, region_code))`,
  `create table plans_body_member (
    body_id uuid not null references plans_body(id) on delete cascade, ordinal int not null, unit text not null,
    duty text not null check (duty in ('chair','lead','office','member')), person text not null default '',
    primary key (body_id, ordinal))`,
  `create table plans_meeting (
    id uuid primary key default gen_random_uuid(), body_id uuid not null references plans_body(id) on delete cascade,
    held_on date not null, title text not null, decisions text not null default '')`,
  `create table plans_decision (
    id uuid primary key default gen_random_uuid(), meeting_id uuid not null references plans_meeting(id) on delete cascade,
    text text not null, unit text not null, due_on date, state text not null check (state in ('open','done')),
    task_id uuid references plans_task(id) on delete set null)`,
  `create table plans_comment (
    id uuid primary key default gen_random_uuid(), plan_id uuid not null references plans_plan(id) on delete cascade,
    version_number int not null, unit text not null, received_on date not null, text text not null,
    treatment text not null check (treatment in ('open','adopted','partly','declined')), reason text not null default '')`,
];

/** Whether `region` is in the actor's set, as the kernel's migration has it; an administrator has all. */
const inSet = (set: 'held' | 'readable' | 'writable', region = 'region_code') =>
  `((select liannao_is_admin()) or ${region} in (select liannao_${set}()))`;

const secured = (table: string, { reads, writes }: { reads: string; writes: string }) => [
  `alter table ${table} enable row level security`,
  `create policy reads on ${table} for select to liannao_app using (${reads})`,
  `create policy adds on ${table} for insert to liannao_app with check (${writes})`,
  `create policy changes on ${table} for update to liannao_app using (${writes}) with check (${writes})`,
  `create policy removes on ${table} for delete to liannao_app using (${writes})`,
  `grant select, insert, update, delete on ${table} to liannao_app`,
];

/** Row-level security of the table that is asked holds there too: what hangs on an item is seen where the item is. */
const exists = (table: string, id: string, also = 'true') =>
  `exists (select 1 from ${table} o where o.id = ${id} and ${also})`;
const held = inSet('held', 'o.region_code');
const writable = inSet('writable', 'o.region_code');
const ofPlan = (table: string, reads: string) =>
  secured(table, { reads, writes: exists('plans_plan', 'plan_id', writable) });
const ofItem = (table: string, item: 'plans_target' | 'plans_task', id: string) =>
  secured(table, {
    reads: exists(item, id),
    writes: `exists (select 1 from ${item} i join plans_plan o on o.id = i.plan_id where i.id = ${id} and ${writable})`,
  });

const POLICIES = [
  // Who stands below sees what is consulted on or in force above, not what is still being drafted.
  ...secured('plans_plan', {
    reads: `open or ${inSet('held')} or (state <> 'draft' and ${inSet('readable')})`,
    writes: inSet('writable'),
  }),
  // A version, and with it all that was read from it, is its drafters' own until it is published.
  ...ofPlan(
    'plans_version',
    exists('plans_plan', 'plan_id', `(plans_version.state in ('published', 'superseded') or ${held})`),
  ),
  ...ofPlan('plans_parent', exists('plans_plan', 'plan_id')),
  ...ofPlan('plans_target', exists('plans_version', 'version_id')),
  ...ofItem('plans_target_year', 'plans_target', 'target_id'),
  ...ofItem('plans_target_history', 'plans_target', 'target_id'),
  ...ofPlan('plans_task', exists('plans_version', 'version_id')),
  ...ofItem('plans_task_year', 'plans_task', 'task_id'),
  ...ofItem('plans_task_note', 'plans_task', 'task_id'),
  ...ofPlan(
    'plans_responsibility',
    `case subject_kind when 'target' then ${exists('plans_target', 'subject_id')} else ${exists('plans_task', 'subject_id')} end`,
  ),
  // What others said of a plan, and why it was not taken up, is between them and its drafters.
  ...ofPlan('plans_comment', exists('plans_plan', 'plan_id', held)),
  // The text of a version is read by whoever reads the version.
  `create policy of_version on document for select to liannao_app using (exists (select 1 from plans_version v
    where v.document_id = document.id and v.state in ('published', 'superseded')))`,

  ...secured('plans_body', {
    reads: `(select liannao_user()) is not null or ${inSet('readable')}`,
    writes: inSet('writable'),
  }),
  ...['plans_body_member', 'plans_meeting'].flatMap((table) =>
    secured(table, { reads: exists('plans_body', 'body_id'), writes: exists('plans_body', 'body_id', writable) }),
  ),
  ...secured('plans_decision', {
    reads: exists('plans_meeting', 'meeting_id'),
    writes: `exists (select 1 from plans_meeting m join plans_body o on o.id = m.body_id
      where m.id = meeting_id and ${writable})`,
  }),
];
