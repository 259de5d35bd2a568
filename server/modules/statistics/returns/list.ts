import type { z } from 'zod';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { dayOf } from '../../../kernel/calendar/workdays.ts';
import { badRequest } from '../../../kernel/errors.ts';
import { localTime } from '../../../kernel/local-time.ts';
import { decodeCursor, encodeCursor } from '../../../kernel/paging.ts';
import { regionName } from '../../../kernel/region/name.ts';
import type { WorkbookSpec } from '../../../kernel/tabular/xlsx-write.ts';
import { type ListedReturn, selectReturns } from './list-queries.ts';
import type { ReturnListItem, ReturnPage, ReturnQuery } from './model.ts';
import { type Locale, periodWords, returnText } from './text.ts';

const EXPORT_ROWS = 50_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Query = z.infer<typeof ReturnQuery>;

function afterOf(cursor: string | undefined): [string, string] | null {
  if (cursor === undefined || cursor === '') return null;
  const [key, id] = decodeCursor(cursor, 2).map(String) as [string, string];
  if (!UUID.test(id)) throw badRequest('invalid-request', 'The cursor is not one that this list gave out.');
  return [key, id];
}

/** One page of the returns that the asker may see. */
export async function listReturns(
  tx: Tx,
  actor: Actor,
  { cursor, limit, ...query }: Query,
  now: Date,
): Promise<z.infer<typeof ReturnPage>> {
  const today = dayOf(now);
  const rows = await selectReturns(tx, { query, actor, today, after: afterOf(cursor), limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => listItem(row, actor.locale, today)),
    nextCursor: rows.length > limit && last ? encodeCursor([last.sortKey, last.id]) : null,
  };
}

export const listItem = (row: ListedReturn, locale: Locale, today: string): ReturnListItem => {
  const region = regionName({ name: row.regionName, nameEn: row.regionNameEn }, locale);
  return {
    id: row.id,
    round: row.roundId,
    form: { id: row.formId, name: locale === 'en' ? row.formEn : row.formZh },
    period: row.period,
    reporter: { partyId: row.partyId, name: row.partyName ?? region, uscc: row.uscc },
    region: { code: row.regionCode, name: region },
    state: row.state,
    dueOn: row.dueOn,
    isLate: row.state !== 'excused' && (row.firstSubmittedAt ? dayOf(row.firstSubmittedAt) : today) > row.dueOn,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    findings: row.findings,
    openQuestions: row.openQuestions,
    remindedAt: row.remindedAt?.toISOString() ?? null,
    onBehalf: row.onBehalf,
    synthetic: row.synthetic,
  };
};

/** The whole list as a table. */
export async function returnTable(
  tx: Tx,
  actor: Actor,
  { cursor: _, limit: __, ...query }: Query,
  now: Date,
): Promise<WorkbookSpec> {
  const today = dayOf(now);
  const rows = await selectReturns(tx, { query, actor, today, after: null, limit: EXPORT_ROWS });
  const { list: say, states } = returnText(actor.locale);
  const headers = [
    say.form,
    say.period,
    say.reporter,
    say.uscc,
    say.region,
    say.state,
    say.due,
    say.late,
    say.submitted,
    say.errors,
    say.warnings,
    say.questions,
    say.demo,
  ];
  return {
    sheetName: say.file,
    columns: headers.map((header) => ({ header, ...(header === say.uscc ? { numFmt: '@' } : {}) })),
    rows: rows
      .map((row) => listItem(row, actor.locale, today))
      .map((one) => [
        one.form.name,
        periodWords(one.period, actor.locale),
        one.reporter.name,
        one.reporter.uscc ?? '',
        one.region.name,
        states[one.state],
        one.dueOn,
        one.isLate ? say.yes : '',
        one.submittedAt === null ? '' : localTime(one.submittedAt),
        one.findings.error,
        one.findings.warning + one.findings.blank,
        one.openQuestions,
        one.synthetic ? say.yes : '',
      ]),
  };
}
