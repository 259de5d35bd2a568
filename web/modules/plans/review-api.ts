/** What the review page asks of the server; every answer is put into the page's own copy, the text is fetched once. */
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { z } from 'zod';
import type {
  AcceptedCounts,
  PublishInput as PublishInputSchema,
  ReviewView as ReviewViewSchema,
  TargetChange,
  TargetDetail,
  TargetPatch,
  TargetView,
  TaskPatch as TaskPatchSchema,
  TaskView as TaskViewSchema,
} from '../../../server/modules/plans/model.ts';
import { get, patch, post } from '../../shell/api.ts';
import type { Language } from '../../shell/preferences.tsx';
import { planPath } from './library-api.ts';

export type ReviewView = z.infer<typeof ReviewViewSchema>;
export type TaskView = z.infer<typeof TaskViewSchema>;
export type TaskPatch = z.infer<typeof TaskPatchSchema>;
export type PublishInput = z.infer<typeof PublishInputSchema>;
export type { TargetPatch, TargetView };

const reviewKey = (id: string, version: string, language: Language) => ['plans', 'review', id, version, language];

export const reviewQuery = (id: string, version: string, language: Language) =>
  queryOptions({
    queryKey: reviewKey(id, version, language),
    queryFn: ({ signal }) => get<ReviewView>(`${planPath(id)}/review`, { query: { version }, signal }),
    staleTime: 60_000,
    // Still being read: look again until the items are there.
    refetchInterval: ({ state }) => (state.data?.state === 'reading' ? 1500 : false),
  });

const etagOf = (revision: number) => `"${revision}"`;

/** Some actions answer the one target, some all that they changed. */
const asChange = (answer: TargetView | TargetChange): TargetChange =>
  'targets' in answer ? answer : { targets: [answer], removed: [] };

function withChange(review: ReviewView, { targets, removed }: TargetChange): ReviewView {
  const changed = new Map(targets.map((target) => [target.id, target]));
  const kept = review.targets
    .filter(({ id }) => !removed.includes(id))
    .map((target) => {
      const next = changed.get(target.id);
      changed.delete(target.id);
      return next ?? target;
    });
  return { ...review, targets: [...kept, ...changed.values()] };
}

const withTask = (review: ReviewView, task: TaskView): ReviewView => ({
  ...review,
  tasks: review.tasks.map((other) => (other.id === task.id ? task : other)),
});

export type TargetAct = 'accept' | 'reject' | 'restore' | 'undo';

/** Actions of the review; each resolves when the server has it and the page shows it. */
export function useReviewActions(planId: string, version: string, language: Language) {
  const client = useQueryClient();
  return useMemo(() => {
    const key = reviewKey(planId, version, language);
    const put = (change: TargetChange) =>
      client.setQueryData<ReviewView>(key, (review) => review && withChange(review, change));
    const target = async (path: string, body: unknown, revision?: number) => {
      const change = asChange(
        await post<TargetView | TargetChange>(`plans/targets/${path}`, body, {
          ifMatch: revision === undefined ? undefined : etagOf(revision),
        }),
      );
      put(change);
      return change;
    };
    const putTask = (task: TaskView) =>
      client.setQueryData<ReviewView>(key, (review) => review && withTask(review, task));
    return {
      act: ({ id, revision }: TargetView, act: TargetAct) =>
        target(`${id}/${act}`, {}, act === 'undo' ? undefined : revision),
      split: ({ id, revision }: TargetView, at: number) => target(`${id}/split`, { at }, revision),
      merge: ({ id, revision }: TargetView, withId: string) => target(`${id}/merge`, { withId }, revision),
      async add(start: number, end: number, fields?: TargetPatch) {
        const change = asChange(
          await post<TargetView | TargetChange>('plans/targets', { planId, start, end, ...(fields ? { fields } : {}) }),
        );
        put(change);
        return change;
      },
      /** Sets fields; with `accept` the same step accepts the item, so that one undo takes both back. */
      async edit({ id, revision }: TargetView, fields: TargetPatch, accept: boolean) {
        const query = accept ? { accept } : {};
        const options = { ifMatch: etagOf(revision), query };
        const change = asChange(await patch<TargetView | TargetChange>(`plans/targets/${id}`, fields, options));
        put(change);
        return change;
      },
      /** After a 412: what the other person made of it. */
      async reload(id: string) {
        const { target: now } = await get<TargetDetail>(`plans/targets/${id}`);
        put({ targets: [now], removed: [] });
        return now;
      },
      async task({ id, revision }: TaskView, act: 'accept' | 'reject') {
        const task = await post<TaskView>(`plans/tasks/${id}/${act}`, {}, { ifMatch: etagOf(revision) });
        putTask(task);
        return task;
      },
      async editTask({ id, revision }: TaskView, fields: TaskPatch) {
        const task = await patch<TaskView>(`plans/tasks/${id}`, fields, { ifMatch: etagOf(revision) });
        putTask(task);
        return task;
      },
      async reloadTask(id: string) {
        const task = await get<TaskView>(`plans/tasks/${id}`);
        putTask(task);
        return task;
      },
      async acceptConfident(versionNumber: number, minConfidence: number) {
        const counts = await post<AcceptedCountsView>(`${planPath(planId)}/accept-confident`, {
          version: versionNumber,
          minConfidence,
        });
        await client.invalidateQueries({ queryKey: key });
        return counts;
      },
      async publish(input: PublishInput) {
        await post(`${planPath(planId)}/publish`, input);
        await client.invalidateQueries({ queryKey: ['plans'] });
      },
      /** The item as it stands in the page's own copy now. */
      target: (id: string) => client.getQueryData<ReviewView>(key)?.targets.find((target) => target.id === id),
      taskOf: (id: string) => client.getQueryData<ReviewView>(key)?.tasks.find((task) => task.id === id),
      /** The other pages count anew when they are opened next. */
      leave: () =>
        client.invalidateQueries({
          queryKey: ['plans'],
          predicate: ({ queryKey }) => queryKey[1] !== 'review',
          refetchType: 'none',
        }),
    };
  }, [client, planId, version, language]);
}

export type ReviewActions = ReturnType<typeof useReviewActions>;
type AcceptedCountsView = z.infer<typeof AcceptedCounts>;
