import { z } from 'zod';
import { Page, RegionRef } from '../../kernel/model.ts';
import { OriginBrief } from '../statistics/model.ts';
import {
  Accumulation,
  Comparator,
  Id,
  JudgementState,
  list,
  Month,
  Responsible,
  Review,
  StateCounts,
  TargetKind,
  Transform,
} from './model-words.ts';

/** Targets: the ledger, the page of one, edits. Pure: the web imports it by `model.ts`. */

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
    /** Why it is not bound, where it is not; only in the ledger and on the target's page. */
    unboundReason: z.enum(['no-indicator', 'unit-differs', 'not-chosen']).nullable(),
    /** What computes its indicator in its scope; null where it is not bound, and outside the ledger and the target's page. */
    computedBy: OriginBrief.nullable(),
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
  /** What computes it in its scope: `register`, `form`, `formula`, `none`, `unbound`. */
  source: list,
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
      sources: z.array(
        z.object({ source: z.enum(['register', 'form', 'formula', 'none', 'unbound']), count: z.number().int() }),
      ),
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

/** What an action on targets left: those changed or made, and those that are gone (merged, or made and taken back). */
export const TargetChange = z
  .object({ targets: z.array(TargetView), removed: z.array(Id) })
  .meta({ id: 'TargetChange' });

export type TargetChange = z.infer<typeof TargetChange>;
