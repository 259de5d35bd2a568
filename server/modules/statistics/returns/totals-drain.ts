import { systemActor, type Tx, withActor } from '../../../kernel/access/actor.ts';
import { dayOf } from '../../../kernel/calendar/workdays.ts';
import type { Db } from '../../../kernel/store/open-store.ts';
import { periodOf } from './cells.ts';
import { auditSettled, settleComplete } from './settle.ts';
import { writeSettled } from './settle-figures.ts';
import { addUp, type Counted } from './totals.ts';
import {
  type Counts,
  type Due,
  findRoundFacts,
  lockTotals,
  nextDue,
  type RoundReturn,
  selectParentsUpTo,
  selectRoundReturns,
  selectTotals,
  storeProgress,
  storeTotals,
  takeDue,
} from './totals-queries.ts';

const SYSTEM = systemActor('totals');

/**
 * Adds up every round that changed, each once for all its changes, in a transaction of its own: live totals, progress, and
 * the figures of regions that are settled or become so. Answers how many rounds. May run in several processes. A round
 * that fails is left as it is, to be tried at the next run, and holds up no other.
 * @throws what failed, of several an AggregateError, after the others are done.
 */
export async function drainTotals(db: Db, now: Date): Promise<number> {
  let rounds = 0;
  const failed = new Map<string, unknown>();
  const next = () => nextDue(db, [...failed.keys()]);
  for (let round = await next(); round !== null; round = await next()) {
    const id = round;
    try {
      await withActor(db, SYSTEM, (tx) => drainOne(tx, id, now));
      rounds += 1;
    } catch (error) {
      failed.set(id, error);
    }
  }
  const errors = [...failed.values()];
  if (errors.length > 1) throw new AggregateError(errors, `rounds not added up: ${[...failed.keys()].join(', ')}`);
  if (errors.length === 1) throw errors[0];
  return rounds;
}

async function drainOne(tx: Tx, roundId: string, now: Date): Promise<void> {
  await lockTotals(tx, roundId);
  const due = await takeDue(tx, roundId);
  if (due.length > 0) await recount(tx, roundId, due, now);
}

async function recount(tx: Tx, roundId: string, due: readonly Due[], now: Date): Promise<void> {
  const round = await findRoundFacts(tx, roundId);
  if (!round) return;
  const returns = await selectRoundReturns(tx, roundId);
  const regions = [...new Set(returns.map(({ regionCode }) => regionCode))];
  const parents = await selectParentsUpTo(tx, regions, round.regionCode);
  const form = { definition: round.definition, period: periodOf(round.period) };
  const before = await selectTotals(tx, roundId);
  const live = addUp(form, returns.map(handedIn), parents);
  await storeTotals(tx, roundId, { before, now: live, at: now });
  const counts = countUp(returns, parents, dayOf(now));
  const settled = await storeProgress(tx, round, { counts, at: now });
  const fresh = await settleComplete(tx, round, { counts, settled, now });
  const touched = touchedBy(due, returns, parents);
  const writing = [...settled, ...fresh].filter((region) => fresh.has(region) || (touched?.has(region) ?? true));
  if (writing.length === 0) return;
  const isAllApproved = returns.every((one) => one.state === 'excused' || handedIn(one).cells === approved(one).cells);
  const totals = isAllApproved ? live : addUp(form, returns.map(approved), parents);
  await writeSettled(tx, round, { regions: writing, totals, before, counts, returns, parents, due });
  await auditSettled(tx, round, fresh);
}

const HANDED_IN = ['submitted', 'checked', 'approved'];

/** What stands of a return: while a correction is under way what was approved, else what was handed in. */
const handedIn = ({ regionCode, state, cells, approvedCells }: RoundReturn): Counted => ({
  regionCode,
  cells: approvedCells ?? (HANDED_IN.includes(state) ? cells : null),
  isExcused: state === 'excused',
});

const approved = ({ regionCode, state, cells, approvedCells }: RoundReturn): Counted => ({
  regionCode,
  cells: approvedCells ?? (state === 'approved' ? cells : null),
  isExcused: state === 'excused',
});

/** Progress of each region with what lies below it; each stage holds what has gone on to the next. */
function countUp(
  returns: readonly RoundReturn[],
  parents: ReadonlyMap<string, string>,
  today: string,
): Map<string, Counts> {
  const counts = new Map<string, { -readonly [K in keyof Counts]: number }>();
  for (const one of returns) {
    const isExcused = one.state === 'excused';
    const isApproved = one.approvedCells !== null || one.state === 'approved';
    const isIn = isApproved || HANDED_IN.includes(one.state);
    const first = one.firstSubmittedAt === null ? today : dayOf(one.firstSubmittedAt);
    for (let at: string | undefined = one.regionCode; at !== undefined; at = parents.get(at)) {
      const count = counts.get(at) ?? {
        expected: 0,
        submitted: 0,
        checked: 0,
        approved: 0,
        excused: 0,
        late: 0,
        questions: 0,
      };
      counts.set(at, count);
      count.expected += 1;
      if (isExcused) count.excused += 1;
      if (isIn) count.submitted += 1;
      if (isApproved || one.state === 'checked') count.checked += 1;
      if (isApproved) count.approved += 1;
      if (!isExcused && first > one.dueOn) count.late += 1;
      count.questions += one.questions;
    }
  }
  return counts;
}

/** Regions whose sums may differ by what changed; null: any of the round's. */
function touchedBy(
  due: readonly Due[],
  returns: readonly RoundReturn[],
  parents: ReadonlyMap<string, string>,
): Set<string> | null {
  const regionOf = new Map(returns.map(({ id, regionCode }) => [id, regionCode]));
  const touched = new Set<string>();
  for (const { returnId } of due) {
    if (returnId === null) return null;
    for (let at = regionOf.get(returnId); at !== undefined; at = parents.get(at)) touched.add(at);
  }
  return touched;
}
