import { z } from 'zod';
import { CaseQuery, CaseRow } from '../../kernel/cases/model.ts';
import { RegionRef } from '../../kernel/model.ts';
import { SignalView } from '../../kernel/signals/model.ts';
import { TargetDetail, TargetView } from '../plans/model.ts';

/** The cockpit in one answer. Pure: the web imports it. Values are in the indicator's stored unit, `unit`. */

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month like 2025-08');
const State = z.enum(['met', 'on-track', 'at-risk', 'off-track', 'unknown']);

/** GET /cockpit */
export const CockpitQuery = z.object({ region: z.string().max(40), month: Month.optional() });

/** A sentence in pieces, so that the page can stress and link them; joined they are the sentence. */
export const Spoken = z.array(
  z.object({
    text: z.string(),
    tone: z.enum(['plain', 'strong', 'off-track']),
    /** Where the count or name leads. */
    href: z.string().nullable(),
  }),
);

export const Change = z.object({
  /** `rate`: per cent on the same period of last year; `points`: 个百分点; `none`: no comparable figure. */
  kind: z.enum(['rate', 'points', 'none']),
  value: z.number().nullable(),
  /** The period that is compared with, `2024-01..08`. */
  against: z.string().nullable(),
});
export type Change = z.infer<typeof Change>;

const Measured = z.object({
  code: z.string(),
  title: z.string(),
  unit: z.string(),
  shownAs: z.string(),
  scope: z.record(z.string(), z.string()),
});

export const KeyFigure = z
  .object({
    indicator: Measured,
    value: z.number(),
    period: z.string(),
    /** Observation, or the reference of a computed figure; its provenance leads to the raw submission. */
    observationId: z.string(),
    status: z.enum(['draft', 'submitted', 'approved']),
    synthetic: z.boolean(),
    change: Change,
    /** Oldest first. Of a flow what each month added (January and February as the mean of both), else the level. */
    line: z.array(z.object({ period: z.string(), value: z.number().nullable() })),
    judgement: z
      .object({ targetId: z.uuid(), state: State, comparator: z.string(), value: z.number(), unit: z.string() })
      .nullable(),
  })
  .meta({ id: 'CockpitFigure' });
export type KeyFigure = z.infer<typeof KeyFigure>;

export const RegionalPicture = z
  .object({
    indicator: Measured,
    period: z.string(),
    items: z.array(
      z.object({
        region: RegionRef,
        value: z.number().nullable(),
        /** Why there is none. */
        missing: z.string().nullable(),
        observationId: z.string().nullable(),
        change: Change,
        synthetic: z.boolean(),
      }),
    ),
    /** How many of the regions below have a figure. */
    reported: z.number().int(),
  })
  .meta({ id: 'RegionalPicture' });
export type RegionalPicture = z.infer<typeof RegionalPicture>;

/** Indicator `targets-bound-share` of the catalogue, counted when it is asked for. */
export const BoundShare = z
  .object({
    region: RegionRef,
    month: Month,
    targets: z.number().int(),
    bound: z.number().int(),
    /** Per cent; null where there are no targets. */
    share: z.number().nullable(),
    /** Those that are not, by reason. */
    unbound: z.array(z.object({ reason: z.string(), count: z.number().int() })),
    /** Those of the bound whose figures a register, a form or a formula gives in their scope; never more than `bound`. */
    computed: z.number().int(),
    /** Those of the bound for which nothing does, by reason. */
    uncomputed: z.array(z.object({ reason: z.string(), count: z.number().int() })),
    /** What is counted, as the catalogue says. */
    definition: z.string(),
  })
  .meta({ id: 'TargetsBoundShare' });
export type BoundShare = z.infer<typeof BoundShare>;

export const Verb = z.object({ move: z.string(), name: z.string() });

export const Cockpit = z
  .object({
    region: RegionRef,
    month: Month,
    previousMonth: Month,
    spoken: z.array(Spoken),
    states: z.record(State, z.number().int()),
    total: z.number().int(),
    figures: z.array(KeyFigure),
    /** Off track and at risk, the farthest from its path first. */
    attention: z.array(
      z.object({
        target: TargetView,
        /** What it was judged to be a month before, where it was another state. */
        before: State.nullable(),
        signal: SignalView.pick({ id: true, severity: true, state: true }).nullable(),
        case: CaseRow.nullable(),
      }),
    ),
    attentionTotal: z.number().int(),
    todo: z.array(z.object({ case: CaseRow, verb: Verb.nullable() })),
    todoTotal: z.number().int(),
    trajectory: TargetDetail.nullable(),
    regional: RegionalPicture.nullable(),
    changes: z.object({
      /** Days back from today that revisions, signals and closed cases are counted for. */
      days: z.number().int(),
      revisions: z.number().int(),
      signals: z.number().int(),
      casesClosed: z.number().int(),
      targets: z.array(z.object({ id: z.uuid(), name: z.string(), region: RegionRef, before: State, now: State })),
    }),
    bound: BoundShare,
    /** Severe ones that are open, newest first. */
    severe: z.array(SignalView),
    /** When the newest figure of the region came in. */
    updatedAt: z.string().nullable(),
    synthetic: z.boolean(),
  })
  .meta({ id: 'Cockpit' });
export type Cockpit = z.infer<typeof Cockpit>;

/** GET /cockpit/work: cases as a sheet. */
export const WorkQuery = CaseQuery.omit({ cursor: true, limit: true }).extend({
  format: z.enum(['json', 'csv', 'xlsx']).optional(),
});

/** GET and PUT /cockpit/headlines: the list that the key figures are taken from. */
export const Headlines = z
  .object({
    from: z.iso.date(),
    items: z
      .array(
        z.object({
          indicator: z.string().max(80),
          scopes: z
            .array(z.record(z.string().max(40), z.union([z.string().max(80), z.array(z.string().max(80)).max(20)])))
            .min(1)
            .max(10),
        }),
      )
      .min(1)
      .max(30),
  })
  .meta({ id: 'Headlines' });
