import { type Kysely, sql } from 'kysely';

/** Where a register's count leads, whether it is offered openly, and imports that wait to be looked at. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const ADMIN = '(select liannao_is_admin())';

const STATEMENTS = [
  // A long list is kept first and checked by a job.
  `alter table import_run drop constraint import_run_state_check`,
  `alter table import_run add constraint import_run_state_check
    check (state in ('received','checked','written','undone'))`,
  `create index import_change_subject on import_change(subject)`,

  // From that month on the register's count is the figure in the region and below, not what forms report.
  `create table register_lead (
    register_id text not null, region_code text not null references region(code),
    since text not null check (since ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    created_by uuid references app_user(id), created_at timestamptz not null default now(),
    primary key (register_id, region_code))`,
  `alter table register_lead enable row level security`,
  `create policy everyone_reads on register_lead for select to liannao_app using (true)`,
  `create policy writes on register_lead for all to liannao_app
    using (${ADMIN} or region_code in (select liannao_writable()))
    with check (${ADMIN} or region_code in (select liannao_writable()))`,
  `grant select, insert, update, delete on register_lead to liannao_app`,

  // Registers whose entries changed and whose figures have not been counted since: one row however many changes.
  `create table register_measure_due (
    register_id text primary key, requested_at timestamptz not null default now())`,
  `alter table register_measure_due enable row level security`,
  `create policy asks on register_measure_due for all to liannao_app using (true) with check (true)`,
  `grant select, insert, update, delete on register_measure_due to liannao_app`,

  // Whatever way entries change, whoever counts them is told: one event for each transaction and register.
  `create function liannao_tell_entries() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $$
    declare
      told text := coalesce(current_setting('liannao.entries_told', true), '');
      mark text := pg_current_xact_id()::text || ' ';
    begin
      if not starts_with(told, mark) then told := mark; end if;
      if strpos(told, ' ' || tg_argv[0] || ' ') = 0 then
        perform set_config('liannao.entries_told', told || tg_argv[0] || ' ', true);
        insert into outbox_event (type, payload)
          values ('entries.changed', jsonb_build_object('register', tg_argv[0]));
        perform pg_notify('liannao_outbox', '');
      end if;
      return null;
    end $$`,
];
