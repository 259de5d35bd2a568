import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Actor, Tx } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import type { Tables } from '../store/tables.ts';
import type { EventDetail, EventKind, Level } from './tables.ts';

export type CaseFile = Selectable<Tables['case_file']>;
export type CaseEventRow = Selectable<Tables['case_event']>;

/** A case that the reader may see. */
export const findCase = (tx: Tx, id: string): Promise<CaseFile | undefined> =>
  tx.selectFrom('case_file').selectAll().where('id', '=', id).executeTakeFirst();

/** Takes it for a change; undefined also where the actor may see but not change it. */
export const lockCase = (tx: Tx, id: string): Promise<CaseFile | undefined> =>
  tx.selectFrom('case_file').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** The newest case of a subject, an open one first. */
export const caseOfSubject = (tx: Tx, of: { type: string; subjectKind: string; subjectId: string }) =>
  tx
    .selectFrom('case_file')
    .selectAll()
    .where('type', '=', of.type)
    .where('subject_kind', '=', of.subjectKind)
    .where('subject_id', '=', of.subjectId)
    .orderBy(sql`closed_at is null`, 'desc')
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Undefined where somebody opened a case of the same subject just now. */
export const insertCase = (tx: Tx, row: Insertable<Tables['case_file']>): Promise<CaseFile | undefined> =>
  tx
    .insertInto('case_file')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returningAll()
    .executeTakeFirst();

/** Changes a case and counts its revision up. */
export const updateCase = (tx: Tx, id: string, row: Updateable<Tables['case_file']>): Promise<CaseFile> =>
  tx
    .updateTable('case_file')
    .set(row)
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** What the clock does to a case: nobody's edit is refused for it, so the revision stays. */
export const updateByClock = (tx: Tx, id: string, row: Updateable<Tables['case_file']>) =>
  tx.updateTable('case_file').set(row).where('id', '=', id).execute();

export interface NewEvent {
  readonly caseId: string;
  readonly kind: EventKind;
  readonly actor: Actor;
  readonly at: Date;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly note?: string | null;
  readonly detail?: EventDetail;
  readonly documentId?: string | null;
  /** Key of what happens once only. */
  readonly once?: string;
}

/** Adds to the trail, one at a time for each case; false where an event with the same `once` is there already. */
export async function insertEvent(tx: Tx, event: NewEvent): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${event.caseId}, 71))`.execute(tx);
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('case_event')
    .values({
      case_id: event.caseId,
      seq: sql<number>`(select coalesce(max(seq), 0) + 1 from case_event where case_id = ${event.caseId})`,
      at: event.at,
      actor_id: event.actor.userId,
      actor_name: event.actor.name,
      kind: event.kind,
      from_state: event.from ?? null,
      to_state: event.to ?? null,
      note: event.note ?? null,
      detail: JSON.stringify(event.detail ?? {}),
      document_id: event.documentId ?? null,
      once: event.once ?? null,
    })
    .onConflict((oc) => oc.columns(['case_id', 'once']).doNothing())
    .executeTakeFirstOrThrow();
  return added === 1n;
}

export const selectEvents = (tx: Tx, caseId: string): Promise<CaseEventRow[]> =>
  tx.selectFrom('case_event').selectAll().where('case_id', '=', caseId).orderBy('seq').execute();

const CHANGES: readonly EventKind[] = ['opened', 'moved', 'closed', 'reopened', 'assigned', 'due-set'];

/** The last event that changed the case itself. */
export const lastChange = (tx: Tx, caseId: string): Promise<CaseEventRow | undefined> =>
  tx
    .selectFrom('case_event')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('kind', 'in', CHANGES)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();

export const mayWriteRegion = async (tx: Tx, regionCode: string): Promise<boolean> =>
  (await sql<{ may: boolean }>`select liannao_may_write(${regionCode}) as may`.execute(tx)).rows[0]?.may ?? false;

/** Names of people, who are otherwise the administrator's to see: whoever reads a case reads who handles it. */
export async function personNames(tx: Tx, ids: readonly (string | null)[], locale: 'zh' | 'en') {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map<string, string>();
  const rows = await asSystem(tx, () =>
    tx.selectFrom('app_user').select(['id', 'display_name', 'display_name_en']).where('id', 'in', wanted).execute(),
  );
  return new Map(rows.map((row) => [row.id, (locale === 'en' && row.display_name_en) || row.display_name] as const));
}

/** Who may be given a case of this region: people of its bureau, of those above it, and of the districts below. */
export const selectPeople = (tx: Tx, regionCode: string) =>
  asSystem(tx, () =>
    tx
      .selectFrom('app_user as u')
      .innerJoin('role_grant as g', 'g.user_id', 'u.id')
      .leftJoin('region as r', 'r.code', 'g.region_code')
      .select(['u.id', 'u.display_name as name', 'u.display_name_en as nameEn', 'r.name as region'])
      .distinct()
      .where('u.disabled_at', 'is', null)
      .where('g.role', '=', 'bureau')
      .where(sql<boolean>`(g.expires_at is null or g.expires_at > now())`)
      .where(
        sql<boolean>`g.region_code in (select ancestor from region_closure where descendant = ${regionCode}
          union select descendant from region_closure where ancestor = ${regionCode})`,
      )
      .orderBy('u.display_name')
      .limit(500)
      .execute(),
  );

/** Nearest division above that has people of a higher level; undefined at the top. */
export async function superiorOf(tx: Tx, regionCode: string, above: Level) {
  const levels = above === 'county' ? ['city', 'province'] : above === 'city' ? ['province'] : [];
  if (levels.length === 0) return undefined;
  return tx
    .selectFrom('region_closure as c')
    .innerJoin('region as r', 'r.code', 'c.ancestor')
    .select(['r.code', 'r.name', 'r.name_en as nameEn', 'r.level'])
    .where('c.descendant', '=', regionCode)
    .where('c.via', '=', 'division')
    .where('r.level', 'in', levels as ('city' | 'province')[])
    .where('c.ancestor', '<>', regionCode)
    .orderBy('c.depth')
    .limit(1)
    .executeTakeFirst();
}

export interface DueCase {
  readonly id: string;
  readonly type: string;
  readonly dueOn: string;
  readonly escalations: number;
  /** Of this due date: reminded before it; told that it has passed. */
  readonly reminded: boolean;
  readonly told: boolean;
}

/** Open cases that are due up to a day, the longest overdue first. */
export const selectDue = async (tx: Tx, until: string): Promise<readonly DueCase[]> =>
  (
    await sql<DueCase>`select f.id, f.type, f.due_on as "dueOn", f.escalations,
      exists (select 1 from case_event e where e.case_id = f.id and e.once = 'remind:' || f.due_on) as reminded,
      exists (select 1 from case_event e where e.case_id = f.id and e.once = 'overdue:' || f.due_on) as told
      from case_file f where f.closed_at is null and f.due_on <= ${until}::date order by f.due_on, f.id`.execute(tx)
  ).rows;

/** The signal whose case it is, as far as the reader may see it. */
export const signalOfCase = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('signal')
    .select(['id', 'title_zh', 'title_en', 'severity', 'state'])
    .where('case_id', '=', caseId)
    .orderBy('first_seen', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The case is over, its cause is not: the signal waits for somebody again. */
export const releaseSignals = (tx: Tx, caseId: string, at: Date) =>
  asSystem(tx, async () => {
    const free = await tx
      .updateTable('signal')
      .set({ state: 'open' })
      .where('case_id', '=', caseId)
      .where('state', '=', 'in-case')
      .returning('id')
      .execute();
    for (const { id } of free) {
      await tx
        .insertInto('signal_event')
        .values({
          signal_id: id,
          at,
          kind: 'case-closed',
          before: 'in-case',
          after: 'open',
          actor_name: 'system:cases',
        })
        .execute();
    }
  });
