import type { z } from 'zod';
import type { Actor, Tx } from '../access/actor.ts';
import { loadCalendar } from '../calendar/load.ts';
import { addWorkdays, type Calendar, dayOf } from '../calendar/workdays.ts';
import { decodeCursor, encodeCursor } from '../paging.ts';
import { regionNames } from '../region/name.ts';
import type { CaseType } from './contract.ts';
import { stateOf, workdaysLeft } from './due.ts';
import {
  type CaseCounts,
  type CaseFilter,
  type Clock,
  type ListedCase,
  selectCases,
  selectCounts,
} from './list-queries.ts';
import type { CasePage, CaseRow } from './model.ts';
import { unitWords } from './owner-units.ts';
import { type CaseFile, personNames } from './queries.ts';
import { caseTypes } from './registry.ts';
import { caseText } from './text.ts';

/** What views and counts stand on: types, calendar, the day. Loaded once a request. */
export interface CaseFrame {
  readonly types: ReadonlyMap<string, CaseType>;
  readonly calendar: Calendar;
  readonly clock: Clock;
}

const DEFAULT_REMIND = 2;

export async function caseFrame(tx: Tx, now: Date): Promise<CaseFrame> {
  const [types, calendar] = [await caseTypes(tx), await loadCalendar(tx)];
  const today = dayOf(now);
  const until = (days: number) => addWorkdays(calendar, today, days).day ?? today;
  const other = [...types.values()].filter(({ remindBefore }) => remindBefore !== DEFAULT_REMIND);
  return {
    types,
    calendar,
    clock: {
      today,
      soonUntil: until(DEFAULT_REMIND),
      soonUntilOf: new Map(other.map(({ id, remindBefore }) => [id, until(remindBefore)])),
    },
  };
}

/** One page of cases, open ones by due date first. @throws AppError 400 for a cursor that is not ours. */
export async function listCases(
  tx: Tx,
  actor: Actor,
  query: CaseFilter & { readonly cursor?: string | undefined; readonly limit?: number },
  now: Date,
): Promise<z.infer<typeof CasePage>> {
  const frame = await caseFrame(tx, now);
  const limit = query.limit ?? 100;
  const [place, id] = query.cursor ? decodeCursor(query.cursor, 2) : [];
  const rows = await selectCases(tx, {
    actor,
    filter: query,
    clock: frame.clock,
    limit: limit + 1,
    after: place === undefined ? undefined : { place: String(place), id: String(id) },
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const { total, ...counts } = await selectCounts(tx, { actor, filter: query, clock: frame.clock });
  return {
    items: await caseRows(tx, shown, { actor, frame }),
    nextCursor: rows.length > limit && last ? encodeCursor([last.place, last.id]) : null,
    total,
    counts,
  };
}

/** How many cases there are under a filter; default: those that the actor may see. */
export async function countCases(tx: Tx, actor: Actor, filter: Partial<CaseFilter>, now: Date): Promise<CaseCounts> {
  const { clock } = await caseFrame(tx, now);
  return selectCounts(tx, { actor, filter: { scope: 'all', ...filter }, clock });
}

export async function caseRows(
  tx: Tx,
  rows: readonly (CaseFile & Partial<Pick<ListedCase, 'urgency'>>)[],
  { actor, frame }: { actor: Actor; frame: CaseFrame },
): Promise<CaseRow[]> {
  const { locale } = actor;
  const say = caseText(locale);
  const regions = await regionNames(
    tx,
    rows.map(({ region_code }) => region_code),
    locale,
  );
  const people = await personNames(
    tx,
    rows.map(({ handler_id }) => handler_id),
    locale,
  );
  return rows.map((row) => {
    const type = frame.types.get(row.type);
    const state = type && stateOf(type, row.state);
    const regionName = regions.get(row.region_code) ?? row.region_code;
    return {
      id: row.id,
      type: { id: row.type, name: type?.names[locale] ?? row.type },
      title: locale === 'en' ? row.title_en : row.title_zh,
      state: { id: row.state, name: state?.[locale] ?? row.state, final: row.closed_at !== null },
      region: { code: row.region_code, name: regionName },
      unit: unitWords({ unit: row.unit, unitKind: row.unit_kind, regionName }, locale),
      handler: row.handler_id ? { id: row.handler_id, name: people.get(row.handler_id) ?? '' } : null,
      dueOn: row.due_on,
      noDueReason: row.due_on === null && row.no_due ? say.noDue(row.no_due) : null,
      workdaysLeft: row.closed_at ? null : workdaysLeft(frame.calendar, frame.clock.today, row.due_on),
      urgency: (row.urgency as CaseRow['urgency'] | undefined) ?? urgencyOf(row, frame.clock),
      level: row.level,
      openedAt: row.opened_at.toISOString(),
      closedAt: row.closed_at?.toISOString() ?? null,
      revision: row.revision,
      subject: { kind: row.subject_kind, id: row.subject_id, href: row.href },
      synthetic: row.synthetic,
    };
  });
}

/** The same as the list's own SQL says. */
function urgencyOf(row: CaseFile, clock: Clock): CaseRow['urgency'] {
  if (row.closed_at !== null) return 'none';
  if (row.answering !== row.region_code) return 'escalated';
  if (row.due_on === null) return 'none';
  if (row.due_on < clock.today) return 'overdue';
  return row.due_on <= (clock.soonUntilOf.get(row.type) ?? clock.soonUntil) ? 'soon' : 'none';
}
