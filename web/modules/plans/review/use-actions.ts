/** Acts on items: at once on the page, in the background on the server; what fails comes back with what was typed. */
import { useCallback, useMemo, useRef, useState } from 'react';
import { ApiProblem } from '../../../shell/problem.ts';
import type { ReviewActions, TargetPatch, TargetView, TaskPatch } from '../review-api.ts';
import type { ReviewTexts } from '../review-text.ts';

export interface Failed {
  id: string;
  error: unknown;
  /** Somebody else was faster; `theirs` is what it is now. */
  conflict: boolean;
  theirs: TargetView | null;
  fields: TargetPatch | null;
  again: () => void;
}

interface Step {
  id: string;
  isTask: boolean;
}

interface Job {
  id: string;
  /** What the page says when it is done. */
  done: string;
  run: () => Promise<unknown>;
  fields?: TargetPatch | undefined;
  isTask?: boolean;
  /** There is no item yet that could show a failure. */
  isNew?: boolean;
  /** Goes on the pile of what Ctrl+Z takes back. */
  step?: (answer: unknown) => string;
}

export interface Acting {
  pending: ReadonlySet<string>;
  failed: Failed | null;
  said: string;
  dismiss: () => void;
  say: (words: string) => void;
  accept: (target: TargetView, fields?: TargetPatch) => Promise<boolean>;
  save: (target: TargetView, fields: TargetPatch) => Promise<boolean>;
  decide: (target: TargetView, decision: 'reject' | 'restore') => Promise<boolean>;
  split: (target: TargetView, at: number) => Promise<boolean>;
  merge: (target: TargetView, withId: string) => Promise<boolean>;
  add: (start: number, end: number) => Promise<string | null>;
  task: (id: string, decision: 'accept' | 'reject', title: string) => Promise<boolean>;
  saveTask: (id: string, fields: TaskPatch, title: string) => Promise<boolean>;
  undo: () => Promise<string | null>;
  /** Something for all items together: what fails is told above the lists. */
  together: (run: () => Promise<string>) => Promise<void>;
}

export function useActions(actions: ReviewActions, t: ReviewTexts, onFailed: (id: string) => void): Acting {
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const [failed, setFailed] = useState<Failed | null>(null);
  const [said, setSaid] = useState('');
  const steps = useRef<Step[]>([]);

  const start = useCallback(
    async function start(job: Job): Promise<unknown> {
      const { id } = job;
      setPending((now) => new Set(now).add(id));
      setFailed((now) => (now?.id === id ? null : now));
      try {
        const answer = (await job.run()) ?? true;
        if (job.step) steps.current.push({ id: job.step(answer), isTask: job.isTask === true });
        setSaid(job.done);
        return answer;
      } catch (error) {
        const conflict = error instanceof ApiProblem && error.status === 412;
        const reload = job.isTask ? actions.reloadTask : actions.reload;
        const now = conflict ? await reload(id).catch(() => null) : null;
        const theirs = now && 'indicatorName' in now ? now : null;
        setFailed({ id, error, conflict, theirs, fields: job.fields ?? null, again: () => void start(job) });
        if (!job.isNew) onFailed(id);
        return null;
      } finally {
        setPending((now) => {
          const next = new Set(now);
          next.delete(id);
          return next;
        });
      }
    },
    [actions, onFailed],
  );

  const acts = useMemo(() => {
    const own = (id: string) => () => id;
    // The revision is read when it runs: an earlier action on the same item may have raised it.
    const now = (target: TargetView) => actions.target(target.id) ?? target;
    const name = (target: TargetView) => target.indicatorName || t.noName;
    const ok = async (job: Job) => (await start(job)) !== null;
    return {
      accept: (target: TargetView, fields?: TargetPatch) =>
        ok({
          id: target.id,
          done: t.said.accept(name(target)),
          fields,
          step: own(target.id),
          run: () =>
            fields && Object.keys(fields).length > 0
              ? actions.edit(now(target), fields, true)
              : actions.act(now(target), 'accept'),
        }),
      save: (target: TargetView, fields: TargetPatch) =>
        ok({
          id: target.id,
          done: t.said.edit(name(target)),
          fields,
          step: own(target.id),
          run: () => actions.edit(now(target), fields, false),
        }),
      decide: (target: TargetView, decision: 'reject' | 'restore') =>
        ok({
          id: target.id,
          done: t.said[decision](name(target)),
          step: own(target.id),
          run: () => actions.act(now(target), decision),
        }),
      split: (target: TargetView, at: number) =>
        ok({ id: target.id, done: t.said.split, step: own(target.id), run: () => actions.split(now(target), at) }),
      merge: (target: TargetView, withId: string) =>
        ok({ id: target.id, done: t.said.merge, step: own(target.id), run: () => actions.merge(now(target), withId) }),
      async add(from: number, to: number) {
        const answer = await start({
          id: `add:${from}`,
          done: '',
          isNew: true,
          run: () => actions.add(from, to),
          step: (change) => addedId(change),
        });
        if (answer === null) return null;
        const id = addedId(answer);
        const made = actions.target(id);
        if (made) setSaid(t.said.add(name(made)));
        return id;
      },
      task: (id: string, decision: 'accept' | 'reject', title: string) =>
        ok({
          id,
          done: t.said[decision](title),
          isTask: true,
          step: own(id),
          async run() {
            const task = actions.taskOf(id);
            return task && actions.task(task, decision);
          },
        }),
      saveTask: (id: string, fields: TaskPatch, title: string) =>
        ok({
          id,
          done: t.said.edit(title),
          isTask: true,
          async run() {
            const task = actions.taskOf(id);
            return task && actions.editTask(task, fields);
          },
        }),
      async together(run: () => Promise<string>) {
        const words = await start({ id: all, done: '', isNew: true, run });
        if (typeof words === 'string') setSaid(words);
      },
      async undo() {
        const step = steps.current.pop();
        if (!step) {
          setSaid(t.nothingToUndo);
          return null;
        }
        if (step.isTask) {
          setSaid(t.taskUndo);
          return step.id;
        }
        const target = actions.target(step.id);
        if (!target) return null;
        return (await ok({ id: step.id, done: t.undone, run: () => actions.act(target, 'undo') })) ? step.id : null;
      },
    };
  }, [actions, start, t]);

  const dismiss = useCallback(() => setFailed(null), []);
  return { pending, failed, said, dismiss, say: setSaid, ...acts };
}

const all = 'all';

const addedId = (change: unknown): string => (change as { targets: { id: string }[] }).targets[0]?.id ?? '';
