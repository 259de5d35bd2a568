import type { Cells, FormDefinition } from '@liannao/statistics';
import type { Generated } from 'kysely';
import type { Json } from '../../kernel/store/tables.ts';

declare module '../../kernel/store/tables.ts' {
  interface Tables {
    statistics_form: { id: string; region_code: string; retired_at: Date | null; created_at: Generated<Date> };
    statistics_form_version: FormVersionTable;
    statistics_form_use: {
      id: Generated<string>;
      form_id: string;
      region_code: string;
      from_month: string;
      until_month: string | null;
      note: Generated<string>;
      set_by: string | null;
      set_by_name: string;
      set_at: Generated<Date>;
    };
    statistics_roster: RosterTable;
    statistics_round: RoundTable;
    statistics_return: ReturnTable;
    statistics_return_version: {
      return_id: string;
      revision: number;
      cells: Json<Cells>;
      reason: string | null;
      reason_code: string | null;
      by_user: string | null;
      by_name: string;
      on_behalf: Generated<boolean>;
      at: Generated<Date>;
    };
    statistics_return_event: {
      id: Generated<string>;
      return_id: string;
      at: Generated<Date>;
      actor_id: string | null;
      actor_name: string;
      action: string;
      revision: number;
      note: string | null;
    };
    statistics_question: {
      id: Generated<string>;
      return_id: string;
      row_key: string | null;
      column_id: string | null;
      question: string;
      asked_by: string | null;
      asked_by_name: string;
      asked_at: Generated<Date>;
      answer: string | null;
      answered_by_name: string | null;
      answered_at: Date | null;
    };
    statistics_write_key: { return_id: string; key: string; revision: number; at: Generated<Date> };
    statistics_total: {
      round_id: string;
      region_code: string;
      row_key: string;
      column_id: string;
      value: string | null;
      missing: Json<Record<string, number>>;
      reported: number;
      updated_at: Generated<Date>;
    };
    statistics_progress: ProgressTable;
    statistics_due: {
      id: Generated<string>;
      round_id: string;
      /** Null: the whole round. */
      return_id: Generated<string | null>;
      /** Why settled figures change. */
      reason: Generated<string | null>;
    };
    statistics_view: {
      id: Generated<string>;
      name: string;
      definition: Json<object>;
      owner_id: string;
      owner_name: string;
      region_code: string | null;
      shared: Generated<boolean>;
      updated_at: Generated<Date>;
    };
  }
}

export interface FormVersionTable {
  form_id: string;
  version: number;
  definition: Json<FormDefinition>;
  /** As written, YAML. */
  source: string;
  valid_from: string;
  valid_until: string | null;
  shipped: boolean;
  note: Generated<string>;
  created_by: string | null;
  created_by_name: string;
  created_at: Generated<Date>;
}

export interface RosterTable {
  id: Generated<string>;
  form_id: string;
  /** Null where the region's own bureau reports. */
  party_id: string | null;
  region_code: string;
  /** First and last month, `2025-01`. */
  since: string;
  until: string | null;
  /** A new entrant's base: row key to column to cell (conventions 4.2, 6). */
  entry_file: Json<Cells | null> | null;
  note: Generated<string>;
  set_by: string | null;
  set_by_name: string;
  set_at: Generated<Date>;
}

export interface RoundTable {
  id: Generated<string>;
  form_id: string;
  version: number;
  period: string;
  last_month: string;
  region_code: string;
  opens_on: string;
  due_on: string;
  release_at: Date | null;
  released_at: Date | null;
  synthetic: Generated<boolean>;
  created_at: Generated<Date>;
}

export type ReturnState = 'open' | 'draft' | 'submitted' | 'returned' | 'checked' | 'approved' | 'reopened' | 'excused';

/** How many findings of each level stand, and how many warnings are explained. */
export interface FindingCounts {
  readonly error: number;
  readonly warning: number;
  readonly blank: number;
  readonly explained: number;
}

export interface ReturnTable {
  id: Generated<string>;
  round_id: string;
  form_id: string;
  period: string;
  last_month: string;
  party_id: string | null;
  region_code: string;
  state: Generated<ReturnState>;
  /** Of the content: 0 never saved, one more with every save. */
  revision: Generated<number>;
  cells: Json<Cells>;
  findings: Json<FindingCounts>;
  on_behalf: Generated<boolean>;
  due_on: string;
  first_submitted_at: Date | null;
  submitted_at: Date | null;
  submitted_by: string | null;
  submitted_by_name: string | null;
  checked_at: Date | null;
  checked_by: string | null;
  checked_by_name: string | null;
  approved_at: Date | null;
  approved_by: string | null;
  approved_by_name: string | null;
  /** What stands as approved while a correction is under way. */
  approved_cells: Json<Cells | null> | null;
  correction_reason: string | null;
  correction_code: string | null;
  /** Of its columns with numbers, to find copies among the returns of a round. */
  digests: Generated<string[]>;
  synthetic: Generated<boolean>;
  updated_at: Generated<Date>;
  updated_by_name: string | null;
}

export interface ProgressTable {
  round_id: string;
  region_code: string;
  /** All returns of the region and below, excused ones among them. */
  expected: number;
  /** Handed in, whatever came after: what is checked or approved is among them. */
  submitted: number;
  /** Checked, and what is approved. */
  checked: number;
  approved: number;
  excused: number;
  late: number;
  questions: number;
  updated_at: Generated<Date>;
  settled_at: Date | null;
  settled_by_name: string | null;
  settled_note: string | null;
  settled_incomplete: Generated<boolean>;
}
