import type { Db } from '../store/open-store.ts';

/** One entry of the shipped catalogue, `data/indicators.json`. */
export interface IndicatorSeed {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly synonyms_zh: readonly string[];
  readonly scopedNames?: readonly { readonly zh: string; readonly scope: Readonly<Record<string, string>> }[];
  readonly group: string;
  readonly unit: string;
  readonly shownAs: string;
  readonly dimension: string;
  readonly direction: 'up' | 'down';
  readonly scope: readonly string[];
  readonly regionRule: string;
  readonly timeRule: string;
  readonly source: object;
  readonly frequency: string;
  readonly seasonal: boolean;
  readonly range: readonly [number | null, number | null] | null;
  readonly notes: string;
  readonly notes_zh?: string;
  readonly standard: string;
}

/** Puts the catalogue into the store; a code is never reused, so an entry that is there is brought up to date. */
export async function seedIndicators(db: Db, version: string, indicators: readonly IndicatorSeed[]): Promise<void> {
  const rows = indicators.map((entry) => ({
    code: entry.code,
    version,
    name_zh: entry.zh,
    name_en: entry.en,
    synonyms: JSON.stringify(entry.synonyms_zh),
    scoped_names: JSON.stringify(entry.scopedNames ?? []),
    group_code: entry.group,
    unit: entry.unit,
    shown_as: entry.shownAs,
    dimension: entry.dimension,
    direction: entry.direction,
    scope_dimensions: JSON.stringify(entry.scope),
    region_rule: entry.regionRule,
    time_rule: entry.timeRule,
    source: JSON.stringify(entry.source),
    frequency: entry.frequency,
    seasonal: entry.seasonal,
    range_low: entry.range?.[0] ?? null,
    range_high: entry.range?.[1] ?? null,
    notes: entry.notes,
    notes_zh: entry.notes_zh ?? '',
    standard: entry.standard,
  }));
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'code') as (keyof (typeof rows)[number])[];
  await db
    .insertInto('indicator')
    .values(rows)
    .onConflict((oc) =>
      oc
        .column('code')
        .doUpdateSet((eb) => Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}`)]))),
    )
    .execute();
}
