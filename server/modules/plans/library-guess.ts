import type { PlanDocument } from '@liannao/plan-reader';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { AppError, type FieldProblem, forbidden, notFound, unprocessable } from '../../kernel/errors.ts';
import { findRegion, regionsNamed } from '../../kernel/region/queries.ts';
import { divisions, isRelated, type PlanRow, writableAmong } from './library-queries.ts';
import { readStorable } from './read-storable.ts';

/** What an upload says of a plan without anyone having typed it. */
export interface Guess {
  readonly title: string;
  readonly jurisdiction: string | null;
  readonly level: PlanDocument['level'];
  readonly kind: PlanRow['kind'];
  readonly state: PlanRow['state'];
  readonly periodStart: number | null;
  readonly periodEnd: number | null;
  readonly effectiveFrom: string | null;
}

/** A title, the place and the period stand at the head; the whole is read later, by the job. */
const HEAD = 20_000;

export async function guessPlan(
  tx: Tx,
  text: string,
  named: { file: string; title: string | undefined },
): Promise<Guess> {
  const places = (await divisions(tx)) as { name: string; level: 'province' | 'city' | 'county' }[];
  const head = text.slice(0, HEAD);
  let { document } = readStorable(head, { divisions: places });
  if (document.title === null || document.jurisdiction === null) {
    // Where the text does not tell, what a person calls it, its first line or its file may.
    const title = named.title ?? document.title ?? firstLine(text) ?? named.file.replace(/\.[^.]+$/, '');
    document = readStorable(head, { title, divisions: places }).document;
  }
  const title = (document.title?.trim() || named.file).slice(0, 300);
  return {
    title,
    jurisdiction: document.jurisdiction,
    level: document.level,
    kind: kindOf(title),
    state: asksForOpinions(head, title) ? 'consultation' : stateOf(title),
    periodStart: document.periodStart,
    periodEnd: document.periodEnd,
    effectiveFrom: document.effectiveFrom,
  };
}

/** A first line that is short and no sentence. */
function firstLine(text: string): string | null {
  const line = /\S[^\n\r]*/.exec(text)?.[0].trim() ?? '';
  return line.length >= 4 && line.length <= 80 && !/[。；，：]/.test(line) ? line : null;
}

/** Whether the title or a line just before or after it says so; 征求意见稿 may stand alone there, no sentence counts. */
function asksForOpinions(head: string, title: string): boolean {
  const lines = head.split(/[\n\r]+/).flatMap((line) => line.trim() || []);
  const at = lines.findIndex((line) => line.includes(title) || (line.length >= 8 && title.startsWith(line)));
  const near = at < 0 ? lines.slice(0, 3) : lines.slice(Math.max(0, at - 2), at + 4);
  return near.some((line) => line.length <= 80 && !/[。；]/.test(line) && DRAFT_REMARK.test(line));
}

/** （征求意见稿）, a line that says no more, or a notice that asks for opinions. */
const DRAFT_REMARK = /征求意见稿|^公开征求意见|征求.*意见的?(通知|公告|函|启事)/;

/** Whether two titles name one plan: brackets, blanks and the remark of a draft make no difference. */
export const sameTitle = (a: string, b: string): boolean => bareTitle(a) === bareTitle(b);
const bareTitle = (title: string): string =>
  title
    .normalize('NFKC')
    .replace(/[([][^()[\]]*(征求意见|草案|送审|讨论稿|初稿)[^()[\]]*[)\]]/g, '')
    .replace(/[^\p{Letter}\p{Number}]/gu, '');

export function kindOf(title: string): PlanRow['kind'] {
  if (/(起草|编制)说明/.test(title)) return 'drafting-note';
  return /解读|答记者问/.test(title) ? 'explanation' : 'plan';
}

export function stateOf(title: string): PlanRow['state'] {
  if (title.includes('征求意见')) return 'consultation';
  return /草案|送审稿|讨论稿|初稿/.test(title) ? 'draft' : 'in-force';
}

/** The name without issuer's wrapping: 关于印发《…》的通知 → …, and without a bracketed remark at the end. */
export const shortTitleOf = (title: string): string =>
  (/《([^》]+)》/.exec(title)?.[1] ?? title).replace(/（[^（）]*）$|\([^()]*\)$/, '').slice(0, 100) ||
  title.slice(0, 100);

export const levelOf = (level: string): PlanRow['level'] => {
  if (level === 'nation' || level === 'province' || level === 'city') return level;
  return level === 'group' ? 'city' : 'county';
};

interface Stated {
  readonly code: string | undefined;
  /** The person has seen that the text names another place. */
  readonly isConfirmed: boolean | undefined;
}

/**
 * Where the plan belongs: what the person said, else the place that the text names where it is the actor's to write.
 * @throws AppError 403 for a region stated that is not the actor's; 422 `plan-region-needed` naming the choices, or
 * `plan-region-outside` naming the place of the text, which is not the actor's or not the one stated.
 */
export async function regionFor(tx: Tx, actor: Actor, guess: Guess, stated: Stated) {
  const named = guess.jurisdiction === null ? [] : await regionsNamed(tx, guess.jurisdiction);
  if (stated.code !== undefined) {
    const region = await findRegion(tx, stated.code);
    if (!region) throw notFound('region', stated.code);
    if ((await writableAmong(tx, [region.code])).length === 0)
      throw forbidden('outside-your-regions', `${region.name} is not yours to change.`);
    const codes = named.map(({ code }) => code);
    if (!stated.isConfirmed && codes.length > 0 && !(await isRelated(tx, region.code, codes))) {
      throw outside(guess.jurisdiction ?? '', [{ field: 'chosen', code: region.code, message: region.name }]);
    }
    return region;
  }
  const fitting = named.filter((region) => guess.level === null || region.level === guess.level);
  const among = fitting.length > 0 ? fitting : named;
  const writable = await writableAmong(
    tx,
    among.map((region) => region.code),
  );
  const region = among.find(({ code }) => code === writable[0]);
  if (writable.length === 1 && region) return region;
  const own = writable.length > 0 ? writable : actor.grants.flatMap((grant) => grant.regionCode ?? []);
  if (named.length > 0 && writable.length === 0) throw outside(guess.jurisdiction ?? '', await choices(tx, own));
  throw unprocessable(
    'plan-region-needed',
    guess.jurisdiction === null
      ? 'The text does not say whose plan it is; state the region.'
      : `The text is of ${guess.jurisdiction}; state which of your regions the plan belongs to.`,
    await choices(tx, own),
  );
}

const outside = (place: string, errors: readonly FieldProblem[]) =>
  new AppError(422, 'plan-region-outside', `The text is of ${place}; confirmRegion=true stores it all the same.`, {
    params: { place },
    errors: [{ field: 'place', code: 'plan-region-outside', message: place }, ...errors],
  });

async function choices(tx: Tx, codes: readonly string[]) {
  const found = await Promise.all([...new Set(codes)].map((code) => findRegion(tx, code)));
  return found.flatMap((region) =>
    region ? { field: 'regionCode', code: region.code, message: `${region.code} ${region.name}` } : [],
  );
}
