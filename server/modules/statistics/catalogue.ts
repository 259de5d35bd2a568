import type { DimensionName, TimeRule } from '@liannao/statistics';
import type { Selectable } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import type { IndicatorTable } from '../../kernel/store/tables.ts';
import { selectIndicators, selectIndicatorsByCode } from './catalogue-queries.ts';
import type { IndicatorView } from './model.ts';

/** An entry of the catalogue, ready to calculate with. */
export type Indicator = Omit<IndicatorView, 'timeRule' | 'dimension'> & {
  readonly timeRule: TimeRule;
  readonly dimension: DimensionName;
  readonly scopedNames: readonly { readonly zh: string; readonly scope: Readonly<Record<string, string>> }[];
};

export const indicatorOf = (row: Selectable<IndicatorTable>): Indicator => ({
  code: row.code,
  nameZh: row.name_zh,
  nameEn: row.name_en,
  synonyms: row.synonyms,
  scopedNames: row.scoped_names,
  group: row.group_code,
  unit: row.unit,
  shownAs: row.shown_as,
  dimension: row.dimension as DimensionName,
  direction: row.direction,
  scopeDimensions: row.scope_dimensions,
  regionRule: row.region_rule,
  timeRule: row.time_rule as TimeRule,
  source: row.source as Record<string, unknown>,
  frequency: row.frequency,
  seasonal: row.seasonal,
  rangeLow: row.range_low,
  rangeHigh: row.range_high,
  notes: row.notes,
  notesZh: row.notes_zh,
  standard: row.standard,
  version: row.version,
});

export type Catalogue = ReadonlyMap<string, Indicator>;

/** The whole catalogue by code, or the named entries only. */
export async function loadCatalogue(tx: Tx, codes?: readonly string[]): Promise<Catalogue> {
  const wanted = codes && [...new Set(codes)];
  if (wanted?.length === 0) return new Map();
  const rows = wanted ? await selectIndicatorsByCode(tx, wanted) : await selectIndicators(tx);
  return new Map(rows.map((row) => [row.code, indicatorOf(row)]));
}

export type IndicatorTitled = Pick<Indicator, 'nameZh' | 'nameEn' | 'scopedNames'>;

/** What the reader calls it: where the scope has a name of its own, that one. */
export function indicatorTitle(
  indicator: IndicatorTitled,
  locale: 'zh' | 'en',
  scope: Readonly<Record<string, string>> = {},
): string {
  if (locale === 'en') return indicator.nameEn;
  const names = Object.keys(scope);
  const own = indicator.scopedNames.find(
    ({ scope: named }) =>
      Object.keys(named).length === names.length && names.every((name) => named[name] === scope[name]),
  );
  return own?.zh ?? indicator.nameZh;
}

export const formulaText = (indicator: Indicator): string | null =>
  indicator.source.kind === 'derived' && typeof indicator.source.formula === 'string' ? indicator.source.formula : null;
