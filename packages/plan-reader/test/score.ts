/** Scores a reading against hand-made labels. */
import type { PlanReading, PlanTarget } from '../src/types.ts';

/** One labelled quantity. */
interface GoldQuantity {
  id: string;
  kind: PlanTarget['kind'];
  indicator: string;
  start: number;
  end: number;
  value: number;
  valueMax?: number | null;
  unit: string;
  baseValue?: number;
  baseUnit?: string;
  comparator: PlanTarget['comparator'];
  deadline: number | null;
  asOf?: number | null;
  accumulation: PlanTarget['accumulation'];
  region?: string | null;
  implicit?: boolean;
}

/** The labels of one plan. */
export interface GoldPlan {
  file: string;
  document: PlanReading['document'];
  quantities: GoldQuantity[];
  tasks: { path: string[]; title: string; start: number; end: number; responsible: string[] }[];
  layout: { pattern: string; nodes: string[] }[];
}

/** Counts of one plan; shares are 0..1, of the matched quantities. */
export interface Score {
  gold: number;
  predicted: number;
  matched: number;
  precision: number;
  recall: number;
  f1: number;
  comparator: number;
  deadline: number;
  kind: number;
  accumulation: number;
  region: number;
  /** Numbered tasks found with exactly their responsible units. */
  tasks: number;
  taskCount: number;
  layout: number;
  problems: string[];
}

const ratioUnits = new Set(['', '∶1', '倍', ':1', '1']);
/** 个工作日 and 工作日 are one unit; :1 and ∶1 one sign. */
const normalUnit = (unit: string): string =>
  unit
    .replace(/[（）]/g, (bracket) => (bracket === '（' ? '(' : ')'))
    .replace(/^个(?=百分点|工作日|小时|季度)/, '')
    .replace(':', '∶');
const sameUnit = (a: string, b: string): boolean =>
  normalUnit(a) === normalUnit(b) || (ratioUnits.has(a) && ratioUnits.has(b));
const near = (a: number | undefined, b: number | undefined): boolean =>
  a !== undefined && b !== undefined && Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(a), Math.abs(b));

/** Value (or base value) and unit agree and the spans overlap. */
const matches = (predicted: PlanTarget, gold: GoldQuantity): boolean => {
  if (predicted.start >= gold.end || gold.start >= predicted.end) return false;
  const plain = near(predicted.value, gold.value) && sameUnit(predicted.unit, gold.unit);
  const base =
    near(predicted.baseValue, gold.baseValue ?? gold.value) && sameUnit(predicted.baseUnit, gold.baseUnit ?? gold.unit);
  return plain || base;
};

const overlap = (predicted: PlanTarget, gold: GoldQuantity): number =>
  Math.min(predicted.end, gold.end) - Math.max(predicted.start, gold.start);

/** Scores one reading; `problems` says in words what is missing, extra or wrong. */
export const scorePlan = (reading: PlanReading, gold: GoldPlan, text: string): Score => {
  const problems: string[] = [];
  const pairs: { predicted: PlanTarget; gold: GoldQuantity; quality: number }[] = [];
  for (const quantity of gold.quantities) {
    for (const predicted of reading.targets) {
      if (!matches(predicted, quantity)) continue;
      const isInside = predicted.numberStart >= quantity.start && predicted.numberEnd <= quantity.end;
      pairs.push({
        predicted,
        gold: quantity,
        quality: overlap(predicted, quantity) + (isInside ? 1000 : 0) - Math.abs(predicted.numberEnd - quantity.end),
      });
    }
  }
  pairs.sort((a, b) => b.quality - a.quality);
  const usedGold = new Set<GoldQuantity>();
  const usedPredicted = new Set<PlanTarget>();
  const right = { comparator: 0, deadline: 0, kind: 0, accumulation: 0, region: 0 };
  for (const pair of pairs) {
    if (usedGold.has(pair.gold) || usedPredicted.has(pair.predicted)) continue;
    usedGold.add(pair.gold);
    usedPredicted.add(pair.predicted);
    const { predicted, gold: want } = pair;
    for (const key of ['comparator', 'deadline', 'kind', 'accumulation', 'region'] as const) {
      if ((predicted[key] ?? null) === (want[key] ?? null)) right[key]++;
      else
        problems.push(
          `${key}: ${want.id} ${want.indicator} want ${want[key]} got ${predicted[key]} «${predicted.quote}»`,
        );
    }
  }
  for (const want of gold.quantities)
    if (!usedGold.has(want))
      problems.push(`missing: ${want.id} ${want.kind} ${want.value}${want.unit} «${text.slice(want.start, want.end)}»`);
  for (const extra of reading.targets)
    if (!usedPredicted.has(extra))
      problems.push(`extra: ${extra.kind} ${extra.value}${extra.unit} «${extra.quote}» ${extra.indicator}`);
  let tasks = 0;
  for (const want of gold.tasks) {
    const found = reading.tasks.find(
      (task) =>
        task.start <= want.start + 2 &&
        task.end >= want.end - 8 &&
        task.start > want.start - 12 &&
        task.end < want.end + 12,
    );
    if (found === undefined)
      problems.push(`task missing: ${want.path.join('/')} ${want.title} ${want.start}-${want.end}`);
    else if (JSON.stringify(found.responsible) !== JSON.stringify(want.responsible))
      problems.push(`task units: ${want.title} want ${want.responsible.join(',')} got ${found.responsible.join(',')}`);
    else if (JSON.stringify(found.path) !== JSON.stringify(want.path) || found.title !== want.title)
      problems.push(
        `task path/title: want ${want.path.join('/')} ${want.title} got ${found.path.join('/')} ${found.title}`,
      );
    else tasks++;
  }
  let layout = 0;
  for (const want of gold.layout) {
    const found = reading.layout.find((one) => one.pattern === want.pattern);
    const names = found?.nodes.flatMap((node) => [node.name, node.role, ...node.places]) ?? [];
    const missing = want.nodes.filter((node) => !names.includes(node));
    if (found !== undefined && missing.length === 0) layout++;
    else
      problems.push(
        `layout: ${want.pattern} ${found === undefined ? 'not found' : `without ${missing.join(',')} (has ${names.join(',')})`}`,
      );
  }
  for (const key of ['title', 'jurisdiction', 'level', 'periodStart', 'periodEnd', 'effectiveFrom'] as const) {
    if (reading.document[key] !== gold.document[key])
      problems.push(`document.${key}: want ${gold.document[key]} got ${reading.document[key]}`);
  }
  const matched = usedGold.size;
  const predicted = reading.targets.length;
  const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
  const precision = share(matched, predicted);
  const recall = share(matched, gold.quantities.length);
  return {
    gold: gold.quantities.length,
    predicted,
    matched,
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    comparator: share(right.comparator, matched),
    deadline: share(right.deadline, matched),
    kind: share(right.kind, matched),
    accumulation: share(right.accumulation, matched),
    region: share(right.region, matched),
    tasks,
    taskCount: gold.tasks.length,
    layout,
    problems,
  };
};
