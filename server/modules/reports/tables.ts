import type { ColumnType, Generated } from 'kysely';
import type { Json } from '../../kernel/store/tables.ts';
import type { Block } from './blocks.ts';
import type { Facts } from './facts.ts';

declare module '../../kernel/store/tables.ts' {
  interface Tables {
    reports_report: ReportTable;
  }
}

export interface ReportTable {
  id: Generated<string>;
  kind: 'bulletin' | 'analysis' | 'white-paper' | 'evaluation';
  region_code: string;
  /** `2025-08` */
  month: string;
  /** As it was asked for: a month or a year. */
  period: string;
  plan_id: string | null;
  title_zh: string;
  title_en: string;
  state: Generated<'draft' | 'checked' | 'issued'>;
  number: number | null;
  number_text: Generated<string>;
  blocks: Json<Block[]>;
  facts: Json<Facts>;
  known_at: ColumnType<Date, Date, Date>;
  synthetic: boolean;
  open: Generated<boolean>;
  revision: Generated<number>;
  created_by: string | null;
  author: string;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  issued_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}
