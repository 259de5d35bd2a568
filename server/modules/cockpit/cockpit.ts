import { parsePeriod } from '@liannao/statistics';
import type { Tx } from '../../kernel/access/actor.ts';
import { notFound } from '../../kernel/errors.ts';
import { regionNames } from '../../kernel/region/name.ts';
import { type JudgedRegion, judgedRegion, targetDetail } from '../plans/index.ts';
import type { TargetView } from '../plans/model.ts';
import { boundShare } from './bound-share.ts';
import { type Asked, handlingOf } from './handling.ts';
import { headlineList } from './headline-setting.ts';
import { keyFigures } from './key-figures.ts';
import type { BoundShare, Cockpit } from './model.ts';
import { selectFreshness } from './queries.ts';
import { regionalPicture } from './regional.ts';
import { spokenOf } from './spoken.ts';
import { textFor } from './text.ts';

/** Rows of each list: what fits beside each other; the whole is one click away. */
const ATTENTION = 6;
const TODO = 7;
/** Days back for what came in or closed. */
const RECENT = 30;
const DAY = 24 * 3600 * 1000;

type Question = Asked & { readonly month: string | undefined };

/** Everything on the cockpit of a region. @throws AppError 404 for a region that there is not, 422 for a month. */
export async function cockpit(tx: Tx, asked: Question): Promise<Cockpit> {
  const { actor, now } = asked;
  const say = textFor(actor.locale);
  const region = await regionOf(tx, asked);
  const judged = await judgedRegion(tx, asked);
  const { month, targets } = judged;
  const attention = toAskAbout(targets);
  const [worst = null] = attention;
  const moved = movedTargets(judged, actor.locale);
  const states = countStates(targets);
  const since = new Date(now.getTime() - RECENT * DAY);
  const list = await headlineList(tx);
  const figures = await keyFigures(tx, { actor, region: region.code, month: monthOf(month), list, targets });
  const handling = await handlingOf(tx, { ...asked, since, rows: TODO });
  const fresh = await selectFreshness(tx, region.code, since);
  // The region's own worst before one of a region below: the picture is about the place that was asked for.
  const pictured = attention.find((target) => target.region.code === region.code) ?? worst;
  const trajectory = pictured ? await targetDetail(tx, pictured.id, { actor, now, month }) : null;
  const { previousMonth } = judged;
  return {
    region,
    month,
    previousMonth,
    spoken: spokenOf(say, {
      region,
      month,
      previousMonth,
      states,
      total: targets.length,
      below: targets.some((target) => target.region.code !== region.code),
      worst: worst && { ...worst, indicatorName: nameOf(worst, actor.locale) },
      moved,
    }),
    states,
    total: targets.length,
    figures,
    attention: attention.slice(0, ATTENTION).map((target) => {
      const signal = handling.signalOf.get(target.id);
      return {
        target,
        before: moved.find(({ id }) => id === target.id)?.before ?? null,
        signal: signal ? { id: signal.id, severity: signal.severity, state: signal.state } : null,
        case: handling.caseOf.get(target.id) ?? null,
      };
    }),
    attentionTotal: attention.length,
    todo: handling.todo,
    todoTotal: handling.todoTotal,
    trajectory,
    regional: await regionalPicture(tx, { actor, region: region.code, figures }),
    changes: {
      days: RECENT,
      revisions: fresh.revisions,
      signals: handling.newSignals,
      casesClosed: handling.casesClosed,
      targets: moved,
    },
    bound: boundShare(targets, { region, month, say }),
    severe: [...handling.severe],
    updatedAt: fresh.updatedAt?.toISOString() ?? null,
    synthetic:
      figures.some(({ synthetic }) => synthetic) || targets.some(({ judgement }) => judgement?.actual?.synthetic),
  };
}

/** Indicator `targets-bound-share` of a region, with what it is counted from. */
export async function boundShareOf(tx: Tx, asked: Question): Promise<BoundShare> {
  const region = await regionOf(tx, asked);
  const { month, targets } = await judgedRegion(tx, asked);
  return boundShare(targets, { region, month, say: textFor(asked.actor.locale) });
}

async function regionOf(tx: Tx, { actor, region }: Question) {
  const name = (await regionNames(tx, [region], actor.locale)).get(region);
  if (name === undefined) throw notFound('region', region);
  return { code: region, name };
}

function monthOf(code: string) {
  const read = parsePeriod(code);
  if (read.ok && read.value.kind === 'month') return read.value;
  throw new RangeError(`${code} is no month`);
}

/** Off track before at risk, then the farthest from its path. */
function toAskAbout(targets: readonly TargetView[]): TargetView[] {
  const rank = ({ judgement }: TargetView) => (judgement?.state === 'off-track' ? 0 : 1);
  const ratio = ({ judgement }: TargetView) => judgement?.ratio ?? 1;
  return targets
    .filter(({ judgement }) => judgement?.state === 'off-track' || judgement?.state === 'at-risk')
    .sort((a, b) => rank(a) - rank(b) || ratio(a) - ratio(b));
}

function movedTargets({ targets, before }: JudgedRegion, locale: 'zh' | 'en'): Cockpit['changes']['targets'] {
  return targets.flatMap((target) => {
    const { id, region, judgement } = target;
    const then = before.get(id)?.state;
    const now = judgement?.state;
    return then && now && then !== now ? [{ id, name: nameOf(target, locale), region, before: then, now }] : [];
  });
}

/** Plans name their targets in Chinese only; the indicator has a name in both languages. */
const nameOf = ({ indicatorName, indicatorTitle }: TargetView, locale: 'zh' | 'en'): string =>
  (locale === 'en' && indicatorTitle) || indicatorName;

function countStates(targets: readonly TargetView[]): Cockpit['states'] {
  const states = { met: 0, 'on-track': 0, 'at-risk': 0, 'off-track': 0, unknown: 0 };
  for (const { judgement } of targets) if (judgement) states[judgement.state] += 1;
  return states;
}
