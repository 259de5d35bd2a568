import { z } from 'zod';
import { RegionLevel, RegionRef } from '../../../kernel/model.ts';
import { Missing } from '../model.ts';

/** Requests and answers of the analysis: pivot, saved views, estimates of a running round. Pure. */

/** `scope:<dimension>` cuts figures as the catalogue does; `party:<field>` firms' figures by a field of the enterprise register. */
const Dimension = z.string().regex(/^(indicator|region|period|scope:[a-zA-Z]{1,40}|party:[a-z][a-z0-9-]{0,40})$/);

const Regions = z.union([
  z.object({ codes: z.array(z.string().max(40)).min(1).max(500) }),
  z.object({
    root: z.string().max(40),
    /** Levels below the root; 0: the root alone. */
    depth: z.number().int().min(0).max(4).optional(),
    level: RegionLevel.optional(),
    /** Also the root itself, which is no part of its total. */
    withRoot: z.boolean().default(false),
  }),
]);

const Periods = z.union([
  z.object({ list: z.array(z.string().max(20)).min(1).max(120) }),
  z.object({
    from: z.string().max(20),
    to: z.string().max(20),
    kind: z.enum(['month', 'cumulative', 'quarter', 'half', 'year']),
  }),
]);

export const Measure = z.enum([
  'value',
  /** On what the reporters state now of the year before (statistics-conventions 4.2). */
  'growth-comparable',
  /** On the figure of the year before. */
  'growth-published',
  'contribution',
  'pull',
  'share',
  /** Of a rate, percentage points on the year before. */
  'change-in-points',
]);
export type Measure = z.infer<typeof Measure>;

export const PivotAsk = z.object({
  rows: z.array(Dimension).min(1).max(4),
  columns: z.array(Dimension).max(4).default([]),
  indicators: z.array(z.string().max(80)).min(1).max(40),
  /** What is fixed of the scope. */
  scope: z.record(z.string().max(40), z.string().max(80)).default({}),
  /** Members of scope dimensions that stand on an axis; an empty one: not cut by it. */
  members: z.record(z.string().max(40), z.array(z.string().max(80)).min(1).max(60)).default({}),
  regions: Regions,
  periods: Periods,
  measure: Measure.default('value'),
  /** Base of contributions and pulls. */
  basis: z.enum(['comparable', 'published']).default('comparable'),
  /** The dimension whose total a share or contribution is of; by default the regions. */
  over: Dimension.optional(),
  /** `rule`: months are put together to longer periods by the indicator's rule where nothing is stored. */
  overTime: z.enum(['each', 'rule']).default('each'),
  /** As the figures were known at the end of that day. */
  asOf: z.iso.date().optional(),
  /** As the public sees it. */
  publishedOnly: z.boolean().default(false),
});
export type PivotAsk = z.infer<typeof PivotAsk>;
export type PivotInput = z.input<typeof PivotAsk>;

/** Why a cell or a total has no value, beyond what is missing. */
export const Refused = z.enum([
  'not-additive-over-regions',
  'not-additive-over-time',
  'operands-unknown',
  'operands-incomplete',
  'no-rate',
  'several-indicators',
  'share-of-a-rate',
  'not-a-rate',
]);
export type Refused = z.infer<typeof Refused>;

export const PivotCell = z.object({
  /** In the indicator's stored unit; of other measures in `unit`. */
  value: z.number().nullable(),
  missing: Missing.exclude(['withdrawn']).nullable(),
  unit: z.string(),
  /** Where growth is told in words: `to-loss`, `to-profit`, `loss-wider`, `loss-narrower`, `none`. */
  state: z.enum(['value', 'to-loss', 'to-profit', 'loss-wider', 'loss-narrower', 'none']),
  /** Otherwise 不完全合计. */
  complete: z.boolean(),
  reported: z.number().int(),
  of: z.number().int(),
  synthetic: z.boolean(),
  status: z.enum(['draft', 'submitted', 'approved']),
  /** Of the observation or computed figure, for its provenance. */
  ref: z.string().nullable(),
  refused: Refused.nullable(),
});
export type PivotCell = z.infer<typeof PivotCell>;

export const PivotMember = z.object({ dimension: z.string(), key: z.string(), label: z.string() });
export type PivotMember = z.infer<typeof PivotMember>;

export const PivotTable = z
  .object({
    rows: z.array(z.array(PivotMember)),
    columns: z.array(z.array(PivotMember)),
    /** By row, then column. */
    cells: z.array(z.array(PivotCell)),
    /** Over all rows, by column; over all columns, by row; over all. Null where that axis has one member. */
    rowTotal: z.array(PivotCell).nullable(),
    columnTotal: z.array(PivotCell).nullable(),
    total: PivotCell.nullable(),
    indicators: z.array(z.object({ code: z.string(), title: z.string(), unit: z.string(), shownAs: z.string() })),
    measure: Measure,
    asOf: z.string().nullable(),
    synthetic: z.boolean(),
    /** Firms' figures: cells that are withheld, and the rule. */
    withheld: z.number().int(),
  })
  .meta({ id: 'PivotTable' });
export type PivotTable = z.infer<typeof PivotTable>;

export const PivotQuery = z.object({ format: z.enum(['json', 'csv', 'xlsx']).optional() });

export const AnalysisView = z
  .object({
    id: z.string(),
    name: z.string(),
    definition: z.record(z.string(), z.unknown()),
    owner: z.string(),
    mine: z.boolean(),
    region: RegionRef.nullable(),
    shared: z.boolean(),
    updatedAt: z.string(),
  })
  .meta({ id: 'AnalysisView' });
export type AnalysisView = z.infer<typeof AnalysisView>;
/** What a view keeps: the question, and how it is shown. */
export const ViewDefinition = z.object({
  ask: PivotAsk,
  shown: z.enum(['table', 'lines', 'bars', 'map']).default('table'),
  /** Address of the page, without its path: opening the view is going there. */
  search: z.string().max(4000).default(''),
});
export const ViewInput = z.object({
  name: z.string().trim().min(1).max(100),
  definition: ViewDefinition,
  /** Readable for whoever may read the region; without a region for everybody signed in. */
  shared: z.boolean().default(false),
  region: z.string().max(40).nullable().default(null),
});
export type ViewInput = z.infer<typeof ViewInput>;
export const ViewPatch = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  definition: ViewDefinition.optional(),
  shared: z.boolean().optional(),
  region: z.string().max(40).nullable().optional(),
});

export const NowcastQuery = z.object({
  region: z.string().max(40),
  /** Row key of the form; without it every row that adds up. */
  row: z.string().max(200).optional(),
});
/** 推算: an estimate of what the total will be, never a figure. */
export const RoundNowcast = z
  .object({
    region: RegionRef,
    period: z.string(),
    rows: z.array(
      z.object({
        row: z.string(),
        column: z.enum(['current', 'cumulative']),
        title: z.string(),
        /** The form's. */
        unit: z.string(),
        estimate: z.number().nullable(),
        low: z.number().nullable(),
        high: z.number().nullable(),
        /** Sum of what has been handed in. */
        reported: z.number().nullable(),
        units: z.number().int(),
        expected: z.number().int(),
        /** Share of last year's figure that those made up who reported, per cent. */
        basePercent: z.number().nullable(),
        /** Earlier periods on which it was tried. */
        replays: z.number().int(),
        withoutBase: z.number().int(),
        /** Why there is none. */
        refused: z
          .enum(['nowcast-merged-month', 'nowcast-nothing-expected', 'nowcast-coverage', 'nowcast-no-ratio'])
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'RoundNowcast' });
export type RoundNowcast = z.infer<typeof RoundNowcast>;
