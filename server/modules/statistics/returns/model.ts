import { z } from 'zod';
import { FormDefinitionView, FormId } from '../forms/model.ts';

export const Column = z.enum(['current', 'cumulative', 'current-base', 'cumulative-base']);
export const MissingState = z.enum(['below-unit', 'unknown', 'not-applicable', 'not-yet-reported', 'suppressed']);
export const Reason = z.enum([
  'scope-change',
  'error-correction',
  'duplicate-removed',
  'restructuring',
  'stopped',
  'new-capacity',
  'price',
  'one-off',
  'other',
]);
export const State = z.enum(['open', 'draft', 'submitted', 'returned', 'checked', 'approved', 'reopened', 'excused']);

/** A decimal number as text, no thousands marks; an answer's code in a survey. */
const CellValue = z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$|^(up|same|down)$/);
export const CellInput = z.object({
  value: CellValue.nullable(),
  missing: MissingState.optional(),
  reason: z.string().trim().max(500).optional(),
  reasonCode: Reason.optional(),
});
const RowCells = z.partialRecord(Column, CellInput);
/** Row key to column to cell; at most 2,000 rows. */
export const CellsInput = z
  .record(z.string().min(1).max(200), RowCells)
  .refine((cells) => Object.keys(cells).length <= 2000);

export const Finding = z.object({
  check: z.string(),
  level: z.enum(['error', 'warning', 'info', 'blank']),
  row: z.string().nullable(),
  column: Column.nullable(),
  message: z.string(),
  mends: z.array(
    z.object({ label: z.string(), sets: z.array(z.object({ row: z.string(), column: Column, cell: CellInput })) }),
  ),
  isExplained: z.boolean(),
});

const FindingCountsView = z.object({
  error: z.number(),
  warning: z.number(),
  blank: z.number(),
  explained: z.number(),
});
const RegionView = z.object({ code: z.string(), name: z.string() });

/** GET /statistics/returns?round=&form=&period=&state=&region=&party=&late=&mine=&q=&sort=; CSV and XLSX by Accept. */
export const ReturnQuery = z.object({
  round: z.uuid().optional(),
  form: FormId.optional(),
  period: z.string().max(20).optional(),
  state: z.string().max(100).optional(),
  region: z.string().max(40).optional(),
  party: z.string().max(60).optional(),
  late: z.stringbool().optional(),
  questions: z.stringbool().optional(),
  /** The asker's own: of his firm, or of the regions that he reports for. */
  mine: z.stringbool().optional(),
  /** `-` before it: the other way round. */
  sort: z.enum(['reporter', '-reporter', 'state', '-state', 'due', '-due', 'submitted', '-submitted']).optional(),
  q: z.string().trim().max(100).optional(),
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  format: z.enum(['json', 'csv', 'xlsx']).optional(),
});
export const ReturnListItem = z
  .object({
    id: z.uuid(),
    round: z.uuid(),
    form: z.object({ id: z.string(), name: z.string() }),
    period: z.string(),
    reporter: z.object({ partyId: z.uuid().nullable(), name: z.string(), uscc: z.string().nullable() }),
    region: RegionView,
    state: State,
    dueOn: z.string(),
    isLate: z.boolean(),
    submittedAt: z.string().nullable(),
    findings: FindingCountsView,
    openQuestions: z.number().int(),
    /** When it was last asked for, while it is waited for. */
    remindedAt: z.string().nullable(),
    onBehalf: z.boolean(),
    synthetic: z.boolean(),
  })
  .meta({ id: 'StatisticsReturnItem' });
export type ReturnListItem = z.infer<typeof ReturnListItem>;

export const ReturnPage = z.object({ items: z.array(ReturnListItem), nextCursor: z.string().nullable() });

/** What the asker may do now; each is also a route, POST /statistics/returns/:id/<act>. */
export const Act = z.enum([
  'save',
  'submit',
  'withdraw',
  'ask',
  'answer',
  'send-back',
  'check',
  'approve',
  'reopen',
  'excuse',
]);
export type Act = z.infer<typeof Act>;

const PastReturn = z.object({ period: z.string(), cells: CellsInput });
/** GET /statistics/returns/:id: all that the page needs to fill in and check without asking again. */
export const ReturnView = ReturnListItem.extend({
  definition: FormDefinitionView,
  /** Values of the code lists that lines of open sections are told apart by; divisions are asked at /regions. */
  lists: z.record(z.string(), z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() }))),
  revision: z.number().int(),
  cells: CellsInput,
  /** Prefilled base columns from what was filed a year ago, where the return has none yet. */
  suggestedBase: CellsInput,
  past: z.array(PastReturn),
  entryFile: CellsInput.nullable(),
  isStopped: z.boolean(),
  /**
   * For the check of copies: digests of columns to names, of returns that the asker may read; of all others only what
   * equals one of this return's columns, without a name.
   */
  others: z.record(z.string(), z.string()),
  parameters: z.record(z.string(), z.unknown()),
  findingList: z.array(Finding),
  /** What stands as approved while a correction is under way, and why it is. */
  approvedCells: CellsInput.nullable(),
  correction: z.object({ reason: z.string(), reasonCode: z.string() }).nullable(),
  questions: z.array(
    z.object({
      id: z.uuid(),
      row: z.string().nullable(),
      column: Column.nullable(),
      question: z.string(),
      askedBy: z.string(),
      askedAt: z.string(),
      answer: z.string().nullable(),
      answeredBy: z.string().nullable(),
      answeredAt: z.string().nullable(),
    }),
  ),
  trail: z.array(
    z.object({ at: z.string(), by: z.string(), action: z.string(), revision: z.number(), note: z.string().nullable() }),
  ),
  /** Next and previous reporters of the round, in the list's order, for going on. */
  neighbours: z.object({ previous: z.uuid().nullable(), next: z.uuid().nullable() }),
  may: z.array(Act),
  /** In words: why not, where the next act is somebody else's. */
  waitsFor: z.string().nullable(),
  /** Where the figures go: regions that they are added into, and how many targets their indicators judge. */
  goesTo: z.object({ regions: z.array(z.string()), targets: z.number().int() }),
  contact: z.string().nullable(),
}).meta({ id: 'StatisticsReturn' });
export type ReturnView = z.infer<typeof ReturnView>;

/** PUT /statistics/returns/:id with If-Match (revision): keeps a draft. 409 `return-changed` with who and when. */
export const ReturnSave = z.object({ cells: CellsInput });
export const ReturnSaved = z
  .object({
    id: z.uuid(),
    revision: z.number().int(),
    state: State,
    findings: FindingCountsView,
    findingList: z.array(Finding),
  })
  .meta({ id: 'StatisticsReturnSaved' });
export type ReturnSaved = z.infer<typeof ReturnSaved>;
/** POST …/submit with If-Match and, by machines, Idempotency-Key: saves and hands in; 422 `return-has-errors` with the findings. */
export const ReturnSubmit = z.object({ cells: CellsInput.optional() });
/** POST …/ask */
export const Ask = z.object({
  row: z.string().max(200).nullable().default(null),
  column: Column.nullable().default(null),
  question: z.string().trim().min(1).max(1000),
});
/** POST …/answer */
export const Answer = z.object({ question: z.uuid(), answer: z.string().trim().min(1).max(1000) });
/** POST …/send-back, …/reopen, …/excuse, …/withdraw: why, and for a reopening which kind of reason. */
export const WithReason = z.object({ reason: z.string().trim().min(1).max(500), reasonCode: Reason.optional() });
/** POST /statistics/returns/bulk {act, ids}: each by itself; answers what became of each. */
export const Bulk = z.object({
  act: z.enum(['check', 'approve', 'remind']),
  ids: z.array(z.uuid()).min(1).max(2000),
  note: z.string().trim().max(300).optional(),
});
export const BulkDone = z
  .object({
    done: z.number().int(),
    refused: z.array(z.object({ id: z.uuid(), reporter: z.string(), code: z.string(), message: z.string() })),
  })
  .meta({ id: 'StatisticsBulkDone' });

/** GET …/versions */
export const Versions = z
  .object({
    items: z.array(
      z.object({
        revision: z.number().int(),
        at: z.string(),
        by: z.string(),
        onBehalf: z.boolean(),
        reason: z.string().nullable(),
        reasonCode: z.string().nullable(),
        cells: CellsInput,
      }),
    ),
  })
  .meta({ id: 'StatisticsReturnVersions' });
/** POST …/excel (multipart file): the cells of a filled template; nothing is written. */
export const ExcelRead = z
  .object({
    cells: CellsInput,
    read: z.number().int(),
    problems: z.array(
      z.object({
        cell: z.string(),
        row: z.string().nullable(),
        column: Column.nullable(),
        value: z.string(),
        problem: z.string(),
        remedy: z.string(),
      }),
    ),
  })
  .meta({ id: 'StatisticsExcelRead' });
export type ExcelRead = z.infer<typeof ExcelRead>;

/** POST …/check, …/approve: what there is to say of it, if anything. */
export const Note = z.object({ note: z.string().trim().max(300).optional() });
/** Answer of POST /statistics/rounds/:id/settle and …/release. */
export const Settled = z.object({ round: z.uuid(), at: z.string() }).meta({ id: 'StatisticsSettled' });
