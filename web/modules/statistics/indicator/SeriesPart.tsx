import type { PeriodKind } from '@liannao/statistics';
import { useMemo } from 'react';
import type { IndicatorView } from '../../../../server/modules/statistics/model.ts';
import { Chart } from '../../../shell/charts/Chart.tsx';
import { useChartColors } from '../../../shell/charts/colors.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { shownValue } from '../quantity.ts';
import { text } from '../text.ts';
import { kindsOf, type Point } from './series.ts';
import { lineOption, linesOf, sheetOf, startsAtZero } from './series-chart.ts';

export interface SeriesPartProps {
  indicator: IndicatorView;
  name: string;
  region: string;
  /** Of one region and one scope. */
  points: readonly Point[];
  kind: PeriodKind | null;
  onKind: (kind: PeriodKind) => void;
}

/** How the figure went: cumulative by year, or over time. */
export function SeriesPart({ indicator, name, region, points, kind, onKind }: SeriesPartProps) {
  const t = useText(text).chart;
  const language = useLanguage();
  const colors = useChartColors();
  const kinds = kindsOf(points);
  const chosen = kinds.find(({ value }) => value === kind)?.value ?? kinds[0]?.value ?? 'month';
  const own = useMemo(() => points.filter(({ period }) => period.kind === chosen), [points, chosen]);
  const lines = useMemo(
    () =>
      linesOf(
        own,
        indicator,
        {
          axis: t.axis,
          month: t.toMonth,
          year: t.ofYear,
          value: name,
        },
        language,
      ),
    [own, indicator, t, language, name],
  );
  const option = useMemo(() => lineOption(lines, colors), [lines, colors]);
  const title = t.title(name);
  const kindWords = { ...t, month: indicator.timeRule === 'last' ? t.monthEnd : t.month };
  const extra =
    kinds.length > 1 ? (
      <fieldset className="ln-switch ln-no-print">
        <legend className="ln-hidden">{t.kind}</legend>
        {kinds.map(({ value }) => (
          <button key={value} type="button" aria-pressed={value === chosen} onClick={() => onKind(value)}>
            {kindWords[value]}
          </button>
        ))}
      </fieldset>
    ) : null;
  if (own.length < 2)
    return (
      <Card title={title} extra={extra}>
        <p className="ln-second">{t.noLine}</p>
      </Card>
    );
  return (
    <Chart
      title={title}
      note={[shownValue(0, indicator, language).unit, startsAtZero(lines.lines) ? '' : t.notZero]
        .filter(Boolean)
        .join(language === 'zh' ? '，' : ', ')}
      description={t.described(name, region, own.length)}
      option={option}
      sheet={sheetOf(lines, t.axis)}
      height={280}
      synthetic={own.some(({ observation }) => observation.synthetic)}
      extra={extra}
    />
  );
}
