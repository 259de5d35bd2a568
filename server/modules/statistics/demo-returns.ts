/**
 * The forms of the demonstration: used in one city, approved and added up until the data month, and half handed in for
 * the month after it. The rows are written at once instead of act by act; the sums are those that the product makes.
 */
import { lastMonth, month as monthPeriod, periodCode } from '@liannao/statistics';
import { uuid } from '../../../data/demo/entries/names.ts';
import { randomFor } from '../../../data/demo/random.ts';
import { CITY, collectReports, FIRST_ROUND, LAST_ROUND, type Report } from '../../../data/demo/returns/taizhou.ts';
import { DEMO_RUN } from '../../../data/demo/run.ts';
import type { DemoObservation } from '../../../data/demo/types.ts';
import type { Tx } from '../../kernel/access/actor.ts';
import { loadCalendar } from '../../kernel/calendar/load.ts';
import type { Calendar } from '../../kernel/calendar/workdays.ts';
import { insertFirstObservations, type NewObservation } from '../../kernel/observation/queries.ts';
import { type DemoReporter, findReporters } from './demo-reporters.ts';
import { type DemoReturn, type DemoRound, fileReturns } from './demo-return-states.ts';
import { settleRounds } from './demo-totals.ts';
import { type FormVersion, selectNewest } from './forms/form-queries.ts';
import { roundDates } from './forms/round-dates.ts';
import { catalogueOf, cellFigures } from './returns/figures.ts';

const FORMS = ['industry-monthly', 'vehicle-monthly'];
const BY = '演示数据';
const BATCH = 400;
const two = (n: number) => String(n).padStart(2, '0');
const FIRST = `${FIRST_ROUND.year}-${two(FIRST_ROUND.month)}`;
const LAST = `${LAST_ROUND.year}-${two(LAST_ROUND.month)}`;

/** All but the sums of what is still under way: those are added up as after any change. */
export async function insertCollection(tx: Tx, observations: readonly DemoObservation[]): Promise<void> {
  const { seed } = DEMO_RUN;
  const forms = (await selectNewest(tx)).filter(({ formId }) => FORMS.includes(formId));
  const reporters = await findReporters(tx, seed);
  const { reports } = collectReports({ seed, observations, forms: forms.map(({ definition }) => definition) });
  const rounds = roundsOf(await loadCalendar(tx), forms, reports);
  await insertUses(tx, forms, reporters, reports);
  await insertRounds(tx, rounds);
  const returns = fileReturns({ seed, reporters, reports, rounds });
  await insertReturns(tx, returns);
  await insertFirstObservations(tx, [...(await figuresOfFirms(tx, returns)), ...(await settleRounds(tx, returns))]);
  const open = rounds.filter(({ isOpen }) => isOpen).map(({ id }) => ({ round_id: id, return_id: null, reason: null }));
  await tx.insertInto('statistics_due').values(open).execute();
}

function roundsOf(calendar: Calendar, forms: readonly FormVersion[], reports: readonly Report[]): DemoRound[] {
  const random = randomFor(DEMO_RUN.seed, 'rounds');
  return forms.flatMap((form) => {
    const months = new Map(
      reports
        .filter((report) => report.form === form.formId)
        .map(({ year, month }) => [`${year}-${two(month)}`, { year, month }]),
    );
    return [...months].map(([code, at]) => {
      const dates = roundDates(calendar, form.definition, monthPeriod(at.year, at.month));
      if (!dates.ok) throw new RangeError(`no working days of ${dates.missingYear}`);
      const { opensOn, dueOn, releaseAt } = dates.value;
      const isOpen = code > DEMO_RUN.months.to;
      return {
        id: uuid(random),
        form,
        ...at,
        opensOn,
        dueOn,
        releaseAt: releaseAt === null || isOpen ? null : new Date(releaseAt),
        isOpen,
      };
    });
  });
}

/** Used until the last round of the story, so that the calendar opens none beyond it. */
async function insertUses(
  tx: Tx,
  forms: readonly FormVersion[],
  reporters: readonly DemoReporter[],
  reports: readonly Report[],
): Promise<void> {
  const uses = forms.map(({ formId }) => ({
    form_id: formId,
    region_code: CITY,
    from_month: FIRST,
    until_month: LAST,
    note: BY,
    set_by: null,
    set_by_name: BY,
  }));
  await tx.insertInto('statistics_form_use').values(uses).execute();
  const lines = forms.flatMap(({ formId }) => {
    const members = new Set(reports.filter(({ form }) => form === formId).map(({ reporter }) => reporter));
    return [...members].flatMap((n) => {
      const reporter = reporters[n];
      return reporter ? [{ form_id: formId, party_id: reporter.partyId, region_code: reporter.county }] : [];
    });
  });
  await tx
    .insertInto('statistics_roster')
    .values(
      lines.map((line) => ({ ...line, since: FIRST, until: null, entry_file: null, set_by: null, set_by_name: BY })),
    )
    .execute();
}

async function insertRounds(tx: Tx, rounds: readonly DemoRound[]): Promise<void> {
  const rows = rounds.map(({ id, form, year, month, opensOn, dueOn, releaseAt }) => ({
    id,
    form_id: form.formId,
    version: form.version,
    period: periodCode(monthPeriod(year, month)),
    last_month: periodCode(lastMonth(monthPeriod(year, month))),
    region_code: CITY,
    opens_on: opensOn,
    due_on: dueOn,
    release_at: releaseAt,
    released_at: releaseAt,
    synthetic: true,
    created_at: new Date(`${opensOn}T00:30:00+08:00`),
  }));
  await tx.insertInto('statistics_round').values(rows).execute();
}

async function insertReturns(tx: Tx, returns: readonly DemoReturn[]): Promise<void> {
  for (let at = 0; at < returns.length; at += BATCH) {
    const some = returns.slice(at, at + BATCH);
    await tx
      .insertInto('statistics_return')
      .values(some.map(({ row }) => row))
      .execute();
    const versions = some.flatMap(({ version }) => version ?? []);
    if (versions.length > 0) await tx.insertInto('statistics_return_version').values(versions).execute();
    const events = some.flatMap((one) => one.events);
    if (events.length > 0) await tx.insertInto('statistics_return_event').values(events).execute();
    const questions = some.flatMap((one) => one.questions);
    if (questions.length > 0) await tx.insertInto('statistics_question').values(questions).execute();
  }
}

/** What the firms' approved returns say, as approving them one by one would have written it. */
async function figuresOfFirms(tx: Tx, returns: readonly DemoReturn[]): Promise<NewObservation[]> {
  const catalogues = new Map<string, Awaited<ReturnType<typeof catalogueOf>>>();
  const figures: NewObservation[] = [];
  for (const { row, round, cells, by } of returns) {
    if (row.state !== 'approved') continue;
    const { definition, formId, version } = round.form;
    const catalogue = catalogues.get(formId) ?? (await catalogueOf(tx, definition));
    catalogues.set(formId, catalogue);
    for (const { row: place, column, ...figure } of cellFigures(formOf(round), cells, catalogue)) {
      figures.push({
        ...figure,
        regionCode: row.region_code,
        partyId: row.party_id,
        status: 'approved',
        synthetic: true,
        open: false,
        source: {
          kind: 'form',
          form: formId,
          version,
          round: round.id,
          return: row.id,
          revision: row.revision,
          period: row.period,
          row: place,
          column,
          by,
        },
        reason: null,
        importRunId: null,
        enteredBy: null,
      });
    }
  }
  return figures;
}

const formOf = ({ form, year, month }: DemoRound) => ({
  definition: form.definition,
  period: monthPeriod(year, month),
});
