/**
 * Checks `indicators.json`, `units.json` and the targets of `plans/` against one another: references, the dimension of
 * every unit and formula, roll-up rules, names that mean two things. Run by the test beside it, or
 * `node data/check-catalogue.ts`, which exits with 1 where something is wrong.
 */
import { readdirSync, readFileSync } from 'node:fs';

export interface Issue {
  readonly code: string;
  readonly message: string;
  readonly at: string;
}

type Scope = Readonly<Record<string, string | readonly string[]>>;

export interface Indicator {
  readonly code: string;
  readonly zh: string;
  readonly synonyms_zh: readonly string[];
  readonly scopedNames?: readonly { readonly zh: string; readonly scope: Scope }[];
  readonly parent: string | null;
  readonly unit: string;
  readonly shownAs: string;
  readonly dimension: string;
  readonly direction: string;
  readonly scope: readonly string[];
  readonly regionRule: string;
  readonly timeRule: string;
  readonly range: readonly number[];
  readonly source: { readonly formula?: string };
  readonly equals?: string;
}

export interface Units {
  readonly dimensions: Readonly<Record<string, { readonly units: Readonly<Record<string, number>> }>>;
  /** `members` is a list of them, or a sentence where they are open. */
  readonly scopeDimensions: Readonly<Record<string, { readonly members: readonly string[] | string }>>;
  readonly transforms: Readonly<Record<string, string>>;
  readonly regionRules: Readonly<Record<string, string>>;
  readonly timeRules: Readonly<Record<string, string>>;
}

export interface Target {
  readonly id: string;
  readonly kind: string;
  readonly code: string | null;
  readonly scope: Scope;
  readonly region: string;
  readonly value: number;
  readonly unit: string;
  readonly transform: string | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly status: string;
  readonly caution?: string;
  readonly caution_zh?: string;
  readonly section: readonly string[];
  readonly valueCanonical: number | null;
  readonly unitCanonical: string | null;
}

/** Exponent of each base dimension: money / person is { money: 1, person: -1 }; a pure ratio is {}. */
type Dimension = Readonly<Record<string, number>>;

const times = (a: Dimension, b: Dimension, power: 1 | -1): Dimension => {
  const product: Record<string, number> = { ...a };
  for (const [name, exponent] of Object.entries(b)) product[name] = (product[name] ?? 0) + power * exponent;
  return product;
};
const isSame = (a: Dimension, b: Dimension) => Object.values(times(a, b, -1)).every((exponent) => exponent === 0);
const describe = (dimension: Dimension) =>
  Object.entries(dimension)
    .filter(([, exponent]) => exponent !== 0)
    .map(([name, exponent]) => (exponent === 1 ? name : `${name}^${exponent}`))
    .join(' ') || 'ratio';

/** `a/b` to its exponents. Throws an Error for a dimension that the table does not have. */
function dimensionOf(text: string, units: Units): Dimension {
  return text.split('/').reduce<Dimension>((product, name, i) => {
    if (!units.dimensions[name]) throw new Error(`unknown dimension ${name}`);
    return name === 'ratio' ? product : times(product, { [name]: 1 }, i === 0 ? 1 : -1);
  }, {});
}

/** Size of a unit in base units. Throws an Error where the unit is not of the dimension. */
function unitFactor(unit: string, dimension: string, units: Units): number {
  const names = dimension.split('/');
  const shown = names.length > 1 ? unit.split('/') : [unit];
  if (shown.length !== names.length) throw new Error(`unit ${unit} does not fit ${dimension}`);
  return shown.reduce((product, part, i) => {
    const factor = units.dimensions[names[i] ?? '']?.units[part];
    if (factor === undefined) throw new Error(`unit ${part} is not of ${names[i]}`);
    return i === 0 ? factor : product / factor;
  }, 1);
}

const TOKEN = /\s*(\[[^\]]+\]|\d+(?:\.\d+)?\s*%?|>=|<=|[-+*/(),<>]|[a-z]+)/y;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.trimEnd().length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match?.[1]) throw new Error(`cannot read «${text.slice(at)}»`);
    tokens.push(match[1]);
  }
  return tokens;
}

/**
 * The dimension of a formula and the indicators in it. Sums and comparisons need like dimensions; streak() counts
 * years. Throws an Error that says what is wrong.
 */
function readFormula(text: string, byCode: ReadonlyMap<string, Indicator>, units: Units) {
  const tokens = tokensOf(text);
  const operands: Indicator[] = [];
  let at = 0;
  const take = (expected: string) => {
    if (tokens[at] !== expected) throw new Error(`expected ${expected}, found ${tokens[at]}`);
    at += 1;
  };
  const alike = (a: Dimension, b: Dimension) => {
    if (!isSame(a, b)) throw new Error(`mixes ${describe(a)} and ${describe(b)}`);
    return a;
  };
  const operand = (token: string): Dimension => {
    const [code = '', changes = ''] = token
      .slice(1, -1)
      .split('@')
      .map((part) => part.trim());
    const indicator = byCode.get(code);
    if (!indicator) throw new Error(`no indicator ${code}`);
    for (const change of changes === '' ? [] : changes.split(',')) {
      const [name = '', member = ''] = change.split('=').map((part) => part.trim());
      if (name === 'region' ? !['nation', 'parent'].includes(member) : !isMember(name, member, units))
        throw new Error(`${member} is not a member of ${name}`);
      if (!['region', 'period', 'basis'].includes(name) && !indicator.scope.includes(name))
        throw new Error(`${code} has no scope ${name}`);
    }
    operands.push(indicator);
    return dimensionOf(indicator.dimension, units);
  };
  const primary = (): Dimension => {
    const token = tokens[at] ?? '';
    at += 1;
    if (token.startsWith('[')) return operand(token);
    if (/^\d/.test(token)) return {};
    if (token === '(') {
      const inner = sum();
      take(')');
      return inner;
    }
    if (!['min', 'max', 'streak'].includes(token)) throw new Error(`unexpected ${token}`);
    take('(');
    let inner = sum();
    while ([',', '>=', '<=', '>', '<'].includes(tokens[at] ?? '')) {
      at += 1;
      inner = alike(inner, sum());
    }
    take(')');
    return token === 'streak' ? { time: 1 } : inner;
  };
  const product = (): Dimension => {
    let left = primary();
    for (let sign = tokens[at]; sign === '*' || sign === '/'; sign = tokens[at]) {
      at += 1;
      left = times(left, primary(), sign === '*' ? 1 : -1);
    }
    return left;
  };
  const sum = (): Dimension => {
    let left = product();
    while (tokens[at] === '+' || tokens[at] === '-') {
      at += 1;
      left = alike(left, product());
    }
    return left;
  };
  const dimension = sum();
  if (at !== tokens.length) throw new Error(`left over: ${tokens.slice(at).join(' ')}`);
  return { dimension, operands };
}

function isMember(name: string, value: string | readonly string[], units: Units): boolean {
  const dimension = units.scopeDimensions[name];
  if (!dimension) return false;
  const { members } = dimension;
  return typeof members === 'string' || [value].flat().every((one) => members.includes(one));
}

/** All that is wrong with the catalogue; an empty list when it is sound. */
export function checkCatalogue(indicators: readonly Indicator[], units: Units): Issue[] {
  const issues: Issue[] = [];
  const byCode = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  const operandsOf = new Map<string, readonly Indicator[]>();
  const namedBy = new Map<string, string>();
  for (const indicator of indicators) {
    const say = (code: string, message: string) => issues.push({ code, message, at: indicator.code });
    const attempt = (code: string, check: () => void) => {
      try {
        check();
      } catch (error) {
        say(code, error instanceof Error ? error.message : String(error));
      }
    };
    if (byCode.get(indicator.code) !== indicator) say('code-twice', 'the code occurs twice');
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(indicator.code)) say('code-form', 'the code is not kebab-case');
    if (!['up', 'down'].includes(indicator.direction)) say('unknown-rule', `direction ${indicator.direction}`);
    if (!units.regionRules[indicator.regionRule]) say('unknown-rule', `region rule ${indicator.regionRule}`);
    if (!units.timeRules[indicator.timeRule]) say('unknown-rule', `time rule ${indicator.timeRule}`);
    const [low = Number.NaN, high = Number.NaN] = indicator.range;
    if (!(low < high)) say('range', 'the range is not [low, high]');
    for (const unit of [indicator.unit, indicator.shownAs])
      attempt('unit', () => unitFactor(unit, indicator.dimension, units));
    for (const name of indicator.scope)
      if (!units.scopeDimensions[name]) say('unknown-scope', `scope dimension ${name} is not declared`);

    const names = [indicator.zh, ...indicator.synonyms_zh, ...(indicator.scopedNames ?? []).map((name) => name.zh)];
    for (const name of names.map(plainName)) {
      const other = namedBy.get(name);
      if (other && other !== indicator.code) say('name-twice', `«${name}» also names ${other}`);
      namedBy.set(name, indicator.code);
    }
    for (const { zh, scope } of indicator.scopedNames ?? [])
      for (const [name, value] of Object.entries(scope))
        if (!indicator.scope.includes(name) || !isMember(name, value, units))
          say('unknown-scope', `«${zh}» sets ${name} to ${value}`);

    const parent = indicator.parent === null ? undefined : byCode.get(indicator.parent);
    if (indicator.parent !== null && !parent) say('unknown-parent', `no parent ${indicator.parent}`);
    if (parent && parent.dimension !== indicator.dimension)
      say('parent-dimension', `${parent.code} has another dimension`);
    if (isInCircle(indicator.code, (code) => [byCode.get(code)?.parent ?? []].flat()))
      say('circle', 'parents make a circle');

    const { formula } = indicator.source;
    for (const text of [formula, indicator.equals])
      if (text !== undefined)
        attempt('formula', () => {
          const { dimension, operands } = readFormula(text, byCode, units);
          const wanted = dimensionOf(indicator.dimension, units);
          if (!isSame(dimension, wanted)) throw new Error(`gives ${describe(dimension)}, not ${describe(wanted)}`);
          if (text === formula) operandsOf.set(indicator.code, operands);
          else if (operands.some((one) => !isAlike(one, indicator)))
            throw new Error(`equals ${operands[0]?.code}, but unit or rule differ`);
        });
  }
  for (const [code, operands] of operandsOf) {
    const say = (kind: string, message: string) => issues.push({ code: kind, message, at: code });
    if (isInCircle(code, (one) => (operandsOf.get(one) ?? []).map((operand) => operand.code)))
      say('circle', 'formulas make a circle');
    const indicator = byCode.get(code);
    for (const operand of operands)
      if (indicator?.regionRule === 'ratio-of-sums' && operand.regionRule === 'none')
        say('rollup', `ratio of sums over ${operand.code}, which is not rolled up`);
    if (indicator?.timeRule === 'last' && operands.some((operand) => operand.timeRule === 'sum'))
      say('rollup', 'time rule last over a flow');
  }
  return issues;
}

/** An identity needs the same unit and the same roll-up. */
const isAlike = (a: Indicator, b: Indicator) =>
  a.unit === b.unit && a.regionRule === b.regionRule && a.timeRule === b.timeRule;

/** Names are compared without quotation marks, brackets, commas and spaces. */
const plainName = (name: string) => name.replace(/[“”"「」（）()、，,\s]/g, '');

function isInCircle(start: string, next: (code: string) => readonly string[]): boolean {
  const seen = new Set<string>();
  const open = [...next(start)];
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    if (code === start) return true;
    if (!seen.has(code)) open.push(...next(code));
    seen.add(code);
  }
  return false;
}

/** All that is wrong with the targets of a plan against the catalogue and the regions. */
export function checkTargets(
  targets: readonly Target[],
  known: { readonly indicators: readonly Indicator[]; readonly units: Units; readonly regions: ReadonlySet<string> },
): Issue[] {
  const issues: Issue[] = [];
  const byCode = new Map(known.indicators.map((indicator) => [indicator.code, indicator]));
  for (const target of targets) {
    const say = (code: string, message: string) => issues.push({ code, message, at: target.id });
    if (!known.regions.has(target.region)) say('unknown-region', `no region ${target.region}`);
    if (target.section.length === 0) say('no-section', 'the place in the plan is missing');
    if (target.status === 'unbound') {
      if (target.code !== null) say('unbound', 'unbound, but has an indicator');
      continue;
    }
    const indicator = byCode.get(target.code ?? '');
    if (!indicator) {
      say('unknown-indicator', `no indicator ${target.code}`);
      continue;
    }
    if (!known.units.transforms[target.transform ?? '']) say('unknown-rule', `transform ${target.transform}`);
    if (target.status === 'bound-assumed' && !target.caution) say('no-caution', 'assumed without saying what');
    for (const [name, value] of Object.entries(target.scope))
      if (!indicator.scope.includes(name) || !isMember(name, value, known.units))
        say('unknown-scope', `${name} is ${value}`);
    if (target.kind === 'target' && target.to === null) say('no-end', 'a target without an end');
    if (
      ['added', 'net-increase', 'change-in-points', 'every-year'].includes(target.transform ?? '') &&
      target.from === null
    )
      say('no-start', `${target.transform} without a start`);
    if (['annual', 'cumulative'].includes(target.transform ?? '') && indicator.timeRule !== 'sum')
      say('transform', `${target.transform} of a stock or rate`);
    if (target.transform === 'level' && indicator.timeRule === 'sum') say('transform', 'level of a flow');
    if (target.unit === '百分点' || indicator.dimension.includes('/')) continue;
    const factor = unitFactor(target.unit, indicator.dimension, known.units);
    const canonical = (target.value * factor) / unitFactor(indicator.unit, indicator.dimension, known.units);
    if (target.unitCanonical !== indicator.unit) say('unit', `canonical unit ${target.unitCanonical}`);
    if (Math.abs(canonical - (target.valueCanonical ?? Number.NaN)) > 1e-6 || target.valueCanonical === null)
      say('value', `canonical value ${target.valueCanonical}, should be ${canonical}`);
  }
  return issues;
}

/** Reads a file beside this one. */
export const readData = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

export interface Plan {
  readonly slug: string;
  readonly targets: readonly Target[];
  readonly layout: readonly {
    readonly nodes: readonly { readonly name: string; readonly places: readonly string[] }[];
  }[];
}

export const readPlans = (): Plan[] =>
  readdirSync(new URL('plans/', import.meta.url))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readData(`plans/${name}`) as Plan);

if (import.meta.main) {
  const indicators = readData('indicators.json') as Indicator[];
  const units = readData('units.json') as Units;
  const regions = new Set((readData('regions.json') as { code: string }[]).map((region) => region.code));
  const plans = readPlans();
  const issues = [
    ...checkCatalogue(indicators, units),
    ...plans.flatMap((plan) => checkTargets(plan.targets, { indicators, units, regions })),
  ];
  for (const { at, code, message } of issues) console.error(`${at}: ${code}: ${message}`);
  const quantities = plans.reduce((count, plan) => count + plan.targets.length, 0);
  console.log(`${indicators.length} indicators, ${quantities} quantities, ${issues.length} issues`);
  process.exitCode = issues.length > 0 ? 1 : 0;
}
