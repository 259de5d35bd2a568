import type { KeyFigure } from '../../../../server/modules/cockpit/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { text } from '../text.ts';

const WIDTH = 92;
const HEIGHT = 34;
const EDGE = 4;

/** Two years month by month, in one line; a gap where there is no figure. Its table is the indicator's page. */
export function Sparkline({ line, title }: { line: KeyFigure['line']; title: string }) {
  const t = useText(text).cockpit;
  const values = line.flatMap(({ value }) => value ?? []);
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (at: number) => EDGE + (at / Math.max(1, line.length - 1)) * (WIDTH - 2 * EDGE);
  const y = (value: number) => HEIGHT - EDGE - ((value - low) / span) * (HEIGHT - 2 * EDGE);
  let pen = 'M';
  const path = line
    .map(({ value }, at) => {
      if (value === null) {
        pen = 'M';
        return '';
      }
      const step = `${pen}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = 'L';
      return step;
    })
    .join('');
  const last = line.findLastIndex(({ value }) => value !== null);
  const end = line[last]?.value ?? low;
  const label = t.line(title, line[0]?.period ?? '', line.at(-1)?.period ?? '');
  return (
    <svg
      className="desk-spark"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" />
      <circle cx={x(last)} cy={y(end)} r="2.8" fill="currentColor" />
    </svg>
  );
}
