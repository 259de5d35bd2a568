import type { PlanDocument } from '@liannao/plan-reader';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { forbidden, notFound, unprocessable } from '../../kernel/errors.ts';
import { findRegion, regionsNamed } from '../../kernel/region/queries.ts';
import { divisions, type PlanRow, writableAmong } from './library-queries.ts';
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
    state: stateOf(title),
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

/**
 * Where the plan belongs: what the person said, else the place that the text names where it is the actor's to write.
 * @throws AppError 403 for a region stated that is not the actor's; 422 `plan-region-needed` naming the choices.
 */
export async function regionFor(tx: Tx, actor: Actor, guess: Guess, stated: string | undefined) {
  if (stated !== undefined) {
    const region = await findRegion(tx, stated);
    if (!region) throw notFound('region', stated);
    if ((await writableAmong(tx, [stated])).length === 0)
      throw forbidden('outside-your-regions', `${region.name} is not yours to change.`);
    return region;
  }
  const named = guess.jurisdiction === null ? [] : await regionsNamed(tx, guess.jurisdiction);
  const fitting = named.filter((region) => guess.level === null || region.level === guess.level);
  const among = fitting.length > 0 ? fitting : named;
  const writable = await writableAmong(
    tx,
    among.map((region) => region.code),
  );
  const region = among.find(({ code }) => code === writable[0]);
  if (writable.length === 1 && region) return region;
  const own = writable.length > 0 ? writable : actor.grants.flatMap((grant) => grant.regionCode ?? []);
  throw unprocessable(
    'plan-region-needed',
    guess.jurisdiction === null
      ? 'The text does not say whose plan it is; state the region.'
      : `The text is of ${guess.jurisdiction}; state which of your regions the plan belongs to.`,
    await choices(tx, own),
  );
}

async function choices(tx: Tx, codes: readonly string[]) {
  const found = await Promise.all([...new Set(codes)].map((code) => findRegion(tx, code)));
  return found.flatMap((region) =>
    region ? { field: 'regionCode', code: region.code, message: `${region.code} ${region.name}` } : [],
  );
}
