import type { RegisterDefinition } from '@liannao/registers';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import { entrySource } from '../../kernel/registers/index.ts';

export const ITEMS = 'supervision-items';

export interface ItemRow {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly requirement: string;
  readonly source: string;
  readonly task: string | null;
  readonly region: string;
  readonly unit: string | null;
  readonly state: string;
  readonly assignedOn: string;
  readonly dueOn: string;
  readonly closedOn: string | null;
  readonly progress: string | null;
  readonly finding: string | null;
  readonly rectifyBy: string | null;
  readonly synthetic: boolean;
}

/** Supervision items of a region and below, as they stood at the end of a day where one is named. */
export async function selectItems(
  tx: Tx,
  definition: RegisterDefinition,
  of: { readonly region?: string | undefined; readonly asAt?: string | undefined },
): Promise<ItemRow[]> {
  const below = of.region
    ? sql`e._region in (select descendant from region_closure where ancestor = ${of.region})`
    : sql`true`;
  const { rows } = await sql<ItemRow>`
    select e._id as id, e.code, e._title as title, e.requirement, e.source, e.task, e._region as region,
      p.name as unit, e._state as state, e."assigned-on"::text as "assignedOn", e."due-on"::text as "dueOn",
      e."closed-on"::text as "closedOn", e.progress, e.finding, e."rectify-by"::text as "rectifyBy",
      e._synthetic as synthetic
    from ${entrySource(definition, { asAt: of.asAt })} as e left join party p on p.id = e."lead-unit"
    where ${below} order by e."due-on", e.code`.execute(tx);
  return rows;
}

/** The newest case of each item. */
export async function selectItemCases(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ subject: string; id: string }>`
    select distinct on (subject_id) subject_id as subject, id from case_file
    where type = ${`register.${ITEMS}`} and subject_id = any(${ids}::text[])
    order by subject_id, opened_at desc`.execute(tx);
  return new Map(rows.map(({ subject, id }) => [subject, id]));
}
