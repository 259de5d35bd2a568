import type { Json } from '../../kernel/store/tables.ts';

declare module '../../kernel/store/tables.ts' {
  interface Tables {
    layout_boundary: {
      single: boolean;
      review_number: string;
      source: string;
      datum: 'wgs84' | 'cgcs2000' | 'gcj02';
      features: Json<object>;
      count: number;
      loaded_by: string | null;
      loaded_by_name: string;
      loaded_at: Date;
    };
  }
}
