import { type Cells, type CheckFinding, countFindings, dueFindings } from '@liannao/statistics';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { AppError, unprocessable } from '../../../kernel/errors.ts';
import { localTime } from '../../../kernel/local-time.ts';
import { acceptCells, periodOf, sameCells } from './cells.ts';
import { noteAct, tellChanged } from './change.ts';
import { digestsOf, findingViews, runChecks } from './context.ts';
import type { CellsInput, ReturnSaved } from './model.ts';
import { insertEvent, lockReturn, type ReturnRow } from './queries.ts';
import { demandAct, type Standing, standingIn } from './rights.ts';

export interface Saving {
  readonly cells: z.infer<typeof CellsInput>;
  /** Revision that the cells are based on; null: whatever stands. */
  readonly basedOn: number | null;
  readonly now: Date;
}

/** @throws AppError 409 `return-changed`, with who changed it and when. */
function refuseStale(row: ReturnRow, basedOn: number | null): void {
  if (basedOn === null || basedOn === row.revision) return;
  const by = row.updatedByName ?? '';
  const at = localTime(row.updatedAt);
  throw new AppError(409, 'return-changed', `Revision ${row.revision} by ${by} at ${at} stands; you have ${basedOn}.`, {
    params: { by, at, revision: row.revision },
  });
}

/** A bureau that fills in for a firm does it on its behalf; one that reports for its own region does not. */
const onBehalf = ({ isReporter }: Standing) => !isReporter;

const stored = (cells: Cells, findings: readonly CheckFinding[]) => ({
  cells: JSON.stringify(cells),
  findings: JSON.stringify(countFindings(findings)),
  digests: digestsOf(cells),
});

/**
 * Keeps a draft with whatever it has in it. Drafts are not in the audit: it holds what was handed in.
 * @throws AppError 404, 403, 409 `return-changed` and as `demandAct`, 422 `return-cells-invalid`.
 */
export async function saveReturn(tx: Tx, actor: Actor, id: string, saving: Saving): Promise<ReturnSaved> {
  const { now } = saving;
  const { locale } = actor;
  const row = await lockReturn(tx, id);
  const standing = await standingIn(tx, actor, row);
  demandAct(row, standing, actor, 'save');
  refuseStale(row, saving.basedOn);
  const cells = await acceptCells(tx, { ...row, period: periodOf(row.period) }, saving.cells, locale);
  const findings = await runChecks(tx, row, { cells, locale, now });
  const state = row.approvedCells === null ? 'draft' : 'reopened';
  const revision = row.revision + 1;
  await tx
    .updateTable('statistics_return')
    .set({
      ...stored(cells, findings),
      state,
      revision,
      on_behalf: onBehalf(standing),
      updated_at: now,
      updated_by_name: actor.name,
    })
    .where('id', '=', id)
    .execute();
  if (row.state !== state) await insertEvent(tx, row, { by: actor, action: 'begin', revision, note: null, at: now });
  return { id, revision, state, findings: countFindings(findings), findingList: findingViews(findings, locale) };
}

export interface Submitting {
  /** Absent: what was saved last. */
  readonly cells: z.infer<typeof CellsInput> | undefined;
  readonly basedOn: number | null;
  /** Of a program that may send the same again. */
  readonly key: string | null;
  readonly now: Date;
}

/**
 * Saves and hands in. The same key again answers the same and writes nothing; of two that come at once one is the second.
 * @throws AppError 422 `return-has-errors` with a line for each finding that stands, 422 `key-used-otherwise`, and as
 * `saveReturn`.
 */
export async function submitReturn(tx: Tx, actor: Actor, id: string, asked: Submitting): Promise<ReturnSaved> {
  const { now, key } = asked;
  const { locale } = actor;
  const row = await lockReturn(tx, id);
  const standing = await standingIn(tx, actor, row);
  const period = periodOf(row.period);
  const given = asked.cells && (await acceptCells(tx, { ...row, period }, asked.cells, locale));
  const before = key === null ? null : await answerAgain(tx, row, key, given);
  if (before !== null) {
    const list = await runChecks(tx, row, { cells: before.cells, locale, now });
    const { revision } = before;
    return { id, revision, state: row.state, findings: countFindings(list), findingList: findingViews(list, locale) };
  }
  demandAct(row, standing, actor, 'submit');
  refuseStale(row, asked.basedOn);
  const cells = given ?? row.cells;
  const findings = await runChecks(tx, row, { cells, locale, now });
  refuseUnsound(findings, locale);
  const revision = row.revision + 1;
  await tx
    .updateTable('statistics_return')
    .set({
      ...stored(cells, findings),
      state: 'submitted',
      revision,
      on_behalf: onBehalf(standing),
      first_submitted_at: sql`coalesce(first_submitted_at, ${now})`,
      submitted_at: now,
      submitted_by: actor.userId,
      submitted_by_name: actor.name,
      checked_at: null,
      checked_by: null,
      checked_by_name: null,
      updated_at: now,
      updated_by_name: actor.name,
    })
    .where('id', '=', id)
    .execute();
  await tx
    .insertInto('statistics_return_version')
    .values({
      return_id: id,
      revision,
      cells: JSON.stringify(cells),
      reason: row.correctionReason,
      reason_code: row.correctionCode,
      by_user: actor.userId,
      by_name: actor.name,
      on_behalf: onBehalf(standing),
      at: now,
    })
    .execute();
  if (key !== null) {
    await tx.insertInto('statistics_write_key').values({ return_id: id, key, revision, at: now }).execute();
  }
  await tellChanged(tx, { roundId: row.roundId, returnId: id, reason: null });
  const counts = countFindings(findings);
  const note = row.correctionReason;
  const detail = { findings: counts, onBehalf: onBehalf(standing) };
  await noteAct(tx, actor, { row, action: 'submit', revision, note, detail, now });
  return { id, revision, state: 'submitted', findings: counts, findingList: findingViews(findings, locale) };
}

/** What the key has brought before; null where it is new. */
async function answerAgain(tx: Tx, row: ReturnRow, key: string, given: Cells | undefined) {
  const known = await tx
    .selectFrom('statistics_write_key as k')
    .innerJoin('statistics_return_version as v', (join) =>
      join.onRef('v.return_id', '=', 'k.return_id').onRef('v.revision', '=', 'k.revision'),
    )
    .select(['v.revision', 'v.cells'])
    .where('k.return_id', '=', row.id)
    .where('k.key', '=', key)
    .executeTakeFirst();
  if (!known) return null;
  if (given && !sameCells(given, known.cells)) {
    throw unprocessable('key-used-otherwise', 'This Idempotency-Key was sent before with other figures.');
  }
  return known;
}

function refuseUnsound(findings: readonly CheckFinding[], locale: 'zh' | 'en'): void {
  const due = dueFindings(findings);
  if (due.length === 0) return;
  throw unprocessable(
    'return-has-errors',
    due
      .slice(0, 5)
      .map(({ message }) => message[locale])
      .join(' '),
    due.map(({ check, level, row, column, message }) => ({
      field: row === null ? 'body.cells' : `body.cells.${row}${column === null ? '' : `.${column}`}`,
      code: `${level}-${check}`,
      message: message[locale],
    })),
  );
}
