import type { Plan, Strand } from './plan.ts';
import type { StoredFigure } from './queries.ts';

/** Figures read so far, by series, region and number of the period. */
export function storedTable({ strands, calendar }: Plan) {
  const lines = strands.all.map(() => new Map<string, StoredFigure[]>());
  const slotNo = new Map(calendar.slots.map(({ code, no }) => [code, no]));
  return {
    /** Series, numbered as they come back from the store, and codes of periods. */
    wanted: {
      series: strands.all.map(({ indicator, scopeKey }) => ({ indicatorCode: indicator.code, scopeKey })),
      periods: [...slotNo.keys()],
    },
    add: (rows: readonly StoredFigure[]) => {
      for (const row of rows) {
        const of = lines[row.series - 1];
        const no = slotNo.get(row.period);
        if (!of || no === undefined) continue;
        let line = of.get(row.region);
        if (!line) {
          line = [];
          of.set(row.region, line);
        }
        line[no] = row;
      }
    },
    line: (strand: Strand, region: string): readonly (StoredFigure | undefined)[] | undefined =>
      lines[strand.no]?.get(region),
  };
}
