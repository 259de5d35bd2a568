import { z } from 'zod';
import { Page, RegionRef } from '../../kernel/model.ts';
import { TargetView } from './model-targets.ts';
import { TaskView } from './model-tasks.ts';
import { Id, list, Parent, PlanKind, PlanState, StateCounts, VersionState } from './model-words.ts';

/** Plans, their versions, review, relations and consultation. Pure: the web imports it by `model.ts`. */

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
  /** Another plan, though one of that title and region is there. */
  separate: z.stringbool().optional(),
  /** Of the region stated, though the text names another place. */
  confirmRegion: z.stringbool().optional(),
});

/** How large a file may be. */
export const UploadLimits = z.object({ maxBytes: z.number().int() });

export type UploadFields = z.infer<typeof UploadFields>;

/** A suggested indicator that the reader is less sure of than this wants a person's look, however sure its figure is. */
export const SURE_BINDING = 0.6;

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

export const CommentPatch = z.object({
  unit: z.string().min(1).max(100).optional(),
  receivedOn: z.iso.date().optional(),
  text: z.string().min(1).max(5000).optional(),
  treatment: CommentInput.shape.treatment.unwrap().optional(),
  reason: z.string().max(2000).optional(),
});
