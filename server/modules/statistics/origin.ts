import type { Measure, RegisterDefinition } from '@liannao/registers';
import {
  type FormulaNode,
  type FormulaOperand,
  formulaOperands,
  operandTimes,
  parseFormula,
  type TimeRule,
} from '@liannao/statistics';
import type { Tx } from '../../kernel/access/actor.ts';
import { type Scope, scopeKey } from '../../kernel/observation/scope.ts';
import { loadRegisters, type RegisterSet } from '../../kernel/registers/index.ts';
import { measureFilter } from '../../kernel/registers/measure-filter.ts';
import { scopeWords } from './model-scope.ts';
import type { IndicatorOrigin, OriginBrief } from './origin-model.ts';
import { type SourceRow, selectLeadsByRegister, selectSources } from './origin-queries.ts';
import { type OriginText, originText } from './origin-text.ts';
import { withinDimensions } from './scope.ts';
import type { Locale } from './text.ts';

/** Answers what computes an indicator, cut by a scope; with a region, the link leads to that region's entries. */
export type OriginOf = (code: string, scope?: Scope, region?: string) => IndicatorOrigin;

interface Known {
  readonly locale: Locale;
  readonly say: OriginText;
  readonly set: RegisterSet;
  readonly leads: ReadonlyMap<string, Awaited<ReturnType<typeof selectLeadsByRegister>>>;
  readonly sources: ReadonlyMap<string, SourceRow>;
}

interface Source {
  readonly kind?: string;
  readonly formula?: string;
  readonly form?: object;
  readonly fallback?: { readonly form?: object };
  readonly query?: string;
}

/** Formulas of formulas, as figures are computed. */
const MAX_DEPTH = 3;

/** Reads what the catalogue, the registers in force and their leads say: three small queries, whatever is asked then. */
export async function loadOrigins(tx: Tx, locale: Locale): Promise<OriginOf> {
  const known: Known = {
    locale,
    say: originText(locale),
    set: await loadRegisters(tx),
    leads: Map.groupBy(await selectLeadsByRegister(tx, locale), (lead) => lead.register),
    sources: new Map((await selectSources(tx)).map((row) => [row.code, row])),
  };
  const found = new Map<string, IndicatorOrigin>();
  return (code, scope = {}, region) => {
    const key = `${code}|${scopeKey(scope)}`;
    const origin = found.get(key) ?? originOf(known, code, scope, MAX_DEPTH);
    found.set(key, origin);
    if (region === undefined || origin.register === null) return origin;
    return { ...origin, href: listHref(origin.register.id, origin.register.where, region) };
  };
}

/** The few words of an origin that a list shows. */
export const originBrief = ({ kind, words, href, computed, why }: IndicatorOrigin): OriginBrief => ({
  kind,
  words,
  href,
  computed,
  why,
});

function originOf(known: Known, code: string, scope: Scope, depth: number): IndicatorOrigin {
  const { say, sources } = known;
  const row = sources.get(code);
  if (!row) return none(say, code, say.unknown);
  const source: Source = row.source;
  const counted = measuresOf(known.set).get(code);
  const isReported = source.kind === 'reported' || source.fallback?.form !== undefined;
  if (counted) {
    const origin = counting(known, counted, scope);
    // What the register does not tell apart stays with whoever reports it.
    if (origin.computed || !isReported) return origin;
  }
  if (isReported) return plain('form', say.form, code);
  if (source.kind === 'derived') return derived(known, row, source.formula ?? '', { scope, depth });
  return none(say, code, source.query === undefined ? say.noRegister : say.noQuery);
}

interface CountedBy {
  readonly definition: RegisterDefinition;
  readonly measure: Measure;
}
const measures = new WeakMap<RegisterSet, ReadonlyMap<string, CountedBy>>();

/** Which register counts an indicator, once for each set of registers in force. */
function measuresOf(set: RegisterSet): ReadonlyMap<string, CountedBy> {
  const held = measures.get(set);
  if (held) return held;
  const all = [...set.registers.values()].flatMap(({ definition }) =>
    definition.indicators.map((measure) => [measure.code, { definition, measure }] as const),
  );
  const made = new Map(all);
  measures.set(set, made);
  return made;
}

function counting({ set, say, leads, locale }: Known, { definition, measure }: CountedBy, scope: Scope) {
  const filter = measureFilter(set, definition, measure, scope);
  const where = filter.ok ? filter.where : measure.where;
  const name = definition[locale];
  return {
    ...plain('register', say.register(name), measure.code),
    href: listHref(definition.id, where),
    computed: filter.ok,
    why: filter.ok ? null : say.notApart(name, filter.dimension, filter.value),
    register: {
      id: definition.id,
      name,
      where,
      leads: (leads.get(definition.id) ?? []).map(({ region, regionName, since }) => ({ region, regionName, since })),
    },
  } satisfies IndicatorOrigin;
}

function listHref(register: string, where: string | null, region?: string): string {
  const search = new URLSearchParams({
    ...(where === null ? {} : { filter: where }),
    ...(region === undefined ? {} : { area: region }),
  }).toString();
  return `/registers/${register}${search && `?${search}`}`;
}

function derived(
  known: Known,
  row: SourceRow,
  text: string,
  { scope, depth }: { scope: Scope; depth: number },
): IndicatorOrigin {
  const { say, sources } = known;
  const read = parseFormula(text);
  if (!read.ok) return none(say, row.code, say.otherFormula(text));
  if (depth === 0) return none(say, row.code, say.tooDeep);
  const written = formulaOperands(read.value);
  const operands = written.map((operand) => {
    const of = sources.get(operand.code);
    const own = { ...withinDimensions(scope, of?.scope_dimensions ?? []), ...operand.scope };
    const title = titleOf(known, operand);
    return { code: operand.code, title, ...originBrief(originOf(known, operand.code, own, depth - 1)) };
  });
  // From the end, so that places before it still hold.
  const words = written.reduceRight(
    (shown, { at, end }, i) => shown.slice(0, at) + (operands[i]?.title ?? '') + shown.slice(end),
    text,
  );
  const whole = { formula: words, operands };
  const missing = operands.find(({ kind }) => kind === 'none');
  const why = missing
    ? say.operand(missing.title, missing.why ?? '')
    : mixesTimes(read.value, sources) && say.flowOverStock;
  if (why) return { ...none(say, row.code, why), ...whole };
  const partly = operands.find(({ computed }) => !computed);
  const origin = plain('formula', say.formula, row.code);
  if (!partly) return { ...origin, ...whole };
  return { ...origin, ...whole, computed: false, why: say.operand(partly.title, partly.why ?? '') };
}

/** A stock over a flow, or a sum of both. */
const mixesTimes = (formula: FormulaNode, sources: Known['sources']): boolean =>
  !operandTimes(formula, ({ code }) => (sources.get(code)?.time_rule ?? 'ratio-of-sums') as TimeRule).ok;

/** `新能源汽车产量（全国）`, `新能源汽车产量（上年同期，可比口径）` */
function titleOf({ sources, locale, say }: Known, { code, scope, region, period, basis }: FormulaOperand): string {
  const of = sources.get(code);
  const name = of ? (locale === 'en' ? of.name_en : of.name_zh) : code;
  const where = { own: '', nation: say.inNation, parent: say.inParent }[region];
  const other = { ...(period === 'same' ? {} : { period }), ...(basis === 'as-reported' ? {} : { basis }) };
  const cut = [where, scopeWords(scope, locale), scopeWords(other, locale)].filter(Boolean).join(say.and);
  if (cut === '') return name;
  return locale === 'zh' ? `${name}（${cut}）` : `${name} (${cut})`;
}

const plain = (kind: IndicatorOrigin['kind'], words: string, code: string): IndicatorOrigin => ({
  kind,
  words,
  href: `/indicators/${code}`,
  computed: true,
  why: null,
  register: null,
  formula: null,
  operands: [],
});

const none = (say: OriginText, code: string, why: string): IndicatorOrigin => ({
  ...plain('none', say.none, code),
  computed: false,
  why,
});
