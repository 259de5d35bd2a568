import { z } from 'zod';
import { Page, RegionRef } from '../../kernel/model.ts';

/** Requests and answers of the module `plans`. Pure: the web imports it. */

export const Comparator = z.enum(['>=', '>', '<=', '<', '=', '≈', 'range', '+=']);
export const Accumulation = z.enum(['level', 'new', 'cumulative', 'annual']);
export const Transform = z.enum([
  'level',
  'annual',
  'every-year',
  'cumulative',
  'added',
  'net-increase',
  'change-in-points',
  'parameter',
]);
export const TargetKind = z.enum(['target', 'baseline', 'parameter']);
export const JudgementState = z.enum(['met', 'on-track', 'at-risk', 'off-track', 'unknown']);
export const Review = z.enum(['proposed', 'accepted', 'rejected']);
export const PlanKind = z.enum(['plan', 'explanation', 'drafting-note']);
export const PlanState = z.enum(['draft', 'consultation', 'in-force', 'ended']);
export const VersionState = z.enum(['reading', 'review', 'published', 'failed', 'superseded']);
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month like 2025-08');
const Id = z.uuid();

/** How many targets are in each state. */
export const StateCounts = z.record(JudgementState, z.number().int()).meta({ id: 'StateCounts' });

export const Parent = z.object({ planId: Id.nullable(), title: z.string() });

export const PlanView = z
  .object({
    id: Id,
    title: z.string(),
    shortTitle: z.string(),
    kind: PlanKind,
    state: PlanState,
    region: RegionRef,
    level: z.enum(['nation', 'province', 'city', 'county']),
    periodStart: z.number().int().nullable(),
    periodEnd: z.number().int().nullable(),
    effectiveFrom: z.string().nullable(),
    open: z.boolean(),
    shipped: z.boolean(),
    sourceNote: z.string(),
    parents: z.array(Parent),
    versions: z.array(
      z.object({
        number: z.number().int(),
        state: VersionState,
        note: z.string(),
        createdAt: z.string(),
        publishedAt: z.string().nullable(),
        fileName: z.string().nullable(),
        documentId: Id.nullable(),
      }),
    ),
    counts: z.object({
      targets: z.number().int(),
      baselines: z.number().int(),
      parameters: z.number().int(),
      tasks: z.number().int(),
      unbound: z.number().int(),
      /** Items of the newest version that a person has not decided yet. */
      toReview: z.number().int(),
    }),
    states: StateCounts,
    mayEdit: z.boolean(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Plan' });
export type PlanView = z.infer<typeof PlanView>;

export const PlanPatch = z.object({
  title: z.string().min(1).max(300).optional(),
  shortTitle: z.string().min(1).max(100).optional(),
  kind: PlanKind.optional(),
  state: PlanState.optional(),
  regionCode: z.string().max(40).optional(),
  periodStart: z.number().int().min(1900).max(2200).nullable().optional(),
  periodEnd: z.number().int().min(1900).max(2200).nullable().optional(),
  effectiveFrom: z.iso.date().nullable().optional(),
  open: z.boolean().optional(),
  parents: z.array(Parent).max(50).optional(),
});

/** Answer to an upload: the text is stored, the reading runs as a job. */
export const UploadAnswer = z.object({ planId: Id, versionNumber: z.number().int(), jobId: Id });

export const Responsible = z.object({ unit: z.string().min(1).max(100), role: z.enum(['lead', 'support']) });

/** The figure that a judgement rests on. */
export const ActualView = z.object({
  value: z.number(),
  /** The indicator's stored unit. */
  unit: z.string(),
  /** Code form, `2025-01..08`. */
  period: z.string(),
  observationIds: z.array(z.string()),
  status: z.enum(['draft', 'submitted', 'approved']),
  synthetic: z.boolean(),
});

export const JudgementView = z
  .object({
    state: JudgementState,
    /** Why it cannot be judged; null otherwise. */
    reason: z.string().nullable(),
    /** One sentence in the reader's language. */
    sentence: z.string(),
    actual: ActualView.nullable(),
    /** Where the path is at the actual's period, stored unit. */
    expected: z.number().nullable(),
    /** actual / expected, mirrored for ceilings. */
    ratio: z.number().nullable(),
    /** actual - expected, stored unit. */
    gap: z.number().nullable(),
    /** The target in the measure that is judged, stored unit. */
    goal: z.number().nullable(),
    reachedOn: z.string().nullable(),
  })
  .meta({ id: 'Judgement' });
export type JudgementView = z.infer<typeof JudgementView>;

export const TargetView = z
  .object({
    id: Id,
    planId: Id,
    planTitle: z.string(),
    ordinal: z.number().int(),
    kind: TargetKind,
    indicatorName: z.string(),
    indicatorCode: z.string().nullable(),
    indicatorTitle: z.string().nullable(),
    indicatorUnit: z.string().nullable(),
    indicatorShownAs: z.string().nullable(),
    scope: z.record(z.string(), z.string()),
    binding: z.enum(['unbound', 'suggested', 'bound']),
    bindingConfidence: z.number().nullable(),
    transform: Transform,
    comparator: Comparator,
    value: z.number(),
    valueMax: z.number().nullable(),
    unit: z.string(),
    accumulation: Accumulation,
    fromYear: z.number().int().nullable(),
    deadline: z.number().int().nullable(),
    deadlineAssumed: z.boolean(),
    asOf: z.number().int().nullable(),
    baselineYear: z.number().int().nullable(),
    baselineValue: z.number().nullable(),
    implicit: z.boolean(),
    region: RegionRef,
    regionName: z.string(),
    sectionPath: z.array(z.string()),
    quote: z.string().nullable(),
    start: z.number().int().nullable(),
    end: z.number().int().nullable(),
    confidence: z.number().nullable(),
    question: z.string().nullable(),
    caution: z.string(),
    review: Review,
    origin: z.enum(['reader', 'person', 'shipped']),
    responsible: z.array(Responsible),
    /** Only in the ledger and on the target's page. */
    judgement: JudgementView.nullable(),
    mayEdit: z.boolean(),
    /** For If-Match. */
    revision: z.number().int(),
  })
  .meta({ id: 'Target' });
export type TargetView = z.infer<typeof TargetView>;

const list = z
  .string()
  .max(2000)
  .transform((text) => text.split(',').filter(Boolean))
  .optional();

export const LedgerFilter = z.object({
  q: z.string().max(100).optional(),
  /** Plan ids, by comma. */
  plan: list,
  /** Region subtree. */
  region: z.string().max(40).optional(),
  indicator: list,
  /** Responsible unit names. */
  unit: list,
  deadline: list,
  state: list,
  kind: list,
  review: list,
  binding: list,
  /** Data month: figures after it are not used. */
  month: Month.optional(),
  sort: z.enum(['plan', 'state', 'deadline', 'ratio', 'indicator']).default('plan'),
  order: z.enum(['asc', 'desc']).default('asc'),
});
export const LedgerQuery = LedgerFilter.extend(Page.shape).extend({
  format: z.enum(['json', 'csv', 'xlsx']).optional(),
});

export const Ledger = z
  .object({
    items: z.array(TargetView),
    nextCursor: z.string().nullable(),
    total: z.number().int(),
    /** Over the filter without `state`. */
    states: StateCounts,
    /** What there is to filter by. */
    facets: z.object({
      plans: z.array(z.object({ id: z.string(), title: z.string(), count: z.number().int() })),
      units: z.array(z.object({ unit: z.string(), count: z.number().int() })),
      deadlines: z.array(z.object({ year: z.number().int().nullable(), count: z.number().int() })),
    }),
    month: Month,
  })
  .meta({ id: 'Ledger' });
export type Ledger = z.infer<typeof Ledger>;

/** What a person may set on a target. */
export const TargetPatch = z.object({
  kind: TargetKind.optional(),
  indicatorName: z.string().min(1).max(200).optional(),
  indicatorCode: z.string().max(80).nullable().optional(),
  scope: z.record(z.string().max(40), z.string().max(80)).optional(),
  transform: Transform.optional(),
  comparator: Comparator.optional(),
  value: z.number().optional(),
  valueMax: z.number().nullable().optional(),
  unit: z.string().max(20).optional(),
  accumulation: Accumulation.optional(),
  fromYear: z.number().int().min(1900).max(2200).nullable().optional(),
  deadline: z.number().int().min(1900).max(2200).nullable().optional(),
  baselineYear: z.number().int().min(1900).max(2200).nullable().optional(),
  baselineValue: z.number().nullable().optional(),
  regionCode: z.string().max(40).optional(),
  responsible: z.array(Responsible).max(60).optional(),
  start: z.number().int().nonnegative().optional(),
  end: z.number().int().nonnegative().optional(),
});
export type TargetPatch = z.infer<typeof TargetPatch>;

/** A target added by selecting text; what is left out is read from the selected slice. */
export const NewTarget = z.object({
  planId: Id,
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  fields: TargetPatch.optional(),
});

/** Cuts one item into two: at an offset of the text. */
export const SplitTarget = z.object({ at: z.number().int().nonnegative() });
export const MergeTargets = z.object({ withId: Id });

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

/** The newest version of a plan as the review page shows it. */
export const ReviewView = z
  .object({
    plan: PlanView,
    versionNumber: z.number().int(),
    state: VersionState,
    /** The text as read; offsets of all items point into it. Empty for shipped facts. */
    text: z.string(),
    sections: z.array(
      z.object({ id: z.string(), path: z.array(z.string()), heading: z.string(), start: z.number(), end: z.number() }),
    ),
    targets: z.array(TargetView),
    tasks: z.array(TaskView),
    layout: z.array(
      z.object({
        pattern: z.string(),
        nodes: z.array(
          z.object({
            name: z.string(),
            role: z.string(),
            places: z.array(z.string()),
            enterprises: z.array(z.string()),
          }),
        ),
      }),
    ),
    units: z.array(z.object({ unit: z.string(), count: z.number().int() })),
  })
  .meta({ id: 'PlanReview' });
export type ReviewView = z.infer<typeof ReviewView>;

export const SeriesPoint = z.object({
  period: z.string(),
  value: z.number().nullable(),
  missing: z.string().nullable(),
  status: z.enum(['draft', 'submitted', 'approved']),
  observationId: z.string(),
  synthetic: z.boolean(),
  revision: z.number().int(),
});

/** Everything on the target's page. */
export const TargetDetail = z
  .object({
    target: TargetView,
    month: Month,
    /** Where the path is over time, stored unit; for the chart. */
    path: z.array(z.object({ period: z.string(), expected: z.number() })),
    pathKind: z.enum(['linear', 'seasonal', 'drawn']),
    pathPoints: z.array(z.object({ period: z.string(), value: z.number() })),
    actual: z.array(SeriesPoint),
    lastYear: z.array(SeriesPoint),
    requiredPace: z.record(z.string(), z.unknown()).nullable(),
    projection: z
      .object({ value: z.number(), low: z.number().nullable(), high: z.number().nullable(), period: z.string() })
      .nullable(),
    /** The rule that fired, with its parameters. */
    rule: z.record(z.string(), z.unknown()),
    /** Regions below: what each contributes to the gap; only for indicators that add up. */
    contributions: z.array(
      z.object({
        region: RegionRef,
        actual: z.number(),
        share: z.number(),
        gap: z.number().nullable(),
        synthetic: z.boolean(),
      }),
    ),
    /** Yearly values in the target's own unit: parts of an amount, levels of what stands at a date. */
    years: z.array(z.object({ year: z.number().int(), value: z.number(), note: z.string() })),
    /** Whether the yearly parts add up to the target; null where they are no parts or there are none. */
    yearsCheck: z
      .object({ sum: z.number(), difference: z.number(), tolerance: z.number(), holds: z.boolean() })
      .nullable(),
    /** Targets of other plans for the same indicator and scope, below or above. */
    related: z.array(
      z.object({
        id: Id,
        planTitle: z.string(),
        region: RegionRef,
        value: z.number(),
        unit: z.string(),
        deadline: z.number().nullable(),
        comparator: Comparator,
        relation: z.enum(['higher', 'lower', 'same']),
      }),
    ),
    history: z.array(
      z.object({ at: z.string(), actorName: z.string(), action: z.string(), before: z.unknown(), after: z.unknown() }),
    ),
    neighbours: z.object({ previous: Id.nullable(), next: Id.nullable() }),
  })
  .meta({ id: 'TargetDetail' });
export type TargetDetail = z.infer<typeof TargetDetail>;

export const PathChoice = z.object({
  kind: z.enum(['linear', 'seasonal', 'drawn']),
  points: z
    .array(z.object({ period: z.string().max(20), value: z.number() }))
    .max(200)
    .default([]),
});
export const YearSplit = z.object({
  years: z
    .array(
      z.object({
        year: z.number().int().min(1900).max(2200),
        value: z.number(),
        note: z.string().max(500).default(''),
      }),
    )
    .max(40),
});

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

/** Who answers for what: one row a unit. */
export const ResponsibilityRow = z.object({
  unit: z.string(),
  leads: z.number().int(),
  supports: z.number().int(),
  targets: z.number().int(),
  tasks: z.number().int(),
  states: StateCounts,
  /** Its part in each plan. */
  plans: z.array(z.object({ id: Id, title: z.string(), leads: z.number().int(), supports: z.number().int() })),
});

const BodyMember = z.object({
  unit: z.string().min(1).max(100),
  duty: z.enum(['chair', 'lead', 'office', 'member']),
  person: z.string().max(100).default(''),
});
export const BodyKind = z.enum([
  'joint-conference',
  'task-force',
  'chain-chief',
  'leading-group',
  'expert-committee',
  'association',
]);
export const BodyInput = z.object({
  name: z.string().min(1).max(200),
  kind: BodyKind,
  regionCode: z.string().max(40),
  planId: Id.nullable().default(null),
  chair: z.string().max(100).default(''),
  leadUnit: z.string().max(100).default(''),
  duties: z.string().max(2000).default(''),
  chain: z.string().max(100).default(''),
  foundedOn: z.iso.date().nullable().default(null),
  endedOn: z.iso.date().nullable().default(null),
  members: z.array(BodyMember).max(200).default([]),
});
export const DecisionView = z.object({
  id: Id,
  text: z.string(),
  unit: z.string(),
  dueOn: z.string().nullable(),
  state: z.enum(['open', 'done']),
  taskId: Id.nullable(),
});
export const MeetingInput = z.object({
  heldOn: z.iso.date(),
  title: z.string().min(1).max(300),
  decisions: z
    .array(
      z.object({
        text: z.string().min(1).max(2000),
        unit: z.string().min(1).max(100),
        dueOn: z.iso.date().nullable(),
        taskId: Id.nullable().default(null),
      }),
    )
    .max(100)
    .default([]),
});
export const BodyView = z
  .object({
    id: Id,
    name: z.string(),
    kind: BodyKind,
    region: RegionRef,
    planId: Id.nullable(),
    chair: z.string(),
    leadUnit: z.string(),
    duties: z.string(),
    chain: z.string(),
    foundedOn: z.string().nullable(),
    endedOn: z.string().nullable(),
    members: z.array(BodyMember),
    meetings: z.array(z.object({ id: Id, heldOn: z.string(), title: z.string(), decisions: z.array(DecisionView) })),
    mayEdit: z.boolean(),
    revision: z.number().int(),
  })
  .meta({ id: 'CoordinationBody' });

/** How a plan sits between the plan above and those below. */
export const PlanRelations = z
  .object({
    parents: z.array(Parent),
    children: z.array(z.object({ planId: Id, title: z.string(), region: RegionRef })),
    /** For each target of the plans above: which target here covers it, if any. */
    coverage: z.array(
      z.object({
        parentTarget: TargetView,
        covered: z.boolean(),
        here: z.array(TargetView),
        /** Of what is asked above, where both are amounts of one unit. */
        share: z.number().nullable(),
      }),
    ),
    contradictions: z.array(
      z.object({
        kind: z.enum(['two-values', 'parts-exceed-whole', 'parts-differ-from-whole', 'later-but-lower']),
        targets: z.array(TargetView),
        sentence: z.string(),
      }),
    ),
    sums: z.array(
      z.object({
        whole: TargetView,
        parts: z.array(TargetView),
        sum: z.number(),
        holds: z.boolean(),
        tolerance: z.number(),
      }),
    ),
  })
  .meta({ id: 'PlanRelations' });

export const CommentInput = z.object({
  unit: z.string().min(1).max(100),
  receivedOn: z.iso.date(),
  text: z.string().min(1).max(5000),
  treatment: z.enum(['open', 'adopted', 'partly', 'declined']).default('open'),
  reason: z.string().max(2000).default(''),
});
export const CommentView = CommentInput.extend({ id: Id, versionNumber: z.number().int() });

export const CompareQuery = z.object({
  indicator: z.string().max(80).optional(),
  plan: list,
  region: z.string().max(40).optional(),
  month: Month.optional(),
});
/** One row an indicator and scope, one cell a plan. */
export const Comparison = z
  .object({
    plans: z.array(z.object({ id: Id, title: z.string(), region: RegionRef })),
    rows: z.array(
      z.object({
        indicatorCode: z.string(),
        indicatorTitle: z.string(),
        scope: z.record(z.string(), z.string()),
        unit: z.string(),
        cells: z.array(z.object({ planId: Id, targets: z.array(TargetView) })),
      }),
    ),
  })
  .meta({ id: 'PlanComparison' });

export const LibraryQuery = Page.extend({
  q: z.string().max(100).optional(),
  /** Region subtree. */
  region: z.string().max(40).optional(),
  state: list,
  level: list,
});
export const Library = z
  .object({ items: z.array(PlanView), nextCursor: z.string().nullable(), total: z.number().int() })
  .meta({ id: 'PlanLibrary' });

/** Fields beside the file of an upload; what is left out is read from the text. */
export const UploadFields = z.object({
  title: z.string().min(1).max(300).optional(),
  regionCode: z.string().max(40).optional(),
  kind: PlanKind.optional(),
  state: PlanState.optional(),
  /** A new version of this plan. */
  planId: Id.optional(),
  /** What is new in the version. */
  note: z.string().max(500).optional(),
});
export type UploadFields = z.infer<typeof UploadFields>;

/** What an action on targets left: those changed or made, and those that are gone (merged, or made and taken back). */
export const TargetChange = z
  .object({ targets: z.array(TargetView), removed: z.array(Id) })
  .meta({ id: 'TargetChange' });
export type TargetChange = z.infer<typeof TargetChange>;

/** Accepts together what the reader is sure of. */
export const AcceptConfident = z.object({
  version: z.number().int().positive(),
  minConfidence: z.number().min(0).max(1).default(0.9),
});
export const AcceptedCounts = z.object({ targets: z.number().int(), tasks: z.number().int() });

/** Ends the review. `state` is what the plan is from now on; left out, a draft or consultation stays one. */
export const PublishInput = z.object({
  version: z.number().int().positive().optional(),
  state: PlanState.exclude(['ended']).optional(),
});

/** What changed between two versions of a plan, rejected items left out. */
export const VersionDiff = z
  .object({
    from: z.number().int(),
    to: z.number().int(),
    added: z.array(TargetView),
    removed: z.array(TargetView),
    /** `fields` names what differs, as fields of the target. */
    changed: z.array(z.object({ before: TargetView, after: TargetView, fields: z.array(z.string()) })),
    unchanged: z.number().int(),
  })
  .meta({ id: 'PlanVersionDiff' });
export type VersionDiff = z.infer<typeof VersionDiff>;

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

export const ResponsibilityQuery = z.object({
  /** Region subtree. */
  region: z.string().max(40).optional(),
  plan: list,
  /** Part of a unit's name. */
  q: z.string().max(100).optional(),
  month: Month.optional(),
  format: z.enum(['json', 'csv', 'xlsx']).optional(),
});

export const BodyQuery = z.object({
  region: z.string().max(40).optional(),
  kind: list,
  q: z.string().max(100).optional(),
});
/** What is left out stays as it is; `members` takes the place of the whole list. */
export const BodyPatch = z.object({
  name: z.string().min(1).max(200).optional(),
  kind: BodyKind.optional(),
  regionCode: z.string().max(40).optional(),
  planId: Id.nullable().optional(),
  chair: z.string().max(100).optional(),
  leadUnit: z.string().max(100).optional(),
  duties: z.string().max(2000).optional(),
  chain: z.string().max(100).optional(),
  foundedOn: z.iso.date().nullable().optional(),
  endedOn: z.iso.date().nullable().optional(),
  members: z.array(BodyMember).max(200).optional(),
});
export const DecisionPatch = z.object({
  state: z.enum(['open', 'done']).optional(),
  dueOn: z.iso.date().nullable().optional(),
  unit: z.string().min(1).max(100).optional(),
});

export const CommentPatch = z.object({
  unit: z.string().min(1).max(100).optional(),
  receivedOn: z.iso.date().optional(),
  text: z.string().min(1).max(5000).optional(),
  treatment: CommentInput.shape.treatment.unwrap().optional(),
  reason: z.string().max(2000).optional(),
});
