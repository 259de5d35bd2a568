import type { Generated } from 'kysely';
import type { Json } from '../../kernel/store/tables.ts';

declare module '../../kernel/store/tables.ts' {
  interface Tables {
    plans_plan: PlanTable;
    plans_version: VersionTable;
    plans_parent: { plan_id: string; ordinal: number; parent_id: string | null; title: string };
    plans_target: TargetTable;
    plans_target_year: { target_id: string; year: number; value: number; note: string };
    plans_target_history: {
      id: Generated<number>;
      target_id: string;
      at: Generated<Date>;
      actor_id: string | null;
      actor_name: string;
      action: string;
      before: Json<object | null> | null;
      after: Json<object | null> | null;
    };
    plans_task: TaskTable;
    plans_task_year: {
      id: Generated<string>;
      task_id: string;
      year: number;
      goal: string;
      state: 'planned' | 'doing' | 'done' | 'dropped';
      due_on: string | null;
    };
    plans_task_note: {
      id: Generated<string>;
      task_id: string;
      at: Generated<Date>;
      author_id: string | null;
      author_name: string;
      text: string;
      percent: number | null;
      document_id: string | null;
    };
    plans_responsibility: {
      plan_id: string;
      subject_kind: 'target' | 'task';
      subject_id: string;
      ordinal: number;
      unit: string;
      role: 'lead' | 'support';
    };
    plans_body: BodyTable;
    plans_body_member: {
      body_id: string;
      ordinal: number;
      unit: string;
      duty: 'chair' | 'lead' | 'office' | 'member';
      person: string;
    };
    plans_meeting: { id: Generated<string>; body_id: string; held_on: string; title: string; decisions: string };
    plans_decision: {
      id: Generated<string>;
      meeting_id: string;
      text: string;
      unit: string;
      due_on: string | null;
      state: 'open' | 'done';
      task_id: string | null;
    };
    plans_comment: {
      id: Generated<string>;
      plan_id: string;
      version_number: number;
      unit: string;
      received_on: string;
      text: string;
      treatment: 'open' | 'adopted' | 'partly' | 'declined';
      reason: string;
    };
  }
}

export interface PlanTable {
  id: Generated<string>;
  title: string;
  short_title: string;
  kind: 'plan' | 'explanation' | 'drafting-note';
  state: 'draft' | 'consultation' | 'in-force' | 'ended';
  region_code: string;
  level: 'nation' | 'province' | 'city' | 'county';
  period_start: number | null;
  period_end: number | null;
  effective_from: string | null;
  /** Anyone may read it. */
  open: Generated<boolean>;
  /** Shipped as facts: no text, no sentences. */
  shipped: Generated<boolean>;
  source_note: Generated<string>;
  created_by: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface VersionTable {
  id: Generated<string>;
  plan_id: string;
  number: number;
  document_id: string | null;
  state: 'reading' | 'review' | 'published' | 'failed' | 'superseded';
  sections: Json<object>;
  layout: Json<object>;
  note: Generated<string>;
  created_at: Generated<Date>;
  published_at: Date | null;
}

export interface TargetTable {
  id: Generated<string>;
  plan_id: string;
  version_id: string;
  region_code: string;
  ordinal: number;
  kind: 'target' | 'baseline' | 'parameter';
  indicator_name: string;
  indicator_code: string | null;
  scope: Json<Record<string, string>>;
  binding: 'unbound' | 'suggested' | 'bound';
  binding_confidence: number | null;
  transform: string;
  comparator: string;
  value: number;
  value_max: number | null;
  unit: string;
  value_canonical: number | null;
  value_max_canonical: number | null;
  unit_canonical: string | null;
  accumulation: 'level' | 'new' | 'cumulative' | 'annual';
  from_year: number | null;
  deadline: number | null;
  deadline_assumed: Generated<boolean>;
  as_of: number | null;
  baseline_year: number | null;
  baseline_value: number | null;
  implicit: Generated<boolean>;
  region_name: string;
  section_path: string[];
  quote: string | null;
  start_offset: number | null;
  end_offset: number | null;
  confidence: number | null;
  question: string | null;
  /** What the binding leaves open, in English and in Chinese. */
  caution: Generated<string>;
  caution_zh: Generated<string>;
  review: Generated<'proposed' | 'accepted' | 'rejected'>;
  origin: 'reader' | 'person' | 'shipped';
  path: Json<object>;
  revision: Generated<number>;
  updated_at: Generated<Date>;
}

export interface TaskTable {
  id: Generated<string>;
  plan_id: string;
  version_id: string;
  region_code: string;
  ordinal: number;
  path: string[];
  title: string;
  text: Generated<string>;
  start_offset: number | null;
  end_offset: number | null;
  starts_on: string | null;
  due_on: string | null;
  state: Generated<'planned' | 'doing' | 'done' | 'dropped'>;
  percent: Generated<number>;
  review: Generated<'proposed' | 'accepted' | 'rejected'>;
  origin: 'reader' | 'person' | 'shipped';
  revision: Generated<number>;
  updated_at: Generated<Date>;
}

export interface BodyTable {
  id: Generated<string>;
  name: string;
  kind: 'joint-conference' | 'task-force' | 'chain-chief' | 'leading-group' | 'expert-committee' | 'association';
  region_code: string;
  plan_id: string | null;
  chair: Generated<string>;
  lead_unit: Generated<string>;
  duties: Generated<string>;
  chain: Generated<string>;
  founded_on: string | null;
  ended_on: string | null;
  revision: Generated<number>;
}
