/** How far each return of the demonstration has come, and who did what to it. */
import {
  type Cell,
  type Cells,
  type CheckFinding,
  checkReturn,
  countFindings,
  defaultCheckParameters,
  type FormColumn,
  type FormDefinition,
  month as monthPeriod,
  type PastReturn,
  periodCode,
} from '@liannao/statistics';
import type { Insertable } from 'kysely';
import { uuid } from '../../../data/demo/entries/names.ts';
import { type Random, randomFor } from '../../../data/demo/random.ts';
import { plantFault } from '../../../data/demo/returns/faults.ts';
import { ACCOUNTS, type Report } from '../../../data/demo/returns/taizhou.ts';
import { addDays } from '../../kernel/calendar/workdays.ts';
import type { Tables } from '../../kernel/store/tables.ts';
import type { DemoReporter } from './demo-reporters.ts';
import type { FormVersion } from './forms/form-queries.ts';
import { digestsOf } from './returns/context.ts';
import type { ReturnState } from './tables.ts';

export interface DemoRound {
  readonly id: string;
  readonly form: FormVersion;
  readonly year: number;
  readonly month: number;
  readonly opensOn: string;
  readonly dueOn: string;
  readonly releaseAt: Date | null;
  /** The month after the data month: nothing of it is approved. */
  readonly isOpen: boolean;
}

export interface DemoReturn {
  readonly round: DemoRound;
  readonly cells: Cells;
  /** Who approved it. */
  readonly by: string;
  readonly submittedAt: Date | null;
  readonly row: Insertable<Tables['statistics_return']> & {
    readonly id: string;
    readonly state: ReturnState;
    readonly period: string;
    readonly party_id: string | null;
    readonly region_code: string;
    readonly revision: number;
  };
  readonly version: Insertable<Tables['statistics_return_version']> | null;
  readonly events: Insertable<Tables['statistics_return_event']>[];
  readonly questions: Insertable<Tables['statistics_question']>[];
}

export interface Filing {
  readonly seed: number;
  readonly reporters: readonly DemoReporter[];
  readonly reports: readonly Report[];
  readonly rounds: readonly DemoRound[];
}

const FILLED_BY = '企业填报员（演示）';
const COUNTY = '县（市、区）经信局（演示）';
const CITY_BUREAU = '台州市经信局（演示）';
const LATE = 0.03;
const NO_FINDINGS = { error: 0, warning: 0, blank: 0, explained: 0 };

export function fileReturns({ seed, reporters, reports, rounds }: Filing): DemoReturn[] {
  const random = randomFor(seed, 'states of returns');
  const roundAt = new Map(rounds.map((round) => [`${round.form.formId} ${round.year} ${round.month}`, round]));
  const past = new Map<string, PastReturn[]>();
  return reports.flatMap((report, i) => {
    const reporter = reporters[report.reporter];
    const round = roundAt.get(`${report.form} ${report.year} ${report.month}`);
    if (!reporter || !round) return [];
    const key = `${report.form} ${report.reporter}`;
    const earlier = past.get(key) ?? [];
    const state = round.isOpen ? stateNow(reporter, report, random) : 'approved';
    const { definition } = round.form;
    const known = earlier.slice(-24);
    const given =
      state === 'draft'
        ? withMistake({ definition, past: known }, report, {
            before: reports[i - 1]?.cells ?? null,
            neighbour: neighbourOf(report, reports),
            random,
          })
        : report.cells;
    const isLate = state === 'approved' && random() < LATE;
    const checked = check(definition, { report, cells: given, past: known, isLate });
    // what the checks asked was answered before it was handed in
    const isAnswered = state !== 'draft' && state !== 'open';
    const asks = isAnswered && checked.some(({ level }) => level === 'warning');
    const cells = state === 'open' ? {} : asks ? explained(given, checked) : given;
    const findings = asks ? check(definition, { report, cells, past: known, isLate }) : checked;
    past.set(key, [...earlier, { period: monthPeriod(report.year, report.month), cells }]);
    return [made({ reporter, round, state, isLate, cells, findings, random })];
  });
}

/** The month that is being collected: half is in, some is under way, some has not begun. */
function stateNow(reporter: DemoReporter, { form }: Report, random: Random): ReturnState {
  const draw = random();
  if (reporter.uscc === ACCOUNTS.maker) return form === 'industry-monthly' ? 'draft' : 'open';
  if (reporter.uscc === ACCOUNTS.parts) return 'submitted';
  if (draw < 0.5) return 'submitted';
  if (draw < 0.6) return 'checked';
  if (draw < 0.74) return 'draft';
  return draw < 0.8 ? 'returned' : 'open';
}

const ATTEMPTS = 20;

/** A draft as it looks before it is mended: with a mistake that may not stay. */
function withMistake(
  filing: { definition: FormDefinition; past: readonly PastReturn[] },
  report: Report,
  around: Around,
): Cells {
  const { neighbour, before, random } = around;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const fault = plantFault(
      {
        form: report.form === 'vehicle-monthly' ? 'vehicle-monthly' : 'industry-monthly',
        month: report.month,
        cells: report.cells,
        before,
        neighbour,
      },
      random,
    );
    const cells = fault?.cells ?? report.cells;
    if (check(filing.definition, { report, cells, past: filing.past }).some(({ level }) => level === 'error'))
      return cells;
  }
  return report.cells;
}

interface Around {
  readonly before: Cells | null;
  readonly neighbour: Cells;
  readonly random: Random;
}

function neighbourOf(report: Report, reports: readonly Report[]): Cells {
  const { form, reporter, year, month } = report;
  return (
    reports.find((one) => one.form === form && one.reporter !== reporter && one.year === year && one.month === month)
      ?.cells ?? {}
  );
}

const check = (
  definition: FormDefinition,
  { report, cells, past, isLate }: { report: Report; cells: Cells; past: readonly PastReturn[]; isLate?: boolean },
): CheckFinding[] =>
  checkReturn({
    definition,
    period: monthPeriod(report.year, report.month),
    cells,
    past,
    entryFile: null,
    isStopped: false,
    isLate,
    others: new Map(),
    parameters: defaultCheckParameters,
  });

const REASON = '已核对原始凭证，数据属实（演示说明）';

function explained(cells: Cells, findings: readonly CheckFinding[]): Cells {
  const changed: Record<string, Partial<Record<FormColumn, Cell>>> = { ...cells };
  for (const { level, row, column } of findings) {
    const cell = row === null || column === null ? undefined : changed[row]?.[column];
    if (level !== 'warning' || row === null || column === null || !cell) continue;
    changed[row] = { ...changed[row], [column]: { ...cell, reason: REASON, reasonCode: 'other' } };
  }
  return changed;
}

interface Making {
  readonly reporter: DemoReporter;
  readonly round: DemoRound;
  readonly state: ReturnState;
  readonly isLate: boolean;
  readonly cells: Cells;
  readonly findings: readonly CheckFinding[];
  readonly random: Random;
}

const hour = (day: string, at: number) => new Date(`${day}T${String(at).padStart(2, '0')}:00:00+08:00`);

function made({ reporter, round, state, isLate, cells, findings, random }: Making): DemoReturn {
  const id = uuid(random);
  const submittedAt = hour(isLate ? addDays(round.dueOn, 1) : addDays(round.dueOn, -1 - Math.floor(random() * 3)), 15);
  const checkedAt = hour(addDays(round.dueOn, 1), 10);
  const approvedAt = hour(addDays(round.dueOn, 1), 16);
  const isIn = ['submitted', 'checked', 'approved', 'returned'].includes(state);
  const isChecked = state === 'checked' || state === 'approved';
  const revision = state === 'open' ? 0 : 1;
  const period = periodCode(monthPeriod(round.year, round.month));
  const event = (action: string, actor: string, at: Date, note: string | null = null) => ({
    return_id: id,
    at,
    actor_id: null,
    actor_name: actor,
    action,
    revision,
    note,
  });
  const events = [
    ...(state === 'open' ? [] : [event('begin', FILLED_BY, hour(round.opensOn, 9))]),
    ...(isIn ? [event('submit', FILLED_BY, submittedAt)] : []),
    ...(state === 'returned' ? [event('send-back', COUNTY, checkedAt, '用电量与产值变动方向不一致，请核对')] : []),
    ...(isChecked ? [event('check', COUNTY, checkedAt)] : []),
    ...(state === 'approved' ? [event('approve', CITY_BUREAU, approvedAt)] : []),
  ];
  const asks = state === 'submitted' && reporter.uscc === ACCOUNTS.parts;
  return {
    round,
    cells,
    by: CITY_BUREAU,
    submittedAt: isIn ? submittedAt : null,
    row: {
      id,
      round_id: round.id,
      form_id: round.form.formId,
      period,
      last_month: period,
      party_id: reporter.partyId,
      region_code: reporter.county,
      state,
      revision,
      cells: JSON.stringify(cells),
      findings: JSON.stringify(state === 'open' ? NO_FINDINGS : countFindings(findings)),
      due_on: round.dueOn,
      first_submitted_at: isIn ? submittedAt : null,
      submitted_at: isIn ? submittedAt : null,
      submitted_by: null,
      submitted_by_name: isIn ? FILLED_BY : null,
      checked_at: isChecked ? checkedAt : null,
      checked_by: null,
      checked_by_name: isChecked ? COUNTY : null,
      approved_at: state === 'approved' ? approvedAt : null,
      approved_by: null,
      approved_by_name: state === 'approved' ? CITY_BUREAU : null,
      approved_cells: null,
      correction_reason: null,
      correction_code: null,
      digests: isIn ? digestsOf(cells) : [],
      synthetic: true,
      updated_at: events.at(-1)?.at ?? hour(round.opensOn, 1),
      updated_by_name: state === 'open' ? null : FILLED_BY,
    },
    version: isIn
      ? {
          return_id: id,
          revision,
          cells: JSON.stringify(cells),
          reason: null,
          reason_code: null,
          by_user: null,
          by_name: FILLED_BY,
          at: submittedAt,
        }
      : null,
    events: asks ? [...events, event('ask', COUNTY, checkedAt, QUESTION)] : events,
    questions: asks
      ? [
          {
            return_id: id,
            row_key: '23',
            column_id: 'current',
            question: QUESTION,
            asked_by: null,
            asked_by_name: COUNTY,
            asked_at: checkedAt,
            answer: null,
            answered_by_name: null,
            answered_at: null,
          },
        ]
      : [],
  };
}

const QUESTION = '9月工业总产值比8月增长，用电量基本没有变化，请说明原因。';
