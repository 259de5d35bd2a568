import {
  type Cells,
  type CheckContext,
  type CheckFinding,
  type CheckParameters,
  checkReturn,
  columnDigest,
  defaultCheckParameters,
  type FormColumn,
  type PastReturn,
} from '@liannao/statistics';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../../../kernel/access/actor.ts';
import { asSystem } from '../../../kernel/access/as-system.ts';
import { dayOf } from '../../../kernel/calendar/workdays.ts';
import { tableOf } from '../../../kernel/registers/columns.ts';
import { periodOf } from './cells.ts';
import type { Finding } from './model.ts';
import type { ReturnRow } from './queries.ts';
import { type Locale, returnText } from './text.ts';

const PAST_POINTS = 24;
const MOST_OTHERS = 4000;

/** Earlier returns of the same reporter that were handed in, newest first: what was approved counts while it is corrected. */
export async function selectPast(tx: Tx, row: ReturnRow): Promise<(PastReturn & { readonly lastMonth: string })[]> {
  const reporter =
    row.partyId === null
      ? sql`r.party_id is null and r.region_code = ${row.regionCode}`
      : sql`r.party_id = ${row.partyId}::uuid`;
  const { rows } = await sql<{ period: string; lastMonth: string; cells: Cells }>`
    select r.period, r.last_month as "lastMonth", coalesce(r.approved_cells, r.cells) as cells from statistics_return r
    where ${reporter} and r.form_id = ${row.formId} and r.last_month < ${row.lastMonth}
      and (r.state in ('submitted', 'checked', 'approved') or r.approved_cells is not null)
    order by r.last_month desc limit ${PAST_POINTS}`.execute(tx);
  return rows.map(({ period, lastMonth, cells }) => ({ period: periodOf(period), lastMonth, cells }));
}

/** What a new entrant's file states; null for who has no such file. */
async function selectEntryFile(tx: Tx, row: ReturnRow): Promise<Cells | null> {
  const found = await tx
    .selectFrom('statistics_roster')
    .select('entry_file as file')
    .where('form_id', '=', row.formId)
    .where('party_id', row.partyId === null ? 'is' : '=', row.partyId)
    .where('region_code', '=', row.regionCode)
    .where('since', '<=', row.lastMonth)
    .orderBy('since', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found?.file ?? null;
}

const STOPPED = ['idle', 'stopped'];

/** Whether the form's register calls the firm stopped. The firm itself need not be able to read the register. */
async function isStoppedBy(tx: Tx, row: ReturnRow): Promise<boolean> {
  const { reporter } = row.definition;
  if (reporter.kind !== 'party' || reporter.register === null || row.partyId === null) return false;
  const table = tableOf(reporter.register);
  return asSystem(tx, async () => {
    const { rows: known } = await sql<{ there: boolean }>`select to_regclass(${table}) is not null as there`.execute(
      tx,
    );
    if (!known[0]?.there) return false;
    const { rows } = await sql`select 1 from ${sql.table(table)}
      where (_id = ${row.partyId}::uuid or _owner = ${row.partyId}::uuid) and _state = any(${STOPPED}::text[])
      limit 1`.execute(tx);
    return rows.length > 0;
  });
}

const COLUMNS: readonly FormColumn[] = ['current', 'cumulative', 'current-base', 'cumulative-base'];

/** Digests of the columns that say enough to be told from another firm's. */
export const digestsOf = (cells: Cells): string[] => [
  ...new Set(COLUMNS.flatMap((column) => columnDigest(cells, column) || [])),
];

interface Other {
  readonly id: string;
  readonly digests: readonly string[];
}

/** Others of the round that were handed in and are to be read; `like`: only those with a column that equals one of these. */
async function selectOthers(tx: Tx, row: ReturnRow, like: readonly string[] | null): Promise<Other[]> {
  const { rows } = await sql<Other>`
    select r.id, r.digests from statistics_return r
    where r.round_id = ${row.roundId}::uuid and r.id <> ${row.id}::uuid and r.digests <> '{}'
      and (r.state in ('submitted', 'checked', 'approved') or r.approved_cells is not null)
      and ${like === null ? sql`true` : sql`r.digests && ${like}::text[]`}
    limit ${MOST_OTHERS}`.execute(tx);
  return rows;
}

/**
 * Digests of the others' columns of the round, to their names. Whose return the asker may not read, of him there are only
 * digests that equal one of the return's own, and no name: from a digest the numbers can be guessed, and that a column is
 * copied is all that a firm is told. `whole`: besides these all that the asker may read.
 */
async function loadOthers(
  tx: Tx,
  row: ReturnRow,
  { own, whole, locale }: { own: readonly string[]; whole: boolean; locale: Locale },
): Promise<Map<string, string>> {
  if (row.partyId === null) return new Map();
  const equal = own.length === 0 ? [] : await asSystem(tx, () => selectOthers(tx, row, own));
  const readable = whole ? await selectOthers(tx, row, null) : [];
  const ids = [...new Set([...equal, ...readable].map(({ id }) => id))];
  const named =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('statistics_return as r')
          .innerJoin('party as p', 'p.id', 'r.party_id')
          .select(['r.id', 'p.name'])
          .where('r.id', 'in', ids)
          .execute();
  const names = new Map(named.map(({ id, name }) => [id, name]));
  const others = new Map<string, string>();
  for (const { id, digests } of equal) {
    const name = names.get(id);
    for (const digest of digests) {
      // Of several who filed the same, one with a name says more.
      if (own.includes(digest) && (name !== undefined || !others.has(digest))) {
        others.set(digest, name ?? returnText(locale).anotherReporter);
      }
    }
  }
  for (const { id, digests } of readable) {
    for (const digest of digests) others.set(digest, names.get(id) ?? returnText(locale).anotherReporter);
  }
  return others;
}

/** Limits of the checks: what an administrator has set over the shipped ones. */
async function loadParameters(tx: Tx): Promise<CheckParameters> {
  const own = await tx.selectFrom('setting').select('value').where('key', '=', 'statistics.checks').executeTakeFirst();
  return { ...defaultCheckParameters, ...(own?.value as Partial<CheckParameters> | undefined) };
}

export interface Checkable extends CheckContext {
  readonly past: readonly (PastReturn & { readonly lastMonth: string })[];
}

/** All that the checks of a return take besides its cells; `whole`: for a page that checks on by itself. */
export async function loadCheckContext(
  tx: Tx,
  row: ReturnRow,
  asked: { readonly cells: Cells; readonly locale: Locale; readonly now: Date; readonly whole?: boolean },
): Promise<Checkable> {
  const { cells, locale, now } = asked;
  const reporter =
    row.partyId === null
      ? null
      : await tx.selectFrom('party').select('uscc').where('id', '=', row.partyId).executeTakeFirst();
  return {
    definition: row.definition,
    period: periodOf(row.period),
    cells,
    past: await selectPast(tx, row),
    entryFile: await selectEntryFile(tx, row),
    isStopped: await isStoppedBy(tx, row),
    others: await loadOthers(tx, row, { own: digestsOf(cells), whole: asked.whole ?? false, locale }),
    parameters: await loadParameters(tx),
    creditCode: reporter?.uscc ?? null,
    isLate: row.firstSubmittedAt === null && dayOf(now) > row.dueOn,
  };
}

/** Findings as they are sent, in the reader's language. */
export const findingViews = (findings: readonly CheckFinding[], locale: Locale): z.infer<typeof Finding>[] =>
  findings.map(({ message, mends, ...finding }) => ({
    ...finding,
    message: message[locale],
    mends: mends.map(({ names, sets }) => ({
      label: names[locale],
      sets: sets.map((set) => ({ ...set, cell: { ...set.cell } })),
    })),
  }));

/** The checks, over cells that are about to be kept. */
export async function runChecks(
  tx: Tx,
  row: ReturnRow,
  asked: { readonly cells: Cells; readonly locale: Locale; readonly now: Date },
): Promise<CheckFinding[]> {
  return checkReturn(await loadCheckContext(tx, row, asked));
}
