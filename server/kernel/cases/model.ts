import { z } from 'zod';

export const CaseEventKind = z.enum([
  'opened',
  'moved',
  'message',
  'attached',
  'assigned',
  'participant-added',
  'participant-removed',
  'due-set',
  'reminded',
  'escalated',
  'cause-gone',
  'closed',
  'reopened',
]);
export const CaseEvent = z
  .object({
    seq: z.number().int(),
    at: z.string(),
    by: z.string(),
    kind: CaseEventKind,
    /** The event as a sentence in the reader's language. */
    text: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    note: z.string().nullable(),
    document: z.object({ id: z.uuid(), name: z.string(), bytes: z.number() }).nullable(),
  })
  .meta({ id: 'CaseEvent' });
export const CaseLevel = z.enum(['county', 'city', 'province']);
export const CaseRow = z
  .object({
    id: z.uuid(),
    type: z.object({ id: z.string(), name: z.string() }),
    title: z.string(),
    state: z.object({ id: z.string(), name: z.string(), final: z.boolean() }),
    region: z.object({ code: z.string(), name: z.string() }),
    unit: z.string(),
    handler: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    /** Null with `noDueReason` where no date can be said. */
    dueOn: z.string().nullable(),
    noDueReason: z.string().nullable(),
    /** Working days left, below zero when past; null without a date. */
    workdaysLeft: z.number().int().nullable(),
    urgency: z.enum(['none', 'soon', 'overdue', 'escalated']),
    level: CaseLevel,
    openedAt: z.string(),
    closedAt: z.string().nullable(),
    revision: z.number().int(),
    subject: z.object({ kind: z.string(), id: z.string(), href: z.string() }),
    synthetic: z.boolean(),
  })
  .meta({ id: 'Case' });
export type CaseRow = z.infer<typeof CaseRow>;
export const CaseDetail = CaseRow.extend({
  /** All states in order, done, now or to come, with the time that each was entered. */
  line: z.array(
    z.object({ id: z.string(), name: z.string(), place: z.enum(['done', 'now', 'next']), at: z.string().nullable() }),
  ),
  summary: z.string(),
  moves: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      to: z.string(),
      allowed: z.boolean(),
      /** Who may, where this reader may not. */
      by: z.array(z.string()),
      asksNote: z.boolean(),
      dueOn: z.string().nullable(),
    }),
  ),
  participants: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.enum(['owner', 'support', 'supervisor']) })),
  events: z.array(CaseEvent),
  signal: z.object({ id: z.uuid(), title: z.string(), severity: z.string(), state: z.string() }).nullable(),
  mayHandle: z.boolean(),
}).meta({ id: 'CaseDetail' });
export type CaseDetail = z.infer<typeof CaseDetail>;

/** GET /cases. `mine`: mine to act on; `unit`: of my regions' units. */
export const CaseQuery = z.object({
  scope: z.enum(['mine', 'unit', 'all']).default('mine'),
  region: z.string().max(40).optional(),
  type: z.string().max(120).optional(),
  state: z.enum(['open', 'closed']).optional(),
  urgency: z.string().max(60).optional(),
  unit: z.string().max(100).optional(),
  q: z.string().trim().max(100).optional(),
  subjectKind: z.string().max(40).optional(),
  subjectId: z.string().max(120).optional(),
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const CasePage = z
  .object({
    items: z.array(CaseRow),
    nextCursor: z.string().nullable(),
    total: z.number().int(),
    counts: z.object({ open: z.number(), soon: z.number(), overdue: z.number(), escalated: z.number() }),
  })
  .meta({ id: 'CasePage' });
/** POST /cases/:id/moves, `If-Match` the revision: 412 `case-changed` where somebody else moved it since. */
export const CaseMoveBody = z.object({ move: z.string().max(60), note: z.string().trim().max(4000).optional() });
/** POST /cases/:id/messages; files by POST /cases/:id/files (multipart). */
export const CaseMessage = z.object({ text: z.string().trim().min(1).max(4000) });
/** PATCH /cases/:id, `If-Match`. */
export const CasePatch = z.object({
  handler: z.uuid().nullable().optional(),
  unit: z.string().trim().min(1).max(100).optional(),
  dueOn: z.iso.date().nullable().optional(),
  reason: z.string().trim().max(500).optional(),
});
/** POST /cases: a case by hand, of type `general`. */
export const NewCaseBody = z.object({
  title: z.string().trim().min(1).max(200),
  region: z.string().max(40),
  unit: z.string().trim().min(1).max(100),
  text: z.string().trim().max(4000).optional(),
  dueOn: z.iso.date().optional(),
  /** Path of a page of ours. */
  href: z
    .string()
    .max(300)
    .regex(/^\/(?![/\\])/)
    .optional(),
});
export const ParticipantBody = z.object({ userId: z.uuid(), role: z.enum(['support', 'supervisor']) });

/** POST /cases/:id/reopen, `If-Match`. */
export const ReopenBody = z.object({ reason: z.string().trim().min(1).max(500) });
/** GET /cases/:id/people: whom it can be given to. */
export const CasePeople = z.object({
  items: z.array(z.object({ id: z.uuid(), name: z.string(), region: z.string() })),
});
/** GET /cases/types */
export const CaseTypes = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });

/** GET/PUT /cases/digest: one's own mail digest. GET/POST/DELETE /cases/webhooks: an administrator's. */
export const DigestSetting = z.object({
  email: z.email().nullable(),
  frequency: z.enum(['off', 'daily', 'weekly']),
});
export const Webhook = z.object({
  id: z.uuid(),
  url: z.string(),
  events: z.array(z.string()),
  enabled: z.boolean(),
  lastStatus: z.string().nullable(),
});
export const NewWebhook = z.object({ url: z.url().max(500), events: z.array(z.string().max(60)).min(1).max(20) });
/** The secret is told once. Signature: header `liannao-signature: t=<unix>,v1=<hex hmac-sha256 of "<t>.<body>">`. */
export const WebhookMade = Webhook.extend({ secret: z.string() });
/** GET /cases/webhooks/:id/deliveries: the newest hundred. */
export const WebhookDelivery = z.object({
  id: z.uuid(),
  event: z.uuid(),
  type: z.string(),
  at: z.string(),
  attempts: z.number().int(),
  state: z.enum(['waiting', 'delivered', 'given-up']),
  status: z.string().nullable(),
  nextAt: z.string().nullable(),
});
