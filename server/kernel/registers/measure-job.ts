import type { Measure } from '@liannao/registers';
import { parsePeriod } from '@liannao/statistics';
import { z } from 'zod';
import { type Actor, systemActor, type Tx, withActor } from '../access/actor.ts';
import { audit } from '../audit/audit.ts';
import type { EventHandlers } from '../events/events.ts';
import { enqueue, type JobContext, type JobDefinition } from '../jobs/jobs.ts';
import { localTime } from '../local-time.ts';
import { type NewObservation, newestMonth } from '../observation/queries.ts';
import { parseScopeKey } from '../observation/scope.ts';
import type { Db } from '../store/open-store.ts';
import type { Asked } from './entry-select.ts';
import {
  hasLeads,
  type LeadRow,
  leadingRegisters,
  lockMeasuring,
  noteDue,
  selectLeads,
  takeDue,
} from './leads-queries.ts';
import { planCount } from './measure-figures.ts';
import { measureFilter } from './measure-filter.ts';
import { restsOnHidden } from './measure-grade.ts';
import { lastCounted, leadPeriods } from './measure-period.ts';
import { type CurrentFigure, insertRevisions, selectFigures, selectSubtree, selectUnits } from './measure-queries.ts';
import { type Counted, countByRegion, regionsWithEntries, valueOfNone } from './measure-sql.ts';
import { findRegister, loadRegisters } from './store.ts';

const MEASURE = 'registers.measure';

/** Series that somebody looks at, such as those that targets are bound to, though no figure of them may be there yet. */
export type BoundScopes = (tx: Tx) => Promise<readonly { readonly code: string; readonly scopeKey: string }[]>;

/** Counts the registers that lead, and writes what has changed. */
export const measureJob = (boundScopes: BoundScopes, now: () => Date): JobDefinition => ({
  kind: MEASURE,
  run: (job) => measureRegister(job, boundScopes, now()),
});

const DAILY = 'registers.measure-all';

/** Counts every register that leads once a day: a month ends, and a validity, without any entry being touched. */
export const dailyMeasureJob: JobDefinition = {
  kind: DAILY,
  cron: '40 1 * * *',
  run: ({ db }) => {
    const actor = systemActor(DAILY);
    return withActor(db, actor, async (tx) => {
      const registers = await leadingRegisters(tx);
      for (const register of registers) {
        // A request whose work was lost would else stand in the way of every later one.
        await takeDue(tx, register);
        await requestMeasuring(tx, actor, register);
      }
      return { registers: registers.length };
    });
  },
};

/** A register whose entries changed is counted soon, once for all changes until then. */
export const measureHandlers: EventHandlers = {
  'entries.changed': async ({ register }: { register: string }, db: Db) => {
    const actor = systemActor(MEASURE);
    await withActor(db, actor, (tx) => requestMeasuring(tx, actor, register));
  },
};

/** Starts after the caller's transaction, unless it waits to start already. */
export async function requestMeasuring(tx: Tx, actor: Actor, register: string): Promise<string | null> {
  if (!(await hasLeads(tx, register))) return null;
  return (await noteDue(tx, register)) ? enqueue(tx, actor, MEASURE, { register }) : null;
}

const Input = z.object({ register: z.string() });

async function measureRegister(job: JobContext, boundScopes: BoundScopes, now: Date): Promise<object> {
  const { register } = Input.parse(job.input);
  const actor = systemActor(MEASURE);
  // What changes from here on is a matter for the next count.
  await withActor(job.db, actor, (tx) => takeDue(tx, register));
  return withActor(job.db, actor, async (tx) => {
    await lockMeasuring(tx, register);
    const set = await loadRegisters(tx);
    const { definition, version } = findRegister(set, register);
    const asked: Asked = { set, definition, actor, today: localTime(now).slice(0, 10) };
    const leads = await selectLeads(tx, register);
    const known = await selectUnits(tx, definition.indicators);
    const measures = definition.indicators.filter(({ code }) => known.has(code));
    if (leads.length === 0 || measures.length === 0) return { written: 0 };
    const last = lastCounted(asked.today, await newestMonth(tx, now));
    const work = await workFor(tx, { asked, last, leads, measures, boundScopes });
    let written = 0;
    for (const [index, measure] of measures.entries()) {
      await job.report(index / measures.length, measure.zh || measure.code);
      for (const figures of await countMeasure(tx, asked, measure, { work, version })) written += figures;
    }
    if (written > 0)
      await audit(tx, actor, { action: 'register.measure', subject: `register:${register}`, detail: { written } });
    return { written };
  });
}

interface Work {
  /** Month of the last period that is counted. */
  readonly last: string;
  readonly leads: readonly LeadRow[];
  /** Lead region to the regions below it that have entries. */
  readonly filled: ReadonlyMap<string, readonly string[]>;
  /** Lead region to it and all below. */
  readonly covered: ReadonlyMap<string, ReadonlySet<string>>;
  /** Figures in force, by `keyOf`. */
  readonly current: Map<string, CurrentFigure>;
  /** Code to the scopes to be counted; the plain one among them. */
  readonly scopes: ReadonlyMap<string, ReadonlySet<string>>;
}

const keyOf = (...parts: readonly string[]) => parts.join('|');

async function workFor(
  tx: Tx,
  {
    asked,
    last,
    leads,
    measures,
    boundScopes,
  }: { asked: Asked; last: string; leads: readonly LeadRow[]; measures: readonly Measure[]; boundScopes: BoundScopes },
): Promise<Work> {
  const codes = measures.map((measure) => measure.code);
  const since = leads.map((lead) => lead.since).sort()[0] ?? '';
  const regions = leads.map((lead) => lead.region);
  const figures = await selectFigures(tx, { codes, regions, since });
  const scopes = new Map(codes.map((code) => [code, new Set([''])]));
  for (const { code, scopeKey } of [...figures, ...(await boundScopes(tx))]) scopes.get(code)?.add(scopeKey);
  const filled = new Map<string, string[]>();
  const covered = new Map<string, ReadonlySet<string>>();
  for (const { region } of leads) {
    filled.set(region, await regionsWithEntries(tx, asked.definition, [region]));
    covered.set(region, new Set(await selectSubtree(tx, region)));
  }
  return {
    last,
    leads,
    filled,
    covered,
    current: new Map(figures.map((one) => [keyOf(one.code, one.scopeKey, one.region, one.period), one])),
    scopes,
  };
}

/** Yields how many figures of each scope and period were written. */
async function countMeasure(
  tx: Tx,
  asked: Asked,
  measure: Measure,
  { work, version }: { work: Work; version: number },
): Promise<number[]> {
  const counts: number[] = [];
  for (const scopeKey of work.scopes.get(measure.code) ?? []) {
    const filter = measureFilter(asked.set, asked.definition, measure, parseScopeKey(scopeKey));
    // A scope that the register does not tell apart stays with whoever reports it.
    if (!filter.ok) continue;
    const isHidden = restsOnHidden({ set: asked.set, definition: asked.definition, measure, filter });
    const periods = new Map<string, Set<string>>();
    for (const lead of work.leads) {
      for (const period of leadPeriods(measure, lead.since, work.last)) {
        const regions = periods.get(period) ?? new Set();
        for (const code of regionsOf(work, lead, { code: measure.code, scopeKey, period })) regions.add(code);
        periods.set(period, regions);
      }
    }
    for (const [text, regions] of periods) {
      const period = parsePeriod(text);
      const planned = period.ok ? planCount(asked, measure, { period: period.value }, filter) : null;
      if (!planned) continue;
      const counted = new Map(
        (await countByRegion(tx, planned.counting, [...regions])).map((one) => [one.region, one]),
      );
      const changed = [...regions].flatMap((region) => {
        const source = {
          kind: 'register',
          register: asked.definition.id,
          code: measure.code,
          filter: planned.filter,
          asAt: planned.asAt,
          entries: counted.get(region)?.entries ?? 0,
          definitionVersion: version,
        };
        const key = { code: measure.code, scopeKey, region, period: text };
        const before = work.current.get(keyOf(key.code, scopeKey, region, text));
        const found = counted.get(region);
        const open = isOpen(asked, before, isHidden && (found?.entries ?? 0) < SEVERAL);
        return revisionOf({ key, before, found, measure, source, open });
      });
      await insertRevisions(tx, changed);
      counts.push(changed.length);
    }
  }
  return counts;
}

/** The lead region itself, those below it with entries, and those of which a figure is there already. */
function* regionsOf(
  work: Work,
  lead: LeadRow,
  { code, scopeKey, period }: { code: string; scopeKey: string; period: string },
) {
  yield lead.region;
  yield* work.filled.get(lead.region) ?? [];
  for (const one of work.current.values()) {
    if (one.code !== code || one.scopeKey !== scopeKey || one.period !== period) continue;
    if (work.covered.get(lead.region)?.has(one.region)) yield one.region;
  }
}

/** Of fewer entries than these a figure tells what one of them holds. */
const SEVERAL = 3;

/**
 * Whether anybody may read a figure: of an open register, unless it gives away what its entries hide. A figure that was
 * reported stays as open as it was.
 */
function isOpen({ definition }: Asked, before: CurrentFigure | undefined, givesAway: boolean): boolean {
  const isPublic = definition.access.public !== null;
  return before && !(before.isCounted && isPublic) ? before.open : isPublic && !givesAway;
}

interface Revising {
  readonly key: { readonly code: string; readonly scopeKey: string; readonly region: string; readonly period: string };
  readonly before: CurrentFigure | undefined;
  readonly found: Counted | undefined;
  readonly measure: Measure;
  readonly source: object;
  readonly open: boolean;
}

const REASON = { again: '登记表重新计数', instead: '改以登记表计数为准' } as const;

function revisionOf({
  key,
  before,
  found,
  measure,
  source,
  open,
}: Revising): (NewObservation & { revision: number })[] {
  const value = found ? found.value : valueOfNone(measure);
  const missing = value === null ? ('not-applicable' as const) : null;
  const synthetic = found?.synthetic ?? false;
  if (!before && value === null) return [];
  const isSame =
    before?.isCounted && sameValue(before.value, value) && before.missing === missing && before.synthetic === synthetic;
  if (isSame) return [];
  return [
    {
      indicatorCode: key.code,
      scopeKey: key.scopeKey,
      regionCode: key.region,
      partyId: null,
      period: key.period,
      revision: (before?.revision ?? 0) + 1,
      value,
      missing,
      status: 'approved',
      synthetic,
      open,
      source,
      reason: before ? (before.isCounted ? REASON.again : REASON.instead) : null,
      importRunId: null,
      enteredBy: null,
    },
  ];
}

/** A quotient comes back from the store with the digits that it keeps. */
const sameValue = (a: number | null, b: number | null) =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)));
