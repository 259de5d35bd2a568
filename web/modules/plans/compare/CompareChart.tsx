import { useMemo } from 'react';
import { Chart } from '../../../shell/charts/Chart.tsx';
import { useChartColors } from '../../../shell/charts/colors.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { text } from '../compare-text.ts';
import type { Comparison } from '../ledger-api.ts';
import { dumbbellOption } from './chart.ts';
import { type CompareRow, marksOf } from './rows.ts';

/** One indicator: what each plan asks and where each place stands. */
export function CompareChart({ row, plans }: { row: CompareRow; plans: Comparison['plans'] }) {
  const t = useText(text).chart;
  const language = useLanguage();
  const colors = useChartColors();
  const marks = useMemo(() => marksOf(row, plans, language), [row, plans, language]);
  const option = useMemo(() => dumbbellOption(marks, colors, t), [marks, colors, t]);
  const sheet = useMemo(
    () => ({
      columns: [t.plan, t.deadline, t.target, t.actual],
      rows: marks.map(({ plan, target, value, actual }) => [
        plan.title,
        target.deadline === null ? null : String(target.deadline),
        value,
        actual,
      ]),
    }),
    [marks, t],
  );
  return (
    <Chart
      title={t.title(row.indicatorTitle)}
      note={marks[0]?.unit}
      description={t.described(row.indicatorTitle, marks.length)}
      option={option}
      sheet={sheet}
      height={110 + marks.length * 34}
      synthetic={marks.some(({ target }) => target.judgement?.actual?.synthetic)}
    />
  );
}
