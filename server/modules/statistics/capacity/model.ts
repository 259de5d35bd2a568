import { z } from 'zod';

/** Whole vehicles and batteries are counted in things, an industry's capacity in value: a chart always says which. */
export const CapacityKind = z.enum(['vehicle', 'battery', 'value']);
export type CapacityKind = z.infer<typeof CapacityKind>;
/** Capacity available in the period (time-weighted, the usual one), or a year's capacity as approved, built, usable. */
export const CapacityBasis = z.enum(['available', 'approved', 'built', 'usable']);
export type CapacityBasis = z.infer<typeof CapacityBasis>;

/** GET /statistics/capacity */
export const CapacityQuery = z.object({
  region: z.string().max(40).optional(),
  /** Newest month of the period January to month; default: the newest data month. */
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  kind: CapacityKind.default('vehicle'),
  basis: CapacityBasis.default('available'),
  /** Segment: a product class or an industry of the catalogue. */
  segment: z.string().max(60).optional(),
  by: z.enum(['region', 'firm']).default('region'),
  format: z.enum(['json', 'csv', 'xlsx']).optional(),
});

const Amount = z.object({ value: z.number().nullable(), ref: z.string().nullable() });
export const CapacityState = z.enum(['idle', 'surplus', 'strained', 'normal', 'unknown']);

export const CapacityLine = z
  .object({
    subject: z.object({ kind: z.enum(['region', 'firm']), id: z.string(), name: z.string(), region: z.string() }),
    output: Amount,
    capacity: Amount,
    /** The capacity is a year's, taken for its months; or that of an earlier year, carried on. */
    capacityFrom: z.enum(['period', 'year', 'carried']).nullable(),
    /** Per cent, unrounded. */
    rate: z.number().nullable(),
    /** Percentage points against the same months a year earlier. */
    change: z.number().nullable(),
    ownRange: z.tuple([z.number(), z.number()]).nullable(),
    state: CapacityState,
    /** Each rule that fired, said with its numbers; or why there is no rate. */
    reasons: z.array(z.string()),
    /** Per cent by quarter, oldest first. */
    quarters: z.array(z.object({ period: z.string(), rate: z.number().nullable() })),
    synthetic: z.boolean(),
    /** Open case about it. */
    caseId: z.uuid().nullable(),
    mayAsk: z.boolean(),
  })
  .meta({ id: 'CapacityLine' });
export type CapacityLine = z.infer<typeof CapacityLine>;

export const CapacityView = z
  .object({
    period: z.string().nullable(),
    unit: z.string(),
    region: z.object({ code: z.string(), name: z.string() }),
    /** The region itself; with firms' figures also without those that stand still. */
    whole: CapacityLine.nullable(),
    withoutStopped: z
      .object({ rate: z.number().nullable(), stopped: z.number().int(), capacity: z.number().nullable() })
      .nullable(),
    items: z.array(CapacityLine),
    limits: z.array(z.object({ name: z.string(), title: z.string(), value: z.number(), unit: z.string() })),
  })
  .meta({ id: 'Capacity' });
export type CapacityView = z.infer<typeof CapacityView>;

/** POST /statistics/capacity/checks: asks a firm to confirm or correct; answers the case, the open one if there is one. */
export const CapacityCheckInput = z.object({
  party: z.uuid(),
  kind: CapacityKind,
  question: z.string().trim().min(1).max(1000),
});
export const CapacityCheckOpened = z.object({ caseId: z.uuid() }).meta({ id: 'CapacityCheckOpened' });
