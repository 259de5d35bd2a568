/** Periods of an evaluation: `2025-08` is January to August, as far as the year has gone. */
export interface EvaluatedPeriod {
  readonly code: string;
  readonly year: number;
  /** Last month, 1 to 12. */
  readonly month: number;
  /** `2025-08` */
  readonly end: string;
}

export function evaluatedPeriod(code: string): EvaluatedPeriod {
  const year = Number(code.slice(0, 4));
  const [, kind, part] = /^\d{4}(-|Q|H)?(\d*)$/.exec(code) ?? [];
  const month = kind === '-' ? Number(part) : kind === 'Q' ? Number(part) * 3 : kind === 'H' ? Number(part) * 6 : 12;
  return { code, year, month, end: `${year}-${String(month).padStart(2, '0')}` };
}

/** Code forms under which a figure of the period may stand: cumulative, stock at its end, the whole year. */
export function figurePeriods({ year, month }: Pick<EvaluatedPeriod, 'year' | 'month'>): string[] {
  const m = String(month).padStart(2, '0');
  const cumulative = `${year}-01..${m}`;
  const atEnd = `${year}-${m}`;
  return month === 12 ? [String(year), cumulative, atEnd] : [cumulative, atEnd];
}

/** End of the last day of the period in China's time. */
export function lastDay({ year, month }: Pick<EvaluatedPeriod, 'year' | 'month'>): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
