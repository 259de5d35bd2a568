import type { Generated } from 'kysely';
import type { Severity } from '../signals/contract.ts';
import type { Json } from '../store/tables.ts';

declare module '../store/tables.ts' {
  interface Tables {
    case_file: CaseFileTable;
    case_event: CaseEventTable;
    case_participant: {
      case_id: string;
      user_id: string;
      role: 'owner' | 'support' | 'supervisor';
      added_at: Generated<Date>;
    };
    signal: SignalTable;
    signal_event: {
      id: Generated<number>;
      signal_id: string;
      at: Date;
      kind: 'opened' | 'severity' | 'acknowledged' | 'in-case' | 'case-closed' | 'closed';
      before: string | null;
      after: string | null;
      actor_name: string;
    };
    signal_setting: {
      id: Generated<number>;
      rule: string;
      region_code: string;
      /** A threshold's name, or `enabled` (1 or 0). */
      name: string;
      before: number | null;
      value: number | null;
      reason: string;
      actor_id: string | null;
      actor_name: string;
      at: Generated<Date>;
    };
  }
}

export type Level = 'county' | 'city' | 'province';

interface CaseFileTable {
  id: Generated<string>;
  type: string;
  title_zh: string;
  title_en: string;
  subject_kind: string;
  subject_id: string;
  href: string;
  region_code: string;
  /** Enterprise whose own matter it is: it reads and acts as far as the moves let it. */
  party_id: string | null;
  unit_kind: string;
  unit: string | null;
  handler_id: string | null;
  state: string;
  state_since: Date;
  due_on: string | null;
  due_by: Generated<'rule' | 'person'>;
  /** Year whose working days are not known, as text; null where there is a date, or none is due. */
  no_due: string | null;
  level: Level;
  /** Region whose people answer for it now: its own, or after escalation a superior. */
  answering: string;
  /** Periods past the due date that were acted on. */
  escalations: Generated<number>;
  opened_at: Date;
  closed_at: Date | null;
  opened_by: string | null;
  revision: Generated<number>;
  synthetic: boolean;
}

export type EventKind =
  | 'opened'
  | 'moved'
  | 'message'
  | 'attached'
  | 'assigned'
  | 'participant-added'
  | 'participant-removed'
  | 'due-set'
  | 'reminded'
  | 'escalated'
  | 'cause-gone'
  | 'closed'
  | 'reopened';

interface CaseEventTable {
  case_id: string;
  seq: number;
  at: Date;
  actor_id: string | null;
  actor_name: string;
  kind: EventKind;
  from_state: string | null;
  to_state: string | null;
  note: string | null;
  detail: Json<EventDetail>;
  document_id: string | null;
  once: string | null;
}

/** What an event's sentence needs beside its columns. */
export interface EventDetail {
  readonly move?: string;
  readonly person?: string;
  readonly role?: string;
  readonly unit?: string;
  readonly dueOn?: string | null;
  readonly overdueDays?: number;
  readonly region?: string;
  readonly regionEn?: string | null;
  readonly level?: Level;
  readonly fileName?: string;
  readonly bytes?: number;
}

interface SignalTable {
  id: Generated<string>;
  rule: string;
  subject_kind: string;
  subject_id: string;
  region_code: string;
  severity: Severity;
  title_zh: string;
  title_en: string;
  evidence: Json<StoredEvidence[]>;
  thresholds: Json<StoredThreshold[]>;
  href: string;
  unit_kind: string;
  unit: string | null;
  party_id: string | null;
  state: Generated<'open' | 'acknowledged' | 'in-case' | 'closed'>;
  first_seen: Date;
  last_seen: Date;
  closed_at: Date | null;
  case_id: string | null;
  acknowledged_by: string | null;
  note: string | null;
  synthetic: boolean;
}

export interface StoredEvidence {
  readonly zh: string;
  readonly en: string;
  readonly source?: { readonly kind: string; readonly id: string };
}

export interface StoredThreshold {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Code of the region that set it; null: the default. */
  readonly region: string | null;
}
