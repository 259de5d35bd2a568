import { parseScopeKey } from '../../kernel/observation/scope.ts';
import { regionName } from '../../kernel/region/name.ts';
import { type Indicator, type IndicatorTitled, indicatorTitle } from './catalogue.ts';
import type { IndicatorView, ObservationView } from './model.ts';
import type { ObservationRow } from './observation-queries.ts';
import type { Locale } from './text.ts';

export const indicatorView = ({ scopedNames: _, ...indicator }: Indicator): IndicatorView => ({ ...indicator });

const titled = (row: ObservationRow): IndicatorTitled => ({
  nameZh: row.name_zh,
  nameEn: row.name_en,
  scopedNames: row.scoped_names,
});

export function observationView(row: ObservationRow, locale: Locale): ObservationView {
  const scope = parseScopeKey(row.scope_key);
  const source = row.source as Record<string, unknown>;
  return {
    id: row.id,
    indicatorCode: row.indicator_code,
    indicatorTitle: indicatorTitle(titled(row), locale, scope),
    unit: row.unit,
    shownAs: row.shown_as,
    scope,
    region: { code: row.region_code, name: regionName({ name: row.region_name, nameEn: row.region_name_en }, locale) },
    holder: row.party_id === null ? null : { id: row.party_id, name: row.party_name ?? '' },
    period: row.period,
    revision: row.revision,
    value: row.value,
    missing: row.missing,
    status: row.status,
    synthetic: row.synthetic,
    source,
    reason: row.reason,
    enteredBy: typeof source.by === 'string' ? source.by : null,
    enteredAt: row.entered_at.toISOString(),
    importRunId: row.import_run_id,
  };
}
