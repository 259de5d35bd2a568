/** The form's own relations between rows (审核关系), held in every column in which all their rows are asked. */
import type { CheckLevel } from './check-types.ts';
import { isAbove, roundingOf } from './checks-exact.ts';
import { type Finder, mend, report } from './checks-find.ts';
import { columnName, plain, rounded } from './checks-say.ts';
import { besideLine, type Line, type Sheet, written } from './checks-sheet.ts';
import { mendText } from './checks-text.ts';
import { partText } from './checks-text-rows.ts';
import { Decimal } from './decimal.ts';
import { isAdditive, parseRelation, type Relation, sideExact, sideNumber } from './form-relation.ts';
import type { FormCheck, FormColumn, FormDefinition } from './form-types.ts';

interface Held {
  readonly check: FormCheck;
  readonly relation: Relation;
}
const kept = new WeakMap<FormDefinition, readonly Held[]>();

/** Relations that cannot be read are no relations: `checkFormDefinition` tells of them. */
function relationsOf(definition: FormDefinition): readonly Held[] {
  let held = kept.get(definition);
  if (held === undefined) {
    held = definition.checks.flatMap((check) => {
      const parsed = parseRelation(check.rule);
      return parsed.ok ? [{ check, relation: parsed.value }] : [];
    });
    kept.set(definition, held);
  }
  return held;
}

export function checkRelations(finder: Finder): void {
  const { sheet } = finder;
  const { definition } = sheet.context;
  for (const held of relationsOf(definition)) {
    const { operands } = held.relation;
    for (const suffix of suffixesOf(sheet, held.relation)) {
      const lines = operands.map(({ code, isSum }) => linesOf(sheet, code, isSum, suffix));
      const first = lines.find((of) => of.length > 0)?.[0];
      if (first === undefined || lines.some((of, i) => of.length === 0 && operands[i]?.isSum === false)) continue;
      for (const column of definition.columns) {
        if (lines.every((of) => of.every((line) => line.columns.includes(column)))) {
          checkColumn(finder, held, suffix, first, column);
        }
      }
    }
  }
}

/** Relations among the rows of one open section are held line by line. */
function suffixesOf(sheet: Sheet, { operands }: Relation): ReadonlySet<string> {
  const suffixes = new Set<string>();
  for (const { code, isSum } of operands) {
    if (isSum) continue;
    for (const { suffix } of sheet.byCode.get(code) ?? []) if (suffix !== '') suffixes.add(suffix);
  }
  return suffixes.size === 0 ? new Set(['']) : suffixes;
}

function linesOf(sheet: Sheet, code: string, isSum: boolean, suffix: string): readonly Line[] {
  if (isSum) return sheet.byCode.get(code) ?? [];
  const line = besideLine(sheet, suffix, code);
  return line === undefined ? [] : [line];
}

/** Nothing of the kind counts as zero; what is not known makes the relation unknown. */
const textOf = (line: Line, column: FormColumn): string | null =>
  line.cells[column]?.missing === 'not-applicable' ? '0' : written(line, column);

function checkColumn(finder: Finder, { check, relation }: Held, suffix: string, first: Line, column: FormColumn): void {
  const { sheet } = finder;
  const texts = new Map<string, readonly string[]>();
  let hasNumber = false;
  for (const { code, isSum } of relation.operands) {
    const of: string[] = [];
    for (const line of linesOf(sheet, code, isSum, suffix)) {
      const text = textOf(line, column);
      if (text === null) return;
      if (line.cells[column]?.value !== null) hasNumber = true;
      of.push(text);
    }
    texts.set(`${isSum}${code}`, of);
  }
  if (!hasNumber) return;
  const of = (code: string, isSum: boolean) => texts.get(`${isSum}${code}`) ?? [];
  const number = (code: string, isSum: boolean) => of(code, isSum).reduce((sum, text) => sum + Number(text), 0);
  const left = sideNumber(relation.left, number);
  const right = sideNumber(relation.right, number);
  if (!Number.isFinite(left) || !Number.isFinite(right)) return;
  const exact = (code: string, isSum: boolean) => of(code, isSum).reduce((sum, text) => sum.plus(text), new Decimal(0));
  if (holds(relation, left, right, [...texts.values()].flat(), exact)) return;
  const { definition, period } = sheet.context;
  const name = columnName(definition, period, column);
  const say = (side: Relation['left'], value: number) =>
    isAdditive(side) ? plain(sideExact(side, exact).toFixed()) : rounded(value, 4);
  const said = { zh: check.zh, en: check.en };
  const message = partText.relation(said, name, say(relation.left, left), relation.sign, say(relation.right, right));
  const mends = mendsOf(relation, first, column, name, exact);
  report(finder, { check: check.id, level: check.level as CheckLevel, line: first, column, message, mends });
}

function holds(
  { left: leftSide, sign, right: rightSide }: Relation,
  left: number,
  right: number,
  texts: readonly string[],
  exact: (code: string, isSum: boolean) => Decimal,
): boolean {
  // One figure against another keeps its order when both are rounded; only a computed side may miss by rounding.
  const isComputed = leftSide.kind === 'binary' || rightSide.kind === 'binary' || texts.length > 2;
  const tolerance = sign === '=' || (isComputed && (sign === '>=' || sign === '<=')) ? roundingOf(texts) : 0;
  const gap = left - right;
  const fuzz = (Math.abs(left) + Math.abs(right)) * 1e-12;
  const verdict = (value: Decimal | number, limit: Decimal | number): boolean => {
    const d = new Decimal(value);
    if (sign === '=') return d.abs().lte(limit);
    if (sign === '!=') return !d.isZero();
    if (sign === '>=') return d.gte(new Decimal(limit).negated());
    if (sign === '<=') return d.lte(limit);
    return sign === '>' ? d.gt(0) : d.lt(0);
  };
  const near = Math.min(Math.abs(gap - tolerance), Math.abs(gap + tolerance), Math.abs(gap));
  if (near > fuzz) {
    if (sign === '=') return Math.abs(gap) <= tolerance;
    if (sign === '!=') return true;
    if (sign === '>=') return gap >= -tolerance;
    if (sign === '<=') return gap <= tolerance;
    return sign === '>' ? gap > 0 : gap < 0;
  }
  return verdict(sideExact(leftSide, exact).minus(sideExact(rightSide, exact)), tolerance);
}

/** `[01] = …` of sums and differences can be set; what else is wrong only the reporter knows. */
function mendsOf(
  { left, sign, right }: Relation,
  first: Line,
  column: FormColumn,
  name: ReturnType<typeof columnName>,
  exact: (code: string, isSum: boolean) => Decimal,
) {
  if (sign !== '=' || left.kind !== 'row' || left.isSum || left.code !== first.row.code || !isAdditive(right))
    return [];
  const value = sideExact(right, exact).toFixed();
  if (!first.row.mayBeNegative && isAbove('0', value)) return [];
  return [mend(mendText.set(name, plain(value)), first, { [column]: { value } })];
}
