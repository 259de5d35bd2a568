/** A line breaks where a month is missing; what stands between two breaks would then not be seen at all. */

/** Indices of values with nothing beside them. */
export function isolated(values: readonly (number | null)[]): number[] {
  return values.flatMap((value, index) =>
    value !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null ? [index] : [],
  );
}

/** Data of a line without points, but for those that would not be seen. Its series: `{ symbol: 'none', showAllSymbol: true }`. */
export function withIsolated(values: readonly (number | null)[], color: string, symbolSize = 5) {
  const alone = new Set(isolated(values));
  return values.map((value, index) =>
    alone.has(index) ? { value, symbol: 'circle', symbolSize, itemStyle: { color } } : value,
  );
}
