import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { subtreeOf } from '../region/queries.ts';
import type { Tables } from '../store/tables.ts';

export type SignalRow = Selectable<Tables['signal']>;

/** One check of a rule at a time: two would open the same signal twice. Held to the end of the transaction. */
export const lockRule = (tx: Tx, rule: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`signal:${rule}`}, 72))`.execute(tx);

export const unclosedOfRule = (tx: Tx, rule: string): Promise<SignalRow[]> =>
  tx.selectFrom('signal').selectAll().where('rule', '=', rule).where('state', '<>', 'closed').execute();

/** Rules that have signals which are not closed. */
export const rulesWithSignals = async (tx: Tx): Promise<string[]> =>
  (await tx.selectFrom('signal').select('rule').distinct().where('state', '<>', 'closed').execute()).map(
    ({ rule }) => rule,
  );

export const findSignal = (tx: Tx, id: string): Promise<SignalRow | undefined> =>
  tx.selectFrom('signal').selectAll().where('id', '=', id).executeTakeFirst();

export const lockSignal = (tx: Tx, id: string): Promise<SignalRow | undefined> =>
  tx.selectFrom('signal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

const BATCH = 500;

export async function insertSignals(tx: Tx, rows: readonly Insertable<Tables['signal']>[]): Promise<SignalRow[]> {
  const made: SignalRow[] = [];
  for (let at = 0; at < rows.length; at += BATCH) {
    made.push(
      ...(await tx
        .insertInto('signal')
        .values(rows.slice(at, at + BATCH))
        .returningAll()
        .execute()),
    );
  }
  return made;
}

export const updateSignal = (tx: Tx, id: string, row: Updateable<Tables['signal']>) =>
  tx.updateTable('signal').set(row).where('id', '=', id).execute();

export const touchSignals = (tx: Tx, ids: readonly string[], at: Date) =>
  tx.updateTable('signal').set({ last_seen: at }).where('id', '=', sql<string>`any(${ids}::uuid[])`).execute();

export const closeSignals = (tx: Tx, ids: readonly string[], at: Date) =>
  tx
    .updateTable('signal')
    .set({ state: 'closed', closed_at: at })
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();

/** Hands signals to the open case that their subject has; answers which, by the signal's id. */
export const linkToOpenCases = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> => {
  const { rows } = await sql<{ id: string; case_id: string }>`update signal s set state = 'in-case', case_id = f.id
    from case_file f where s.id = any(${ids}::uuid[]) and f.closed_at is null
      and f.subject_kind = s.subject_kind and f.subject_id = s.subject_id
    returning s.id, s.case_id`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.case_id]));
};

export const insertSignalEvents = async (tx: Tx, rows: readonly Insertable<Tables['signal_event']>[]) => {
  for (let at = 0; at < rows.length; at += BATCH) {
    await tx
      .insertInto('signal_event')
      .values(rows.slice(at, at + BATCH))
      .execute();
  }
};

/** An open case that the subject has, whatever its type. */
export const openCaseOfSubject = (tx: Tx, subjectKind: string, subjectId: string) =>
  tx
    .selectFrom('case_file')
    .select('id')
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .where('closed_at', 'is', null)
    .limit(1)
    .executeTakeFirst();

export interface SignalFilter {
  readonly region?: string | undefined;
  /** Several by comma. */
  readonly state?: string | undefined;
  readonly severity?: string | undefined;
  readonly rule?: string | undefined;
  readonly q?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
}

const list = (text: string | undefined): string[] => (text ?? '').split(',').filter(Boolean);
const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
const anyOf = (texts: readonly string[]) => sql<never>`any(${texts}::text[])`;

/** Worst first, then the newest. */
const severityRank = sql<number>`array_position(array['red','orange','yellow','blue'], s.severity)`;

const selected = (tx: Tx, filter: SignalFilter, except?: 'state' | 'severity') =>
  tx
    .selectFrom('signal as s')
    .$if(filter.region !== undefined, (query) => query.where('s.region_code', 'in', subtreeOf(tx, filter.region ?? '')))
    .$if(except !== 'state' && list(filter.state).length > 0, (query) =>
      query.where('s.state', '=', anyOf(list(filter.state))),
    )
    .$if(except !== 'severity' && list(filter.severity).length > 0, (query) =>
      query.where('s.severity', '=', anyOf(list(filter.severity))),
    )
    .$if(list(filter.rule).length > 0, (query) => query.where('s.rule', '=', anyOf(list(filter.rule))))
    .$if(Boolean(filter.q), (query) => {
      const pattern = like(filter.q ?? '');
      return query.where((eb) =>
        eb.or((['s.title_zh', 's.title_en', 's.unit'] as const).map((column) => eb(column, 'ilike', pattern))),
      );
    })
    .$if(filter.subjectKind !== undefined, (query) => query.where('s.subject_kind', '=', filter.subjectKind ?? ''))
    .$if(filter.subjectId !== undefined, (query) => query.where('s.subject_id', '=', filter.subjectId ?? ''));

export type ListedSignal = SignalRow & { readonly rank: number; readonly seen: string; readonly mayWrite: boolean };

export const selectSignals = (
  tx: Tx,
  filter: SignalFilter,
  page: { limit: number; after?: { rank: number; seen: string; id: string } | undefined },
): Promise<ListedSignal[]> => {
  const seen = sql<string>`to_char(s.first_seen at time zone 'UTC', 'YYYYMMDDHH24MISSUS')`;
  const { rank = 0, seen: before = '', id = '' } = page.after ?? {};
  return selected(tx, filter)
    .selectAll('s')
    .select([
      severityRank.as('rank'),
      seen.as('seen'),
      sql<boolean>`((select liannao_is_admin()) or s.region_code in (select liannao_writable()))`.as('mayWrite'),
    ])
    .$if(page.after !== undefined, (query) =>
      query.where(
        sql<boolean>`(${severityRank} > ${rank} or (${severityRank} = ${rank} and (${seen} < ${before}
          or (${seen} = ${before} and s.id::text > ${id}))))`,
      ),
    )
    .orderBy(severityRank)
    .orderBy('s.first_seen', 'desc')
    .orderBy(sql`s.id::text`)
    .limit(page.limit)
    .execute();
};

/** How many are in each state, and of each severity; each without its own part of the filter, as the page offers it. */
export async function countSignals(tx: Tx, filter: SignalFilter) {
  const count = sql<number>`count(*)`.as('count');
  const total = await selected(tx, filter).select(count).executeTakeFirstOrThrow();
  const states = await selected(tx, filter, 'state').select(['s.state', count]).groupBy('s.state').execute();
  const severities = await selected(tx, filter, 'severity')
    .select(['s.severity', count])
    .groupBy('s.severity')
    .execute();
  return {
    total: total.count,
    byState: Object.fromEntries(states.map((row) => [row.state, row.count])),
    bySeverity: Object.fromEntries(severities.map((row) => [row.severity, row.count])),
  };
}

/** How many are not closed, by rule, in a region's subtree. */
export const openByRule = async (tx: Tx, region: string | undefined): Promise<Map<string, number>> => {
  const rows = await selected(tx, { region })
    .select(['s.rule', sql<number>`count(*)`.as('count')])
    .where('s.state', '<>', 'closed')
    .groupBy('s.rule')
    .execute();
  return new Map(rows.map(({ rule, count }) => [rule, count]));
};
