/** What is listed on the right and marked on the left, as plain values: order, numbers, looks, counts. Pure. */
import type { TargetView, TaskView } from '../review-api.ts';

export type Look = 'accepted' | 'check' | 'ask' | 'parameter';

export interface Numbered {
  target: TargetView;
  /** As set in the text; null for what was rejected. */
  number: number | null;
}

/** From here on the machine counts as sure; the server is asked with the same limit. */
export const sureFrom = 0.9;

const bySource = (a: TargetView, b: TargetView) =>
  (a.start ?? Number.MAX_SAFE_INTEGER) - (b.start ?? Number.MAX_SAFE_INTEGER) ||
  (a.end ?? 0) - (b.end ?? 0) ||
  a.ordinal - b.ordinal;

const inSourceOrder = (targets: readonly TargetView[]): TargetView[] => targets.toSorted(bySource);

/** In source order, numbered as they stand in the text; what was rejected has no number. */
export function numbered(targets: readonly TargetView[]): Numbered[] {
  let last = 0;
  return inSourceOrder(targets).map((target) => ({
    target,
    number: target.review === 'rejected' ? null : ++last,
  }));
}

export const needsDecision = (target: TargetView) => target.review === 'proposed' && target.question !== null;

/** A suggested indicator that is less sure than this wants a look, however sure the figure; the server holds to the same. */
export const sureBindingFrom = 0.6;

/** The indicator is a guess that a person has to look at. */
export const isBindingDoubtful = ({ binding, bindingConfidence }: TargetView) =>
  binding === 'suggested' && (bindingConfidence ?? 0) < sureBindingFrom;

export const isSure = (target: TargetView) =>
  target.review === 'proposed' &&
  target.question === null &&
  (target.confidence ?? 0) >= sureFrom &&
  !isBindingDoubtful(target);

export function lookOf(target: TargetView): Look {
  if (target.review === 'accepted') return 'accepted';
  if (needsDecision(target)) return 'ask';
  return target.kind === 'parameter' ? 'parameter' : 'check';
}

export interface Progress {
  decided: number;
  all: number;
  /** Need a person's mind. */
  ask: number;
  /** May be accepted together. */
  sure: number;
  targets: number;
  baselines: number;
  parameters: number;
  tasks: number;
  rejected: number;
  /** Enter the ledger. */
  acceptedTargets: number;
  openTargets: number;
  openTasks: number;
}

export function progressOf(targets: readonly TargetView[], tasks: readonly TaskView[]): Progress {
  const kept = targets.filter(({ review }) => review !== 'rejected');
  const keptTasks = tasks.filter(({ review }) => review !== 'rejected');
  const kinds = (kind: TargetView['kind']) => kept.filter((target) => target.kind === kind).length;
  const openTasks = tasks.filter(({ review }) => review === 'proposed').length;
  return {
    decided: [...targets, ...tasks].filter(({ review }) => review !== 'proposed').length,
    all: targets.length + tasks.length,
    ask: targets.filter(needsDecision).length,
    sure: targets.filter(isSure).length + openTasks,
    targets: kinds('target'),
    baselines: kinds('baseline'),
    parameters: kinds('parameter'),
    tasks: keptTasks.length,
    rejected: targets.length + tasks.length - kept.length - keptTasks.length,
    acceptedTargets: targets.filter(({ kind, review }) => kind === 'target' && review === 'accepted').length,
    openTargets: targets.filter(({ review }) => review === 'proposed').length,
    openTasks,
  };
}

/** The next in the list that is still to be decided, going round; null when there is none. */
export function nextOpen<T extends { id: string; review: string }>(
  list: readonly T[],
  current: string | null,
  wanted: (item: T) => boolean = (item) => item.review === 'proposed',
): string | null {
  const at = list.findIndex(({ id }) => id === current);
  const round = [...list.slice(at + 1), ...list.slice(0, Math.max(0, at))];
  return round.find(wanted)?.id ?? null;
}
