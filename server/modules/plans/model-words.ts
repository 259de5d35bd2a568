import { z } from 'zod';

/** Words that requests and answers of `plans` share. Pure: the web imports it by `model.ts`. */

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

export const Id = z.uuid();

/** How many targets are in each state. */
export const StateCounts = z.record(JudgementState, z.number().int()).meta({ id: 'StateCounts' });

export const Parent = z.object({ planId: Id.nullable(), title: z.string() });

export const Responsible = z.object({ unit: z.string().min(1).max(100), role: z.enum(['lead', 'support']) });

export const list = z
  .string()
  .max(2000)
  .transform((text) => text.split(',').filter(Boolean))
  .optional();
