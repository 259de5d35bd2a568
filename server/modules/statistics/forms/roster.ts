import type { z } from 'zod';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { asSystem } from '../../../kernel/access/as-system.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { AppError, notFound, unprocessable } from '../../../kernel/errors.ts';
import { regionName } from '../../../kernel/region/name.ts';
import { isWithin, mayWriteRegion, selectNewest } from './form-queries.ts';
import type { EntryFile, RosterInput, RosterLine, RosterPatch } from './model.ts';
import { shiftMonth } from './months.ts';
import { outside, requireRegion } from './region-right.ts';
import { alignReturns, countTouched, lockRoster, type RosterRow, selectRoster, selectSpans } from './roster-queries.ts';
import { type RosterFault, reportsByParty, rosterFaults } from './roster-rules.ts';
import { roundsChanged } from './rounds-changed.ts';

export function rosterLine(row: RosterRow, locale: Actor['locale']): RosterLine {
  return {
    id: row.id,
    formId: row.formId,
    party: row.partyId === null ? null : { id: row.partyId, name: row.party ?? '', uscc: row.uscc },
    region: { code: row.regionCode, name: regionName({ name: row.region, nameEn: row.regionEn }, locale) },
    since: row.since,
    until: row.until,
    // Who comes within the year is a new plant; who came with the year says so by his file.
    isNewEntrant: row.hasEntryFile || (row.partyId !== null && !row.since.endsWith('-01')),
    note: row.note,
    by: row.by,
    at: row.at.toISOString(),
  };
}

/** @throws AppError 404 `roster-line-not-found`. */
export async function findLine(tx: Tx, actor: Actor, id: string): Promise<RosterLine> {
  const [row] = await selectRoster(tx, { ids: [id], limit: 1 });
  if (!row) throw notFound('roster-line', id);
  return rosterLine(row, actor.locale);
}

/**
 * Puts a reporter on the roster of a form; open rounds of these months get his return at once.
 * @throws AppError 404; 403 `outside-your-regions`; 409 `reporter-elsewhere` (one firm in two regions in the same month),
 * `roster-overlaps`; 422 `reporter-unknown`, `reporter-of-another-region`, `reporter-not-asked`, `months-reversed`,
 * `roster-frozen` (a change within the year needs a note).
 */
export async function addToRoster(tx: Tx, actor: Actor, input: z.output<typeof RosterInput>): Promise<string> {
  const [form] = await selectNewest(tx, input.form);
  if (!form) throw notFound('form', input.form);
  await requireRegion(tx, input.region);
  const isParty = reportsByParty(form.definition);
  if (isParty !== (input.party !== undefined)) {
    throw unprocessable(
      'reporter-not-asked',
      isParty ? 'This form is reported by firms.' : 'Regions report this form.',
      [{ field: 'body.party', code: 'reporter-not-asked', message: form.definition.reporter.names[actor.locale] }],
    );
  }
  const party = input.party === undefined ? null : await findParty(tx, input.party);
  await lockRoster(tx, input.form);
  await check(tx, actor, { form: input.form, wish: { ...input, party }, id: null, before: null });
  const { id } = await tx
    .insertInto('statistics_roster')
    .values({
      form_id: input.form,
      party_id: party?.id ?? null,
      region_code: input.region,
      since: input.since,
      until: input.until,
      entry_file: fileJson(input.entryFile ?? null),
      note: input.note,
      set_by: actor.userId,
      set_by_name: actor.name,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const detail = {
    party: party?.id ?? null,
    region: input.region,
    since: input.since,
    until: input.until,
    note: input.note,
  };
  await audit(tx, actor, { action: 'roster.add', subject: `form:${input.form}`, detail });
  await roundsChanged(tx, await alignReturns(tx, input.form));
  return id;
}

const fileJson = (file: z.output<typeof EntryFile> | null) => (file === null ? null : JSON.stringify(file));

/**
 * Another first or last month, note or entry file. Untouched returns of months that are left go; what has been begun or
 * handed in stands against it.
 * @throws AppError as `addToRoster`; 409 `roster-in-use` with how many returns.
 */
export async function changeLine(
  tx: Tx,
  actor: Actor,
  { id, entryFile, ...change }: z.output<typeof RosterPatch> & { id: string },
): Promise<void> {
  const line = await lockLine(tx, id);
  const next = {
    since: change.since ?? line.since,
    until: change.until === undefined ? line.until : change.until,
    note: change.note ?? line.note,
  };
  // The note of the line's beginning is no reason for its end.
  const note = change.note ?? '';
  const party = line.partyId === null ? null : { id: line.partyId, region: line.partyRegion ?? line.regionCode };
  const wish = { ...next, note, region: line.regionCode, party };
  await check(tx, actor, { form: line.formId, wish, id, before: line });
  if (next.since > line.since) await refuseTouched(tx, { ...line, until: shiftMonth(next.since, -1) });
  if (next.until !== null) await refuseTouched(tx, { ...line, since: shiftMonth(next.until, 1) });
  await tx
    .updateTable('statistics_roster')
    .set({
      ...next,
      ...(entryFile === undefined ? {} : { entry_file: fileJson(entryFile) }),
      set_by: actor.userId,
      set_by_name: actor.name,
      set_at: new Date(),
    })
    .where('id', '=', id)
    .execute();
  const detail = { id, party: line.partyId, region: line.regionCode, ...next };
  await audit(tx, actor, { action: 'roster.change', subject: `form:${line.formId}`, detail });
  await roundsChanged(tx, await alignReturns(tx, line.formId));
}

/** Takes off what should never have been there. @throws AppError 409 `roster-in-use`: give it a last month instead. */
export async function removeLine(tx: Tx, actor: Actor, id: string): Promise<void> {
  const line = await lockLine(tx, id);
  await refuseTouched(tx, line);
  await tx.deleteFrom('statistics_roster').where('id', '=', id).execute();
  const detail = { party: line.partyId, region: line.regionCode, since: line.since };
  await audit(tx, actor, { action: 'roster.remove', subject: `form:${line.formId}`, detail });
  await roundsChanged(tx, await alignReturns(tx, line.formId));
}

interface Line {
  readonly formId: string;
  readonly partyId: string | null;
  readonly partyRegion: string | null;
  readonly regionCode: string;
  readonly since: string;
  readonly until: string | null;
  readonly note: string;
}

async function lockLine(tx: Tx, id: string): Promise<Line> {
  const found = await tx.selectFrom('statistics_roster').select('form_id').where('id', '=', id).executeTakeFirst();
  if (!found) throw notFound('roster-line', id);
  await lockRoster(tx, found.form_id);
  const line = await tx
    .selectFrom('statistics_roster as m')
    .leftJoin('party as p', 'p.id', 'm.party_id')
    .select([
      'm.form_id as formId',
      'm.party_id as partyId',
      'p.region_code as partyRegion',
      'm.region_code as regionCode',
      'm.since',
      'm.until',
      'm.note',
    ])
    .where('m.id', '=', id)
    .executeTakeFirst();
  if (!line) throw notFound('roster-line', id);
  if (!(await mayWriteRegion(tx, line.regionCode))) throw outside();
  return line;
}

async function refuseTouched(tx: Tx, { formId, partyId, regionCode, since, until }: Line): Promise<void> {
  const count = await countTouched(tx, { formId, partyId, region: regionCode, since, until });
  if (count === 0) return;
  throw new AppError(409, 'roster-in-use', `${count} returns of it have been begun or handed in.`, {
    params: { count },
  });
}

interface Party {
  readonly id: string;
  readonly region: string;
}

/**
 * A firm by id or credit code, wherever it is: whether it works in the region is told from the answer of the store, not from
 * what the asker sees. @throws AppError 422 `reporter-unknown`.
 */
async function findParty(tx: Tx, word: string): Promise<Party> {
  const found = await asSystem(tx, () =>
    tx
      .selectFrom('party')
      .select(['id', 'region_code as region'])
      .where((eb) => eb.or([eb(eb.cast<string>('id', 'text'), '=', word), eb('uscc', '=', word.toUpperCase())]))
      .executeTakeFirst(),
  );
  if (found) return found;
  throw unprocessable('reporter-unknown', 'No firm has this credit code.', [
    { field: 'body.party', code: 'reporter-unknown', message: word },
  ]);
}

interface Checked {
  readonly form: string;
  readonly wish: { region: string; since: string; until: string | null; note: string; party: Party | null };
  /** Line that is being changed. */
  readonly id: string | null;
  readonly before: Line | null;
}

async function check(tx: Tx, actor: Actor, { form, wish, id, before }: Checked): Promise<void> {
  const { party, region } = wish;
  const spans = await asSystem(tx, () =>
    selectSpans(tx, form, { partyIds: party ? [party.id] : [], regions: party ? [] : [region] }),
  );
  const fitsPartyRegion = before !== null || party === null || (await isWithin(tx, region, party.region));
  const faults = rosterFaults(
    { ...wish, partyId: party?.id ?? null, partyRegion: party?.region ?? null },
    { others: spans.filter((span) => span.id !== id), fitsPartyRegion, before },
    actor.locale,
  );
  if (faults.length > 0) throw refusal(faults);
}

function refusal(faults: readonly RosterFault[]): AppError {
  const [first] = faults;
  if (!first) throw new TypeError('a refusal has its reason');
  const errors = faults.map(({ field, code, message }) => ({ field: `body.${field}`, code, message }));
  const params: Record<string, string> = first.where === undefined ? {} : { region: first.where };
  return new AppError(first.status, first.code, first.message, { errors, params });
}
