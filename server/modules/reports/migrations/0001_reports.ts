import { type Kysely, sql } from 'kysely';

/** Reports: drafts with the facts that they stand on, and issued ones that nobody changes any more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const inSet = (set: 'held' | 'readable' | 'writable') =>
  `((select liannao_is_admin()) or region_code in (select liannao_${set}()))`;

const STATEMENTS = [
  `create table reports_report (
    id uuid primary key default gen_random_uuid(),
    kind text not null check (kind in ('bulletin','analysis','white-paper','evaluation')),
    region_code text not null references region(code),
    month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'), period text not null, plan_id uuid,
    title_zh text not null, title_en text not null,
    state text not null default 'draft' check (state in ('draft','checked','issued')),
    number int, number_text text not null default '',
    blocks jsonb not null, facts jsonb not null, known_at timestamptz not null, synthetic boolean not null,
    open boolean not null default false, revision int not null default 1,
    created_by uuid references app_user(id), author text not null default '',
    created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
    issued_at timestamptz,
    check ((state = 'issued') = (issued_at is not null)), check ((state = 'issued') = (number is not null)),
    check (not open or state = 'issued'))`,
  `create unique index reports_report_number on reports_report(kind, region_code, left(month, 4), number)
    where number is not null`,
  `create index reports_report_list on reports_report(kind, region_code, month desc)`,

  // Issued is issued: what was said under a number stays as it was said. Only who may read it can change.
  `create function reports_refuse_change() returns trigger language plpgsql as $$
    begin
      if old.state <> 'issued' then return coalesce(new, old); end if;
      if tg_op = 'DELETE' or (to_jsonb(new) - 'open') <> (to_jsonb(old) - 'open') then
        raise exception 'an issued report is not changed' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end $$`,
  `create trigger reports_issued_stays before update or delete on reports_report
    for each row execute function reports_refuse_change()`,

  `alter table reports_report enable row level security`,
  // Superiors' reports are read from below once they are issued; drafts are their region's own.
  `create policy reads on reports_report for select to liannao_app using (
    (open and state = 'issued') or ${inSet('held')} or (state = 'issued' and ${inSet('readable')}))`,
  `create policy adds on reports_report for insert to liannao_app with check (${inSet('writable')})`,
  `create policy changes on reports_report for update to liannao_app
    using (${inSet('writable')}) with check (${inSet('writable')})`,
  `create policy removes on reports_report for delete to liannao_app using (${inSet('writable')})`,
  `grant select, insert, update, delete on reports_report to liannao_app`,
];
