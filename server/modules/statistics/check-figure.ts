import {
  convertExact,
  dimensions,
  isUnit,
  missingSymbols,
  normaliseUnit,
  type Period,
  parsePeriod,
  periodCode,
  readMissing,
} from '@liannao/statistics';
import { scopeKey } from '../../kernel/observation/scope.ts';
import type { ObservationTable } from '../../kernel/store/tables.ts';
import { type Indicator, indicatorTitle } from './catalogue.ts';
import { outsideRange } from './check-range.ts';
import type { IndicatorNames } from './indicator-names.ts';
import { dimensionWords, isClosed, membersCode, membersOf, memberWords } from './model-scope.ts';
import { nearest } from './nearest.ts';
import type { RegionNames } from './region-names.ts';
import { parseScopeText, scopeInWords } from './scope.ts';
import { bothLanguages, type Locale, type Text, textFor } from './text.ts';

type Missing = NonNullable<ObservationTable['missing']>;
type Status = ObservationTable['status'];
export type FigureField =
  | 'indicator'
  | 'scope'
  | 'region'
  | 'period'
  | 'value'
  | 'missing'
  | 'unit'
  | 'status'
  | 'reason';

/** What was written, cell by cell, as text. */
export type RawFigure = Readonly<Record<Exclude<FigureField, 'reason'>, string>>;

/** What is wrong with a field, and what would be right. */
export interface FieldFault {
  readonly field: FigureField;
  readonly code: string;
  readonly value: string;
  readonly problem: string;
  readonly remedy: string;
  /** What to put instead, where there is one answer. */
  readonly suggestion?: string;
}

export interface CheckedFigure {
  readonly indicator: Indicator;
  readonly scope: Readonly<Record<string, string>>;
  readonly scopeKey: string;
  readonly regionCode: string;
  readonly period: string;
  /** In the indicator's stored unit. */
  readonly value: number | null;
  readonly missing: Missing | null;
  readonly status: Status;
  /** Set where the value lies outside the indicator's usual range. */
  readonly outside: Outside | null;
}

export interface Outside {
  /** What is said once it is saved all the same. */
  readonly warning: string;
  /** What is wrong with it as long as nobody says why. */
  readonly fault: FieldFault;
}

export interface Names {
  readonly indicators: IndicatorNames;
  readonly regions: RegionNames;
}

type Found<T> = { readonly value: T } | { readonly fault: FieldFault };

/** Reads one figure as people write it; all that is wrong comes back at once, nothing is guessed. */
export function checkFigure(
  raw: RawFigure,
  names: Names,
  locale: Locale,
): { figure: CheckedFigure } | { faults: readonly FieldFault[] } {
  const say = textFor(locale);
  const found = readIndicator(raw, names, say);
  const indicator = 'value' in found ? found.value.indicator : null;
  const scope = indicator && 'value' in found ? readScope(raw, indicator, found.value.scope, locale) : null;
  const region = readRegion(raw.region, names.regions, say);
  const period = readPeriod(raw.period, say);
  const quantity = readQuantity(raw, indicator, locale);
  const status = readStatus(raw.status, say);
  const faults = [found, scope, region, period, quantity, status].flatMap((one) =>
    one && 'fault' in one ? [one.fault] : [],
  );
  if (faults.length > 0 || !indicator || !scope || !('value' in scope)) return { faults };
  if (!('value' in region && 'value' in period && 'value' in quantity && 'value' in status)) return { faults };
  const { value, missing } = quantity.value;
  return {
    figure: {
      indicator,
      scope: scope.value,
      scopeKey: scopeKey(scope.value),
      regionCode: region.value,
      period: periodCode(period.value),
      value,
      missing,
      status: status.value,
      outside: value === null ? null : outsideRange(indicator, value, raw, locale),
    },
  };
}

const fault = (
  field: FigureField,
  code: string,
  value: string,
  problem: string,
  remedy: string,
  suggestion: string | null = null,
): { fault: FieldFault } => ({
  fault: { field, code, value, problem, remedy, ...(suggestion === null ? {} : { suggestion }) },
});

function readIndicator({ indicator: text }: RawFigure, { indicators }: Names, say: Text) {
  const found = indicators.find(text);
  if (found.kind === 'found') return { value: found };
  const problem = text.trim() === '' ? say.required() : say.indicatorUnknown(text);
  return fault('indicator', 'indicator-unknown', text, problem, say.didYouMean(found.suggestion), found.written);
}

function readScope(
  { scope: text }: RawFigure,
  indicator: Indicator,
  named: Readonly<Record<string, string>>,
  locale: Locale,
): Found<Record<string, string>> {
  const say = textFor(locale);
  const scope = parseScopeText(text);
  if (!scope) return fault('scope', 'scope-unreadable', text, say.scopeUnreadable(text), say.scopeForm());
  const allowed = indicator.scopeDimensions.filter((name) => name !== 'region');
  const unknown = Object.keys(scope).find((name) => !allowed.includes(name));
  if (unknown !== undefined) {
    const near = nearest(unknown, allowed, namesOfDimension);
    const { [unknown]: members = '', ...rest } = scope;
    const meant = near === null ? null : { ...rest, [near]: membersCode(near, members) };
    const remedy = near === null ? '' : say.scopeNearest(dimensionWords(near, locale));
    const mend = meant && !unknownMember(meant) ? scopeInWords(meant, locale) : null;
    const told = `${remedy} ${say.scopeAllowed(allowed)}`.trim();
    return fault('scope', 'scope-unknown', text, say.scopeUnknown(unknown), told, mend);
  }
  const stranger = unknownMember(scope);
  if (stranger) {
    const [name, member] = stranger;
    const near = nearest(member, membersOf(name), (code) => [
      code,
      ...LOCALES.map((language) => memberWords(name, code, language)),
    ]);
    const members = scope[name]?.split('+').map((one) => (one === member && near !== null ? near : one));
    const meant = { ...scope, [name]: members?.join('+') ?? '' };
    const mend = near !== null && !unknownMember(meant) ? scopeInWords(meant, locale) : null;
    const remedy = near === null ? '' : say.scopeNearest(memberWords(name, near, locale));
    const told = `${remedy} ${say.membersAllowed(name)}`.trim();
    return fault('scope', 'scope-member-unknown', text, say.memberUnknown(name, member), told, mend);
  }
  const other = Object.entries(named).find(([name, member]) => (scope[name] ?? member) !== member);
  if (other) return fault('scope', 'scope-differs', text, say.scopeDiffers(...other), say.scopeChoose());
  return { value: { ...named, ...scope } };
}

const LOCALES = ['zh', 'en'] as const;
const namesOfDimension = (name: string) => [name, ...LOCALES.map((language) => dimensionWords(name, language))];

/** The first member that its dimension does not have. */
function unknownMember(scope: Readonly<Record<string, string>>): readonly [dimension: string, member: string] | null {
  for (const [name, members] of Object.entries(scope)) {
    const stranger = isClosed(name) && members.split('+').find((member) => !membersOf(name).includes(member));
    if (stranger) return [name, stranger];
  }
  return null;
}

function readRegion(text: string, regions: RegionNames, say: Text): Found<string> {
  if (text.trim() === '') return fault('region', 'region-unknown', text, say.required(), '');
  const found = regions.find(text);
  if (found.kind === 'found') return { value: found.code };
  if (found.kind === 'several') {
    return fault('region', 'region-ambiguous', text, say.regionSeveral(text), say.regionCandidates(found.candidates));
  }
  const remedy = say.didYouMean(found.suggestion);
  return fault('region', 'region-unknown', text, say.regionUnknown(text), remedy, found.written);
}

function readPeriod(text: string, say: Text): Found<Period> {
  const read = parsePeriod(text);
  if (read.ok) return { value: read.value };
  const suggestion = read.issues[0]?.suggestion;
  const remedy = suggestion ? say.periodSuggestion(suggestion) : say.periodForm();
  const problem = text.trim() === '' ? say.required() : say.periodUnreadable(text);
  return fault('period', read.issues[0]?.code ?? 'period-unreadable', text, problem, remedy, suggestion ?? null);
}

/** Words for a missing figure: the code, the published symbol, or the words of either language. */
const missingWords = new Map<string, Missing>(
  bothLanguages((text) => text.missing).flatMap((words) =>
    (Object.entries(words) as [Missing, string][]).flatMap(([kind, word]) => {
      const symbol = kind === 'withdrawn' ? null : missingSymbols[kind];
      return [kind, word, ...(symbol ? [symbol.symbol, symbol.zh, symbol.en] : [])].map(
        (name) => [name, kind] as const,
      );
    }),
  ),
);
const statusWords = new Map<string, Status>(
  bothLanguages((text) => text.status).flatMap((words) =>
    (Object.entries(words) as [Status, string][]).flatMap(([status, word]) => [
      [status, status] as const,
      [word, status] as const,
    ]),
  ),
);

function readStatus(text: string, say: Text): Found<Status> {
  const status = text.trim() === '' ? 'approved' : statusWords.get(text.trim());
  if (status) return { value: status };
  const words = Object.values(say.status);
  return fault('status', 'status-unknown', text, say.statusUnknown(text), say.statusAllowed(words));
}

function readQuantity(
  raw: RawFigure,
  indicator: Indicator | null,
  locale: Locale,
): Found<{ value: number | null; missing: Missing | null }> {
  const say = textFor(locale);
  const text = raw.value.trim();
  const reason = raw.missing.trim();
  const named = reason === '' ? null : missingWords.get(reason);
  if (named === undefined) {
    const words = Object.values(say.missing);
    return fault('missing', 'missing-unknown', reason, say.missingUnknown(reason), say.missingAllowed(words));
  }
  const marked = text === '' ? null : readMissing(text);
  const missing = named ?? marked;
  if (text === '' && !missing) return fault('value', 'value-missing', text, say.valueMissing(), say.valueForm());
  if (missing && text !== '' && !marked) {
    return fault('missing', 'value-and-missing', reason, say.valueAndMissing(), say.valueForm());
  }
  if (missing) return { value: { value: null, missing } };
  const digits = text.normalize('NFKC').replace(/[,\s]/g, '').replace(/^[−–]/, '-');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(digits) || !Number.isFinite(Number(digits))) {
    return fault('value', 'value-unreadable', text, say.valueUnreadable(text), say.valueForm());
  }
  if (!indicator) return { value: { value: null, missing: null } };
  const converted = toStoredUnit(digits, raw.unit, indicator);
  if (converted !== null) return { value: { value: converted, missing: null } };
  const problem =
    raw.unit.trim() === ''
      ? say.required()
      : isUnit(raw.unit)
        ? say.unitWrong(raw.unit, indicatorTitle(indicator, locale))
        : say.unitUnknown(raw.unit);
  const code = isUnit(raw.unit) ? 'unit-wrong' : 'unit-unknown';
  const units = unitsOf(indicator);
  const only = units.length === 1 ? (units[0] ?? null) : null;
  return fault('unit', code, raw.unit, problem, say.unitAllowed(units), only);
}

/** Exact conversion to the stored unit; null where the unit does not measure this. */
export function toStoredUnit(value: string | number, unit: string, indicator: Indicator): number | null {
  if (normaliseUnit(unit) === normaliseUnit(indicator.unit)) return Number(value);
  const converted = convertExact(value, unit, indicator.unit, indicator.dimension);
  return converted.ok ? Number(converted.value) : null;
}

/** Units that the indicator may be written in. */
export function unitsOf(indicator: Indicator): string[] {
  const table: Readonly<Record<string, object>> = dimensions;
  const simple = Object.keys(table[indicator.dimension] ?? {});
  return simple.length > 0 ? simple : [...new Set([indicator.unit, indicator.shownAs])];
}
