import { z } from 'zod';
import { Page } from '../../kernel/model.ts';
import { Id, list, Responsible, Review } from './model-words.ts';

/** Tasks with their yearly breakdown and notes. Pure: the web imports it by `model.ts`. */

export const TaskView = z
  .object({
    id: Id,
    planId: Id,
    planTitle: z.string(),
    ordinal: z.number().int(),
    path: z.array(z.string()),
    title: z.string(),
    text: z.string(),
    start: z.number().int().nullable(),
    end: z.number().int().nullable(),
    startsOn: z.string().nullable(),
    dueOn: z.string().nullable(),
    state: z.enum(['planned', 'doing', 'done', 'dropped']),
    overdue: z.boolean(),
    percent: z.number(),
    review: Review,
    origin: z.enum(['reader', 'person', 'shipped']),
    responsible: z.array(Responsible),
    years: z.array(
      z.object({
        year: z.number().int(),
        goal: z.string(),
        state: z.enum(['planned', 'doing', 'done', 'dropped']),
        dueOn: z.string().nullable(),
      }),
    ),
    lastNote: z.object({ at: z.string(), authorName: z.string(), text: z.string() }).nullable(),
    mayEdit: z.boolean(),
    revision: z.number().int(),
  })
  .meta({ id: 'PlanTask' });

export type TaskView = z.infer<typeof TaskView>;

export const TaskPatch = z.object({
  title: z.string().min(1).max(300).optional(),
  state: z.enum(['planned', 'doing', 'done', 'dropped']).optional(),
  percent: z.number().min(0).max(100).optional(),
  startsOn: z.iso.date().nullable().optional(),
  dueOn: z.iso.date().nullable().optional(),
  responsible: z.array(Responsible).max(60).optional(),
  years: z
    .array(
      z.object({
        year: z.number().int().min(1900).max(2200),
        goal: z.string().min(1).max(1000),
        state: z.enum(['planned', 'doing', 'done', 'dropped']),
        dueOn: z.iso.date().nullable(),
      }),
    )
    .max(40)
    .optional(),
});

export const TaskFilter = Page.extend({
  q: z.string().max(100).optional(),
  plan: list,
  region: z.string().max(40).optional(),
  unit: list,
  state: list,
  year: z.coerce.number().int().optional(),
  review: list,
  format: z.enum(['json', 'csv', 'xlsx']).optional(),
});

export const TaskNote = z.object({
  at: z.string(),
  authorName: z.string(),
  text: z.string(),
  percent: z.number().nullable(),
  document: z.object({ id: Id, fileName: z.string() }).nullable(),
});

export const TaskList = z
  .object({ items: z.array(TaskView), nextCursor: z.string().nullable(), total: z.number().int() })
  .meta({ id: 'PlanTaskList' });

/** A note of progress: fields beside the evidence file, or a JSON body where there is none. */
export const NewTaskNote = z.object({
  text: z.string().trim().min(1).max(5000),
  /** Becomes the task's percentage. */
  percent: z.preprocess(
    (value) => (value === null || value === '' ? undefined : value),
    z.coerce.number().min(0).max(100).optional(),
  ),
});
