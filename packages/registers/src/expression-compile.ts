import type { CompareOperator } from './expression-ast.ts';
import type { Checked, CheckedExpression } from './expression-checked.ts';
import type { ResolvedStep } from './expression-resolve.ts';
import { MAX_SHIFT_DAYS } from './expression-sql.ts';

/** Gives the stored value of a path; null or undefined where it is empty. Dates are `2025-03-01`, moments ISO 8601. */
export type ReadPath = (path: readonly ResolvedStep[]) => unknown;
export type Value = boolean | number | string | null;
/** `today` as `2025-03-01`; thresholds replace the defaults. */
export type Evaluate = (read: ReadPath, today: string, thresholds?: Readonly<Record<string, number>>) => Value;

interface Row {
  readonly read: ReadPath;
  readonly today: string;
  readonly thresholds: Readonly<Record<string, number>>;
}
type Run = (row: Row) => unknown;

/** Closures with the same meaning as `toSql`: unknown is null, and three-valued as in SQL. */
export function compileExpression(checked: CheckedExpression): Evaluate {
  const run = compile(checked.root);
  const defaults = checked.thresholds;
  return (read, today, thresholds) =>
    run({ read, today, thresholds: thresholds ? { ...defaults, ...thresholds } : defaults }) as Value;
}

function compile(node: Checked): Run {
  switch (node.kind) {
    case 'column':
      return column(node);
    case 'number':
    case 'text':
    case 'boolean':
    case 'date': {
      const { value } = node;
      return () => value;
    }
    case 'today':
      return (row) => row.today;
    case 'threshold':
      return (row) => row.thresholds[node.name] ?? null;
    case 'arithmetic':
      return strict(compile(node.left), compile(node.right), ARITHMETIC[node.op]);
    case 'negative':
      return strict(
        compile(node.item),
        () => 0,
        (a) => 0 - (a as number),
      );
    case 'shift':
      return strict(compile(node.date), compile(node.days), shift(node.sign));
    case 'days-between':
      return strict(
        compile(node.later),
        compile(node.earlier),
        (a, b) => dayNumber(a as string) - dayNumber(b as string),
      );
    case 'compare':
      return strict(compile(node.left), compile(node.right), COMPARE[node.op]);
    case 'contains':
      return strict(compile(node.left), compile(node.right), (a, b) => (a as string).includes(b as string));
    case 'starts-with':
      return strict(compile(node.left), compile(node.right), (a, b) => (a as string).startsWith(b as string));
    case 'one-of': {
      const values = new Set<unknown>(node.values);
      return strict(
        compile(node.left),
        () => 0,
        (a) => values.has(a),
      );
    }
    case 'overlaps': {
      const values = new Set<unknown>(node.values);
      return strict(
        compile(node.left),
        () => 0,
        (a) => (a as unknown[]).some((value) => values.has(value)),
      );
    }
    case 'member':
      return strict(compile(node.left), compile(node.right), (a, b) => (b as unknown[]).includes(a));
    case 'presence': {
      const item = compile(node.item);
      return (row) => (item(row) !== null) === node.isSet;
    }
    case 'not':
      return strict(
        compile(node.item),
        () => 0,
        (a) => !a,
      );
    case 'and':
      return junction(node.items.map(compile), false);
    case 'or':
      return junction(node.items.map(compile), true);
  }
}

function column(node: Extract<Checked, { kind: 'column' }>): Run {
  const { path, type } = node;
  const isMoment = path.at(-1)?.field?.type === 'datetime';
  return (row) => {
    const value = row.read(path);
    if (value === null || value === undefined) return null;
    if (type.many) return Array.isArray(value) && value.length > 0 ? value : null;
    return isMoment ? dayInChina(value as string) : value;
  };
}

/** Unknown as soon as one side is. */
function strict(left: Run, right: Run, combine: (a: unknown, b: unknown) => unknown): Run {
  return (row) => {
    const a = left(row);
    if (a === null) return null;
    const b = right(row);
    return b === null ? null : combine(a, b);
  };
}

/** `decisive` settles the whole: false for and, true for or. Otherwise one unknown makes it unknown. */
function junction(items: readonly Run[], decisive: boolean): Run {
  return (row) => {
    let isUnknown = false;
    for (const item of items) {
      const value = item(row);
      if (value === decisive) return decisive;
      if (value === null) isUnknown = true;
    }
    return isUnknown ? null : !decisive;
  };
}

type Combine = (a: unknown, b: unknown) => unknown;
const numbers =
  (combine: (a: number, b: number) => number | null): Combine =>
  (a, b) =>
    combine(a as number, b as number);
const ARITHMETIC: Readonly<Record<string, Combine>> & Record<'+' | '-' | '*' | '/', Combine> = {
  '+': numbers((a, b) => a + b),
  '-': numbers((a, b) => a - b),
  '*': numbers((a, b) => a * b),
  '/': numbers((a, b) => (b === 0 ? null : a / b)),
};
const COMPARE: Readonly<Record<CompareOperator, Combine>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => (a as number) < (b as number),
  '<=': (a, b) => (a as number) <= (b as number),
  '>': (a, b) => (a as number) > (b as number),
  '>=': (a, b) => (a as number) >= (b as number),
};

const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
const dayText = (ms: number) => new Date(ms).toISOString().slice(0, 10);

const dayInChina = (moment: string): string | null => {
  const ms = Date.parse(moment);
  return Number.isNaN(ms) ? null : dayText(ms + CHINA_MS);
};

/** Keeps its last answer: over many rows it is mostly today less a threshold. */
function shift(sign: 1 | -1): Combine {
  let lastDate: unknown;
  let lastDays: unknown;
  let answer = '';
  return (date, days) => {
    if (date !== lastDate || days !== lastDays) {
      const whole = Math.floor(Math.min(Math.max(days as number, -MAX_SHIFT_DAYS), MAX_SHIFT_DAYS));
      answer = dayText((dayNumber(date as string) + sign * whole) * DAY_MS);
      lastDate = date;
      lastDays = days;
    }
    return answer;
  };
}
