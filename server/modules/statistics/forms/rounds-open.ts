import {
  type FormDefinition,
  formPeriods,
  isReported,
  type Period,
  parsePeriod,
  periodCode,
} from '@liannao/statistics';
import { sql } from 'kysely';
import type { z } from 'zod';
import { type Actor, systemActor, type Tx } from '../../../kernel/access/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { loadCalendar } from '../../../kernel/calendar/load.ts';
import type { Calendar } from '../../../kernel/calendar/workdays.ts';
import { dayOf } from '../../../kernel/calendar/workdays.ts';
import { AppError, notFound, unprocessable } from '../../../kernel/errors.ts';
import { type FormVersion, findForm, selectUses, selectVersions, versionFor } from './form-queries.ts';
import type { RoundInput } from './model.ts';
import { requireRegion } from './region-right.ts';
import { addReturns } from './roster-queries.ts';
import { endOf, lastMonthCode, type RoundDates, roundDates } from './round-dates.ts';
import { roundsChanged } from './rounds-changed.ts';

export const ROUNDS_JOB = 'statistics.rounds';

/** A round that cannot be opened because the working days of a year are not known. */
export interface Unopened {
  readonly form: string;
  readonly period: string;
  readonly region: string;
  readonly missingYear: number;
}

export interface Opened {
  readonly opened: number;
  readonly unopened: readonly Unopened[];
}

/**
 * Opens every round whose day has come, of every use in force: also those that were missed while nothing ran. Running again
 * opens nothing twice. A date beyond the known calendar is told, never guessed.
 */
export async function openDueRounds(tx: Tx, now: Date): Promise<Opened> {
  await lockRounds(tx);
  const today = dayOf(now);
  const calendar = await loadCalendar(tx);
  const uses = await selectUses(tx);
  const live = await liveForms(tx);
  const versions = Map.groupBy(
    await selectVersions(tx, [...new Set(uses.map(({ formId }) => formId))]),
    (one) => one.formId,
  );
  const held = await heldRounds(tx);
  const unopened: Unopened[] = [];
  let opened = 0;
  for (const use of uses.filter(({ formId }) => live.has(formId))) {
    const until = [use.until ?? today.slice(0, 7), today.slice(0, 7)].sort()[0] ?? '';
    for (const { version, period } of periodsOf(versions.get(use.formId) ?? [], use.from, until)) {
      const key = roundKey(use.formId, periodCode(period), use.regionCode);
      if (endOf(period) >= today || held.has(key)) continue;
      const dates = roundDates(calendar, version.definition, period);
      const of = { form: use.formId, period: periodCode(period), region: use.regionCode };
      if (!dates.ok) unopened.push({ ...of, missingYear: dates.missingYear });
      else if (dates.value.opensOn <= today) {
        const made = await insertRound(tx, { version, period, regionCode: use.regionCode, dates: dates.value });
        if (!made) continue;
        await audit(tx, systemActor('rounds'), { action: 'round.open', subject: `round:${made}`, detail: of });
        opened += 1;
      }
    }
  }
  return { opened, unopened };
}

/** The clock and whoever opens by hand, one after the other: the second finds the round that the first has opened. */
const lockRounds = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtextextended('statistics_round', 0))`.execute(tx);

const roundKey = (form: string, period: string, region: string) => `${form} ${period} ${region}`;

async function liveForms(tx: Tx): Promise<Set<string>> {
  const rows = await tx.selectFrom('statistics_form').select('id').where('retired_at', 'is', null).execute();
  return new Set(rows.map(({ id }) => id));
}

async function heldRounds(tx: Tx): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('statistics_round')
    .select(['form_id as form', 'period', 'region_code as region'])
    .execute();
  return new Set(rows.map(({ form, period, region }) => roundKey(form, period, region)));
}

/** The periods that end in these months, each with the version that it is reported by: a newer edition takes over. */
function periodsOf(versions: readonly FormVersion[], from: string, until: string) {
  return versions.flatMap((version) =>
    formPeriods(version.definition, from, until)
      .filter((period) => versionFor(versions, lastMonthCode(period)) === version)
      .map((period) => ({ version, period })),
  );
}

interface NewRound {
  readonly version: FormVersion;
  readonly period: Period;
  readonly regionCode: string;
  readonly dates: RoundDates;
}

/** A round with a return for each member of its roster; null where it is there already. */
async function insertRound(tx: Tx, { version, period, regionCode, dates }: NewRound): Promise<string | null> {
  const round = await tx
    .insertInto('statistics_round')
    .values({
      form_id: version.formId,
      version: version.version,
      period: periodCode(period),
      last_month: lastMonthCode(period),
      region_code: regionCode,
      opens_on: dates.opensOn,
      due_on: dates.dueOn,
      release_at: dates.releaseAt === null ? null : new Date(dates.releaseAt),
      released_at: null,
    })
    .onConflict((oc) => oc.columns(['form_id', 'period', 'region_code']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!round) return null;
  await addReturns(tx, { roundId: round.id });
  await roundsChanged(tx, [round.id]);
  return round.id;
}

/**
 * Opens by hand, before its day, what the calendar would open; a round that is there is answered as it is.
 * @throws AppError 404; 403 `outside-your-regions`; 422 `period-unreadable`, `period-of-another-rhythm`, `period-exempt`,
 * `form-not-valid-then`, `form-not-used-here`, `period-not-begun`, `calendar-year-missing`.
 */
export async function openRound(
  tx: Tx,
  actor: Actor,
  { form, region, period: text, now }: z.output<typeof RoundInput> & { now: Date },
): Promise<{ id: string; isNew: boolean }> {
  const found = await findForm(tx, form);
  if (!found) throw notFound('form', form);
  await requireRegion(tx, region);
  const versions = await selectVersions(tx, [form]);
  const { period, version } = reportedPeriod(versions, text);
  const month = lastMonthCode(period);
  const used = (await selectUses(tx, form)).some(
    (use) => use.regionCode === region && use.from <= month && (use.until === null || use.until >= month),
  );
  if (!used || found.retiredAt)
    throw refused('form-not-used-here', 'region', 'The form is not collected in this region then.');
  if (month > dayOf(now).slice(0, 7)) throw refused('period-not-begun', 'period', 'The month has not begun.');
  await lockRounds(tx);
  const held = await tx
    .selectFrom('statistics_round')
    .select('id')
    .where('form_id', '=', form)
    .where('region_code', '=', region)
    .where('period', '=', periodCode(period))
    .executeTakeFirst();
  if (held) return { id: held.id, isNew: false };
  const dates = datesOrRefusal(await loadCalendar(tx), version.definition, period);
  const today = dayOf(now);
  const opensOn = dates.opensOn < today ? dates.opensOn : today;
  const id = await insertRound(tx, { version, period, regionCode: region, dates: { ...dates, opensOn } });
  if (!id) throw new TypeError('a round that was not there was there');
  const detail = { form, region, period: periodCode(period), byHand: true };
  await audit(tx, actor, { action: 'round.open', subject: `round:${id}`, detail });
  return { id, isNew: true };
}

const refused = (code: string, field: string, message: string) =>
  unprocessable(code, message, [{ field: `body.${field}`, code, message }]);

function reportedPeriod(versions: readonly FormVersion[], text: string): { period: Period; version: FormVersion } {
  const read = parsePeriod(text);
  if (!read.ok) throw refused('period-unreadable', 'period', read.issues.map(({ message }) => message).join('; '));
  const period = read.value;
  const month = lastMonthCode(period);
  const version = versionFor(versions, month);
  if (!version) throw refused('form-not-valid-then', 'period', `No edition of the form is valid in ${month}.`);
  if (!isReported(version.definition, period)) {
    const { frequency, exempt } = version.definition;
    throw exempt.includes(Number(month.slice(5))) && isReported({ ...version.definition, exempt: [] }, period)
      ? refused('period-exempt', 'period', `No report is made for ${month}.`)
      : refused('period-of-another-rhythm', 'period', `The form is ${frequency}; ${text} is no period of it.`);
  }
  return { period, version };
}

function datesOrRefusal(calendar: Calendar, definition: FormDefinition, period: Period): RoundDates {
  const dates = roundDates(calendar, definition, period);
  if (dates.ok) return dates.value;
  throw calendarMissing(dates.missingYear);
}

export const calendarMissing = (year: number) =>
  new AppError(422, 'calendar-year-missing', `The working days of ${year} are not known yet.`, { params: { year } });
