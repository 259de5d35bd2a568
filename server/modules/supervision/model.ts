import { z } from 'zod';
import { IncentiveRule, Names, SchemeBody } from './model-scheme.ts';

export * from './model-scheme.ts';

/** Requests and answers of `/api/v1/supervision/…`. Pure: the web imports it. */
const Region = z.object({ code: z.string(), name: z.string() });
const Person = z.object({ name: z.string(), at: z.string() });

export const SchemeRow = z
  .object({
    id: z.uuid(),
    name: z.string(),
    scope: z.enum(['regions', 'tasks']),
    region: Region,
    /** Newest version. */
    version: z.number().int(),
    criteria: z.number().int(),
    mayEdit: z.boolean(),
  })
  .meta({ id: 'SupervisionScheme' });
export const SchemeDetail = SchemeRow.extend({
  names: Names,
  versions: z.array(z.object({ number: z.number().int(), body: SchemeBody, reason: z.string(), made: Person })),
}).meta({ id: 'SupervisionSchemeDetail' });
export type SchemeDetail = z.infer<typeof SchemeDetail>;
export const NewScheme = z.object({ region: z.string().max(40), name: Names, body: SchemeBody });
export const NewVersion = z.object({ body: SchemeBody, reason: z.string().trim().min(1).max(500) });
export const SchemeCheck = z.object({
  issues: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
});

/** `2025-08` (cumulative to it), `2025Q3`, `2025H1`, `2025`. */
export const EvaluationPeriod = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])|Q[1-4]|H[12])?$/);
export const NewRun = z.object({
  scheme: z.uuid(),
  version: z.number().int().min(1).optional(),
  region: z.string().max(40),
  period: EvaluationPeriod,
  /** Figures as they were known at the end of this day; absent: now. */
  asAt: z.iso.date().optional(),
});
export const RunQuery = z.object({ region: z.string().max(40).optional(), scheme: z.uuid().optional() });
export const RunRow = z
  .object({
    id: z.uuid(),
    scheme: z.object({
      id: z.uuid(),
      name: z.string(),
      version: z.number().int(),
      scope: z.enum(['regions', 'tasks']),
    }),
    region: Region,
    period: z.string(),
    /** Until when figures were known that it rests on. */
    knownAt: z.string(),
    state: z.enum(['draft', 'published']),
    subjects: z.number().int(),
    synthetic: z.boolean(),
    made: Person,
    published: Person.nullable(),
    mayEdit: z.boolean(),
  })
  .meta({ id: 'SupervisionRun' });
export type RunRow = z.infer<typeof RunRow>;

export const InputRef = z.object({ kind: z.string(), id: z.string(), text: z.string() });
export const CellView = z.object({
  criterion: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  score: z.number().nullable(),
  place: z.number().int().nullable(),
  by: z.enum(['scoring', 'rule-for-missing', 'left-out']),
  /** How value and score came about, in the reader's language. */
  sentence: z.string(),
  refs: z.array(InputRef),
  synthetic: z.boolean(),
});
export type CellView = z.infer<typeof CellView>;
export const SubjectView = z.object({
  id: z.string(),
  name: z.string(),
  href: z.string().nullable(),
  total: z.number().nullable(),
  coverage: z.number(),
  rank: z.number().int().nullable(),
  before: z.object({ total: z.number().nullable(), rank: z.number().int().nullable() }).nullable(),
  cells: z.array(CellView),
});
export type SubjectView = z.infer<typeof SubjectView>;
export const Adjustment = z.object({ action: z.enum(['add', 'remove']), reason: z.string(), made: Person });
export const NomineeView = z.object({
  subject: z.string(),
  name: z.string(),
  rules: z.array(IncentiveRule),
  adjustment: Adjustment.nullable(),
  /** Stands on the list as it is now. */
  listed: z.boolean(),
});
export const RunDetail = RunRow.extend({
  body: SchemeBody,
  digest: z.string(),
  previous: z.object({ id: z.uuid(), period: z.string() }).nullable(),
  subjectScores: z.array(SubjectView),
  incentives: z.array(NomineeView),
}).meta({ id: 'SupervisionRunDetail' });
export type RunDetail = z.infer<typeof RunDetail>;

/** POST /runs/:id/check */
export const RunCheck = z
  .object({
    /** Scores computed again from the stored inputs are the same. */
    scoresSame: z.boolean(),
    /** Inputs read again as they were known then. What differs was edited since and has no history of its own. */
    inputs: z.number().int(),
    differences: z.array(
      z.object({
        subject: z.string(),
        criterion: z.string(),
        stored: z.number().nullable(),
        now: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'SupervisionRunCheck' });
export type RunCheck = z.infer<typeof RunCheck>;
export const ManualScore = z.object({
  criterion: z.string().max(60),
  subject: z.string().max(60),
  value: z.number().min(0).max(100),
  reason: z.string().trim().min(2).max(500),
});
export const AdjustmentBody = z.object({
  subject: z.string().max(60),
  action: z.enum(['add', 'remove']),
  reason: z.string().trim().min(2).max(500),
});
export const FormatQuery = z.object({ format: z.enum(['json', 'csv', 'xlsx']).optional() });

/** Supervision items: entries of the register `supervision-items`, with the light that the day gives them. */
export const Light = z.enum(['none', 'blue', 'yellow', 'red']);
export const ItemView = z
  .object({
    id: z.uuid(),
    code: z.string(),
    title: z.string(),
    requirement: z.string(),
    source: z.string(),
    region: Region,
    unit: z.string(),
    state: z.object({ id: z.string(), name: z.string(), final: z.boolean() }),
    light: Light,
    /** Why the light is what it is, in the reader's language. */
    lightReason: z.string(),
    assignedOn: z.string(),
    dueOn: z.string(),
    closedOn: z.string().nullable(),
    progress: z.string().nullable(),
    finding: z.string().nullable(),
    rectifyBy: z.string().nullable(),
    caseId: z.uuid().nullable(),
    task: z.uuid().nullable(),
    synthetic: z.boolean(),
  })
  .meta({ id: 'SupervisionItem' });
export type ItemView = z.infer<typeof ItemView>;
export const ItemQuery = FormatQuery.extend({ region: z.string().max(40).optional() });
export const ItemList = z.object({ items: z.array(ItemView), today: z.string() });
/** POST /supervision/items: exactly one of task and target; what is left out is taken from it. */
export const NewItem = z
  .object({
    task: z.uuid().optional(),
    target: z.uuid().optional(),
    requirement: z.string().trim().min(1).max(1000).optional(),
    unit: z.string().trim().min(1).max(100).optional(),
    dueOn: z.iso.date().optional(),
  })
  .refine(({ task, target }) => (task === undefined) !== (target === undefined), {
    message: 'Name either a task or a target.',
  });
/** `made` is false where an open item of the same task or target was there already. */
export const ItemMade = z.object({ id: z.uuid(), made: z.boolean() });
