import { parsePeriod, periodLabel } from '@liannao/statistics';
import { sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';
import { loadCalendar } from '../../../kernel/calendar/load.ts';
import { addWorkdays, dayOf, daysBetween, workdaysBetween } from '../../../kernel/calendar/workdays.ts';
import type { FindContext, Finding, SignalRule } from '../../../kernel/signals/contract.ts';
import { bothLanguages } from './text.ts';

const [ZH, EN] = bothLanguages(({ signals }) => signals);

/** Returns that are not handed in after their date. Goes out by itself once they are, or once the round is settled. */
export const returnLate: SignalRule = {
  id: 'statistics.return-late',
  names: { zh: ZH.late, en: EN.late },
  severity: 'yellow',
  thresholds: [{ name: 'days', zh: ZH.lateDays, en: EN.lateDays, unit: '工作日', default: 5, min: 1, max: 60 }],
  unit: 'industry',
  caseType: 'general',
  opensCaseFrom: null,
  find: findLate,
};

/** Questions of reviewers that the reporter has left open. */
export const returnQuestions: SignalRule = {
  id: 'statistics.return-questions',
  names: { zh: ZH.questions, en: EN.questions },
  severity: 'yellow',
  thresholds: [{ name: 'days', zh: ZH.questionDays, en: EN.questionDays, unit: '工作日', default: 3, min: 1, max: 60 }],
  unit: 'industry',
  caseType: 'general',
  opensCaseFrom: null,
  find: findQuestions,
};

interface Found {
  readonly id: string;
  readonly regionCode: string;
  readonly period: string;
  readonly zh: string;
  readonly en: string;
  /** Name of the firm; of a region that reports for itself the region's. */
  readonly reporter: string;
  readonly synthetic: boolean;
}

/** Rounds with the form's name read once for all returns of each; one that was released by its date is waited for still. */
const ROUNDS = sql.raw(`with waiting as materialized (
  select r.id, r.region_code, v.definition->>'zh' as zh, v.definition->>'en' as en
  from statistics_round r join statistics_form_version v on v.form_id = r.form_id and v.version = r.version)`);
/** What every finding about a return tells of it; the joins that it needs. */
const OF_RETURN = sql.raw(`t.id, t.region_code as "regionCode", t.period, r.zh, r.en,
  coalesce(p.name, g.name) as reporter, t.synthetic`);
const JOINED = sql.raw(`statistics_return t join waiting r on r.id = t.round_id
  join region g on g.code = t.region_code left join party p on p.id = t.party_id`);
/** What is settled waits for nobody any more. */
const WAITED_FOR = sql.raw(`not exists (select 1 from statistics_progress s
  where s.round_id = r.id and s.region_code in (t.region_code, r.region_code) and s.settled_at is not null)`);

async function findLate(tx: Tx, { now, at }: FindContext): Promise<Finding[]> {
  const today = dayOf(now);
  const calendar = await loadCalendar(tx);
  const { rows } = await sql<
    Found & { dueOn: string }
  >`${ROUNDS} select ${OF_RETURN}, t.due_on as "dueOn" from ${JOINED}
    where t.state in ('open', 'draft', 'returned') and t.due_on < ${today}::date and ${WAITED_FOR}`.execute(tx);
  // Where the working days of a year on the way are not known, calendar days are counted.
  const since = new Map(
    [...new Set(rows.map(({ dueOn }) => dueOn))].map((due) => [
      due,
      workdaysBetween(calendar, due, today) ?? daysBetween(due, today),
    ]),
  );
  return rows.map((row): Finding => {
    const days = since.get(row.dueOn) ?? 0;
    return {
      ...base(row, ZH.lateTitle, EN.lateTitle),
      severity: days > at(row.regionCode, 'days') ? 'orange' : 'yellow',
      evidence: [{ zh: ZH.lateSince(row.dueOn, days), en: EN.lateSince(row.dueOn, days), source: source(row) }],
    };
  });
}

async function findQuestions(tx: Tx, { now, at }: FindContext): Promise<Finding[]> {
  const today = dayOf(now);
  const calendar = await loadCalendar(tx);
  const { rows } = await sql<Found & { questions: number; asked: Date; first: string }>`${ROUNDS} select ${OF_RETURN},
      q.questions, q.asked, q.first from ${JOINED}
    join lateral (select count(*)::int as questions, min(asked_at) as asked,
        (array_agg(question order by asked_at))[1] as first
      from statistics_question where return_id = t.id and answer is null) q on q.questions > 0
    where ${WAITED_FOR}`.execute(tx);
  return rows.flatMap((row): Finding[] => {
    const asked = dayOf(row.asked);
    const overdue = addWorkdays(calendar, asked, at(row.regionCode, 'days')).day;
    if (overdue === null || overdue >= today) return [];
    return [
      {
        ...base(row, ZH.questionTitle, EN.questionTitle),
        severity: 'yellow',
        evidence: [
          {
            zh: ZH.questionSince(row.questions, asked, row.first),
            en: EN.questionSince(row.questions, asked, row.first),
            source: source(row),
          },
        ],
      },
    ];
  });
}

const source = ({ id }: Found) => ({ kind: 'return', id });

type Title = (form: string, period: string, reporter: string) => string;

function base(row: Found, zh: Title, en: Title) {
  const read = parsePeriod(row.period);
  const label = (locale: 'zh' | 'en') => (read.ok ? periodLabel(read.value, locale) : row.period);
  return {
    subjectKind: 'return',
    subjectId: row.id,
    regionCode: row.regionCode,
    title: { zh: zh(row.zh, label('zh'), row.reporter), en: en(row.en, label('en'), row.reporter) },
    href: `/returns/${row.id}`,
    unit: null,
    synthetic: row.synthetic,
  };
}
