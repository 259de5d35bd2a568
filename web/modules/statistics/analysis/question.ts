/** The question that the page asks, in its address and back. Pure. */
import type { Measure, PivotInput } from '../../../../server/modules/statistics/analysis/model.ts';

export type Level = 'self' | 'below' | 'both' | 'two' | 'counties';
export type Kind = 'month' | 'cumulative' | 'quarter' | 'half' | 'year';
export type Shown = 'table' | 'lines' | 'bars' | 'map';
export type Shelf = 'rows' | 'columns';

export interface Question {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly indicators: readonly string[];
  readonly level: Level;
  readonly kind: Kind;
  readonly from: string;
  readonly to: string;
  readonly measure: Measure;
  readonly together: boolean;
  readonly asOf: string;
  readonly published: boolean;
  /** Fixed members of scope dimensions. */
  readonly scope: Readonly<Record<string, string>>;
  /** Members on an axis. */
  readonly members: Readonly<Record<string, readonly string[]>>;
  readonly shown: Shown;
}

const one = <T extends string>(value: string | null, among: readonly T[], initial: T): T =>
  among.find((known) => known === value) ?? initial;
const list = (value: string | null) => (value ?? '').split(',').filter(Boolean);

const LEVELS = ['below', 'self', 'both', 'two', 'counties'] as const;
const KINDS = ['cumulative', 'month', 'quarter', 'half', 'year'] as const;
const MEASURES = [
  'value',
  'growth-comparable',
  'growth-published',
  'contribution',
  'pull',
  'share',
  'change-in-points',
] as const;
const SHOWN = ['table', 'lines', 'bars', 'map'] as const;

/** Twelve months up to the data month where the address says nothing. */
export function readQuestion(search: URLSearchParams, month: string): Question {
  const members: Record<string, string[]> = {};
  const scope: Record<string, string> = {};
  for (const [key, value] of search) {
    if (key.startsWith('in.')) members[key.slice(3)] = value.split('|');
    if (key.startsWith('is.')) scope[key.slice(3)] = value;
  }
  return {
    rows: search.has('rows') ? list(search.get('rows')) : ['region'],
    columns: search.has('columns') ? list(search.get('columns')) : ['period'],
    indicators: list(search.get('indicators')),
    level: one(search.get('level'), LEVELS, 'below'),
    kind: one(search.get('kind'), KINDS, 'cumulative'),
    from: monthOr(search.get('from'), `${month.slice(0, 4)}-01`),
    to: monthOr(search.get('to'), month),
    measure: one(search.get('measure'), MEASURES, 'value'),
    together: search.get('together') === '1',
    asOf: /^\d{4}-\d\d-\d\d$/.test(search.get('asOf') ?? '') ? (search.get('asOf') ?? '') : '',
    published: search.get('published') === '1',
    scope,
    members,
    shown: one(search.get('shown'), SHOWN, 'table'),
  };
}

const monthOr = (value: string | null, initial: string) =>
  value !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? value : initial;

/** Changes of the address for a changed question; null removes a parameter. */
export function patchOf(now: Question, next: Question): Record<string, string | null> {
  const patch: Record<string, string | null> = {
    rows: next.rows.join(','),
    columns: next.columns.length === 0 ? '-' : next.columns.join(','),
    indicators: next.indicators.join(',') || null,
    level: next.level === 'below' ? null : next.level,
    kind: next.kind === 'cumulative' ? null : next.kind,
    from: next.from,
    to: next.to,
    measure: next.measure === 'value' ? null : next.measure,
    together: next.together ? '1' : null,
    asOf: next.asOf || null,
    published: next.published ? '1' : null,
    shown: next.shown === 'table' ? null : next.shown,
  };
  for (const key of Object.keys(now.scope)) patch[`is.${key}`] = null;
  for (const [key, value] of Object.entries(next.scope)) patch[`is.${key}`] = value;
  for (const key of Object.keys(now.members)) patch[`in.${key}`] = null;
  for (const [key, value] of Object.entries(next.members)) patch[`in.${key}`] = value.join('|');
  return patch;
}

const known = (dimension: string) => /^(indicator|region|period|scope:\w+|party:[\w-]+)$/.test(dimension);

/** What the server is asked. Null while no indicator is chosen. */
export function askOf(question: Question, region: string): PivotInput | null {
  const { indicators, rows, columns, level, from, to, kind, members } = question;
  const shelves = { rows: rows.filter(known), columns: columns.filter(known) };
  if (indicators.length === 0 || shelves.rows.length === 0) return null;
  const onAxis = new Set([...shelves.rows, ...shelves.columns]);
  return {
    ...shelves,
    indicators: [...indicators],
    scope: { ...question.scope },
    members: Object.fromEntries(
      Object.entries(members)
        .filter(([dimension]) => onAxis.has(`scope:${dimension}`))
        .map(([dimension, list]) => [dimension, [...list]]),
    ),
    regions: regionsOf(level, region),
    // Without the periods on an axis, the last one.
    periods: onAxis.has('period') ? { from, to, kind } : { from: lastOf(kind, to), to, kind },
    measure: question.measure,
    overTime: question.together ? 'rule' : 'each',
    ...(question.asOf ? { asOf: question.asOf } : {}),
    publishedOnly: question.published,
  };
}

function regionsOf(level: Level, root: string): PivotInput['regions'] {
  if (level === 'self') return { root, depth: 0 };
  if (level === 'counties') return { root, level: 'county' };
  return { root, depth: level === 'two' ? 2 : 1, withRoot: level === 'both' };
}

const LENGTH: Readonly<Record<Kind, number>> = { month: 1, cumulative: 1, quarter: 3, half: 6, year: 12 };

/** A first month from which exactly one whole period of the kind ends by `to`. */
function lastOf(kind: Kind, to: string): string {
  const [year = 0, month = 1] = to.split('-').map(Number);
  const size = LENGTH[kind];
  const end = Math.floor(month / size) * size;
  const index = end === 0 ? year * 12 - 1 : year * 12 + end - 1;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Puts a dimension on a shelf, before another or at the end; null takes it away. */
export function move(question: Question, dimension: string, to: Shelf | null, before?: string): Question {
  const without = (shelf: readonly string[]) => shelf.filter((other) => other !== dimension && other !== '-');
  const shelves = { rows: without(question.rows), columns: without(question.columns) };
  if (to) {
    const at = before === undefined ? -1 : shelves[to].indexOf(before);
    shelves[to] = at < 0 ? [...shelves[to], dimension] : shelves[to].toSpliced(at, 0, dimension);
  }
  return { ...question, ...shelves };
}
