import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { regionNames } from '../../../kernel/region/name.ts';
import { loadMembers, type Members } from './cells.ts';
import { loadCheckContext } from './context.ts';
import { writeTemplate } from './excel-write.ts';
import { findReturn, type ReturnRow } from './queries.ts';
import { type Locale, periodWords } from './text.ts';
import { suggestedBase } from './view.ts';

interface Reporter {
  readonly name: string;
  readonly uscc: string | null;
}

async function reporterOf(tx: Tx, row: ReturnRow, locale: Locale): Promise<Reporter> {
  if (row.partyId !== null) {
    const party = await tx
      .selectFrom('party')
      .select(['name', 'uscc'])
      .where('id', '=', row.partyId)
      .executeTakeFirst();
    if (party) return party;
  }
  return { name: (await regionNames(tx, [row.regionCode], locale)).get(row.regionCode) ?? row.regionCode, uscc: null };
}

/** The return as a workbook to fill in, with its file name. */
export async function templateOf(
  tx: Tx,
  actor: Actor,
  id: string,
  now: Date,
): Promise<{ fileName: string; bytes: Buffer }> {
  const { locale } = actor;
  const row = await findReturn(tx, id);
  const reporter = await reporterOf(tx, row, locale);
  const suggested = suggestedBase(row, await loadCheckContext(tx, row, { cells: row.cells, locale, now }));
  const members = await loadMembers(tx, row.definition);
  const bytes = await writeTemplate({ row, reporter, suggested, members, locale });
  const fileName = [row.definition[locale], reporter.name, periodWords(row.period, locale)].join(' ');
  return { fileName: `${fileName}.xlsx`, bytes };
}

/** What reading a filled template of a return takes. */
export async function templateReading(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ row: ReturnRow; reporterName: string; members: Members; locale: Locale }> {
  const { locale } = actor;
  const row = await findReturn(tx, id);
  const { name } = await reporterOf(tx, row, locale);
  return { row, reporterName: name, members: await loadMembers(tx, row.definition), locale };
}
