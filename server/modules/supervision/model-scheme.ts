import { z } from 'zod';

/** Scoring schemes as data. Pure: the web imports it by `model.ts`. */
export const Names = z.object({ zh: z.string().trim().min(1).max(100), en: z.string().trim().min(1).max(160) });
export const Slug = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);
const State = z.enum(['met', 'on-track', 'at-risk', 'off-track', 'unknown']);

/** What is measured. Shares are per cent. */
export const Measure = z.discriminatedUnion('kind', [
  /** Share of the region's judged targets that are in these states. */
  z.object({ kind: z.literal('target-states'), states: z.array(State).min(1).max(5) }),
  /** The indicator itself, in the unit that it is stored in. `scope` as in observations: `vehicle-kind=nev`. */
  z.object({
    kind: z.literal('indicator-level'),
    indicator: z.string().max(80),
    scope: z.string().max(300).default(''),
  }),
  /** Growth over the same period of last year: per cent, or percentage points of a ratio. */
  z.object({
    kind: z.literal('indicator-growth'),
    indicator: z.string().max(80),
    scope: z.string().max(300).default(''),
  }),
  /** Share of the tasks due by then that were done. */
  z.object({ kind: z.literal('tasks-on-time') }),
  /** Share of supervision items due by then that were closed in time. */
  z.object({ kind: z.literal('items-on-time') }),
  /** Share of the year's monthly figures that were entered by this day of the month after. */
  z.object({ kind: z.literal('figures-timely'), day: z.number().int().min(1).max(28) }),
  /** A task's progress over the share of its time that has passed, per cent. */
  z.object({ kind: z.literal('task-progress') }),
  /** Days since the task's last progress note. */
  z.object({ kind: z.literal('task-silence') }),
  /** Given by a named person with a reason, 0 to 100. */
  z.object({ kind: z.literal('manual') }),
]);
export type Measure = z.infer<typeof Measure>;

export const Scoring = z.discriminatedUnion('kind', [
  /** 0 at `zero`, 100 at `full`, straight between, no further beyond. */
  z.object({ kind: z.literal('linear'), zero: z.number(), full: z.number() }),
  /** The score of the last step whose `from` is reached; `below` before the first. */
  z.object({
    kind: z.literal('steps'),
    below: z.number().min(0).max(100),
    steps: z
      .array(z.object({ from: z.number(), score: z.number().min(0).max(100) }))
      .min(1)
      .max(20),
  }),
  /** `best` for the first, `worst` for the last, evenly between; equal values share the better rank. */
  z.object({ kind: z.literal('rank'), best: z.number().min(0).max(100), worst: z.number().min(0).max(100) }),
]);
export type Scoring = z.infer<typeof Scoring>;

export const Criterion = z.object({
  id: Slug,
  name: Names,
  /** Per cent; all of a scheme are 100. */
  weight: z.number().positive().max(100),
  measure: Measure,
  /** More is better, or less. */
  direction: z.enum(['up', 'down']),
  scoring: Scoring,
  /** Without a figure: leave the criterion out for that subject, with its weight said, or give it this score. */
  missing: z.union([z.literal('leave-out'), z.number().min(0).max(100)]),
});
export type Criterion = z.infer<typeof Criterion>;

export const IncentiveRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('top'), count: z.number().int().min(1).max(100) }),
  z.object({ kind: z.literal('above'), score: z.number().min(0).max(100) }),
  z.object({ kind: z.literal('improved'), count: z.number().int().min(1).max(100) }),
]);
export type IncentiveRule = z.infer<typeof IncentiveRule>;

export const SchemeBody = z.object({
  scope: z.enum(['regions', 'tasks']),
  criteria: z.array(Criterion).min(1).max(30),
  /** Per cent of the weight that must have a figure for a total and a rank. */
  minCoverage: z.number().min(0).max(100).default(60),
  incentives: z.array(IncentiveRule).max(5).default([]),
});
export type SchemeBody = z.infer<typeof SchemeBody>;
