import type { ColumnType, Generated, JSONColumnType, Selectable } from 'kysely';

/** jsonb: parsed when read, handed in as text. */
export type Json<T extends object | null> = JSONColumnType<T>;
type Stamp = ColumnType<Date, Date | string | undefined, Date | string>;
type MaybeStamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

/**
 * Every table that there is. The kernel's are here; each module adds its own by declaration merging in its `tables.ts`,
 * so that one `Kysely<Tables>` serves all and a misspelt column does not compile.
 */
export interface Tables {
  region: RegionTable;
  region_closure: { ancestor: string; descendant: string; depth: number; via: 'division' | 'group' };
  party: {
    id: Generated<string>;
    kind: 'government' | 'enterprise' | 'institution' | 'association' | 'financier' | 'operator';
    name: string;
    uscc: string | null;
    region_code: string;
  };
  app_user: {
    id: Generated<string>;
    name: string;
    display_name: string;
    display_name_en: string | null;
    password_hash: string | null;
    must_change_password: Generated<boolean>;
    locale: Generated<'zh' | 'en'>;
    disabled_at: MaybeStamp;
    last_sign_in: MaybeStamp;
    created_at: Generated<Date>;
  };
  sign_in_failure: { name: string; client: string; failures: number; last_at: Stamp };
  role_grant: {
    id: Generated<string>;
    user_id: string;
    role: RoleName;
    region_code: string | null;
    party_id: string | null;
    granted_by: string | null;
    granted_at: Generated<Date>;
    expires_at: MaybeStamp;
  };
  session: { token_hash: string; user_id: string; created_at: Stamp; expires_at: Stamp };
  api_token: {
    id: Generated<string>;
    user_id: string;
    name: string;
    token_hash: string;
    permissions: string[];
    created_at: Generated<Date>;
    expires_at: Stamp;
    revoked_at: MaybeStamp;
  };
  indicator: IndicatorTable;
  observation: ObservationTable;
  /** The figure in force of every series and period, as far as the reader may see. */
  observation_current: ObservationTable;
  observation_head: ObservationHeadTable;
  document: {
    id: Generated<string>;
    sha256: string;
    file_name: string;
    media_type: string;
    bytes: number;
    content: Buffer;
    text: string | null;
    region_code: string;
    open: Generated<boolean>;
    created_by: string | null;
    created_at: Generated<Date>;
  };
  audit_entry: {
    seq: Generated<number>;
    at: Generated<Date>;
    actor_id: string | null;
    actor_name: string;
    action: string;
    subject: string;
    detail: string;
    prev_hash: Generated<string>;
    hash: Generated<string>;
  };
  outbox_event: {
    id: Generated<number>;
    type: string;
    payload: Json<object>;
    occurred_at: Generated<Date>;
    dispatched_at: MaybeStamp;
    attempts: Generated<number>;
    last_error: string | null;
  };
  job_run: {
    id: Generated<string>;
    kind: string;
    input: Json<object>;
    state: Generated<'queued' | 'running' | 'done' | 'failed'>;
    progress: Generated<number>;
    message: string | null;
    result: Json<object | null> | null;
    problem: Json<object | null> | null;
    created_by: string | null;
    created_at: Generated<Date>;
    finished_at: MaybeStamp;
  };
  import_run: {
    id: Generated<string>;
    kind: string;
    file_name: string;
    sha256: string;
    content: Buffer;
    state: Generated<'received' | 'checked' | 'written' | 'undone'>;
    counts: Json<object>;
    problems: Json<object>;
    mends: ColumnType<object, string | undefined, string>;
    new_units: ColumnType<object, string | undefined, string>;
    region_code: string | null;
    created_by: string | null;
    created_at: Generated<Date>;
    written_at: MaybeStamp;
    undone_at: MaybeStamp;
  };
  import_change: {
    run_id: string;
    ordinal: number;
    subject: string;
    before: Json<object | null> | null;
    after: Json<object>;
  };
  setting: { key: string; value: Json<object>; updated_at: Generated<Date> };
}

export type RoleName = 'admin' | 'bureau' | 'reporter' | 'enterprise' | 'operator' | 'analyst';

export interface RegionTable {
  code: string;
  name: string;
  name_en: string | null;
  short_name: string;
  level: 'nation' | 'province' | 'city' | 'county' | 'functional' | 'zone' | 'group';
  parent_code: string | null;
}

export interface IndicatorTable {
  code: string;
  version: string;
  name_zh: string;
  name_en: string;
  synonyms: Json<string[]>;
  scoped_names: Json<{ zh: string; scope: Record<string, string> }[]>;
  group_code: string;
  unit: string;
  shown_as: string;
  dimension: string;
  direction: 'up' | 'down';
  scope_dimensions: Json<string[]>;
  region_rule: string;
  time_rule: string;
  source: Json<object>;
  frequency: string;
  seasonal: boolean;
  range_low: number | null;
  range_high: number | null;
  notes: string;
  notes_zh: string;
  standard: string;
}

export interface ObservationTable {
  id: Generated<string>;
  indicator_code: string;
  /** Canonical text of the scope: `key=value` pairs sorted by key, joined by `;`. Empty for no scope. */
  scope_key: string;
  region_code: string;
  party_id: string | null;
  /** `2025-03`, `2025-01..03`, `2025Q1`, `2025H1`, `2025`. */
  period: string;
  revision: number;
  /** In the indicator's stored unit; null exactly when `missing` says why. */
  value: number | null;
  missing: 'below-unit' | 'unknown' | 'not-applicable' | 'not-yet-reported' | 'suppressed' | 'withdrawn' | null;
  status: 'draft' | 'submitted' | 'approved';
  synthetic: Generated<boolean>;
  /** Anyone may read it, signed in or not. */
  open: Generated<boolean>;
  source: Json<object>;
  reason: string | null;
  import_run_id: string | null;
  entered_by: string | null;
  entered_at: Generated<Date>;
}

/** The figures in force, kept by a trigger: written by nobody, and a reader sees one row a key. */
export interface ObservationHeadTable
  extends Pick<
    Selectable<ObservationTable>,
    | 'indicator_code'
    | 'scope_key'
    | 'region_code'
    | 'party_id'
    | 'period'
    | 'revision'
    | 'value'
    | 'missing'
    | 'status'
    | 'synthetic'
    | 'open'
    | 'entered_at'
  > {
  observation_id: string;
  /** Of the period, months since year 0; null for one of no known form. */
  last_month: number | null;
  /** Somebody said it of the month, not a register that was counted, and did not take it back. */
  month_said: boolean;
  /** 0 the newest of all, 1 the newest approved, 2 the newest approved and open: only where they differ. */
  rank: number;
  for_superiors: boolean;
  for_public: boolean;
}
