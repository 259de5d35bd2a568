import type { Checked, CheckedExpression } from './expression-checked.ts';
import type { ResolvedStep } from './expression-resolve.ts';

/**
 * How a store writes what an expression reads. `column` gives an SQL expression of type: number `double precision` or
 * numeric, date and datetime as below, boolean, text for all else (month `2025-08`, codes, ids), `text[]` for a field
 * with several values. `param` registers a value and gives its placeholder; nothing reaches the statement otherwise.
 */
export interface SqlTarget {
  /** A datetime comes as `timestamptz`, a date as `date`. */
  column(path: readonly ResolvedStep[]): string;
  param(value: unknown): string;
  /** Expression of type `date`. */
  readonly today: string;
  /** Expression of a number; without it the default goes in as a parameter. */
  threshold?(name: string): string;
}

/** Furthest that a date is moved, days: keeps the result within what the database and a four-digit year can say. */
export const MAX_SHIFT_DAYS = 100_000;

/** SQL with the same meaning as `compileExpression`, three-valued; PostgreSQL 15. */
export function toSql(checked: CheckedExpression, target: SqlTarget): string {
  return write(checked.root, { target, defaults: checked.thresholds });
}

interface Writing {
  readonly target: SqlTarget;
  readonly defaults: Readonly<Record<string, number>>;
}

function write(node: Checked, writing: Writing): string {
  const { target } = writing;
  const inner = (part: Checked) => write(part, writing);
  switch (node.kind) {
    case 'column':
      return column(node, target);
    case 'number':
      return `${target.param(node.value)}::double precision`;
    case 'text':
      return `${target.param(node.value)}::text`;
    case 'boolean':
      return node.value ? 'true' : 'false';
    case 'date':
      return `${target.param(node.value)}::date`;
    case 'today':
      return target.today;
    case 'threshold':
      return target.threshold?.(node.name) ?? `${target.param(writing.defaults[node.name] ?? 0)}::double precision`;
    case 'arithmetic':
      return arithmetic(node, inner);
    case 'negative':
      return `(- ${inner(node.item)})`;
    case 'shift':
      return `(${inner(node.date)} ${node.sign === 1 ? '+' : '-'} ${days(inner(node.days))})`;
    case 'days-between':
      return `(${inner(node.later)} - ${inner(node.earlier)})::double precision`;
    case 'compare':
      return `(${inner(node.left)} ${node.op === '!=' ? '<>' : node.op} ${inner(node.right)})`;
    case 'contains':
      return `(strpos(${inner(node.left)}, ${inner(node.right)}) > 0)`;
    case 'starts-with':
      return `starts_with(${inner(node.left)}, ${inner(node.right)})`;
    case 'one-of':
      return `(${inner(node.left)} = any(${target.param(node.values)}::${listType(node)}))`;
    case 'overlaps':
      return `(nullif(${inner(node.left)}, '{}') && ${target.param(node.values)}::text[])`;
    case 'member':
      return `(${inner(node.left)} = any(nullif(${inner(node.right)}, '{}')))`;
    case 'presence':
      return presence(node, inner);
    case 'not':
      return `(not ${inner(node.item)})`;
    case 'and':
    case 'or':
      return `(${node.items.map(inner).join(` ${node.kind} `)})`;
  }
}

function column(node: Extract<Checked, { kind: 'column' }>, target: SqlTarget): string {
  const sql = target.column(node.path);
  const isMoment = node.path.at(-1)?.field?.type === 'datetime';
  return isMoment ? `((${sql}) at time zone 'Asia/Shanghai')::date` : sql;
}

// In doubles on both sides, so that a division is the same in SQL and in a closure; by zero it is unknown.
function arithmetic(node: Extract<Checked, { kind: 'arithmetic' }>, inner: (part: Checked) => string): string {
  const [left, right] = [`${inner(node.left)}::double precision`, `${inner(node.right)}::double precision`];
  return node.op === '/' ? `(${left} / nullif(${right}, 0))` : `(${left} ${node.op} ${right})`;
}

const days = (sql: string) => `floor(least(greatest(${sql}, -${MAX_SHIFT_DAYS}), ${MAX_SHIFT_DAYS}))::integer`;

function listType(node: Extract<Checked, { kind: 'one-of' }>): string {
  if (node.values.every((value) => typeof value === 'number')) return 'double precision[]';
  return node.left.kind === 'column' && node.left.type.base === 'date' ? 'date[]' : 'text[]';
}

function presence(node: Extract<Checked, { kind: 'presence' }>, inner: (part: Checked) => string): string {
  const isMany = node.item.kind === 'column' && node.item.type.many;
  const sql = isMany ? `nullif(${inner(node.item)}, '{}')` : inner(node.item);
  return `(${sql} is ${node.isSet ? 'not null' : 'null'})`;
}
