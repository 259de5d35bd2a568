import type { CodeList, RegisterDefinition, TextFormat } from '@liannao/registers';
import type { Generated } from 'kysely';
import type { Json } from '../store/tables.ts';

declare module '../store/tables.ts' {
  interface Tables {
    register_definition: {
      id: string;
      version: number;
      /** YAML as it was given. */
      source: string;
      definition: Json<RegisterDefinition>;
      origin: 'shipped' | 'steward';
      is_current: boolean;
      created_by: string | null;
      created_name: string;
      created_at: Generated<Date>;
      note: Generated<string>;
    };
    register_view: {
      id: Generated<string>;
      register: string;
      name: string;
      query: string;
      shared: Generated<boolean>;
      user_id: string;
      created_at: Generated<Date>;
    };
  }
}

/** What all registers share, kept as the setting `registers`. */
export interface SharedRegisters {
  /** Another with every change of any definition: whoever holds an older one reads anew. */
  readonly version: string;
  /** Of the shipped files: while it stays the same there is nothing to apply. */
  readonly shipped: string;
  readonly lists: readonly CodeList[];
  readonly formats: readonly TextFormat[];
}
