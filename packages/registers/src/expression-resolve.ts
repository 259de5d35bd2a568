import type { Path } from './expression-ast.ts';
import { problem } from './expression-lex.ts';
import { nearest } from './result.ts';
import type { DefinitionContext, Field, Issue, RegisterDefinition } from './types.ts';
import { fieldType, stateType, type ValueType } from './value-type.ts';

/**
 * One step of a path. The first belongs to the register itself, every further one to the register that the step before
 * leads to. `child` is the line item whose field it is: the path then has a value for each line item.
 */
export interface ResolvedStep {
  readonly kind: 'field' | 'state';
  readonly register: string;
  readonly child: string | null;
  /** Field id, or `state`. */
  readonly name: string;
  /** Null for `state`. */
  readonly field: Field | null;
}

export interface ResolvedPath {
  readonly steps: readonly ResolvedStep[];
  readonly type: ValueType;
  readonly child: string | null;
}

export interface Place {
  readonly definition: RegisterDefinition;
  readonly context: DefinitionContext;
  /** Line item whose own rows are meant: its fields need no prefix. */
  readonly child: string | null;
}

/** The register that the value of a field is an entry of; undefined where it leads nowhere. */
export function registerBehind(
  field: Field,
  definition: RegisterDefinition,
  context: DefinitionContext,
): RegisterDefinition | undefined {
  if (field.type === 'reference' && field.to !== null) return registerOf(field.to, definition, context);
  if (field.type !== 'party' || field.party === null || field.party === 'any') return undefined;
  const isOf = (register: RegisterDefinition) => register.partyOf?.kind === field.party;
  return isOf(definition) ? definition : [...context.registers.values()].find(isOf);
}

export const registerOf = (id: string, definition: RegisterDefinition, context: DefinitionContext) =>
  id === definition.id ? definition : context.registers.get(id);

/** Null: the word names nothing here, and may be a code. */
export function resolvePath(path: Path, place: Place): ResolvedPath | Issue | null {
  const [first = '', ...rest] = path.steps;
  const start = firstStep(first, rest, place);
  if (!start) return path.steps.length === 1 ? null : unknown(path, first, names(place.definition));
  const { child } = start.step;
  const steps = [start.step];
  let definition = place.definition;
  let { step } = start;
  for (const name of start.rest) {
    const next = follow(path, step, definition, place.context);
    if ('code' in next) return next;
    definition = next.definition;
    const found = stepOf(name, definition, null);
    if (!found) return unknown(path, name, names(definition));
    step = found;
    steps.push(step);
  }
  const type = step.field ? fieldType(step.field, definition, place.context) : stateType(definition);
  return { steps, type, child };
}

function firstStep(first: string, rest: readonly string[], place: Place) {
  const { definition } = place;
  const own = place.child === null ? undefined : childField(definition, place.child, first);
  if (own) return { step: own, rest };
  const step = stepOf(first, definition, null);
  if (step) return { step, rest };
  const [name, ...after] = rest;
  const item = name === undefined ? undefined : childField(definition, first, name);
  return item ? { step: item, rest: after } : undefined;
}

function childField(definition: RegisterDefinition, childId: string, name: string): ResolvedStep | undefined {
  const field = definition.children.find((child) => child.id === childId)?.fields.find(({ id }) => id === name);
  return field && { kind: 'field', register: definition.id, child: childId, name, field };
}

function stepOf(name: string, definition: RegisterDefinition, child: string | null): ResolvedStep | undefined {
  const field = definition.fields.find(({ id }) => id === name);
  if (field) return { kind: 'field', register: definition.id, child, name, field };
  if (name === 'state' && definition.lifeCycle) {
    return { kind: 'state', register: definition.id, child, name, field: null };
  }
  return undefined;
}

function follow(path: Path, step: ResolvedStep, definition: RegisterDefinition, context: DefinitionContext) {
  const behind = step.field && registerBehind(step.field, definition, context);
  if (!behind) {
    return problem(
      'path-leads-nowhere',
      path.at,
      `${step.name} 不指向别的登记表`,
      `${step.name} leads to no other register`,
    );
  }
  if (step.field?.many) {
    return problem(
      'path-through-several',
      path.at,
      `${step.name} 有多个值，不能再往下取`,
      `${step.name} has several values and cannot be followed`,
    );
  }
  return { definition: behind };
}

const names = (definition: RegisterDefinition) => [
  ...definition.fields.map(({ id }) => id),
  ...definition.children.map(({ id }) => id),
  'state',
];

export function unknown(path: Path, word: string, candidates: readonly string[]): Issue {
  const hint = /\d-\d|[a-z]-[a-z]/.test(word) ? ['（减号两边要留空格）', ' (subtraction needs spaces)'] : ['', ''];
  const text = path.steps.join('.');
  return problem(
    'unknown-field',
    path.at,
    `没有字段 ${word === text ? word : `${text} 里的 ${word}`}${hint[0]}`,
    `No field ${word === text ? word : `${word} in ${text}`}${hint[1]}`,
    nearest(word, candidates),
  );
}

export const unknownWord = (path: Path, place: Place): Issue => {
  const own = place.definition.children.find(({ id }) => id === place.child)?.fields.map(({ id }) => id) ?? [];
  return unknown(path, path.steps[0] ?? '', [...own, ...names(place.definition)]);
};
