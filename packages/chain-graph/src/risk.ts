import { propagator, type Settings } from './propagate.ts';
import type { GraphArrays } from './types.ts';

/** Indexes of some firms, one after the other, on one set of arrays: for a worker that is given piece after piece. */
export interface RiskRunner {
  /**
   * Systemic-risk index (1.3: the lost share of all output when this firm alone closes) of the firms from `from` up to
   * but without `to`. NaN where nothing has output. @returns the indexes, and how many did not settle in 1,000 steps.
   */
  readonly indexes: (from: number, to: number) => { indexes: Float64Array; unsettled: number };
}

export function riskRunner(graph: GraphArrays, settings: Settings): RiskRunner {
  const run = propagator(graph);
  const { firmStart, totalOutput } = graph;
  return {
    indexes: (from, to) => {
      const indexes = new Float64Array(to - from);
      let unsettled = 0;
      for (let firm = from; firm < to; firm++) {
        const end = firmStart[firm + 1] as number;
        for (let unit = firmStart[firm] as number; unit < end; unit++) run.limit(unit, 0);
        if (!run.run(settings).converged) unsettled++;
        indexes[firm - from] = run.loss() / totalOutput;
        run.reset();
      }
      return { indexes, unsettled };
    },
  };
}

export interface FirmRisk {
  readonly id: string;
  /** Number of the firm in the graph. */
  readonly firm: number;
  readonly index: number;
  readonly direct: number;
  readonly amplification: number | null;
}

/** Firms by their index, greatest first; equal ones by id. `indexes` in the order of `ids`. */
export function rankRisk(
  { arrays, ids }: { arrays: GraphArrays; ids: readonly string[] },
  indexes: Float64Array,
  top = ids.length,
): FirmRisk[] {
  const order = Uint32Array.from(ids, (_, firm) => firm);
  order.sort((a, b) => (indexes[b] as number) - (indexes[a] as number) || ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1));
  return Array.from(order.subarray(0, top), (firm) => {
    const index = indexes[firm] as number;
    let own = 0;
    for (let unit = arrays.firmStart[firm] as number; unit < (arrays.firmStart[firm + 1] as number); unit++) {
      own += arrays.output[unit] as number;
    }
    const direct = own / arrays.totalOutput;
    return { id: ids[firm] as string, firm, index, direct, amplification: direct > 0 ? index / direct : null };
  });
}
