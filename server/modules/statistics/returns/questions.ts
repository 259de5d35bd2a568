import { columnsAsked, parseRowKey } from '@liannao/statistics';
import type { z } from 'zod';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { conflict, notFound, unprocessable } from '../../../kernel/errors.ts';
import { periodOf, rowsByCode } from './cells.ts';
import { noteAct, tellChanged } from './change.ts';
import type { Answer, Ask } from './model.ts';
import { tellReporter } from './notice.ts';
import type { ReturnRow } from './queries.ts';
import { takeForAct } from './review.ts';
import { returnText } from './text.ts';

/** A question at a cell, at a row or at the whole return; the reporter is told. @throws AppError 422 `return-cells-invalid`. */
export async function askAbout(
  tx: Tx,
  actor: Actor,
  id: string,
  { row: rowKey, column, question, now }: z.infer<typeof Ask> & { readonly now: Date },
) {
  const row = await takeForAct(tx, actor, id, 'ask');
  demandCell(row, rowKey, column, actor.locale);
  await tx
    .insertInto('statistics_question')
    .values({
      return_id: id,
      row_key: rowKey,
      column_id: column,
      question,
      asked_by: actor.userId,
      asked_by_name: actor.name,
      asked_at: now,
    })
    .execute();
  await tellReporter(tx, row, { kind: 'question', text: question, by: actor.name, now });
  await tellChanged(tx, { roundId: row.roundId, returnId: id, reason: null });
  await noteAct(tx, actor, { row, action: 'ask', revision: row.revision, note: question, now });
}

function demandCell(row: ReturnRow, rowKey: string | null, column: z.infer<typeof Ask>['column'], locale: 'zh' | 'en') {
  if (rowKey === null) return;
  const { definition, period } = row;
  const placed = rowsByCode(definition).get(parseRowKey(rowKey).code);
  const fits = placed && (column === null || columnsAsked(definition, placed.row, periodOf(period)).includes(column));
  if (fits) return;
  const code = placed ? 'column-not-asked' : 'row-unknown';
  const message = returnText(locale).cellProblems[code];
  throw unprocessable('return-cells-invalid', message, [{ field: placed ? 'body.column' : 'body.row', code, message }]);
}

/** @throws AppError 404 `question-not-found`, 409 `question-answered`. */
export async function answerQuestion(
  tx: Tx,
  actor: Actor,
  id: string,
  { question, answer, now }: z.infer<typeof Answer> & { readonly now: Date },
) {
  const row = await takeForAct(tx, actor, id, 'answer');
  const asked = await tx
    .selectFrom('statistics_question')
    .select('answer')
    .where('id', '=', question)
    .where('return_id', '=', id)
    .executeTakeFirst();
  if (!asked) throw notFound('question', question);
  if (asked.answer !== null) throw conflict('question-answered', 'The question has been answered.');
  await tx
    .updateTable('statistics_question')
    .set({ answer, answered_by_name: actor.name, answered_at: now })
    .where('id', '=', question)
    .execute();
  await tellChanged(tx, { roundId: row.roundId, returnId: id, reason: null });
  await noteAct(tx, actor, { row, action: 'answer', revision: row.revision, note: answer, now });
}
