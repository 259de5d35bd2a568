import { useMemo, useState } from 'react';
import type { PivotTable } from '../../../../server/modules/statistics/analysis/model.ts';
import { MapView } from '../../../shell/map/MapView.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { SelectField } from '../../../shell/widgets/fields.tsx';
import { labelOf } from './cells.ts';
import { mappedOf } from './mapped.ts';
import { PivotGrid } from './PivotGrid.tsx';
import { text } from './text.ts';

/** One column of the table on the map, with the table below it. */
export function PivotMap({ table, caption }: { table: PivotTable; caption: string }) {
  const t = useText(text);
  const language = useLanguage();
  const [chosen, setChosen] = useState('');
  const last = table.columns.length - 1;
  const column = Math.min(chosen === '' ? last : Number(chosen), last);
  const mapped = useMemo(() => mappedOf(table, column, language, t.mapClass), [table, column, language, t]);
  if (!mapped) return <EmptyState kind="nothing-yet" title={t.mapNeedsRegion} />;
  const options = Object.fromEntries(table.columns.map((members, at) => [String(at), labelOf(members) || t.total]));
  return (
    <div className="ln-stack">
      {table.columns.length > 1 ? (
        <div className="analysis-fields">
          <SelectField label={t.mapPeriod} options={options} value={String(column)} onChange={setChosen} />
        </div>
      ) : null}
      <MapView
        caption={t.mapTitle}
        note={labelOf(table.columns[column] ?? [])}
        features={mapped.features}
        legend={mapped.legend}
        synthetic={table.synthetic}
      >
        <PivotGrid table={table} caption={caption} />
      </MapView>
    </div>
  );
}
