import type { ReviewLevel } from '@liannao/statistics';
import { sql } from 'kysely';
import { type Actor, isAdmin, type Tx } from '../../../kernel/access/actor.ts';
import { AppError, conflict, forbidden } from '../../../kernel/errors.ts';
import type { RegionTable } from '../../../kernel/store/tables.ts';
import type { Act } from './model.ts';
import type { ReturnRow } from './queries.ts';

/** What somebody is to a return. */
export interface Standing {
  /** The firm itself, or the bureau of a region that reports for itself. */
  readonly isReporter: boolean;
  /** A bureau (or the administrator) that holds the region. */
  readonly isHolder: boolean;
  /** Of the highest region that he holds it by; 0 for none. */
  readonly rank: number;
}

const RANK: Readonly<Record<RegionTable['level'], number>> = {
  nation: 4,
  province: 3,
  city: 2,
  county: 1,
  functional: 1,
  zone: 1,
  // A named group of districts has no office.
  group: 0,
};
const NEEDED: Readonly<Record<ReviewLevel, number>> = { county: 1, city: 2, province: 3 };
const ADMIN_RANK = 9;

type Place = Pick<ReturnRow, 'partyId' | 'regionCode'>;

/** One query, none for a firm: by which of his regions the actor holds the return's. */
export async function standingIn(tx: Tx, actor: Actor, { partyId, regionCode }: Place): Promise<Standing> {
  const rank = isAdmin(actor) ? ADMIN_RANK : await rankIn(tx, actor, regionCode);
  const isHolder = rank !== null;
  const isOwn = actor.grants.some(
    ({ role, partyId: own }) => (role === 'reporter' || role === 'enterprise') && own !== null && own === partyId,
  );
  return { isReporter: isOwn || (partyId === null && isHolder), isHolder, rank: rank ?? 0 };
}

async function rankIn(tx: Tx, actor: Actor, regionCode: string): Promise<number | null> {
  const codes = actor.grants.flatMap((grant) =>
    grant.role === 'bureau' && grant.regionCode ? [grant.regionCode] : [],
  );
  if (codes.length === 0) return null;
  const { rows } = await sql<{ level: RegionTable['level'] }>`select r.level from region r
    join region_closure c on c.ancestor = r.code
    where c.descendant = ${regionCode} and r.code = any(${codes}::text[])`.execute(tx);
  return rows.length === 0 ? null : Math.max(...rows.map(({ level }) => RANK[level]));
}

type Standable = Pick<
  ReturnRow,
  'state' | 'definition' | 'approvedCells' | 'submittedBy' | 'submittedByName' | 'checkedBy' | 'checkedByName'
>;

const stepOf = (row: Standable, at: 'first' | 'last'): number => {
  const { review } = row.definition;
  const level = at === 'first' ? review[0] : review.at(-1);
  return level === undefined ? ADMIN_RANK : NEEDED[level];
};
const hasTwoSteps = ({ definition }: Standable) => definition.review.length > 1;

/** In which states an act is possible at all. */
function fitsState(row: Standable, act: Act): boolean {
  const { state } = row;
  switch (act) {
    case 'save':
    case 'submit':
      return ['open', 'draft', 'returned', 'reopened'].includes(state);
    case 'withdraw':
      return state === 'submitted';
    case 'ask':
      return state !== 'open' && state !== 'excused';
    case 'answer':
      return true;
    case 'send-back':
      return state === 'submitted' || state === 'checked';
    case 'check':
      return hasTwoSteps(row) && state === 'submitted';
    case 'approve':
      return state === (hasTwoSteps(row) ? 'checked' : 'submitted');
    case 'reopen':
      return state === 'approved' || state === 'excused';
    case 'excuse':
      return ['open', 'draft', 'returned'].includes(state) && row.approvedCells === null;
  }
}

function isHis(row: Standable, act: Act, { isReporter, isHolder, rank }: Standing): boolean {
  switch (act) {
    case 'save':
    case 'submit':
    case 'withdraw':
    case 'answer':
      return isReporter || isHolder;
    case 'ask':
      return isHolder && rank > 0;
    case 'send-back':
      return rank >= stepOf(row, row.state === 'checked' ? 'last' : 'first');
    case 'check':
    case 'excuse':
      return rank >= stepOf(row, 'first');
    case 'approve':
    case 'reopen':
      return rank >= stepOf(row, 'last');
  }
}

/** Who handed it in or checked it does not approve it: four eyes, whatever rights the two may have. */
export const isSecondPair = (row: Standable, actor: Actor): boolean =>
  !isSame(actor, row.submittedBy, row.submittedByName) && !isSame(actor, row.checkedBy, row.checkedByName);

const isSame = (actor: Actor, userId: string | null, name: string | null): boolean =>
  actor.userId !== null || userId !== null ? actor.userId === userId : actor.name === name;

/** What the actor may do now; `hasOpenQuestion`: something waits for an answer. */
export function actsNow(row: Standable, standing: Standing, actor: Actor, hasOpenQuestion: boolean): Act[] {
  return ACTS.filter(
    (act) =>
      fitsState(row, act) &&
      isHis(row, act, standing) &&
      (act !== 'answer' || hasOpenQuestion) &&
      (act !== 'withdraw' || !hasOpenQuestion) &&
      (act !== 'approve' || isSecondPair(row, actor)),
  );
}

const ACTS: readonly Act[] = [
  'save',
  'submit',
  'withdraw',
  'ask',
  'answer',
  'send-back',
  'check',
  'approve',
  'reopen',
  'excuse',
];

/**
 * @throws AppError 403 `review-step-not-yours` (or `not-permitted`), 409 `return-already-approved`, `return-excused`,
 * `return-not-checked`, `return-not-in-state`, `second-pair-of-eyes`.
 */
export function demandAct(row: Standable, standing: Standing, actor: Actor, act: Act): void {
  if (!fitsState(row, act)) throw wrongState(row, act);
  if (!isHis(row, act, standing)) {
    if (!standing.isHolder) throw forbidden();
    throw forbidden('review-step-not-yours', 'This step belongs to a bureau of a higher level.');
  }
  if (act === 'approve' && !isSecondPair(row, actor)) {
    throw conflict('second-pair-of-eyes', 'Who handed a return in or checked it does not approve it.');
  }
}

function wrongState(row: Standable, act: Act): AppError {
  if (row.state === 'approved') return conflict('return-already-approved', 'The return is approved and locked.');
  if (row.state === 'excused') return conflict('return-excused', 'The return is excused; reopen it first.');
  if (act === 'approve' && row.state === 'submitted') {
    return conflict('return-not-checked', 'The return has not been checked yet.');
  }
  return new AppError(409, 'return-not-in-state', `A return that is ${row.state} cannot be changed in this way.`, {
    params: { state: row.state },
  });
}
