import { normaliseUnit } from '@liannao/statistics';
import type { CarriedItem, EarlierItem, ReadItem } from './read-carry.ts';
import type { IndicatorFacts, TargetFields } from './read-target.ts';
import { storedValue } from './stored-unit.ts';
import type { TargetRow } from './target-rows.ts';

/** Targets known as facts without their passage, as those that ship, found again in the text they came from. Pure. */
type Indicators = ReadonlyMap<string, IndicatorFacts>;

/**
 * Which item of the reading is which fact: both stand in text order, so the best pairing that keeps the order is taken;
 * what is left over is paired where only one is like the other, wherever it stands.
 */
export function pairWithoutQuotes(
  read: readonly ReadItem[],
  facts: readonly EarlierItem[],
  indicators: Indicators,
): Map<ReadItem, EarlierItem> {
  const pairs = new Map<ReadItem, EarlierItem>();
  if (facts.length === 0) return pairs;
  const inText = read.toSorted((a, b) => (a.fields.start_offset ?? 0) - (b.fields.start_offset ?? 0));
  const inOrder = facts.toSorted((a, b) => a.row.ordinal - b.row.ordinal);
  const likeness = inText.map((item) => inOrder.map((fact) => likenessOf(item.fields, fact.row, indicators)));
  for (const [i, j] of alignment(likeness)) pair(inText[i], inOrder[j]);

  const left = inText.filter((item) => !pairs.has(item));
  const used = new Set(pairs.values());
  const open = inOrder.filter((fact) => !used.has(fact));
  const like = (item: ReadItem, fact: EarlierItem) => likenessOf(item.fields, fact.row, indicators) > 0;
  for (const item of left) {
    const found = open.filter((fact) => like(item, fact));
    const [fact] = found;
    if (found.length === 1 && fact && left.filter((other) => like(other, fact)).length === 1) pair(item, fact);
  }
  return pairs;

  function pair(item: ReadItem | undefined, fact: EarlierItem | undefined) {
    if (item && fact) pairs.set(item, fact);
  }
}

/** Pairs of rows and columns, both rising, whose likeness is greatest in sum. */
function alignment(likeness: readonly (readonly number[])[]): [number, number][] {
  const rows = likeness.length;
  const columns = likeness[0]?.length ?? 0;
  // best[i][j]: of the rows from i and the columns from j.
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  const both = (i: number, j: number) => {
    const own = likeness[i]?.[j] ?? 0;
    return own > 0 ? own + at(i + 1, j + 1) : 0;
  };
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const row = best[i];
      if (row) row[j] = Math.max(at(i + 1, j), at(i, j + 1), both(i, j));
    }
  }
  const pairs: [number, number][] = [];
  for (let [i, j] = [0, 0]; i < rows && j < columns; ) {
    if (both(i, j) > 0 && both(i, j) === at(i, j)) pairs.push([i++, j++]);
    else if (at(i + 1, j) === at(i, j)) i++;
    else j++;
  }
  return pairs;
}

/** 0 where the two cannot be the same target; else greater the more speaks for it. */
function likenessOf(fields: TargetFields, row: TargetRow, indicators: Indicators): number {
  const may =
    fields.kind === row.kind &&
    sameAmount(fields, row, indicators) &&
    sameYear(fields, row) &&
    sameWay(fields.comparator, row.comparator);
  if (!may) return 0;
  return (
    10 +
    (fields.indicator_code !== null && fields.indicator_code === row.indicator_code ? 4 : 0) +
    6 * overlap(fields.indicator_name, row.indicator_name) +
    (samePath(fields.section_path, row.section_path) ? 2 : 0) +
    (fields.deadline === row.deadline ? 1 : 0)
  );
}

function sameAmount(fields: TargetFields, row: TargetRow, indicators: Indicators): boolean {
  if ((fields.value_max === null) !== (row.value_max === null)) return false;
  if (normaliseUnit(fields.unit) === normaliseUnit(row.unit)) {
    return fields.value === row.value && fields.value_max === row.value_max;
  }
  const indicator = row.indicator_code === null ? undefined : indicators.get(row.indicator_code);
  if (!indicator) return false;
  const same = (now: number | null, before: number | null) => {
    const stored = now === null ? null : storedValue(now, fields.unit, indicator);
    if (stored === null || before === null) return now === null && before === null;
    return Math.abs(stored - before) <= 1e-9 * Math.abs(before);
  };
  return same(fields.value, row.value_canonical) && same(fields.value_max, row.value_max_canonical);
}

/** The text's brackets may be narrow or wide. */
export const samePath = (a: readonly string[], b: readonly string[]) => wide(a) === wide(b);
const wide = (path: readonly string[]) => path.join('/').replaceAll('(', '（').replaceAll(')', '）');

const isOpen = (year: Pick<TargetRow, 'deadline' | 'deadline_assumed'>) =>
  year.deadline === null || year.deadline_assumed;
const sameYear = (fields: TargetFields, row: TargetRow) =>
  fields.deadline === row.deadline || isOpen(fields) || isOpen(row);

const WAY: Readonly<Record<string, string>> = { '>=': 'up', '>': 'up', '<=': 'down', '<': 'down', '=': '', '≈': '' };
/** An exact or rough value may be written for either side; a rise and a range are of their own kind. */
function sameWay(a: string, b: string): boolean {
  const [left, right] = [WAY[a], WAY[b]];
  if (left === undefined || right === undefined) return a === b;
  return left === right || left === '' || right === '';
}

/** Share of the pairs of neighbouring characters that two names have in common. */
function overlap(a: string, b: string): number {
  const [left, right] = [pairsOf(a), pairsOf(b)];
  if (left.size + right.size === 0) return 0;
  return (2 * [...left].filter((two) => right.has(two)).length) / (left.size + right.size);
}
const pairsOf = (name: string) =>
  new Set(Array.from({ length: Math.max(0, name.length - 1) }, (_, i) => name.slice(i, i + 2)));

const KNOWN = ['scope', 'binding', 'binding_confidence', 'transform', 'accumulation', 'from_year'] as const;

/** The item of the text with what the fact knows: no need to decide again what was decided. */
export function withFacts({ fields, units }: ReadItem, { row, units: known }: EarlierItem): CarriedItem {
  const bound = row.binding === 'bound';
  const takesYear = row.deadline !== null || row.kind !== 'target';
  const next: TargetFields = {
    ...fields,
    ...(bound ? { indicator_code: row.indicator_code, ...pick(row, KNOWN) } : {}),
    ...(takesYear ? pick(row, ['deadline', 'deadline_assumed']) : {}),
    ...(row.as_of === null ? {} : { as_of: row.as_of }),
    ...(row.baseline_year === null ? {} : { baseline_year: row.baseline_year }),
    ...(row.baseline_value === null ? {} : { baseline_value: row.baseline_value }),
    ...pick(row, ['region_code', 'region_name', 'caution', 'caution_zh']),
    question: row.question,
  };
  return {
    fields: next,
    units: units.length > 0 ? units : known,
    review: row.review,
    origin: 'reader',
    path: row.path,
  };
}

const pick = <K extends keyof TargetRow>(row: TargetRow, columns: readonly K[]): Pick<TargetRow, K> =>
  Object.fromEntries(columns.map((column) => [column, row[column]])) as Pick<TargetRow, K>;
