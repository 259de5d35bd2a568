import { checkInWords } from './check-words.ts';
import { checkExpression, readExpression } from './expression-check.ts';
import type { CheckedExpression } from './expression-checked.ts';
import { compileExpression, type Evaluate } from './expression-compile.ts';
import type { ResolvedStep } from './expression-resolve.ts';
import { fieldCheck } from './field-check.ts';
import type { DefinitionContext, Field, RegisterDefinition } from './types.ts';
import { type Finding, valueCheck } from './value-check.ts';

/** Stored values by field id; line items as arrays of such rows under the child's id. */
export type RowValues = Readonly<Record<string, unknown>>;

/** What is wrong with a row, in both languages. */
export interface RowProblem extends Finding {
  /** Field id; null where the row as a whole is meant. */
  readonly field: string | null;
  /** Line item and its place in the row, from 0. */
  readonly child?: { readonly id: string; readonly row: number };
  /** `error` refuses the row, `warning` asks for a reason. */
  readonly level: 'error' | 'warning';
  /** `required`, `wrong-type`, `unknown-code`, `format`, `check`, or the id of the rule. */
  readonly code: string;
}

export interface RowContext {
  /** `2025-03-01` */
  readonly today: string;
  readonly state: string | null;
  /** Values behind a reference or party; unknown without it. */
  readonly follow?: (path: readonly ResolvedStep[], row: RowValues) => unknown;
}

export type RowCheck = (row: RowValues, context: RowContext) => RowProblem[];
type Run = (row: RowValues, context: RowContext, found: RowProblem[], place: Place) => void;
interface Place {
  readonly entry: RowValues;
  readonly child?: { readonly id: string; readonly row: number };
}

/**
 * Compiles the check of a row of stored values: types, required fields, formats, field checks and rules, line items
 * included. The definition has been parsed without issues, so that its expressions hold.
 */
export function compileRowCheck(definition: RegisterDefinition, context: DefinitionContext): RowCheck {
  const fields = definition.fields.map((field) => fieldRun(field, definition, context));
  const rules = definition.checks.flatMap((check) => {
    const checked = readExpression(check.rule, definition, context, { want: 'boolean' });
    return checked.ok ? [rule({ ...check, code: check.id, field: null }, checked.value)] : [];
  });
  const children = definition.children.map((child) => {
    const runs = child.fields.map((field) => fieldRun(field, definition, context, child.id));
    return { child, runs };
  });
  return (row, rowContext) => {
    const found: RowProblem[] = [];
    const place = { entry: row };
    for (const run of fields) run(row, rowContext, found, place);
    for (const { child, runs } of children) {
      const rows = row[child.id];
      const items = Array.isArray(rows) ? (rows as readonly RowValues[]) : [];
      items.forEach((item, index) => {
        const itemPlace = { entry: row, child: { id: child.id, row: index } };
        for (const run of runs) run(item, rowContext, found, itemPlace);
      });
      repeatedKeys(child.id, child.key, items, found);
    }
    // Rules speak of values that have their types; before that they would only repeat what is wrong.
    if (found.length === 0) for (const run of rules) run(row, rowContext, found, place);
    return found;
  };
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function fieldRun(field: Field, definition: RegisterDefinition, context: DefinitionContext, child?: string): Run {
  const check = valueCheck(field, definition, context);
  const bound = boundRun(field, definition, context, child);
  return (row, rowContext, found, place) => {
    const value = row[field.id];
    const where = place.child === undefined ? {} : { child: place.child };
    if (isEmpty(value)) {
      if (!field.required) return;
      found.push({
        ...where,
        field: field.id,
        level: 'error',
        code: 'required',
        zh: `${field.zh}没有填`,
        en: `${field.en} is empty`,
      });
      return;
    }
    const wrong = field.many ? manyFinding(value, check) : check(value);
    if (wrong) found.push({ ...where, field: field.id, level: 'error', ...wrong });
    else bound?.(row, rowContext, found, place);
  };
}

function manyFinding(value: unknown, check: (value: unknown) => Finding | null): Finding | null {
  if (!Array.isArray(value)) return { code: 'wrong-type', zh: '应为多个值', en: 'Has to be several values' };
  for (const item of value) {
    const wrong = check(item);
    if (wrong) return wrong;
  }
  return null;
}

function boundRun(
  field: Field,
  definition: RegisterDefinition,
  context: DefinitionContext,
  child?: string,
): Run | null {
  if (field.check === null) return null;
  const ast = fieldCheck(field.id, field.check);
  if (!ast.ok) return null;
  const checked = checkExpression(ast.value, definition, context, child === undefined ? {} : { child });
  if (!checked.ok) return null;
  const said = checkInWords(field, definition, child);
  const names = { zh: `${field.zh}应${said.zh}`, en: `${field.en} has to be ${said.en}` };
  return rule({ field: field.id, level: 'error', code: 'check', ...names }, checked.value);
}

/** A rule holds unless it is plainly false. */
function rule(problem: RowProblem, checked: CheckedExpression): Run {
  const evaluate = compileExpression(checked);
  const { field, level, code, zh, en } = problem;
  return (row, context, found, place) => {
    const rows = checked.child === null || place.child ? [row] : lineItems(row, checked.child);
    const isBroken = rows.some((item) => fails(evaluate, item, context, place.entry));
    if (isBroken) found.push({ ...(place.child ? { child: place.child } : {}), field, level, code, zh, en });
  };
}

const lineItems = (row: RowValues, child: string) =>
  Array.isArray(row[child]) ? (row[child] as readonly RowValues[]) : [];

function fails(evaluate: Evaluate, row: RowValues, context: RowContext, entry: RowValues): boolean {
  const read = (path: readonly ResolvedStep[]) => {
    const first = path[0] as ResolvedStep;
    const holder = first.child === null ? entry : row;
    if (path.length > 1) return context.follow?.(path, holder) ?? null;
    return first.kind === 'state' ? context.state : holder[first.name];
  };
  return evaluate(read, context.today) === false;
}

function repeatedKeys(child: string, key: readonly string[], items: readonly RowValues[], found: RowProblem[]): void {
  const seen = new Set<string>();
  items.forEach((item, row) => {
    const id = JSON.stringify(key.map((field) => item[field] ?? null));
    if (seen.has(id)) {
      const problem = {
        field: key[0] ?? null,
        level: 'error',
        code: 'key-twice',
        zh: '与上面一行重复',
        en: 'Repeats a row above',
      } as const;
      found.push({ ...problem, child: { id: child, row } });
    }
    seen.add(id);
  });
}
