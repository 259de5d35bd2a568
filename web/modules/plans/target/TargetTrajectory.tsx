import type { TargetDetail } from '../../../../server/modules/plans/model.ts';
import { TrajectoryChart } from '../../../shell/charts/TrajectoryChart.tsx';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { targetHref } from '../ledger/links.ts';
import { text } from '../target-text.ts';
import { useCourse } from './use-course.ts';

/** A target's trajectory by itself, for pages of other modules; nothing where there are no figures to draw. */
export function TargetTrajectory({ detail, height = 270 }: { detail: TargetDetail; height?: number }) {
  const t = useText(text);
  const language = useLanguage();
  const drawn = useCourse(detail);
  const { target } = detail;
  if (!drawn) return null;
  return (
    <TrajectoryChart
      title={(language === 'en' && target.indicatorTitle) || target.indicatorName}
      note={[
        target.region.name,
        drawn.year === null ? t.chart.overYears(drawn.unit) : t.chart.ofYear(drawn.unit, drawn.year),
      ].join(' · ')}
      description={target.judgement?.sentence ?? target.indicatorName}
      data={drawn.data}
      height={height}
      synthetic={detail.actual.some(({ synthetic }) => synthetic)}
      extra={
        <Link className="ln-small" to={targetHref(target.id)}>
          {t.openShort} ›
        </Link>
      }
    />
  );
}
