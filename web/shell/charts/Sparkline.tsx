/** A small line without axes, beside a key figure; the words are the figure's. */
export function Sparkline({
  values,
  width = 96,
  height = 28,
}: {
  values: readonly (number | null)[];
  width?: number;
  height?: number;
}) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  const at = (value: number, index: number) =>
    `${((index / (values.length - 1)) * (width - 6) + 3).toFixed(1)} ${(height - 4 - ((value - low) / span) * (height - 8)).toFixed(1)}`;
  let open = false;
  let line = '';
  values.forEach((value, index) => {
    if (value !== null) line += `${open ? 'L' : 'M'}${at(value, index)}`;
    open = value !== null;
  });
  const last = values.findLastIndex((value) => value !== null);
  const [x, y] = at(values[last] as number, last).split(' ');
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" className="ln-sparkline">
      <path d={line} fill="none" stroke="var(--on-track)" strokeWidth="1.6" />
      <circle cx={x} cy={y} r="2.5" fill="var(--on-track)" />
    </svg>
  );
}
