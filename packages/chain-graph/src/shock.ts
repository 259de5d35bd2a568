import { type Propagator, propagator } from './propagate.ts';
import type { Issue, Result } from './result.ts';
import type { ChainGraph } from './types.ts';

export interface Scenario {
  /** What is left of a firm's own ability (ψ), 0 to 1, by its id. */
  readonly left: ReadonlyMap<string, number>;
  /** The same for every member of an owner group. Of several that hit a firm the smallest holds. */
  readonly groups?: ReadonlyMap<string, number>;
  readonly epsilon?: number;
  readonly threshold?: number;
  readonly noReplacement?: boolean;
}

export interface ShockResult {
  /** Lost share of all output; null where nothing has output. */
  readonly index: number | null;
  readonly direct: number | null;
  /** index / direct; null if direct is 0. */
  readonly amplification: number | null;
  readonly steps: number;
  /** false: 1,000 steps were not enough, and the index may still rise. */
  readonly converged: boolean;
  readonly epsilon: number;
  readonly threshold: number;
  readonly noReplacement: boolean;
  /** Remaining share of output of a firm, in the order of `graph.ids`; of several lines the mean by their output. */
  readonly downstream: Float64Array;
  readonly upstream: Float64Array;
  readonly remaining: Float64Array;
  /** The same by unit, and what the scenario leaves of each. */
  readonly units: { readonly downstream: Float64Array; readonly upstream: Float64Array; readonly left: Float64Array };
}

/** Default ε (1.2). */
export const EPSILON = 1e-6;

/**
 * Propagates a scenario until nothing changes by ε any more (chain model 1.2, 1.3).
 * @returns issues `firm-unknown`, `group-unknown`, `left-invalid`, `epsilon-invalid`, `threshold-invalid`.
 */
export function shock(graph: ChainGraph, scenario: Scenario): Result<ShockResult> {
  const { epsilon = EPSILON, threshold = 0, noReplacement = false } = scenario;
  const issues = [...settingIssues(epsilon, threshold), ...leftIssues(scenario)];
  const left = new Float64Array(graph.arrays.units).fill(1);
  const known = limitFirms(graph, scenario, left);
  issues.push(...known);
  if (issues.length > 0) return { ok: false, issues };
  const run = propagator(graph.arrays);
  for (let unit = 0; unit < left.length; unit++) run.limit(unit, left[unit] as number);
  const { steps, converged } = run.run({ epsilon, threshold, noReplacement });
  return { ok: true, value: { ...measured(graph, run, left), steps, converged, epsilon, threshold, noReplacement } };
}

function settingIssues(epsilon: number, threshold: number): Issue[] {
  const issues: Issue[] = [];
  if (!(epsilon > 0 && epsilon < 1)) {
    issues.push({ code: 'epsilon-invalid', message: `ε is not between 0 and 1: ${epsilon}.`, at: 'epsilon' });
  }
  if (!(threshold >= 0 && threshold < 1)) {
    issues.push({ code: 'threshold-invalid', message: `τ is not between 0 and 1: ${threshold}.`, at: 'threshold' });
  }
  return issues;
}

const leftIssues = ({ left, groups }: Scenario): Issue[] =>
  [...left, ...(groups ?? [])]
    .filter(([, share]) => !(share >= 0 && share <= 1))
    .map(([id, share]) => ({
      code: 'left-invalid',
      message: `What is left of ${id} is not between 0 and 1: ${share}.`,
      at: id,
    }));

function limitFirms(graph: ChainGraph, { left, groups }: Scenario, into: Float64Array): Issue[] {
  const { firmStart } = graph.arrays;
  const found = new Set<string>();
  for (let firm = 0; firm < graph.ids.length; firm++) {
    const id = graph.ids[firm] as string;
    const group = graph.ownerGroups[firm] as string;
    const own = left.get(id);
    const shared = group === '' ? undefined : groups?.get(group);
    if (own === undefined && shared === undefined) continue;
    if (own !== undefined) found.add(`firm ${id}`);
    if (shared !== undefined) found.add(`group ${group}`);
    into.fill(Math.min(own ?? 1, shared ?? 1), firmStart[firm], firmStart[firm + 1]);
  }
  const missing = (kind: 'firm' | 'group', ids: Iterable<string>): Issue[] =>
    [...ids]
      .filter((id) => !found.has(`${kind} ${id}`))
      .map((id) => ({ code: `${kind}-unknown`, message: `There is no ${kind} "${id}".`, at: id }));
  return [...missing('firm', left.keys()), ...missing('group', groups?.keys() ?? [])];
}

function measured({ arrays }: ChainGraph, run: Propagator, left: Float64Array) {
  const { firms, units, output, totalOutput } = arrays;
  const both = new Float64Array(units);
  let own = 0;
  let lost = 0;
  for (let unit = 0; unit < units; unit++) {
    const remaining = Math.min(run.downstream[unit] as number, run.upstream[unit] as number);
    both[unit] = remaining;
    lost += (output[unit] as number) * (1 - remaining);
    own += (output[unit] as number) * (1 - (left[unit] as number));
  }
  const byFirm = (values: Float64Array) => {
    const means = new Float64Array(firms);
    for (let firm = 0; firm < firms; firm++) means[firm] = firmMean(arrays, firm, values);
    return means;
  };
  return {
    index: totalOutput > 0 ? lost / totalOutput : null,
    direct: totalOutput > 0 ? own / totalOutput : null,
    amplification: own > 0 ? lost / own : null,
    downstream: byFirm(run.downstream),
    upstream: byFirm(run.upstream),
    remaining: byFirm(both),
    units: { downstream: run.downstream, upstream: run.upstream, left },
  };
}

/** Mean of a firm's lines by their output; the plain mean where it has none. */
function firmMean(arrays: ChainGraph['arrays'], firm: number, values: Float64Array): number {
  const first = arrays.firmStart[firm] as number;
  const end = arrays.firmStart[firm + 1] as number;
  if (end === first + 1) return values[first] as number;
  let weight = 0;
  let sum = 0;
  let plain = 0;
  for (let unit = first; unit < end; unit++) {
    weight += arrays.output[unit] as number;
    sum += (arrays.output[unit] as number) * (values[unit] as number);
    plain += values[unit] as number;
  }
  return weight > 0 ? sum / weight : plain / (end - first);
}
