import { firstIndex, lastIndex, type Period, parsePeriod } from '@liannao/statistics';
import { type FieldProblem, unprocessable } from '../../../kernel/errors.ts';
import type { Locale } from '../text.ts';
import { memberOf, periodPatterns } from './codes.ts';
import type { Selection } from './queries.ts';
import { AGENCY, type Flow, VERSION } from './structure.ts';
import { codeNames, textFor } from './text.ts';

/** `OUTPUT`, `LIANNAO,OUTPUT` or `LIANNAO,OUTPUT,1.0.0`. @throws AppError 404 `dataflow-not-found`. */
export function flowId(text: string): string | null {
  const parts = text.split(',');
  const [agency, id, version] = parts.length === 1 ? [AGENCY, parts[0], VERSION] : parts;
  const isOurs = (agency === AGENCY || agency === 'all') && [VERSION, 'latest', '+', undefined].includes(version);
  return isOurs && id ? id : null;
}

export interface DataQuery {
  readonly key: string;
  readonly startPeriod?: string | undefined;
  readonly endPeriod?: string | undefined;
  readonly updatedAfter?: string | undefined;
  readonly asOf?: string | undefined;
}

type Filters = Pick<Selection, 'indicators' | 'regions' | 'periods' | 'scopes'>;

/**
 * The key and parameters as conditions on figures.
 * @throws AppError 422 `sdmx-query-unreadable` with what would be right for each part at once.
 */
export function selectionOf(flow: Flow, query: DataQuery, locale: Locale): Omit<Selection, 'after' | 'limit'> {
  const problems: FieldProblem[] = [];
  const wrong = (field: string, message: string) => {
    problems.push({ field, code: 'sdmx-query-unreadable', message });
    return null;
  };
  const say = textFor(locale);
  const month = (field: 'startPeriod' | 'endPeriod', end: (period: Period) => number) => {
    const text = query[field];
    if (text === undefined) return null;
    const read = parsePeriod(text);
    return read.ok ? end(read.value) : wrong(`querystring.${field}`, say.periodUnreadable(text));
  };
  const moment = (field: 'updatedAfter' | 'asOf') => {
    const text = query[field];
    return text === undefined ? null : (readMoment(text) ?? wrong(`querystring.${field}`, say.momentUnreadable(text)));
  };
  const filters = filtersOf(flow, query.key, (message) => wrong('params.key', message), locale);
  const selection = {
    ...filters,
    from: month('startPeriod', firstIndex),
    to: month('endPeriod', lastIndex),
    asOf: moment('asOf'),
    updatedAfter: moment('updatedAfter'),
  };
  if (problems.length > 0) {
    throw unprocessable('sdmx-query-unreadable', problems.map(({ message }) => message).join(' '), problems);
  }
  return selection;
}

/** A day is its first moment in UTC; a plus sign that a link turned into a space is put back. */
function readMoment(text: string): Date | null {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+ -]\d\d:?\d\d)?)?$/.test(text)) return null;
  const zoned = text.replace(' ', '+');
  const at = new Date(/T/.test(zoned) && !/(Z|[+-]\d\d:?\d\d)$/.test(zoned) ? `${zoned}Z` : zoned);
  return Number.isNaN(at.getTime()) ? null : at;
}

function filtersOf(flow: Flow, key: string, wrong: (message: string) => unknown, locale: Locale): Filters {
  const say = textFor(locale);
  const any = key === 'all' || key === '*' || key === '';
  const parts = any ? flow.dimensions.map(() => '') : key.split('.');
  if (parts.length !== flow.dimensions.length) {
    wrong(say.keyLength(parts.length, flow.dimensions.map(({ id }) => id).join('.')));
    return { indicators: [], regions: null, periods: null, scopes: [] };
  }
  const given = new Map(
    flow.dimensions.map(({ id }, at) => [
      id,
      (parts[at] ?? '').split('+').filter((code) => code !== '' && code !== '*'),
    ]),
  );
  const chosen = (id: string) => given.get(id) ?? [];
  for (const id of ['FREQ', 'ACC', 'STOCK', 'BASIS'] as const) {
    for (const code of chosen(id)) if (!(code in codeNames[id])) wrong(say.keyCode(id, code));
  }
  const among = (id: string, code: string) => chosen(id).length === 0 || chosen(id).includes(code);
  const codes = new Set(chosen('INDICATOR').map(memberOf));
  const known = new Set(flow.indicators.map(({ code }) => code));
  for (const code of codes) if (!known.has(code)) wrong(say.keyCode('INDICATOR', code));
  const narrowed = chosen('FREQ').length + chosen('ACC').length > 0;
  return {
    indicators: flow.indicators
      .filter(({ code, timeRule }) => (codes.size === 0 || codes.has(code)) && among('STOCK', stockCode(timeRule)))
      .map(({ code }) => code),
    regions: chosen('REF_AREA').length > 0 ? chosen('REF_AREA') : null,
    periods: narrowed
      ? periodPatterns.filter(({ freq, acc }) => among('FREQ', freq) && among('ACC', acc)).map(({ like }) => like)
      : null,
    scopes: [
      ...basisFilter(chosen('BASIS')),
      ...flow.dimensions.flatMap(({ id, scope }) => {
        const members = chosen(id).map((code) => (code === '_T' || code === '_Z' ? null : memberOf(code)));
        return scope === null || members.length === 0 ? [] : [{ dimension: scope, members }];
      }),
    ],
  };
}

export const stockCode = (timeRule: string): 'E' | '_Z' => (timeRule === 'last' ? 'E' : '_Z');

const basisFilter = (codes: readonly string[]): Selection['scopes'] =>
  codes.length === 0
    ? []
    : [{ dimension: 'basis', members: codes.map((code) => (code === 'C' ? 'comparable' : null)) }];
