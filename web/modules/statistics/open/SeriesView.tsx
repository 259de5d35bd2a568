import { comparePeriods, parsePeriod } from '@liannao/statistics';
import { useMemo } from 'react';
import { scopeWords } from '../../../../server/modules/statistics/model.ts';
import type { OpenFigure, OpenSeries } from '../../../../server/modules/statistics/open/model.ts';
import { Chart } from '../../../shell/charts/Chart.tsx';
import { useChartColors } from '../../../shell/charts/colors.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { CopyButton } from '../../../shell/widgets/CopyLink.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { SyntheticMark } from '../../../shell/widgets/SyntheticMark.tsx';
import { lineOption, linesOf, sheetOf } from '../indicator/series-chart.ts';
import { periodWords, shownValue } from '../quantity.ts';
import { OpenFigureValue } from './OpenFigureValue.tsx';
import { text } from './text.ts';

const SHOWN = 240;

/** One indicator: how it went, all its figures, and where a program gets them. */
export function SeriesView({ series }: { series: OpenSeries }) {
  const t = useText(text);
  const language = useLanguage();
  const { indicator, items } = series;
  const newestFirst = useMemo(() => items.toSorted((a, b) => order(b, a)), [items]);
  const synthetic = items.some((one) => one.synthetic);
  return (
    <div className="ln-stack">
      <Course series={series} synthetic={synthetic} />
      <Downloads href={indicator.href} flow={indicator.group.flow} />
      {series.definition ? <Card title={t.definition}>{series.definition}</Card> : null}
      <Card title={t.series} note={formatNumber(items.length)} synthetic={synthetic} flush>
        <table className="ln-plain-table">
          <caption className="ln-hidden">{`${indicator.name} ${t.series}`}</caption>
          <thead>
            <tr>
              <th scope="col">{t.period}</th>
              <th scope="col">{t.scope}</th>
              <th scope="col" className="ln-right">
                {t.value}
              </th>
              <th scope="col" className="ln-right">
                {t.revision}
              </th>
              <th scope="col">{t.released}</th>
            </tr>
          </thead>
          <tbody>
            {newestFirst.slice(0, SHOWN).map((figure) => (
              <tr key={figure.id}>
                <th scope="row">{periodWords(figure.period, language)}</th>
                <td>{scopeWords(figure.scope, language) || t.whole}</td>
                <td className="ln-right">
                  <OpenFigureValue figure={figure} of={indicator} />
                  {figure.synthetic ? (
                    <>
                      {' '}
                      <SyntheticMark />
                    </>
                  ) : null}
                </td>
                <td className="ln-right">{figure.revision}</td>
                <td className="ln-small ln-third">{figure.releasedAt.slice(0, 10)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </div>
  );
}

function order(a: OpenFigure, b: OpenFigure): number {
  const [x, y] = [parsePeriod(a.period), parsePeriod(b.period)];
  return x.ok && y.ok ? comparePeriods(x.value, y.value) : a.period < b.period ? -1 : 1;
}

const scopeOf = ({ scope }: OpenFigure) => JSON.stringify(Object.entries(scope).sort());
const kindOf = ({ period }: OpenFigure) => {
  const read = parsePeriod(period);
  return read.ok ? read.value.kind : '';
};

/** The newest figure's own series: the same cut, and periods of the same kind. */
function Course({ series, synthetic }: { series: OpenSeries; synthetic: boolean }) {
  const t = useText(text);
  const language = useLanguage();
  const colors = useChartColors();
  const { indicator, items } = series;
  const points = useMemo(() => {
    const like = (one: OpenFigure) =>
      scopeOf(one) === scopeOf(indicator.newest) && kindOf(one) === kindOf(indicator.newest);
    return items.filter(like).toSorted(order);
  }, [items, indicator]);
  const lines = useMemo(() => {
    const read = points.flatMap(({ period, value }) => {
      const parsed = parsePeriod(period);
      return parsed.ok ? [{ period: parsed.value, observation: { value, status: 'approved' as const } }] : [];
    });
    return linesOf(
      read,
      indicator,
      { axis: t.period, month: t.toMonth, year: t.ofYear, value: indicator.name },
      language,
    );
  }, [points, indicator, language, t]);
  const option = useMemo(() => lineOption(lines, colors), [lines, colors]);
  const { unit } = shownValue(0, indicator, language);
  if (points.length < 2) return null;
  return (
    <Chart
      title={t.chart}
      note={[unit, scopeWords(indicator.newest.scope, language)].filter(Boolean).join(' · ')}
      description={t.chartSays(indicator.name, points.length)}
      option={option}
      sheet={sheetOf(lines, t.period)}
      height={300}
      synthetic={synthetic}
    />
  );
}

/** Buttons that download, each with its address in words for whoever writes a program. */
function Downloads({ href, flow }: { href: string; flow: string }) {
  const t = useText(text);
  const links = [
    { name: t.csv, path: `${href}?format=csv&labels=both` },
    { name: t.json, path: `${href}?format=json` },
    { name: t.structure, path: `/open/v1/sdmx/datastructure/${flow}?references=children` },
  ];
  return (
    <Card title={t.download} note={t.downloadNote}>
      <ul className="open-links">
        {links.map(({ name, path }) => (
          <li key={name} className="ln-row">
            <a className="ln-button ln-button-small" href={path} download={name !== t.structure ? '' : undefined}>
              {name}
            </a>
            <code className="ln-grow">{location.origin + path}</code>
            <CopyButton text={location.origin + path}>{t.copy}</CopyButton>
          </li>
        ))}
      </ul>
      <p className="ln-small ln-third">{t.changes}</p>
    </Card>
  );
}
