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

/**
 * Digests of the others' columns of the round, to their names. Found with the system's rights, since a firm does not see
 * other firms' returns; named only to whom the name is open anyway. `like`: only those that equal one of these.
 */
async function loadOthers(
  tx: Tx,
  row: ReturnRow,
  { like, locale }: { like: readonly string[] | null; locale: Locale },
): Promise<Map<string, string>> {
  if (like?.length === 0 || row.partyId === null) return new Map();
  const found = await asSystem(tx, async () => {
    const { rows } = await sql<{ partyId: string | null; digests: string[] }>`
      select r.party_id as "partyId", r.digests from statistics_return r
      where r.round_id = ${row.roundId}::uuid and r.id <> ${row.id}::uuid and r.digests <> '{}'
        and (r.state in ('submitted', 'checked', 'approved') or r.approved_cells is not null)
        and ${like === null ? sql`true` : sql`r.digests && ${like}::text[]`}
      limit ${MOST_OTHERS}`.execute(tx);
    return rows;
  });
  const ids = found.flatMap(({ partyId }) => partyId ?? []);
  const names = new Map(
    ids.length === 0
      ? []
      : (await tx.selectFrom('party').select(['id', 'name']).where('id', 'in', ids).execute()).map(
          (party) => [party.id, party.name] as const,
        ),
  );
  const anonymous = returnText(locale).anotherReporter;
  return new Map(
    found.flatMap(({ partyId, digests }) =>
      digests.map((digest) => [digest, names.get(partyId ?? '') ?? anonymous] as const),
    ),
  );
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
    others: await loadOthers(tx, row, { like: asked.whole ? null : digestsOf(cells), locale }),
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
