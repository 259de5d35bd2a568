import { z } from 'zod';
import { RegionRef } from '../../../kernel/model.ts';
import { Missing } from '../model.ts';

/** Requests and answers of open data of the statistics. Pure. */

const Moment = z.string().max(40);

/** Parameters of SDMX REST 2.0 that are served; `format` for links, which cannot say it in `Accept`. */
export const DataQuery = z.object({
  startPeriod: z.string().max(20).optional(),
  endPeriod: z.string().max(20).optional(),
  /** Only what has been released, corrected or withdrawn since. */
  updatedAfter: Moment.optional(),
  /** As it had been released by then. */
  asOf: Moment.optional(),
  dimensionAtObservation: z.string().max(40).default('TIME_PERIOD'),
  labels: z.enum(['id', 'name', 'both']).optional(),
  format: z.enum(['json', 'csv', 'jsondata', 'csvdata']).optional(),
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(100_000).default(20_000),
});
export type DataQuery = z.infer<typeof DataQuery>;
export const DataParam = z.object({ flow: z.string().max(100), key: z.string().max(4000) });

export const StructureQuery = z.object({
  /** `children` brings code lists and concepts along. */
  references: z.enum(['none', 'children', 'descendants', 'all']).default('none'),
});

export const OpenIndicatorQuery = z.object({ region: z.string().max(40) });

const OpenFigure = z.object({
  /** Of the observation, for its provenance. */
  id: z.uuid(),
  scope: z.record(z.string(), z.string()),
  period: z.string(),
  /** In the indicator's stored unit. */
  value: z.number().nullable(),
  missing: Missing.exclude(['withdrawn']).nullable(),
  synthetic: z.boolean(),
  revision: z.number().int(),
  releasedAt: z.string(),
});
export type OpenFigure = z.infer<typeof OpenFigure>;

export const OpenIndicator = z
  .object({
    code: z.string(),
    name: z.string(),
    group: z.object({ id: z.string(), name: z.string(), flow: z.string() }),
    unit: z.string(),
    shownAs: z.string(),
    newest: OpenFigure,
    /** Figures that are open for the region. */
    figures: z.number().int(),
    firstPeriod: z.string(),
    /** Of the same figures as SDMX, below this server. */
    href: z.string(),
  })
  .meta({ id: 'OpenIndicator' });
export type OpenIndicator = z.infer<typeof OpenIndicator>;
export const OpenIndicators = z.object({ region: RegionRef, items: z.array(OpenIndicator) });
export type OpenIndicators = z.infer<typeof OpenIndicators>;

export const OpenSeries = z
  .object({ indicator: OpenIndicator, region: RegionRef, definition: z.string(), items: z.array(OpenFigure) })
  .meta({ id: 'OpenSeries' });
export type OpenSeries = z.infer<typeof OpenSeries>;
