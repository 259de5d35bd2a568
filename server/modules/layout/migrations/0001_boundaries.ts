import { type Kysely, sql } from 'kysely';

/** The operator's boundary file: at most one, for all maps. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const ADMIN = '(select liannao_is_admin())';

const STATEMENTS = [
  `create table layout_boundary (
    single boolean primary key default true check (single), review_number text not null, source text not null,
    datum text not null check (datum in ('wgs84','cgcs2000','gcj02')), features jsonb not null, count int not null,
    loaded_by uuid references app_user(id), loaded_by_name text not null, loaded_at timestamptz not null)`,
  // A reviewed map may be shown to anybody, with its number.
  `alter table layout_boundary enable row level security`,
  `create policy everyone_reads on layout_boundary for select to liannao_app using (true)`,
  `create policy admin_writes on layout_boundary for all to liannao_app using (${ADMIN}) with check (${ADMIN})`,
  `grant select, insert, update, delete on layout_boundary to liannao_app`,
];
