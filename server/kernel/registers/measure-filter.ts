import {
  type Expression,
  type Measure,
  parseExpression,
  printExpression,
  type RegisterDefinition,
} from '@liannao/registers';
import { convert } from '@liannao/statistics';
import type { Scope } from '../observation/scope.ts';
import { fieldOf } from './columns.ts';
import { listOf, type RegisterSet } from './store.ts';

/** What is counted, as text of the register language: the list under the same filter shows the counted entries. */
export type MeasureFilter =
  | { readonly ok: true; readonly where: string | null; readonly over: string | null }
  /** The scope asks for something that the register does not tell apart. */
  | { readonly ok: false; readonly dimension: string; readonly value: string };

/**
 * The measure's own conditions narrowed by a scope. A value given for a field that the measure filters by replaces that
 * filter; `threshold` replaces the number that its field is compared with.
 */
export function measureFilter(
  set: RegisterSet,
  definition: RegisterDefinition,
  measure: Measure,
  scope: Scope,
): MeasureFilter {
  const own = { where: conjunctsOf(measure.where), over: conjunctsOf(measure.over?.where ?? null) };
  // A scope is of the counted register: what another one is compared with stays whole.
  const narrowsOver = measure.over !== null && measure.over.register === null;
  for (const [dimension, value] of Object.entries(scope)) {
    const path = definition.scopes[kebab(dimension)];
    const unknown = { ok: false as const, dimension, value };
    if (path === undefined || dimension === 'region') return unknown;
    if (dimension === 'threshold') {
      const limit = limitOf(value, fieldOf(definition, path)?.unit ?? null);
      if (limit === null || !own.where.some((one) => compares(one, path))) return unknown;
      own.where = own.where.map((one) => (compares(one, path) ? withLimit(one, limit) : one));
      continue;
    }
    const condition = conditionOf(set, definition, path, value);
    if (condition === null) return unknown;
    own.where = [...own.where.filter((one) => !isAbout(one, path)), condition];
    if (narrowsOver) own.over = [...own.over.filter((one) => !isAbout(one, path)), condition];
  }
  return { ok: true, where: textOf(own.where), over: textOf(own.over) };
}

/** Conditions joined by `and`, as text; null for none. */
export function allOf(...texts: readonly (string | null)[]): string | null {
  return textOf(texts.flatMap(conjunctsOf));
}

const NOWHERE = { at: 0, end: 0 } as const;

function conjunctsOf(text: string | null): readonly Expression[] {
  if (text === null || text.trim() === '') return [];
  const tree = parsed(text);
  return tree.kind === 'and' ? tree.items : [tree];
}

/** @throws TypeError for a text that is none: the definition was checked, and conditions are made here. */
function parsed(text: string): Expression {
  const read = parseExpression(text);
  if (!read.ok) throw new TypeError(`${text}: ${read.issues[0]?.en}`);
  return read.value;
}

function textOf(items: readonly Expression[]): string | null {
  const [only, second] = items;
  if (!only) return null;
  return printExpression(second ? { kind: 'and', items, ...NOWHERE } : only);
}

const pathOf = (node: Expression): string | null => (node.kind === 'path' ? node.steps.join('.') : null);

/** Whether a condition says which values of the field count: then a scope on the same field takes its place. */
function isAbout(node: Expression, path: string): boolean {
  switch (node.kind) {
    case 'compare':
      return node.op === '=' && (pathOf(node.left) === path || pathOf(node.right) === path);
    case 'one-of':
      return pathOf(node.left) === path;
    case 'member':
      return pathOf(node.right) === path;
    default:
      return false;
  }
}

const compares = (node: Expression, path: string): boolean =>
  node.kind === 'compare' && pathOf(node.left) === path && node.right.kind === 'number';

const withLimit = (node: Expression, limit: number): Expression =>
  node.kind === 'compare' ? { ...node, right: { kind: 'number', value: limit, raw: String(limit), ...NOWHERE } } : node;

/** `100亿元` in the field's own unit; null for what is no such quantity. */
function limitOf(text: string, unit: string | null): number | null {
  const [, digits, written] = /^(\d+(?:\.\d+)?)\s*(\D*)$/.exec(text) ?? [];
  if (digits === undefined) return null;
  if (!written || unit === null) return written ? null : Number(digits);
  const converted = convert(Number(digits), written, unit);
  return converted.ok ? converted.value : null;
}

const OR_HIGHER = '-or-higher';

/** Null where the register has no such value to tell. Members joined by `+` are any of them. */
function conditionOf(set: RegisterSet, definition: RegisterDefinition, path: string, value: string): Expression | null {
  const found = fieldAt(set, definition, path);
  if (!found) return null;
  const { field, holder, before } = found;
  if (field === 'state') {
    const states = new Set(holder.lifeCycle?.states.map((state) => state.id));
    return value.split('+').every((one) => states.has(one)) ? oneOf(path, value.split('+')) : null;
  }
  if (field.type === 'boolean') return value === field.id ? isTrue(path) : null;
  const codes = field.list === null ? null : (listOf(set, holder, field.list)?.values.map((one) => one.code) ?? []);
  if (codes === null) return field.type === 'text' ? oneOf(path, value.split('+')) : null;
  const wanted = value.split('+').flatMap((one) => {
    const lowest = one.endsWith(OR_HIGHER) ? codes.indexOf(one.slice(0, -OR_HIGHER.length)) : -1;
    // Lists of levels begin with the highest.
    return lowest >= 0 ? codes.slice(0, lowest + 1) : [one];
  });
  if (wanted.every((code) => codes.includes(code))) return oneOf(path, wanted);
  // What is no value of the list may be a yes or no of its own, as above-scale is beside the size classes.
  return fieldOf(holder, value)?.type === 'boolean' ? isTrue([...before, value].join('.')) : null;
}

const pathNode = (path: string): Expression => ({ kind: 'path', steps: path.split('.'), ...NOWHERE });
const textNode = (value: string): Expression => ({ kind: 'text', value, ...NOWHERE });
const isTrue = (path: string): Expression => ({
  kind: 'compare',
  op: '=',
  left: pathNode(path),
  right: { kind: 'boolean', value: true, ...NOWHERE },
  ...NOWHERE,
});
const oneOf = (path: string, values: readonly string[]): Expression => ({
  kind: 'one-of',
  negated: false,
  left: pathNode(path),
  items: values.map(textNode),
  ...NOWHERE,
});

/** The field at the end of a path, and the register that has it. */
function fieldAt(set: RegisterSet, definition: RegisterDefinition, path: string) {
  const steps = path.split('.');
  const before = steps.slice(0, -1);
  const last = steps.at(-1) ?? '';
  let holder = definition;
  for (const step of before) {
    const field = fieldOf(holder, step);
    const next = field && registerBehind(set, field);
    if (!next) return null;
    holder = next;
  }
  if (last === 'state' && holder.lifeCycle) return { field: 'state' as const, holder, before };
  const field = fieldOf(holder, last);
  return field ? { field, holder, before } : null;
}

function registerBehind(
  set: RegisterSet,
  field: NonNullable<ReturnType<typeof fieldOf>>,
): RegisterDefinition | undefined {
  if (field.type === 'reference' && field.to) return set.registers.get(field.to)?.definition;
  if (field.type !== 'party') return undefined;
  return [...set.registers.values()].find(({ definition }) => definition.partyOf?.kind === field.party)?.definition;
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
