/** Released figures with the code of every dimension and attribute of their flow, ready for either message. Pure. */
import { firstIndex, lastIndex, monthAt, parsePeriod } from '@liannao/statistics';
import { parseScopeKey } from '../../../kernel/observation/scope.ts';
import { codedPeriod, memberCode, memberOf, statusCode, unitCode } from './codes.ts';
import type { Observation } from './queries.ts';
import { stockCode } from './request.ts';
import { type Flow, indicatorCodes, memberNames } from './structure.ts';
import { codeNames, type Names, scopeCodeNames } from './text.ts';

export interface CodedFigure {
  /** Codes in the order of the flow's dimensions, TIME_PERIOD last. */
  readonly key: readonly string[];
  readonly figure: Observation;
  readonly unit: { readonly unit: string; readonly multiplier: number; readonly decimals: number };
  readonly status: string;
}

/** What has a dimension that the flow does not have is left out: its key would be another figure's. */
export function codeFigures(flow: Flow, figures: readonly Observation[]): CodedFigure[] {
  const byCode = new Map(flow.indicators.map((indicator) => [indicator.code, indicator]));
  const scoped = flow.dimensions.flatMap(({ scope }) => (scope === null ? [] : [scope]));
  const known = new Set([...scoped, 'basis']);
  return figures.flatMap((figure) => {
    const indicator = byCode.get(figure.indicatorCode);
    const time = codedPeriod(figure.period);
    const scope = parseScopeKey(figure.scopeKey);
    if (!indicator || !time || Object.keys(scope).some((name) => !known.has(name))) return [];
    const own = new Set(indicator.scopeDimensions);
    const key = [
      time.freq,
      memberCode(indicator.code),
      figure.regionCode,
      time.acc,
      stockCode(indicator.timeRule),
      scope.basis === 'comparable' ? 'C' : 'R',
      ...scoped.map((name) => (scope[name] ? memberCode(scope[name]) : own.has(name) ? '_T' : '_Z')),
      time.time,
    ];
    return [{ key, figure, unit: unitCode(indicator.unit), status: statusCode(figure.missing) }];
  });
}

export type NameOf = (dimension: string, code: string) => Names;

/** Names of codes; of one that has none it is its own name. */
export function namesOf(flow: Flow, regions: ReadonlyMap<string, Names>): NameOf {
  const indicators = new Map(indicatorCodes(flow).map(({ id, names }) => [id, names]));
  const scopeOf = new Map(flow.dimensions.map(({ id, scope }) => [id, scope]));
  return (dimension, code) => {
    const plain = { zh: code, en: code };
    if (dimension === 'INDICATOR') return indicators.get(code) ?? plain;
    if (dimension === 'REF_AREA') return regions.get(code) ?? plain;
    const fixed: Readonly<Record<string, Readonly<Record<string, Names>>>> = codeNames;
    if (dimension in fixed) return fixed[dimension]?.[code] ?? plain;
    const scope = scopeOf.get(dimension);
    if (!scope) return plain;
    return (scopeCodeNames as Readonly<Record<string, Names>>)[code] ?? memberNames(scope, memberOf(code));
  };
}

/** First and last moment of a TIME_PERIOD, UTC. */
export function boundsOf(period: string): { start: string; end: string } | null {
  const read = parsePeriod(period);
  if (!read.ok) return null;
  const first = monthAt(firstIndex(read.value));
  const next = monthAt(lastIndex(read.value) + 1);
  return {
    start: new Date(Date.UTC(first.year, first.month - 1, 1)).toISOString(),
    end: new Date(Date.UTC(next.year, next.month - 1, 1) - 1000).toISOString(),
  };
}
