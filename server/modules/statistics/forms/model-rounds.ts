import { z } from 'zod';
import { Column, FormId, Month } from './model-words.ts';

const Counts = z.object({
  expected: z.number().int(),
  submitted: z.number().int(),
  checked: z.number().int(),
  approved: z.number().int(),
  excused: z.number().int(),
  late: z.number().int(),
  questions: z.number().int(),
});

/** GET /statistics/rounds?form=&region=&month=&state=open|done */
export const RoundView = z
  .object({
    id: z.uuid(),
    form: z.object({ id: z.string(), name: z.string(), number: z.string(), version: z.number().int() }),
    period: z.string(),
    region: z.object({ code: z.string(), name: z.string() }),
    opensOn: z.string(),
    dueOn: z.string(),
    /** Working days left, below zero when past; null beyond the calendar. */
    daysLeft: z.number().int().nullable(),
    releaseAt: z.string().nullable(),
    releasedAt: z.string().nullable(),
    synthetic: z.boolean(),
    /** Of what the asker sees. */
    counts: Counts,
    settledAt: z.string().nullable(),
    mayReport: z.boolean(),
    mayReview: z.boolean(),
  })
  .meta({ id: 'StatisticsRound' });
export type RoundView = z.infer<typeof RoundView>;

export const RoundQuery = z.object({
  form: FormId.optional(),
  /** Rounds of the region, of what lies above and below it, with the counts of it. */
  region: z.string().max(40).optional(),
  month: Month.optional(),
  state: z.enum(['open', 'done']).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** GET /statistics/rounds/:id: progress by region, tree order. */
export const RoundDetail = RoundView.extend({
  regions: z.array(
    z.object({
      region: z.object({ code: z.string(), name: z.string(), depth: z.number().int() }),
      counts: Counts,
      settledAt: z.string().nullable(),
      settledBy: z.string().nullable(),
      settledNote: z.string().nullable(),
      settledIncomplete: z.boolean(),
      maySettle: z.boolean(),
    }),
  ),
  /** Totals are being added up again. */
  isAdding: z.boolean(),
}).meta({ id: 'StatisticsRoundDetail' });
export type RoundDetail = z.infer<typeof RoundDetail>;
/** POST /statistics/rounds {form, region, period}: opens by hand what the calendar would open. */
export const RoundInput = z.object({ form: FormId, region: z.string().max(40), period: z.string().max(20) });
/** PATCH /statistics/rounds/:id */
export const RoundPatch = z.object({
  dueOn: z.iso.date().optional(),
  releaseAt: z.iso.datetime({ offset: true }).nullable().optional(),
  reason: z.string().trim().min(1).max(300),
});

/** GET /statistics/rounds/:id/totals?region=; default the round's own region. */
export const TotalsQuery = z.object({ region: z.string().max(40).optional() });
export const RoundTotals = z
  .object({
    region: z.object({ code: z.string(), name: z.string() }),
    counts: Counts,
    rows: z.array(
      z.object({
        row: z.string(),
        column: Column,
        /** In the form's unit. */
        value: z.string().nullable(),
        reported: z.number().int(),
        missing: z.record(z.string(), z.number()),
        /** The figure that it has become, where the region is totalled. */
        ref: z.uuid().nullable(),
      }),
    ),
    /** Growth on the comparable base, per cent, by row: of `cumulative` and of `current`. */
    growth: z.record(z.string(), z.object({ current: z.number().nullable(), cumulative: z.number().nullable() })),
  })
  .meta({ id: 'StatisticsTotals' });
export type RoundTotals = z.infer<typeof RoundTotals>;
/** POST /statistics/rounds/:id/settle {region, note?}: the region's totals become its figures; incomplete only with a note. */
export const Settle = z.object({ region: z.string().max(40), note: z.string().trim().max(500).optional() });
/** POST /statistics/rounds/:id/release {note?}: what is settled becomes open to everybody now. */
export const Release = z.object({ note: z.string().trim().max(300).optional() });

/** GET /statistics/timeliness?region=&months=&until=; CSV and XLSX by Accept. Only what the asker sees. */
export const TimelinessQuery = z.object({
  region: z.string().max(40),
  form: FormId.optional(),
  /** How many months back. */
  months: z.coerce.number().int().min(1).max(36).default(12),
  /** Last month; default: the newest that was asked for. */
  until: Month.optional(),
  format: z.enum(['json', 'csv', 'xlsx']).optional(),
});
const TimelinessFacts = z.object({
  /** Returns that were asked for; excused ones are not among them. */
  expected: z.number().int(),
  onTime: z.number().int(),
  late: z.number().int(),
  /** Past the date and not handed in. */
  missing: z.number().int(),
  /** Not handed in, and the date has not come. */
  pending: z.number().int(),
  /** On time of what is due, per cent; null where nothing is. */
  share: z.number().nullable(),
});
export type TimelinessFacts = z.infer<typeof TimelinessFacts>;
export const TimelinessView = z
  .object({
    months: z.array(z.string()),
    /** The region itself first, then those directly below it. */
    items: z.array(
      z.object({
        region: z.object({ code: z.string(), name: z.string() }),
        total: TimelinessFacts,
        byMonth: z.record(z.string(), TimelinessFacts),
      }),
    ),
  })
  .meta({ id: 'StatisticsTimeliness' });
export type TimelinessView = z.infer<typeof TimelinessView>;
