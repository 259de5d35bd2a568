import type { TargetDetail } from '../../../../server/modules/plans/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { useCourse } from '../../plans/widgets.ts';
import { text } from '../text.ts';

const BOX = { width: 830, height: 560, left: 80, right: 215, top: 40, bottom: 50 };

/** The trajectory of the target that is farthest behind, drawn for five metres: thick lines, few words. */
export function ScreenCourse({ detail }: { detail: TargetDetail | null }) {
  const t = useText(text).screen;
  if (!detail)
    return (
      <section className="desk-screen-box">
        <p className="desk-screen-second">{t.noFigure}</p>
      </section>
    );
  return <Course detail={detail} />;
}

function Course({ detail }: { detail: TargetDetail }) {
  const t = useText(text).screen;
  const language = useLanguage();
  const drawn = useCourse(detail);
  const { target } = detail;
  return (
    <section className="desk-screen-box">
      <h2>
        {(language === 'en' && target.indicatorTitle) || target.indicatorName}{' '}
        <small className="desk-screen-second">{drawn?.unit}</small>
      </h2>
      {drawn ? (
        <Drawing data={drawn.data} label={target.judgement?.sentence ?? target.indicatorName} />
      ) : (
        <p className="desk-screen-second">{t.noTrajectory}</p>
      )}
    </section>
  );
}

type Data = NonNullable<ReturnType<typeof useCourse>>['data'];

function Drawing({ data, label }: { data: Data; label: string }) {
  const t = useText(text).screen;
  const { labels, actual, path, lastYear, target, decimals } = data;
  const all = [...actual, ...path, ...(lastYear ?? []), target?.value ?? null].flatMap((value) => value ?? []);
  const top = niceTop(Math.max(...all, 0));
  const x = (at: number) => BOX.left + (at / Math.max(1, labels.length - 1)) * (BOX.width - BOX.left - BOX.right);
  const y = (value: number) => BOX.height - BOX.bottom - (value / top) * (BOX.height - BOX.top - BOX.bottom);
  const line = (values: readonly (number | null)[]) =>
    values
      .map((value, at) =>
        value === null
          ? ''
          : `${values[at - 1] === null || at === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`,
      )
      .join('');
  const now = actual.findLastIndex((value) => value !== null);
  const end = labels.length - 1;
  const every = Math.max(1, Math.ceil(labels.length / (labels.some((words) => words.length > 5) ? 4 : 6)));
  /** Under the line where the path runs above it. */
  const below = (path[now] ?? 0) > (actual[now] ?? 0);
  const said = (value: number) => formatNumber(value, decimals);
  const lastYearEnd = lastYear?.at(-1) ?? null;
  return (
    <svg className="desk-screen-course" viewBox={`0 0 ${BOX.width} ${BOX.height}`} role="img" aria-label={label}>
      {[0, 1, 2, 3].map((step) => (
        <g key={step}>
          <path d={`M${BOX.left} ${y((top / 3) * step)}H${x(end)}`} stroke="var(--line)" />
          <text x={BOX.left - 14} y={y((top / 3) * step) + 8} textAnchor="end" className="desk-screen-axis">
            {formatNumber((top / 3) * step, top < 3 ? 1 : 0)}
          </text>
        </g>
      ))}
      {labels.map((words, at) =>
        (end - at) % every === 0 ? (
          <text key={words} x={x(at)} y={BOX.height - 12} textAnchor="middle" className="desk-screen-axis">
            {words}
          </text>
        ) : null,
      )}
      {lastYear ? <path d={line(lastYear)} fill="none" stroke="var(--third)" strokeWidth="2.5" /> : null}
      <path d={line(path)} fill="none" stroke="var(--text)" strokeWidth="2.5" strokeDasharray="9 7" />
      <path d={line(actual)} fill="none" stroke="var(--accent)" strokeWidth="5" />
      {now >= 0 ? (
        <>
          <circle cx={x(now)} cy={y(actual[now] ?? 0)} r="9" fill="var(--accent)" />
          <text
            x={x(now) + (below ? 10 : -14)}
            y={y(actual[now] ?? 0) + (below ? 46 : -22)}
            textAnchor={below ? 'middle' : 'end'}
            className="desk-screen-now"
          >
            {t.actual} {said(actual[now] ?? 0)}
          </text>
        </>
      ) : null}
      {target ? (
        <>
          <path
            d={`M${x(end)} ${y(target.value) - 12}l12 12-12 12-12-12z`}
            fill="var(--surface)"
            stroke="var(--text)"
            strokeWidth="3"
          />
          <text x={x(end) + 22} y={y(target.value) + 10} className="desk-screen-goal">
            {t.goal} {target.comparator}
            {said(target.value)}
          </text>
        </>
      ) : null}
      {lastYearEnd === null ? null : (
        <text x={x(end) + 22} y={Math.max(y(lastYearEnd), y(target?.value ?? 0) + 46)} className="desk-screen-axis">
          {t.lastYear} {said(lastYearEnd)}
        </text>
      )}
    </svg>
  );
}

/** The next round number above: 1, 1.5, 2, 3, 4.5, 6, 9 times a power of ten, all in thirds. */
function niceTop(value: number): number {
  if (value <= 0) return 3;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1.2, 1.5, 2.1, 3, 4.5, 6, 9, 12].find((one) => one * power >= value) ?? 12;
  return step * power;
}
