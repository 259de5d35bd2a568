/** What is looked at on the review page, and where the keyboard goes from there. The tab and the item are in the URL. */
import { useCallback, useMemo } from 'react';
import { usePatchUrl, useUrlState } from '../../../shell/url.ts';
import type { ReviewView, TargetView } from '../review-api.ts';
import { lookOf, type Numbered, needsDecision, numbered } from './items.ts';
import type { Mark } from './paragraphs.ts';
import type { Focus } from './SourceText.tsx';

export const tabs = ['targets', 'tasks', 'units', 'layout'] as const;
export type Tab = (typeof tabs)[number];
export const shows = ['all', 'ask', 'open', 'accepted', 'rejected'] as const;
export type Show = (typeof shows)[number];

const fits: Record<Show, (item: { review: string }, asks: boolean) => boolean> = {
  all: () => true,
  ask: (_, asks) => asks,
  open: ({ review }) => review === 'proposed',
  accepted: ({ review }) => review === 'accepted',
  rejected: ({ review }) => review === 'rejected',
};

export function useReviewPlace(review: ReviewView) {
  const patchUrl = usePatchUrl();
  const [tab] = useUrlState<Tab>('tab', 'targets');
  const [show] = useUrlState<Show>('show', 'all');
  const [item] = useUrlState('item', '');
  const items = useMemo(() => numbered(review.targets), [review.targets]);
  const marks = useMemo(() => marksOf(items), [items]);

  const listed = useMemo(
    () => items.filter(({ target }) => target.id === item || fits[show](target, needsDecision(target))),
    [items, show, item],
  );
  const tasks = useMemo(
    () => review.tasks.filter((task) => task.id === item || fits[show === 'ask' ? 'all' : show](task, false)),
    [review.tasks, show, item],
  );
  const nodes = useMemo(() => nodesOf(review), [review]);
  const units = review.units;
  const ids: Record<Tab, string[]> = {
    targets: listed.map(({ target }) => target.id),
    tasks: tasks.map(({ id }) => id),
    units: units.map(({ unit }) => `unit:${unit}`),
    layout: nodes.map(({ id }) => id),
  };
  const list = ids[tab];
  const current = list.includes(item) ? item : (list[0] ?? null);

  const choose = useCallback((id: string | null) => patchUrl({ item: id }), [patchUrl]);
  const openTab = useCallback(
    (next: Tab) => patchUrl({ tab: next === 'targets' ? null : next, item: null, show: null }),
    [patchUrl],
  );
  const setShow = useCallback((next: Show) => patchUrl({ show: next === 'all' ? null : next, item: null }), [patchUrl]);
  const move = (by: number) => {
    const next = list[Math.max(0, Math.min(list.length - 1, list.indexOf(current ?? '') + by))];
    if (next !== undefined) choose(next);
  };
  const goToTarget = useCallback((id: string) => patchUrl({ tab: null, show: null, item: id }), [patchUrl]);
  const focus = useMemo(() => focusOf(review, tab, current, nodes), [review, tab, current, nodes]);
  return { tab, openTab, show, setShow, items, listed, tasks, nodes, marks, current, choose, move, goToTarget, focus };
}

export type ReviewPlace = ReturnType<typeof useReviewPlace>;

function marksOf(items: readonly Numbered[]): Mark[] {
  return items.flatMap(({ target, number }) =>
    number === null || target.start === null || target.end === null
      ? []
      : [{ id: target.id, start: target.start, end: target.end, look: lookOf(target), number }],
  );
}

export interface LayoutPlace {
  id: string;
  pattern: string;
  node: ReviewView['layout'][number]['nodes'][number];
}

const nodesOf = (review: ReviewView): LayoutPlace[] =>
  review.layout.flatMap(({ pattern, nodes }, at) =>
    nodes.map((node, index) => ({ id: `layout:${at}.${index}`, pattern, node })),
  );

function focusOf(review: ReviewView, tab: Tab, current: string | null, nodes: readonly LayoutPlace[]): Focus | null {
  if (current === null) return null;
  switch (tab) {
    case 'targets': {
      const target = review.targets.find(({ id }) => id === current);
      return target ? span(current, target, 'item') : null;
    }
    case 'tasks': {
      const task = review.tasks.find(({ id }) => id === current);
      return task ? span(current, task, 'passage') : null;
    }
    case 'units':
      return place(current, review.text, current.slice('unit:'.length));
    case 'layout': {
      const node = nodes.find(({ id }) => id === current);
      return node ? place(current, review.text, node.node.name) : null;
    }
  }
}

const span = (id: string, { start, end }: Pick<TargetView, 'start' | 'end'>, look: Focus['look']): Focus | null =>
  start === null || end === null ? null : { id, start, end, look };

function place(id: string, text: string, words: string): Focus | null {
  const start = words === '' ? -1 : text.indexOf(words);
  return start < 0 ? null : { id, start, end: start + words.length, look: 'place' };
}
