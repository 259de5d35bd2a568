import { z } from 'zod';

const Names = z.object({ zh: z.string(), en: z.string() });
export const Severity = z.enum(['blue', 'yellow', 'orange', 'red']);
export const SignalState = z.enum(['open', 'acknowledged', 'in-case', 'closed']);
export const EvidenceView = z.object({
  text: z.string(),
  source: z.object({ kind: z.string(), id: z.string() }).nullable(),
});
export const SignalView = z
  .object({
    id: z.uuid(),
    rule: z.object({ id: z.string(), name: z.string() }),
    severity: Severity,
    title: z.string(),
    subject: z.object({ kind: z.string(), id: z.string(), href: z.string() }),
    region: z.object({ code: z.string(), name: z.string() }),
    /** In charge: the unit that the subject names, or the rule's kind of unit in the region. */
    unit: z.string(),
    evidence: z.array(EvidenceView),
    /** Thresholds that held when it was last seen. */
    thresholds: z.array(z.object({ name: z.string(), value: z.number(), unit: z.string(), setBy: z.string() })),
    state: SignalState,
    firstSeen: z.string(),
    lastSeen: z.string(),
    closedAt: z.string().nullable(),
    caseId: z.uuid().nullable(),
    acknowledgedBy: z.string().nullable(),
    note: z.string().nullable(),
    synthetic: z.boolean(),
    mayHandle: z.boolean(),
  })
  .meta({ id: 'Signal' });
export type SignalView = z.infer<typeof SignalView>;

/** GET /signals */
export const SignalQuery = z.object({
  region: z.string().max(40).optional(),
  state: z.string().max(80).optional(),
  severity: z.string().max(60).optional(),
  rule: z.string().max(120).optional(),
  q: z.string().trim().max(100).optional(),
  subjectKind: z.string().max(40).optional(),
  subjectId: z.string().max(120).optional(),
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const SignalPage = z
  .object({
    items: z.array(SignalView),
    nextCursor: z.string().nullable(),
    total: z.number().int(),
    counts: z.object({ byState: z.record(z.string(), z.number()), bySeverity: z.record(z.string(), z.number()) }),
    /** When the rules last ran. */
    checkedAt: z.string().nullable(),
  })
  .meta({ id: 'SignalPage' });
/** POST /signals/:id/acknowledge */
export const Acknowledge = z.object({ note: z.string().trim().max(1000).optional() });
/** POST /signals/:id/case: makes a case of it, or answers the one that there is. POST /signals/check: runs the rules as a job. */
export const CaseMade = z.object({ caseId: z.uuid() });

/** GET /signals/rules?region= */
export const RuleView = z
  .object({
    id: z.string(),
    names: Names,
    name: z.string(),
    module: z.string(),
    severity: Severity,
    /** Kind of unit in charge, in words. */
    unit: z.string(),
    caseType: z.string(),
    opensCaseFrom: Severity.nullable(),
    enabled: z.boolean(),
    open: z.number().int(),
    thresholds: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        unit: z.string(),
        value: z.number(),
        default: z.number(),
        min: z.number(),
        max: z.number(),
        /** Region that set it; null: the default. */
        from: z.object({ code: z.string(), name: z.string() }).nullable(),
      }),
    ),
    history: z.array(
      z.object({
        at: z.string(),
        by: z.string(),
        region: z.string(),
        threshold: z.string(),
        before: z.number().nullable(),
        after: z.number().nullable(),
        reason: z.string(),
      }),
    ),
  })
  .meta({ id: 'SignalRule' });
export type RuleView = z.infer<typeof RuleView>;
/** PUT /signals/rules/:id: null takes the region's own value away again. */
export const RuleSetting = z.object({
  region: z.string().max(40),
  thresholds: z.record(z.string(), z.number().nullable()).optional(),
  enabled: z.boolean().nullable().optional(),
  reason: z.string().trim().min(1).max(500),
});
