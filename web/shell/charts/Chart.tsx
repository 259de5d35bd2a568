import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { saveBlob } from '../api.ts';
import { textScale, usePreferences, useText } from '../preferences.tsx';
import { Flyout } from '../widgets/Flyout.tsx';
import { DownloadIcon } from '../widgets/icons.tsx';
import { PartBoundary } from '../widgets/Part.tsx';
import { SyntheticMark } from '../widgets/SyntheticMark.tsx';
import { text } from '../widgets/text.ts';
import { csvOf, DataSheet, type SheetData, SheetTable } from './DataSheet.tsx';
import { imageOf } from './image.ts';

export interface ChartProps {
  /** What is shown, with unit and period beside it: '累计出口与应达路径', '万辆，2025年累计'. */
  title: string;
  note?: string | undefined;
  /** What the chart says, as a sentence; read to those who do not see it. */
  description: string;
  /** ECharts' option; colours come from `useChartColors`. Memoise it. */
  option: EChartsCoreOption;
  /** The same as a table: shown by 表格, downloaded as data. */
  sheet: SheetData;
  height?: number;
  synthetic?: boolean | undefined;
  /** Above 2,000 marks: canvas instead of SVG. */
  canvas?: boolean;
  /** At the right of the title: kinds of path and the like. */
  extra?: ReactNode;
  onPick?: ((picked: { name: string; series: string; index: number }) => void) | undefined;
}

/** A card with a chart, its table, its downloads and its words. The library comes after the first paint. */
export function Chart(props: ChartProps) {
  const t = useText(text);
  const { height = 320 } = props;
  const { mode } = usePreferences();
  const [asSheet, setAsSheet] = useState(false);
  const chart = useRef<EChartsType | null>(null);
  const name = props.title.replace(/\s+/g, '-');
  const saveImage = async (close: () => void) => {
    close();
    const blob =
      chart.current &&
      (await imageOf(chart.current, { mode, mark: props.synthetic ? t.synthetic : '', title: props.title }));
    if (blob) saveBlob(blob, `${name}.png`);
  };
  return (
    <section className="ln-card ln-chart" aria-label={props.title}>
      <header>
        <h2>{props.title}</h2>
        {props.note ? <span className="ln-small ln-third">{props.note}</span> : null}
        <span className="ln-grow" />
        {props.extra}
        {props.synthetic ? <SyntheticMark /> : null}
        <button type="button" className="ln-link ln-small" aria-pressed={asSheet} onClick={() => setAsSheet(!asSheet)}>
          {asSheet ? t.chart : t.sheet}
        </button>
        <Flyout
          className="ln-icon-button"
          name={`${t.downloadImage} / ${t.downloadData}`}
          align="right"
          label={<DownloadIcon />}
        >
          {(close) => (
            <div className="ln-options">
              {asSheet ? null : (
                <button type="button" className="ln-option" onClick={() => saveImage(close)}>
                  {t.downloadImage}
                </button>
              )}
              <button
                type="button"
                className="ln-option"
                onClick={() => {
                  saveBlob(csvOf(props.sheet, props.synthetic), `${name}.csv`);
                  close();
                }}
              >
                {t.downloadData}
              </button>
            </div>
          )}
        </Flyout>
      </header>
      <PartBoundary name={props.title}>
        {asSheet ? (
          <DataSheet sheet={props.sheet} caption={props.title} />
        ) : (
          <>
            <Drawing {...props} height={height} onReady={(ready) => (chart.current = ready)} />
            <div className="ln-hidden">
              <SheetTable sheet={props.sheet} caption={props.title} />
            </div>
          </>
        )}
      </PartBoundary>
    </section>
  );
}

interface DrawingProps extends ChartProps {
  height: number;
  onReady: (chart: EChartsType) => void;
}

function Drawing({ option, description, height, canvas = false, onPick, onReady }: DrawingProps) {
  const { mode, textSize } = usePreferences();
  const scale = textScale[textSize];
  const box = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const [error, setError] = useState<unknown>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: onReady only stores the chart
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let made: EChartsType | null = null;
    let gone = false;
    const observer = new ResizeObserver(() => made?.resize());
    import('./draw.ts').then(({ draw }) => {
      if (gone) return;
      made = draw(element, { mode, scale, renderer: canvas ? 'canvas' : 'svg' });
      observer.observe(element);
      setChart(made);
      onReady(made);
    }, setError);
    return () => {
      gone = true;
      observer.disconnect();
      made?.dispose();
      setChart(null);
    };
  }, [mode, scale, canvas]);
  useEffect(() => {
    chart?.setOption({ aria: { enabled: true, label: { description } }, ...option }, { notMerge: true });
  }, [chart, option, description]);
  useEffect(() => {
    if (!chart || !onPick) return;
    const pick = (event: { name: string; seriesName?: string; dataIndex: number }) =>
      onPick({ name: event.name, series: event.seriesName ?? '', index: event.dataIndex });
    chart.on('click', pick as never);
    return () => {
      if (!chart.isDisposed()) chart.off('click', pick as never);
    };
  }, [chart, onPick]);
  if (error) throw error;
  return (
    <div ref={box} role="img" aria-label={description} className="ln-drawing" style={{ height: height * scale }} />
  );
}
