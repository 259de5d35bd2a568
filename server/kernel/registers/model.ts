import { z } from 'zod';

/** Requests and answers of the registers' routes, `/api/v1/registers/…`. Pure: the web imports it. */
export const RegisterId = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/);
export const RegisterParam = z.object({ register: RegisterId });
export const EntryParam = RegisterParam.extend({ id: z.uuid() });

const Names = z.object({ zh: z.string(), en: z.string() });
export const FieldView = Names.extend({
  id: z.string(),
  type: z.string(),
  required: z.boolean(),
  many: z.boolean(),
  list: z.string().nullable(),
  format: z.string().nullable(),
  unit: z.string().nullable(),
  party: z.string().nullable(),
  to: z.string().nullable(),
  shape: z.string().nullable(),
  check: z.string().nullable(),
  hint: z.string().nullable(),
  dataClass: z.string(),
  grade: z.string(),
  /** The reader may see it in the entries of his own region or party. */
  visible: z.boolean(),
}).meta({ id: 'RegisterField' });
export type FieldView = z.infer<typeof FieldView>;

export const RegisterSummary = Names.extend({
  id: z.string(),
  module: z.string(),
  capabilities: z.array(z.string()),
  row: z.string(),
  version: z.number().int(),
  /** `shipped` files, changed or made by a `steward` in the page. */
  origin: z.enum(['shipped', 'steward']),
  open: z.boolean(),
  hasMap: z.boolean(),
  mayWrite: z.boolean(),
  /** As the store last estimated it. */
  entries: z.number().int(),
  /** Entries of the demonstration are among them. */
  synthetic: z.boolean(),
}).meta({ id: 'RegisterSummary' });
export type RegisterSummary = z.infer<typeof RegisterSummary>;

export const CodeValueView = Names.extend({ code: z.string() });
export const StateView = Names.extend({ id: z.string(), final: z.boolean() });
export const MoveView = Names.extend({
  id: z.string(),
  from: z.array(z.string()),
  to: z.string(),
  by: z.array(z.string()),
  due: z.number().nullable(),
  needs: z.array(z.string()),
});
export const MeasureView = Names.extend({
  code: z.string(),
  measure: z.string(),
  where: z.string().nullable(),
  at: z.enum(['stock', 'flow']),
  unit: z.string(),
});
export const Register = RegisterSummary.extend({
  owner: z.object({ unit: z.string(), party: z.string(), level: z.string() }),
  key: z.array(z.string()),
  titleField: z.string(),
  regionField: z.string(),
  asAt: z.object({ from: z.string().nullable(), to: z.string().nullable() }),
  fields: z.array(FieldView),
  children: z.array(Names.extend({ id: z.string(), key: z.array(z.string()), fields: z.array(FieldView) })),
  checks: z.array(Names.extend({ id: z.string(), level: z.enum(['error', 'warning']), rule: z.string() })),
  lifeCycle: z
    .object({ isCase: z.boolean(), initial: z.string(), states: z.array(StateView), moves: z.array(MoveView) })
    .nullable(),
  indicators: z.array(MeasureView),
  map: z.object({ field: z.string(), styleBy: z.string().nullable() }).nullable(),
  access: z.object({
    read: z.record(z.string(), z.string()),
    write: z.record(z.string(), z.string()),
    public: z.object({ grade: z.string(), states: z.array(z.string()) }).nullable(),
  }),
  /** Every code list that a field uses. */
  lists: z.record(z.string(), z.array(CodeValueView)),
  importKind: z.string(),
}).meta({ id: 'Register' });
export type Register = z.infer<typeof Register>;

/** A party, region or other entry that a value leads to. */
export const Ref = z.object({ id: z.string(), title: z.string() }).meta({ id: 'RegisterRef' });
/**
 * Values by field id, as stored: numbers, texts, booleans, dates as `2025-03-01`, codes, several as arrays; places as
 * GeoJSON geometry in WGS 84; children as arrays of objects. A field that the reader may not see is absent and named in `masked`.
 */
export const Values = z.record(z.string(), z.unknown());
export const Entry = z
  .object({
    id: z.uuid(),
    title: z.string(),
    state: z.string().nullable(),
    region: z.object({ code: z.string(), name: z.string() }),
    revision: z.number().int(),
    synthetic: z.boolean(),
    values: Values,
    /** Words for regions, parties and references among the values, by their id or code. */
    refs: z.record(z.string(), z.string()),
    masked: z.array(z.string()),
    updatedAt: z.string(),
  })
  .meta({ id: 'RegisterEntry' });
export type Entry = z.infer<typeof Entry>;

export const EntryQuery = z.object({
  /** Expression of the register language, such as `kind = green-factory and state in [recognised, expired]`. */
  filter: z.string().max(2000).optional(),
  /** Words in any text of the entry. */
  q: z.string().trim().max(100).optional(),
  /** Region subtree. */
  region: z.string().max(40).optional(),
  /** Field id, `-` before it for falling; default: newest change first. */
  sort: z.string().max(80).optional(),
  /** As the register stood at the end of that day. */
  asAt: z.iso.date().optional(),
  cursor: z.string().max(900).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type EntryQuery = z.infer<typeof EntryQuery>;
export const EntryPage = z
  .object({ items: z.array(Entry), nextCursor: z.string().nullable() })
  .meta({ id: 'RegisterEntryPage' });
export const EntryCount = z.object({ count: z.number().int(), synthetic: z.boolean() });
/** How many entries have each value of a code, state, boolean or region field, under the same filter. */
export const Facet = z.object({ items: z.array(z.object({ value: z.string().nullable(), count: z.number().int() })) });

export const EntryBody = z.object({
  values: Values,
  /** Id of each warning and the reason why it is accepted. */
  reasons: z.record(z.string(), z.string().max(500)).optional(),
});
export const MoveBody = z.object({
  move: z.string().max(60),
  note: z.string().max(2000).optional(),
  values: Values.optional(),
});
export const BulkBody = z.object({
  ids: z.array(z.uuid()).min(1).max(1000),
  values: Values.optional(),
  move: z.string().max(60).optional(),
  note: z.string().max(2000).optional(),
});
export const BulkAnswer = z.object({
  done: z.number().int(),
  refused: z.array(z.object({ id: z.uuid(), title: z.string(), problem: z.string() })),
});

export const HistoryItem = z
  .object({
    revision: z.number().int(),
    at: z.string(),
    by: z.string(),
    kind: z.enum(['created', 'changed', 'moved', 'imported', 'deleted', 'restored']),
    changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
    note: z.string().nullable(),
  })
  .meta({ id: 'RegisterHistoryItem' });
export const EntryDetail = Entry.extend({
  history: z.array(HistoryItem),
  /** Moves that this reader may make now, with the day by which each should have been made. */
  moves: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string(), dueOn: z.string().nullable() })),
  caseId: z.uuid().nullable(),
  /** Entries of other registers that refer to this one. */
  related: z.array(z.object({ register: z.string(), title: z.string(), count: z.number().int(), filter: z.string() })),
  files: z.array(z.object({ id: z.uuid(), field: z.string(), name: z.string(), bytes: z.number() })),
  mayEdit: z.boolean(),
}).meta({ id: 'RegisterEntryDetail' });
export type EntryDetail = z.infer<typeof EntryDetail>;

export const SavedView = z
  .object({ id: z.uuid(), name: z.string(), query: z.string(), shared: z.boolean(), own: z.boolean() })
  .meta({ id: 'RegisterView' });
export const NewView = z.object({
  name: z.string().trim().min(1).max(60),
  /** Query part of the list's address. */
  query: z.string().max(2000),
  shared: z.boolean().default(false),
});

/** Points, or clusters of them where many lie together; shapes as they are. */
export const MapQuery = EntryQuery.pick({ filter: true, q: true, region: true, asAt: true }).extend({
  /** west,south,east,north in degrees. */
  bbox: z.string().max(120).optional(),
  zoom: z.coerce.number().min(0).max(22).default(6),
});
export const MapFeatures = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.record(z.string(), z.unknown())),
  /** Entries under the filter that have no place. */
  withoutPlace: z.number().int(),
  /** How exactly places are shown. */
  precision: z.enum(['exact', 'street', 'district', 'none']),
});

export const MeasureQuery = z.object({
  code: z.string().max(80),
  region: z.string().max(40).optional(),
  /** Also one figure for each region right below. */
  byRegion: z.stringbool().default(false),
  /** Periods, `2025-08`, `2025Q3`, `2025`, `2025-01..08`, comma between; a stock is taken at their ends. */
  periods: z.string().max(400).optional(),
  /** Or the state at one day, for a stock. */
  asAt: z.iso.date().optional(),
  /** `level=national;industry=auto-parts` */
  scope: z.string().max(300).optional(),
});
export const MeasuredFigure = z
  .object({
    code: z.string(),
    region: z.string(),
    period: z.string(),
    value: z.number().nullable(),
    unit: z.string(),
    entries: z.number().int(),
    synthetic: z.boolean(),
    /** Filter and day that give the counted entries in the list. */
    filter: z.string(),
    asAt: z.string().nullable(),
  })
  .meta({ id: 'MeasuredFigure' });

/** A definition as text, and what changing to it would do. Nothing has been changed yet. */
export const DefinitionSource = z.object({ source: z.string().max(200_000) });
export const DefinitionIssue = z.object({
  code: z.string(),
  path: z.string(),
  line: z.number().optional(),
  message: z.string(),
  suggestion: z.string().optional(),
});
export const DefinitionChange = z.object({
  kind: z.string(),
  subject: z.string(),
  message: z.string(),
  /** `refused` would lose data: `rows` names entries (the first hundred), `count` how many there are. */
  outcome: z.enum(['fine', 'noted', 'refused']),
  count: z.number().int(),
  rows: z.array(z.object({ id: z.uuid(), title: z.string(), value: z.string() })),
});
export const DefinitionReport = z
  .object({
    id: z.string().nullable(),
    isNew: z.boolean(),
    issues: z.array(DefinitionIssue),
    changes: z.array(DefinitionChange),
    /** True when it can be put into force. */
    applicable: z.boolean(),
    /** The register as it would be (no entries yet, nothing masked), for the page's preview; null while there are issues. */
    preview: Register.nullable(),
  })
  .meta({ id: 'DefinitionReport' });
export type DefinitionReport = z.infer<typeof DefinitionReport>;
export const DefinitionVersion = z.object({
  version: z.number().int(),
  origin: z.enum(['shipped', 'steward']),
  at: z.string(),
  by: z.string(),
  note: z.string(),
});

/** Since when the register's count leads in a region, rather than what forms report. */
export const Lead = z
  .object({ register: z.string(), region: z.string(), regionName: z.string(), since: z.string() })
  .meta({ id: 'RegisterLead' });
