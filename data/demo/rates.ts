/** Rates of the demonstration: the catalogue's quotients of the generated operands. */
import { EXTRA_RATES, type Scope, scopeKey, seriesKey } from './story.ts';
import { type Build, type DemoTarget, indicatorOf } from './types.ts';

export function ratesOf(build: Build, targets: readonly DemoTarget[]): { code: string; scope: Scope }[] {
  const rates = new Map<string, { code: string; scope: Scope }>();
  const bound = targets.flatMap(({ kind, code, scope }) => (kind === 'target' && code ? [{ code, scope }] : []));
  for (const rate of [...bound, ...EXTRA_RATES])
    if (indicatorOf(build, rate.code).source.formula) rates.set(`${rate.code}|${scopeKey(rate.scope)}`, rate);
  return [...rates.values()];
}

const QUOTIENT = /^\[([a-z0-9-]+)(?: @ ([^\]]+))?\] \/ \[([a-z0-9-]+)(?: @ ([^\]]+))?\]$/;

/** Rates of every region for which both operands were given, in %, as the catalogue's formula has it. */
export function* rateValues(
  build: Build,
  code: string,
  scope: Scope,
  given: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Generator<[string, ReadonlyMap<string, number>]> {
  const { source, unit } = indicatorOf(build, code);
  const match = QUOTIENT.exec(source.formula ?? '');
  if (!match?.[1] || !match[3] || unit !== '%') throw new RangeError(`${code} is not a share in %: ${source.formula}`);
  const upper = operandOf(build, scope, match[1], match[2]);
  const lower = operandOf(build, scope, match[3], match[4]);
  for (const region of build.regions.keys()) {
    const over = given.get(seriesKey(upper.code, upper.scope, upper.region ?? region));
    const under = given.get(seriesKey(lower.code, lower.scope, lower.region ?? region));
    if (!over || !under) continue;
    const values = new Map<string, number>();
    for (const [period, value] of over) {
      const base = under.get(period);
      if (base) values.set(period, Math.round((value / base) * 1e8) / 1e6);
    }
    if (values.size > 0) yield [region, values];
  }
}

function operandOf(build: Build, scope: Scope, code: string, changes = '') {
  const indicator = indicatorOf(build, code);
  const changed = changes === '' ? [] : changes.split(',').map((change) => change.trim().split('='));
  const kept = Object.entries(scope).filter(([name]) => indicator.scope.includes(name));
  const own = Object.fromEntries([...kept, ...changed.filter(([name]) => name !== 'region')]) as Scope;
  const region = changed.find(([name]) => name === 'region')?.[1] === 'nation' ? '000000' : undefined;
  return { code, scope: own, region };
}
