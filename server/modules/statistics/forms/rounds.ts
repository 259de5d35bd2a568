import { sql } from 'kysely';
import type { z } from 'zod';
import { type Actor, isAdmin, rolesOf, type Tx } from '../../../kernel/access/actor.ts';
import { asSystem } from '../../../kernel/access/as-system.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { loadCalendar } from '../../../kernel/calendar/load.ts';
import { type Calendar, dayOf, workdaysBetween } from '../../../kernel/calendar/workdays.ts';
import { conflict, notFound, unprocessable } from '../../../kernel/errors.ts';
import { decodeCursor, encodeCursor } from '../../../kernel/paging.ts';
import { regionName } from '../../../kernel/region/name.ts';
import { mayWriteRegion } from './form-queries.ts';
import type { RoundDetail, RoundPatch, RoundQuery, RoundView } from './model.ts';
import { outside } from './region-right.ts';
import { type Counts, type RoundRow, selectProgress, selectRounds } from './round-queries.ts';
import { roundsChanged } from './rounds-changed.ts';

/** Rounds that the actor may know of, newest first, with the counts of what he sees. */
export async function listRounds(
  tx: Tx,
  actor: Actor,
  { cursor, ...query }: z.output<typeof RoundQuery>,
  now: Date,
): Promise<{ items: RoundView[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : (decodeCursor(cursor, 2).map(String) as [string, string]);
  const today = dayOf(now);
  const rows = await selectRounds(tx, actor, { ...query, after, today, limit: query.limit + 1 });
  const calendar = await loadCalendar(tx);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => roundView(row, actor, { calendar, today })),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.lastMonth, last.id]) : null,
  };
}

function roundView(row: RoundRow, actor: Actor, { calendar, today }: { calendar: Calendar; today: string }): RoundView {
  const isBureau = isAdmin(actor) || (rolesOf(actor).has('bureau') && row.isBureaus);
  return {
    id: row.id,
    form: { id: row.formId, name: row[actor.locale], number: row.number, version: row.version },
    period: row.period,
    region: { code: row.regionCode, name: regionName({ name: row.region, nameEn: row.regionEn }, actor.locale) },
    opensOn: row.opensOn,
    dueOn: row.dueOn,
    daysLeft: workdaysBetween(calendar, today, row.dueOn),
    releaseAt: row.releaseAt?.toISOString() ?? null,
    releasedAt: row.releasedAt?.toISOString() ?? null,
    synthetic: row.synthetic,
    counts: countsOf(row),
    settledAt: row.settledAt?.toISOString() ?? null,
    mayReport: row.hasOwn || isBureau,
    mayReview: isBureau,
  };
}

const countsOf = ({ expected, submitted, checked, approved, excused, late, questions }: Counts): Counts => ({
  expected,
  submitted,
  checked,
  approved,
  excused,
  late,
  questions,
});

/** A round by region, as far as the actor holds it. @throws AppError 404 `round-not-found`. */
export async function showRound(tx: Tx, actor: Actor, id: string, now: Date): Promise<RoundDetail> {
  const today = dayOf(now);
  const [row] = await selectRounds(tx, actor, { ids: [id], limit: 1, today });
  if (!row) throw notFound('round', id);
  const view = roundView(row, actor, { calendar: await loadCalendar(tx), today });
  const maySettle = rolesOf(actor).has('bureau') || isAdmin(actor);
  const regions = await selectProgress(tx, row);
  return {
    ...view,
    regions: regions.map((one) => ({
      region: { code: one.code, name: regionName(one, actor.locale), depth: one.depth },
      counts: countsOf(one),
      settledAt: one.settledAt?.toISOString() ?? null,
      settledBy: one.settledBy,
      settledNote: one.settledNote,
      settledIncomplete: one.settledIncomplete,
      maySettle: maySettle && one.isWritable && one.settledAt === null,
    })),
    isAdding: await isAdding(tx, id),
  };
}

/** Whether changes wait to be added up: known to the system alone, and no secret. */
const isAdding = (tx: Tx, id: string): Promise<boolean> =>
  asSystem(tx, async () => {
    const waiting = await tx
      .selectFrom('statistics_due')
      .select('id')
      .where('round_id', '=', id)
      .limit(1)
      .executeTakeFirst();
    return waiting !== undefined;
  });

/**
 * Another date, with its reason: all returns of the round are due by it.
 * @throws AppError 404; 403 `outside-your-regions`; 409 `round-released`; 422 `due-before-opening`, `release-before-due`.
 */
export async function changeRound(
  tx: Tx,
  actor: Actor,
  { id, dueOn, releaseAt, reason }: z.output<typeof RoundPatch> & { id: string },
): Promise<void> {
  const round = await tx.selectFrom('statistics_round').selectAll().where('id', '=', id).executeTakeFirst();
  if (!round) throw notFound('round', id);
  if (!(await mayWriteRegion(tx, round.region_code))) throw outside();
  if (round.released_at) throw conflict('round-released', 'The round has been released.');
  const due = dueOn ?? round.due_on;
  if (due < round.opens_on) {
    throw unprocessable('due-before-opening', `The round opens on ${round.opens_on}.`, [
      { field: 'body.dueOn', code: 'due-before-opening', message: `≥ ${round.opens_on}` },
    ]);
  }
  const release = releaseAt === undefined ? round.release_at : releaseAt === null ? null : new Date(releaseAt);
  if (release && dayOf(release) < due) {
    throw unprocessable('release-before-due', `Reports are due by ${due}.`, [
      { field: 'body.releaseAt', code: 'release-before-due', message: `≥ ${due}` },
    ]);
  }
  await tx.updateTable('statistics_round').set({ due_on: due, release_at: release }).where('id', '=', id).execute();
  if (due !== round.due_on) {
    await sql`update statistics_return set due_on = ${due}::date where round_id = ${id}::uuid`.execute(tx);
  }
  const detail = {
    reason,
    dueOn: { before: round.due_on, after: due },
    releaseAt: { before: round.release_at, after: release },
  };
  await audit(tx, actor, { action: 'round.change', subject: `round:${id}`, detail });
  await roundsChanged(tx, [id]);
}
