import { useMemo } from 'react';
import type { PivotTable } from '../../../../server/modules/statistics/analysis/model.ts';
import { Chart } from '../../../shell/charts/Chart.tsx';
import { useChartColors } from '../../../shell/charts/colors.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { unitOf } from './cells.ts';
import { drawnOf, optionOf, sheetOf } from './drawing.ts';
import { text } from './text.ts';

/** The cells of the table as lines along the columns, or bars along the rows. */
export function PivotChart({ table, shown, caption }: { table: PivotTable; shown: 'lines' | 'bars'; caption: string }) {
  const t = useText(text);
  const language = useLanguage();
  const colors = useChartColors();
  const drawn = useMemo(() => drawnOf(table, shown, language), [table, shown, language]);
  const option = useMemo(() => optionOf(drawn, shown, colors), [drawn, shown, colors]);
  return (
    <Chart
      title={t.chartTitle}
      note={[t.measures[table.measure], unitOf(table, language)].filter(Boolean).join(' · ')}
      description={caption}
      option={option}
      sheet={sheetOf(drawn, t.what)}
      height={400}
      synthetic={table.synthetic}
    />
  );
}
