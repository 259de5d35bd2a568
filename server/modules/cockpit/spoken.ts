/** The cockpit's sentences: counts, what is farthest from its path, what changed. Nothing that the figures do not say. */
import { formatNumber } from '@liannao/statistics';
import type { z } from 'zod';
import type { TargetView } from '../plans/model.ts';
import type { Cockpit, Spoken } from './model.ts';
import type { Text } from './text.ts';

type Sentence = z.infer<typeof Spoken>;
type Piece = Sentence[number];
export type Moved = Cockpit['changes']['targets'][number];

const plain = (text: string): Piece => ({ text, tone: 'plain', href: null });
const ledger = (states: string) => `/targets?state=${states}`;

export function spokenOf(
  say: Text,
  of: {
    readonly region: { readonly code: string; readonly name: string };
    readonly month: string;
    readonly previousMonth: string;
    readonly states: Cockpit['states'];
    readonly total: number;
    /** Some of the targets are of regions below. */
    readonly below: boolean;
    readonly worst: TargetView | null;
    readonly moved: readonly Moved[];
  },
): Sentence[] {
  if (of.total === 0) return [[plain(say.noTargets(of.region.name))]];
  return [countsOf(say, of), ...worstOf(say, of), movesOf(say, of)];
}

function countsOf(
  say: Text,
  {
    region,
    states,
    total,
    below,
  }: { region: { name: string }; states: Cockpit['states']; total: number; below: boolean },
): Sentence {
  const count = (state: keyof Cockpit['states']) => states[state] ?? 0;
  const good = count('met') + count('on-track');
  const pieces: Piece[] = [{ text: say.targets(region.name, total, below), tone: 'plain', href: '/targets' }];
  if (good > 0) pieces.push({ text: say.good(good), tone: 'strong', href: ledger('met,on-track') });
  for (const state of ['at-risk', 'off-track', 'unknown'] as const) {
    if (count(state) === 0) continue;
    const tone = state === 'off-track' ? 'off-track' : 'plain';
    pieces.push({ text: say.states[state](count(state)), tone, href: ledger(state) });
  }
  return joined(pieces, say.comma, say.stop);
}

function worstOf(say: Text, { region, worst }: { region: { code: string }; worst: TargetView | null }): Sentence[] {
  const ratio = worst?.judgement?.ratio;
  if (!worst || ratio === null || ratio === undefined) return [];
  const where = worst.region.code === region.code ? null : worst.region.name;
  return [
    [
      plain(say.worst),
      { text: say.worstName(where, worst.indicatorName), tone: 'strong', href: `/targets/${worst.id}` },
      plain(say.worstRatio(`${formatNumber(ratio * 100, '%', { decimals: 0 })}%`) + say.stop),
    ],
  ];
}

/** From bad to good; what could not be judged before or now has neither improved nor got worse. */
const ORDER = ['off-track', 'at-risk', 'on-track', 'met'];
const NAMED = 2;

function movesOf(
  say: Text,
  { month, previousMonth, moved }: { month: string; previousMonth: string; moved: readonly Moved[] },
): Sentence {
  const judged = moved.filter(({ before, now }) => before !== 'unknown' && now !== 'unknown');
  const rise = ({ before, now }: Moved) => ORDER.indexOf(now) - ORDER.indexOf(before);
  const worse = judged.filter((one) => rise(one) < 0);
  const better = judged.length - worse.length;
  const [year = 0, m = 0] = previousMonth.split('-').map(Number);
  const since = say.month(year, m, previousMonth.slice(0, 4) !== month.slice(0, 4));
  if (judged.length === 0) return [plain(say.same(since) + say.stop)];
  if (worse.length === 0) return [plain(say.better(since, better) + say.stop)];
  const names = worse
    .slice(0, NAMED)
    .flatMap(({ id, name, now }, at): Piece[] => [
      ...(at > 0 ? [plain(say.list)] : []),
      { text: name, tone: 'strong', href: `/targets/${id}` },
      plain(say.moved(say.state[now])),
    ]);
  const rest = worse.length > NAMED ? say.more(worse.length) : '';
  const also = better > 0 ? say.between + say.better(null, better) : '';
  return [plain(say.worse(since, worse.length)), ...names, plain(rest + also + say.stop)];
}

function joined(pieces: readonly Piece[], between: string, end: string): Piece[] {
  return pieces.flatMap((piece, at) => [piece, plain(at === pieces.length - 1 ? end : between)]);
}
