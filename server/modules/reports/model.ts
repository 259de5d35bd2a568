import { z } from 'zod';
import { RegionRef } from '../../kernel/model.ts';
import { Blocks, SeriesRef, Words } from './blocks.ts';
import { Doc } from './compose-doc.ts';

export type { Doc, DocNode, DocRun } from './compose-doc.ts';

export const ReportKind = z.enum(['bulletin', 'analysis', 'white-paper', 'evaluation']);
export type ReportKind = z.infer<typeof ReportKind>;
export const ReportState = z.enum(['draft', 'checked', 'issued']);
export const ReportLang = z.enum(['zh', 'en']);

export const ReportHead = z
  .object({
    id: z.uuid(),
    kind: ReportKind,
    kindName: z.string(),
    title: z.string(),
    region: RegionRef,
    /** `2025-08` or `2025`, as asked for, and the month that the figures are of. */
    period: z.string(),
    month: z.string(),
    periodName: z.string(),
    planId: z.string().nullable(),
    state: ReportState,
    /** 「台州通报〔2025〕3号」; empty before it is issued. */
    number: z.string(),
    /** When the figures were known. */
    knownAt: z.string(),
    synthetic: z.boolean(),
    /** Anybody may read it, signed in or not. */
    open: z.boolean(),
    author: z.string(),
    updatedAt: z.string(),
    issuedAt: z.string().nullable(),
    mayEdit: z.boolean(),
    /** For If-Match. */
    revision: z.number().int(),
  })
  .meta({ id: 'ReportHead' });
export type ReportHead = z.infer<typeof ReportHead>;

const list = z
  .string()
  .max(200)
  .optional()
  .transform((text) => text?.split(',').filter(Boolean));
/** GET /reports */
export const ReportQuery = z.object({
  kind: list,
  state: list,
  region: z.string().max(40).optional(),
  q: z.string().trim().max(100).optional(),
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const ReportPage = z
  .object({ items: z.array(ReportHead), nextCursor: z.string().nullable(), total: z.number().int() })
  .meta({ id: 'ReportPage' });
export type ReportPage = z.infer<typeof ReportPage>;

export const OutlineView = z
  .object({ kind: ReportKind, name: z.string(), needsPlan: z.boolean(), chapters: z.array(z.string()) })
  .meta({ id: 'ReportOutline' });
export type OutlineView = z.infer<typeof OutlineView>;

/** POST /reports */
export const NewReport = z.object({
  kind: ReportKind,
  region: z.string().max(40),
  /** A month, `2025-08`, or a year. */
  period: z.string().max(12),
  plan: z.uuid().optional(),
});
export type NewReport = z.infer<typeof NewReport>;

/** PATCH /reports/:id, `If-Match` the revision. A checked report becomes a draft again. */
export const ReportPatch = z.object({ title: Words.optional(), blocks: Blocks.optional() });
export type ReportPatch = z.infer<typeof ReportPatch>;

/** POST /reports/:id/update: these figures, or all of them, as they are known now. */
export const ReportUpdate = z.object({ keys: z.array(z.string().max(500)).max(500).optional() });

/** PUT /reports/:id/lock: holds a figure fast. `value` is the person's own, in the unit shown; null lets go again. */
export const ReportLock = z.object({
  key: z.string().max(500),
  lock: z.object({ reason: z.string().trim().min(1).max(300), value: z.number().optional() }).nullable(),
});
export type ReportLock = z.infer<typeof ReportLock>;

export const ReportIssue = z.object({ open: z.boolean().default(false) });
export const ReportOpen = z.object({ open: z.boolean() });

/** A figure that is known otherwise today than the draft says. */
export const ReportChange = z.object({
  id: z.string(),
  block: z.string(),
  /** 「2.3 段 1」「表 2-3」. */
  where: z.string(),
  what: z.string(),
  keys: z.array(z.string()),
  draft: z.string(),
  now: z.string(),
});
export type ReportChange = z.infer<typeof ReportChange>;

export const ReportCheck = z.object({
  code: z.enum(['sourced', 'missing', 'changed', 'typed', 'unwritten', 'preliminary']),
  /** Whether the report may be sent with it. */
  level: z.enum(['ok', 'note', 'warn', 'bar']),
  text: z.string(),
  blocks: z.array(z.string()),
});
export type ReportCheck = z.infer<typeof ReportCheck>;

export const ReportFigure = z.object({
  key: z.string(),
  indicator: z.string(),
  region: z.string(),
  period: z.string(),
  text: z.string(),
  version: z.string(),
  source: z.string(),
  lock: z.object({ reason: z.string(), by: z.string(), at: z.string(), own: z.boolean() }).nullable(),
  ref: z.string().nullable(),
  /** In which unit a person types a value of his own. */
  unit: z.string(),
});
export type ReportFigure = z.infer<typeof ReportFigure>;

export const ReportView = z
  .object({
    head: ReportHead,
    titles: Words,
    blocks: Blocks,
    doc: Doc,
    /** Empty once it is issued. */
    changes: z.array(ReportChange),
    checks: z.array(ReportCheck),
    figures: z.array(ReportFigure),
    /** Series that blocks may be made of. */
    series: z.array(SeriesRef.extend({ name: z.string(), regional: z.boolean() })),
  })
  .meta({ id: 'Report' });
export type ReportView = z.infer<typeof ReportView>;
