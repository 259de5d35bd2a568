/** The usual outlier rule: a value more than three standard deviations from the mean of its own past. */
import type { Cells, FormColumn, PastReturn } from '@liannao/statistics';

const LEAST_PAST = 6;
const LIMIT = 3;

/** Rows in which any cell lies so far off. Fewer than six earlier values say nothing. */
export function farFromMean(cells: Cells, past: readonly PastReturn[]): string[] {
  return Object.keys(cells).filter((row) =>
    (Object.keys(cells[row] ?? {}) as FormColumn[]).some((column) => isFar(cells, past, row, column)),
  );
}

function isFar(cells: Cells, past: readonly PastReturn[], row: string, column: FormColumn): boolean {
  const value = cells[row]?.[column]?.value;
  if (value === null || value === undefined) return false;
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (const report of past) {
    const earlier = report.cells[row]?.[column]?.value;
    if (earlier === null || earlier === undefined) continue;
    n += 1;
    sum += Number(earlier);
    squares += Number(earlier) ** 2;
  }
  if (n < LEAST_PAST) return false;
  const mean = sum / n;
  const deviation = Math.sqrt(Math.max(0, squares / n - mean * mean));
  return deviation > 0 && Math.abs(Number(value) - mean) > LIMIT * deviation;
}
