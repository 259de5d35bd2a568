import { z } from 'zod';
import { Page, RegionRef } from '../../kernel/model.ts';
import { IndicatorOrigin } from './origin-model.ts';

export * from './model-scope.ts';
export * from './origin-model.ts';

/** Requests and answers of the module `statistics`: the indicator catalogue and observations. Pure. */
export const IndicatorView = z
  .object({
    code: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    synonyms: z.array(z.string()),
    group: z.string(),
    unit: z.string(),
    shownAs: z.string(),
    dimension: z.string(),
    direction: z.enum(['up', 'down']),
    scopeDimensions: z.array(z.string()),
    regionRule: z.string(),
    timeRule: z.string(),
    source: z.record(z.string(), z.unknown()),
    frequency: z.string(),
    seasonal: z.boolean(),
    rangeLow: z.number().nullable(),
    rangeHigh: z.number().nullable(),
    notes: z.string(),
    notesZh: z.string(),
    standard: z.string(),
    version: z.string(),
  })
  .meta({ id: 'Indicator' });
export type IndicatorView = z.infer<typeof IndicatorView>;

/** One indicator with what computes its figures. */
export const IndicatorDetail = IndicatorView.extend({ origin: IndicatorOrigin }).meta({ id: 'IndicatorDetail' });
export type IndicatorDetail = z.infer<typeof IndicatorDetail>;

export const IndicatorFilter = Page.extend({
  q: z.string().max(60).optional(),
  group: z.string().max(40).optional(),
  dimension: z.string().max(40).optional(),
  format: z.enum(['json', 'csv', 'xlsx']).optional(),
});

export const Missing = z.enum([
  'below-unit',
  'unknown',
  'not-applicable',
  'not-yet-reported',
  'suppressed',
  'withdrawn',
]);

export const ObservationView = z
  .object({
    /** A UUID; of a computed figure its reference, `c~…`. */
    id: z.string(),
    indicatorCode: z.string(),
    indicatorTitle: z.string(),
    unit: z.string(),
    shownAs: z.string(),
    scope: z.record(z.string(), z.string()),
    region: RegionRef,
    /** Firm whose figure it is; null: the region's. */
    holder: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    period: z.string(),
    revision: z.number().int(),
    value: z.number().nullable(),
    missing: Missing.nullable(),
    status: z.enum(['draft', 'submitted', 'approved']),
    synthetic: z.boolean(),
    source: z.record(z.string(), z.unknown()),
    reason: z.string().nullable(),
    enteredBy: z.string().nullable(),
    enteredAt: z.string(),
    importRunId: z.string().nullable(),
  })
  .meta({ id: 'Observation' });
export type ObservationView = z.infer<typeof ObservationView>;

export const ObservationFilter = Page.extend({
  indicator: z.string().max(80).optional(),
  region: z.string().max(40).optional(),
  /** Also the regions below. */
  below: z.stringbool().default(false),
  from: z.string().max(20).optional(),
  to: z.string().max(20).optional(),
  q: z.string().max(60).optional(),
  /** Figures of regions, or those of the firms in them. */
  holder: z.enum(['regions', 'firms']).default('regions'),
  format: z.enum(['json', 'csv', 'xlsx']).optional(),
});

/** One figure entered by hand. A second entry for the same period is a revision and needs a reason. */
export const ObservationInput = z.object({
  indicatorCode: z.string().max(80),
  scope: z.record(z.string().max(40), z.string().max(80)).default({}),
  regionCode: z.string().max(40),
  /** Any form that people write: `2025-08`, `2025年1-8月`. */
  period: z.string().max(40),
  value: z.number().nullable(),
  missing: Missing.exclude(['withdrawn']).nullable().default(null),
  /** Any unit of the indicator's dimension; stored in the indicator's own. */
  unit: z.string().max(20),
  status: z.enum(['draft', 'submitted', 'approved']).default('approved'),
  sourceNote: z.string().max(500).default(''),
  reason: z.string().max(500).nullable().default(null),
});
export type ObservationInput = z.infer<typeof ObservationInput>;

/** What became of an entered figure. `warnings` are questions, not refusals: it has been saved. */
export const ObservationSaved = z
  .object({
    observation: ObservationView,
    outcome: z.enum(['new', 'changed', 'unchanged']),
    warnings: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
  })
  .meta({ id: 'ObservationSaved' });
export type ObservationSaved = z.infer<typeof ObservationSaved>;

/** An observation's id, or the reference of a computed figure. */
export const FigureParam = z.object({ id: z.string().min(1).max(400) });

/** Where a figure comes from, read downwards as steps. */
export const Provenance = z
  .object({
    observation: ObservationView,
    steps: z.array(
      z.object({
        kind: z.enum(['sum', 'formula', 'source', 'check', 'approval', 'file']),
        title: z.string(),
        text: z.string(),
        parts: z.array(
          z.object({
            label: z.string(),
            value: z.number().nullable(),
            unit: z.string(),
            observationId: z.string().nullable(),
          }),
        ),
        href: z.string().nullable(),
      }),
    ),
    revisions: z.array(ObservationView),
    usedBy: z.array(z.object({ title: z.string(), href: z.string() })),
    citation: z.string(),
  })
  .meta({ id: 'Provenance' });
export type Provenance = z.infer<typeof Provenance>;
