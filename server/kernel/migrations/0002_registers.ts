import { type Kysely, sql } from 'kysely';

/** Definitions of registers with their versions, saved views, and what keeps the history of every register's table. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const ADMIN = '(select liannao_is_admin())';
const USER = '(select liannao_user())';

const STATEMENTS = [
  `create table register_definition (
    id text not null, version int not null check (version > 0), source text not null, definition jsonb not null,
    origin text not null check (origin in ('shipped','steward')), is_current boolean not null,
    created_by uuid references app_user(id), created_name text not null,
    created_at timestamptz not null default now(), note text not null default '',
    primary key (id, version))`,
  `create unique index register_definition_current on register_definition(id) where is_current`,
  // Written by the system alone, which has checked the permission and changes the tables in the same transaction.
  `alter table register_definition enable row level security`,
  `create policy everyone_reads on register_definition for select to liannao_app using (true)`,
  `grant select on register_definition to liannao_app`,

  `create table register_view (
    id uuid primary key default gen_random_uuid(), register text not null, name text not null, query text not null,
    shared boolean not null default false, user_id uuid not null references app_user(id) on delete cascade,
    created_at timestamptz not null default now(), unique (register, user_id, name))`,
  `alter table register_view enable row level security`,
  `create policy reads on register_view for select to liannao_app
    using (user_id = ${USER} or (shared and ${USER} is not null))`,
  `create policy own on register_view for all to liannao_app
    using (user_id = ${USER} or ${ADMIN}) with check (user_id = ${USER})`,
  `grant select, insert, update, delete on register_view to liannao_app`,

  // A table reg_x has a twin reg_x_past of the same columns behind three of its own. Whole statements at a time, so
  // that an edit of many entries costs one insert. An update that leaves the revision alone is none that history tells.
  `create function liannao_register_past() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $$
    begin
      if tg_op = 'DELETE' then
        execute format('insert into public.%I select o._updated_at, greatest(o._updated_at, now()), true, o.*
          from old_rows o', tg_table_name || '_past');
      else
        execute format('insert into public.%I select o._updated_at, n._updated_at, false, o.*
          from old_rows o join new_rows n on n._id = o._id where n._revision <> o._revision', tg_table_name || '_past');
      end if;
      return null;
    end $$`,

  // Whoever reads an entry reads the names in it, also those of firms elsewhere that the table itself would hide.
  `create function liannao_party_names(ids uuid[]) returns table (id uuid, name text) language sql stable parallel safe
    security definer set search_path = pg_catalog, public, pg_temp as
    $$ select p.id, p.name from public.party p where p.id = any(ids) $$`,
  // And of its files how they are called. Their contents are given out by the route, which looks at the entry first.
  `create function liannao_document_facts(ids uuid[]) returns table (id uuid, name text, bytes bigint) language sql stable
    parallel safe security definer set search_path = pg_catalog, public, pg_temp as
    $$ select d.id, d.file_name, d.bytes from public.document d where d.id = any(ids) $$`,
];
