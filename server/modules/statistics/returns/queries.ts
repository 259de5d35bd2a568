import type { Cells, FormDefinition } from '@liannao/statistics';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';
import { notFound } from '../../../kernel/errors.ts';
import type { FindingCounts, ReturnState } from '../tables.ts';

/** A return with what its round says of it. */
export interface ReturnRow {
  readonly id: string;
  readonly roundId: string;
  readonly formId: string;
  readonly period: string;
  /** `2025-08` */
  readonly lastMonth: string;
  readonly partyId: string | null;
  readonly regionCode: string;
  readonly state: ReturnState;
  readonly revision: number;
  readonly cells: Cells;
  readonly findings: FindingCounts;
  readonly onBehalf: boolean;
  readonly dueOn: string;
  readonly firstSubmittedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly submittedBy: string | null;
  readonly submittedByName: string | null;
  readonly checkedBy: string | null;
  readonly checkedByName: string | null;
  readonly approvedAt: Date | null;
  readonly approvedByName: string | null;
  /** What stands while a correction is under way. */
  readonly approvedCells: Cells | null;
  readonly correctionReason: string | null;
  readonly correctionCode: string | null;
  readonly synthetic: boolean;
  readonly updatedAt: Date;
  readonly updatedByName: string | null;
  readonly version: number;
  /** Region of the round: figures are added up to it, no further. */
  readonly roundRegion: string;
  readonly releasedAt: Date | null;
  readonly definition: FormDefinition;
}

/** Columns of `statistics_return as r` under the names of `ReturnRow`, without those of its round. */
export const OWN_COLUMNS = sql.raw(`r.id, r.round_id as "roundId", r.form_id as "formId", r.period,
  r.last_month as "lastMonth", r.party_id as "partyId", r.region_code as "regionCode", r.state, r.revision, r.cells,
  r.findings, r.on_behalf as "onBehalf", r.due_on as "dueOn", r.first_submitted_at as "firstSubmittedAt",
  r.submitted_at as "submittedAt", r.submitted_by as "submittedBy", r.submitted_by_name as "submittedByName",
  r.checked_by as "checkedBy", r.checked_by_name as "checkedByName", r.approved_at as "approvedAt",
  r.approved_by_name as "approvedByName", r.approved_cells as "approvedCells",
  r.correction_reason as "correctionReason", r.correction_code as "correctionCode", r.synthetic,
  r.updated_at as "updatedAt", r.updated_by_name as "updatedByName"`);

type OfRound = Pick<ReturnRow, 'version' | 'roundRegion' | 'releasedAt' | 'definition'>;

const selectOne = (tx: Tx, id: string, locking: RawBuilder<unknown>) =>
  sql<ReturnRow>`select ${OWN_COLUMNS} from statistics_return r where r.id = ${id}::uuid ${locking}`.execute(tx);

async function whole(tx: Tx, id: string, locking: RawBuilder<unknown>): Promise<ReturnRow> {
  const { rows } = await selectOne(tx, id, locking);
  const row = rows[0];
  if (!row) throw notFound('return', id);
  const { rows: rounds } = await sql<OfRound>`select t.version, t.region_code as "roundRegion",
      t.released_at as "releasedAt", v.definition
    from statistics_round t join statistics_form_version v on v.form_id = t.form_id and v.version = t.version
    where t.id = ${row.roundId}::uuid`.execute(tx);
  const round = rounds[0];
  if (!round) throw notFound('round', row.roundId);
  return { ...row, ...round };
}

/** @throws AppError 404 `return-not-found`, also for what the asker may not see. */
export const findReturn = (tx: Tx, id: string): Promise<ReturnRow> => whole(tx, id, sql``);

/** The same, and nobody else acts on it until the transaction ends. */
export const lockReturn = (tx: Tx, id: string): Promise<ReturnRow> => whole(tx, id, sql`for update`);

export interface Writer {
  readonly userId: string | null;
  readonly name: string;
}

/** One line of what happened to a return. */
export const insertEvent = (
  tx: Tx,
  row: Pick<ReturnRow, 'id'>,
  { by, action, revision, note, at }: { by: Writer; action: string; revision: number; note: string | null; at: Date },
) =>
  tx
    .insertInto('statistics_return_event')
    .values({ return_id: row.id, at, actor_id: by.userId, actor_name: by.name, action, revision, note })
    .execute();

export interface Question {
  readonly id: string;
  readonly row: string | null;
  readonly column: string | null;
  readonly question: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
}

export const selectQuestions = (tx: Tx, returnId: string): Promise<Question[]> =>
  tx
    .selectFrom('statistics_question')
    .select([
      'id',
      'row_key as row',
      'column_id as column',
      'question',
      'asked_by_name as askedBy',
      'asked_at as askedAt',
      'answer',
      'answered_by_name as answeredBy',
      'answered_at as answeredAt',
    ])
    .where('return_id', '=', returnId)
    .orderBy('asked_at')
    .orderBy('id')
    .execute();

export const selectEvents = (tx: Tx, returnId: string) =>
  tx
    .selectFrom('statistics_return_event')
    .select(['at', 'actor_name as by', 'action', 'revision', 'note'])
    .where('return_id', '=', returnId)
    .orderBy('id')
    .execute();

export const selectReturnVersions = (tx: Tx, returnId: string) =>
  tx
    .selectFrom('statistics_return_version')
    .select([
      'revision',
      'at',
      'by_name as by',
      'on_behalf as onBehalf',
      'reason',
      'reason_code as reasonCode',
      'cells',
    ])
    .where('return_id', '=', returnId)
    .orderBy('revision', 'desc')
    .execute();
