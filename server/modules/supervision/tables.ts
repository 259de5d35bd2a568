import type { Generated } from 'kysely';
import type { Json } from '../../kernel/store/tables.ts';

declare module '../../kernel/store/tables.ts' {
  interface Tables {
    supervision_scheme: {
      id: Generated<string>;
      region_code: string;
      scope: 'regions' | 'tasks';
      name_zh: string;
      name_en: string;
      created_at: Date;
    };
    supervision_scheme_version: {
      id: Generated<string>;
      scheme_id: string;
      number: number;
      body: Json<object>;
      reason: string;
      made_by: string | null;
      made_by_name: string;
      made_at: Date;
    };
    supervision_manual: {
      id: Generated<string>;
      scheme_id: string;
      region_code: string;
      criterion: string;
      subject: string;
      period: string;
      value: number;
      reason: string;
      synthetic: Generated<boolean>;
      given_by: string | null;
      given_by_name: string;
      given_at: Date;
    };
    supervision_run: {
      id: Generated<string>;
      scheme_id: string;
      version_id: string;
      region_code: string;
      period: string;
      /** Last month of the period, `2025-08`. */
      period_end: string;
      known_at: Date;
      state: Generated<'draft' | 'published'>;
      result: Json<object>;
      digest: string;
      subjects: number;
      synthetic: boolean;
      made_by: string | null;
      made_by_name: string;
      made_at: Date;
      published_by_name: string | null;
      published_at: Date | null;
    };
    supervision_adjustment: {
      run_id: string;
      ordinal: number;
      subject: string;
      action: 'add' | 'remove';
      reason: string;
      made_by: string | null;
      made_by_name: string;
      made_at: Date;
    };
  }
}
