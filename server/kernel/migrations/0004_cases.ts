import { type Kysely, sql } from 'kysely';

/** Signals with their thresholds, cases with their trail, webhooks and mail. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const ADMIN = '(select liannao_is_admin())';
const USER = '(select liannao_user())';
const PARTY = '(select liannao_party())';
const inSet = (set: 'held' | 'writable', region = 'region_code') =>
  `(${ADMIN} or ${region} in (select liannao_${set}()))`;
/** Regions that the actor may write, and all that he holds unless `name` (`register.<id>…`) is of a register without him. */
const seen = (
  name: string,
) => `(${inSet('writable')} or (region_code in (select liannao_held()) and not (${name} like 'register.%'
  and split_part(${name}, '.', 2) in (select liannao_without_analyst()))))`;
const SEVERITY = `('blue','yellow','orange','red')`;

const STATEMENTS = [
  `create table case_file (
    id uuid primary key default gen_random_uuid(), type text not null, title_zh text not null, title_en text not null,
    subject_kind text not null, subject_id text not null, href text not null,
    region_code text not null references region(code), party_id uuid references party(id),
    unit_kind text not null, unit text, handler_id uuid references app_user(id),
    state text not null, state_since timestamptz not null,
    due_on date, due_by text not null default 'rule' check (due_by in ('rule','person')), no_due text,
    level text not null check (level in ('county','city','province')),
    answering text not null references region(code), escalations int not null default 0,
    opened_at timestamptz not null, closed_at timestamptz, opened_by uuid references app_user(id),
    revision int not null default 1, synthetic boolean not null default false)`,
  `create index case_file_subject on case_file(subject_kind, subject_id)`,
  `create index case_file_region on case_file(region_code)`,
  `create index case_file_due on case_file(due_on) where closed_at is null`,
  `create index case_file_handler on case_file(handler_id) where closed_at is null`,
  // Two who open the same at once: the second is handed the first's.
  `create unique index case_file_open on case_file(type, subject_kind, subject_id)
    where closed_at is null and subject_kind <> 'general'`,
  // What happens by the clock has a key of its own (\`once\`), so that doing it again does nothing.
  `create table case_event (
    case_id uuid not null references case_file(id) on delete cascade, seq int not null,
    at timestamptz not null, actor_id uuid references app_user(id), actor_name text not null,
    kind text not null check (kind in ('opened','moved','message','attached','assigned','participant-added',
      'participant-removed','due-set','reminded','escalated','cause-gone','closed','reopened')),
    from_state text, to_state text, note text, detail jsonb not null default '{}',
    document_id uuid references document(id), once text,
    primary key (case_id, seq), unique (case_id, once))`,
  `create table case_participant (
    case_id uuid not null references case_file(id) on delete cascade,
    user_id uuid not null references app_user(id) on delete cascade,
    role text not null check (role in ('owner','support','supervisor')), added_at timestamptz not null default now(),
    primary key (case_id, user_id))`,
  `create index case_participant_user on case_participant(user_id)`,

  `create table signal (
    id uuid primary key default gen_random_uuid(), rule text not null, subject_kind text not null, subject_id text not null,
    region_code text not null references region(code), severity text not null check (severity in ${SEVERITY}),
    title_zh text not null, title_en text not null, evidence jsonb not null, thresholds jsonb not null,
    href text not null, unit_kind text not null, unit text, party_id uuid references party(id),
    state text not null default 'open' check (state in ('open','acknowledged','in-case','closed')),
    first_seen timestamptz not null, last_seen timestamptz not null, closed_at timestamptz,
    case_id uuid references case_file(id), acknowledged_by text, note text, synthetic boolean not null)`,
  `create unique index signal_open on signal(rule, subject_kind, subject_id) where state <> 'closed'`,
  `create index signal_region on signal(region_code, state)`,
  `create index signal_subject on signal(subject_kind, subject_id)`,
  `create index signal_case on signal(case_id) where case_id is not null`,
  `create table signal_event (
    id bigint generated always as identity primary key, signal_id uuid not null references signal(id) on delete cascade,
    at timestamptz not null, kind text not null check (kind in
      ('opened','severity','acknowledged','in-case','case-closed','closed')),
    before text, after text, actor_name text not null)`,
  `create index signal_event_signal on signal_event(signal_id)`,
  // \`name\` is a threshold, or \`enabled\`; the newest row of a rule, region and name holds, a null hands it back upwards.
  `create table signal_setting (
    id bigint generated always as identity primary key, rule text not null, region_code text not null references region(code),
    name text not null, before numeric, value numeric, reason text not null,
    actor_id uuid references app_user(id), actor_name text not null, at timestamptz not null default now())`,
  `create index signal_setting_rule on signal_setting(rule, region_code, name, id)`,
  `create trigger signal_setting_append_only before update or delete on signal_setting
    for each row execute function liannao_refuse_change()`,

  `create table digest_setting (
    user_id uuid primary key references app_user(id) on delete cascade, email text,
    frequency text not null default 'off' check (frequency in ('off','daily','weekly')),
    updated_at timestamptz not null default now(), last_day date)`,
  `create table mail (
    id uuid primary key default gen_random_uuid(), user_id uuid references app_user(id) on delete cascade,
    kind text not null, day date not null, recipient text not null, subject text not null, body_text text not null,
    body_html text not null, created_at timestamptz not null, next_at timestamptz not null,
    attempts int not null default 0, sent_at timestamptz, gave_up_at timestamptz, last_error text,
    unique (user_id, kind, day))`,
  `create index mail_waiting on mail(next_at) where sent_at is null and gave_up_at is null`,
  // The secret signs what is sent, so it is kept as it is; no request's role may read it.
  `create table webhook (
    id uuid primary key default gen_random_uuid(), url text not null, events text[] not null, secret text not null,
    enabled boolean not null default true, created_by uuid references app_user(id),
    created_at timestamptz not null default now(), last_status text)`,
  `create table webhook_delivery (
    id uuid primary key default gen_random_uuid(), webhook_id uuid not null references webhook(id) on delete cascade,
    event_id uuid not null, type text not null, payload text not null, created_at timestamptz not null,
    next_at timestamptz not null, attempts int not null default 0, delivered_at timestamptz, gave_up_at timestamptz,
    last_status text, unique (webhook_id, event_id))`,
  `create index webhook_waiting on webhook_delivery(next_at) where delivered_at is null and gave_up_at is null`,

  // Whatever way figures come in, the rules look again: one event for each transaction that wrote any.
  `create function liannao_tell_figures() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $$
    begin
      if current_setting('liannao.figures_told', true) is distinct from pg_current_xact_id()::text then
        perform set_config('liannao.figures_told', pg_current_xact_id()::text, true);
        insert into outbox_event (type, payload) values ('figures.changed', '{}');
        perform pg_notify('liannao_outbox', '');
      end if;
      return null;
    end $$`,
  `create trigger observation_told after insert on observation for each statement execute function liannao_tell_figures()`,

  // As its owner: a policy on either table that asked the other's policy would go round in a circle.
  `create function liannao_joined_cases() returns setof uuid language sql stable security definer
    set search_path = pg_catalog, public, pg_temp as
    $$ select case_id from public.case_participant where user_id = public.liannao_user() $$`,

  // Registers of which an analyst sees nothing: nor does he learn from a case or signal what stands in them.
  `create function liannao_without_analyst() returns setof text language sql stable as
    $$ select id from public.register_definition where is_current and not (definition->'access'->'read' ? 'analyst') $$`,

  `alter table case_file enable row level security`,
  `create policy reads on case_file for select to liannao_app using (${seen('type')} or party_id = ${PARTY}
    or handler_id = ${USER} or id in (select liannao_joined_cases()))`,
  `create policy opens on case_file for insert to liannao_app
    with check (${inSet('writable')} or party_id = ${PARTY})`,
  `create policy changes on case_file for update to liannao_app
    using (${inSet('writable')} or party_id = ${PARTY}) with check (${inSet('writable')} or party_id = ${PARTY})`,
  `grant select, insert, update on case_file to liannao_app`,
  ...['case_event', 'case_participant'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `create policy reads on ${table} for select to liannao_app
      using (exists (select 1 from case_file f where f.id = case_id))`,
    `create policy adds on ${table} for insert to liannao_app
      with check (exists (select 1 from case_file f where f.id = case_id))`,
  ]),
  `grant select, insert on case_event to liannao_app`,
  `create policy removes on case_participant for delete to liannao_app using (exists (select 1 from case_file f
    where f.id = case_id and (${inSet('writable', 'f.region_code')})))`,
  `grant select, insert, delete on case_participant to liannao_app`,
  `create trigger case_event_append_only before update on case_event
    for each row execute function liannao_refuse_change()`,

  `alter table signal enable row level security`,
  `create policy reads on signal for select to liannao_app using (${seen('rule')})`,
  `create policy opens on signal for insert to liannao_app with check (${ADMIN})`,
  `create policy changes on signal for update to liannao_app
    using (${inSet('writable')}) with check (${inSet('writable')})`,
  `grant select, insert, update on signal to liannao_app`,
  `alter table signal_event enable row level security`,
  `create policy reads on signal_event for select to liannao_app
    using (exists (select 1 from signal s where s.id = signal_id))`,
  `create policy adds on signal_event for insert to liannao_app
    with check (exists (select 1 from signal s where s.id = signal_id))`,
  `grant select, insert on signal_event to liannao_app`,
  `alter table signal_setting enable row level security`,
  `create policy everyone_reads on signal_setting for select to liannao_app using (true)`,
  `create policy adds on signal_setting for insert to liannao_app with check (${inSet('writable')})`,
  `grant select, insert on signal_setting to liannao_app`,

  `alter table digest_setting enable row level security`,
  `create policy own on digest_setting for all to liannao_app
    using (user_id = ${USER} or ${ADMIN}) with check (user_id = ${USER} or ${ADMIN})`,
  `grant select, insert, update on digest_setting to liannao_app`,
  `alter table mail enable row level security`,
  `create policy own on mail for select to liannao_app using (user_id = ${USER} or ${ADMIN})`,
  `grant select on mail to liannao_app`,
  `alter table webhook enable row level security`,
  `create policy admin_all on webhook for all to liannao_app using (${ADMIN}) with check (${ADMIN})`,
  `grant select (id, url, events, enabled, created_by, created_at, last_status), insert, delete on webhook to liannao_app`,
  `grant update (events, enabled) on webhook to liannao_app`,
  `alter table webhook_delivery enable row level security`,
  `create policy admin_reads on webhook_delivery for select to liannao_app using (${ADMIN})`,
  `grant select on webhook_delivery to liannao_app`,
];
