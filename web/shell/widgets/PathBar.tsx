import { useText } from '../preferences.tsx';
import { formatNumber } from './number.ts';
import type { JudgementState } from './states.ts';
import { text } from './text.ts';

export interface PathBarProps {
  actual: number | null | undefined;
  /** Where the path stands now: ▏ */
  expected: number | null | undefined;
  /** ◇ */
  target: number | null | undefined;
  state: JudgementState;
  /** A value as it is read aloud, with its unit; as it is where absent. */
  inWords?: (value: number) => string;
  width?: number;
}

/** Actual as a bar, the path as a stroke, the target as a diamond; a dashed box when there is nothing to compare. */
export function PathBar({
  actual,
  expected,
  target,
  state,
  inWords = (value) => formatNumber(value),
  width = 128,
}: PathBarProps) {
  const t = useText(text);
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? t.noNumber : inWords(value);
  const label = t.pathBar(number(actual), number(expected), number(target));
  if (actual === null || actual === undefined || target === null || target === undefined || target <= 0) {
    return (
      <svg
        className="ln-pathbar"
        width={width}
        height="20"
        viewBox={`0 0 ${width} 20`}
        role="img"
        aria-label={t.noPath}
      >
        <rect x="0.5" y="6.5" width={width - 9} height="7" fill="none" stroke="var(--third)" strokeDasharray="3 2" />
      </svg>
    );
  }
  const end = width - 17;
  const full = Math.max(target, actual, expected ?? 0);
  const at = (value: number) => (Math.max(0, value) / full) * end;
  const goal = at(target);
  return (
    <svg className="ln-pathbar" width={width} height="20" viewBox={`0 0 ${width} 20`} role="img" aria-label={label}>
      <title>{label}</title>
      <rect x="0" y="6.5" width={goal} height="7" fill="var(--track)" />
      <rect x="0" y="6.5" width={at(actual)} height="7" fill={`var(--${state})`} />
      {expected === null || expected === undefined ? null : (
        <path d={`M${at(expected)} 3v14`} stroke="var(--text)" strokeWidth="1.6" />
      )}
      <path d={`M${goal} 5l5 5-5 5-5-5z`} fill="var(--surface)" stroke="var(--text)" strokeWidth="1.3" />
    </svg>
  );
}

/** What the marks mean, for the column's header. */
export function PathBarLegend() {
  const t = useText(text);
  return (
    <span className="ln-nowrap">
      ▏{t.expected}　◇ {t.target}
    </span>
  );
}
