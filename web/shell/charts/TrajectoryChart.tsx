import { type ReactNode, useMemo } from 'react';
import { useText } from '../preferences.tsx';
import { text } from '../widgets/text.ts';
import { Chart } from './Chart.tsx';
import { useChartColors } from './colors.ts';
import { type Trajectory, trajectoryOption } from './trajectory.ts';

export type { Trajectory } from './trajectory.ts';

export interface TrajectoryChartProps {
  title: string;
  /** Unit and period: '万辆，2025年累计'. */
  note?: string;
  /** The judgement's sentence. */
  description: string;
  data: Trajectory;
  height?: number;
  synthetic?: boolean | undefined;
  extra?: ReactNode;
}

/** Are we on the path? Actual solid with points, path dashed, last year thin grey, forecast dotted in its band, ◇ target. */
export function TrajectoryChart({ data, ...rest }: TrajectoryChartProps) {
  const t = useText(text);
  const colors = useChartColors();
  const option = useMemo(() => trajectoryOption(data, colors, t), [data, colors, t]);
  const sheet = useMemo(() => {
    const columns: [string, readonly (number | null)[]][] = [
      [t.actual, data.actual],
      [t.expected, data.path],
      ...(data.lastYear ? [[t.lastYear, data.lastYear] as [string, readonly (number | null)[]]] : []),
      ...(data.projection ? [[t.forecast, data.projection.values] as [string, readonly (number | null)[]]] : []),
    ];
    return {
      columns: [t.period, ...columns.map(([name]) => name)],
      rows: data.labels.map((label, index) => [label, ...columns.map(([, values]) => values[index] ?? null)]),
      decimals: data.decimals,
    };
  }, [data, t]);
  return <Chart {...rest} option={option} sheet={sheet} />;
}
