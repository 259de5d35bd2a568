import type { Child, DefinitionContext, Field, FieldType, Measure, RegisterDefinition } from './types.ts';
import { findList } from './value-type.ts';

/**
 * One difference between two versions of a definition. `question` is what the stored entries have to be asked before it
 * is known whether data would be lost; null: nothing can be.
 */
export interface DefinitionDifference {
  readonly kind:
    | 'register-renamed'
    | 'field-added'
    | 'field-removed'
    | 'field-retyped'
    | 'field-required'
    | 'field-single'
    | 'field-several'
    | 'list-narrowed'
    | 'list-widened'
    | 'format-changed'
    | 'check-changed'
    | 'unit-changed'
    | 'reference-moved'
    | 'grade-changed'
    | 'child-added'
    | 'child-removed'
    | 'child-key-changed'
    | 'key-changed'
    | 'region-changed'
    | 'rule-added'
    | 'rule-changed'
    | 'rule-removed'
    | 'life-cycle-added'
    | 'life-cycle-removed'
    | 'state-added'
    | 'state-removed'
    | 'party-changed'
    | 'indicator-changed'
    | 'wording-changed';
  /** Field, `child.field`, rule, state or code. */
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly question: DataQuestion | null;
}

/** Entries for which the answer is yes stand against the change. `field` may be `child.field`. */
export type DataQuestion =
  /** The field has a value, which would be lost. */
  | { readonly ask: 'has-value'; readonly field: string }
  /** The field is empty and would have to be filled. */
  | { readonly ask: 'is-empty'; readonly field: string }
  /** The value cannot be read as the new type. */
  | { readonly ask: 'not-readable-as'; readonly field: string; readonly type: FieldType; readonly many: boolean }
  /** More than one value where one is kept. */
  | { readonly ask: 'has-several'; readonly field: string }
  /** One of these codes is in use. */
  | { readonly ask: 'has-code'; readonly field: string; readonly codes: readonly string[] }
  /** The value breaks the new format or check: to be asked of `compileRowCheck` of the new definition. */
  | { readonly ask: 'breaks-check'; readonly field: string | null; readonly check: string }
  /** Two entries have the same values in these fields. */
  | { readonly ask: 'same-key'; readonly fields: readonly string[]; readonly child: string | null }
  /** The child has rows. */
  | { readonly ask: 'has-rows'; readonly child: string }
  /** The entry is in one of these states. */
  | { readonly ask: 'in-state'; readonly states: readonly string[] }
  /** There are entries at all. */
  | { readonly ask: 'has-entries' };

type Contexts = { readonly before: DefinitionContext; readonly after: DefinitionContext };
type Kind = DefinitionDifference['kind'];

/** Every difference that matters to what is stored or counted, each with its question. Order: as in the new definition. */
export function compareDefinitions(
  before: RegisterDefinition,
  after: RegisterDefinition,
  context: DefinitionContext,
  contextBefore: DefinitionContext = context,
): DefinitionDifference[] {
  const contexts = { before: contextBefore, after: context };
  const found: DefinitionDifference[] = [];
  if (before.id !== after.id)
    found.push(difference('register-renamed', after.id, before.id, after.id, { ask: 'has-entries' }));
  compareFields(found, before, after, before.fields, after.fields, '', contexts);
  compareChildren(found, before, after, contexts);
  if (before.key.join() !== after.key.join()) {
    const question = { ask: 'same-key', fields: after.key, child: null } as const;
    found.push(difference('key-changed', 'key', before.key.join(', '), after.key.join(', '), question));
  }
  if (before.region.field !== after.region.field) {
    const question = { ask: 'is-empty', field: after.region.field } as const;
    found.push(difference('region-changed', 'region', before.region.field, after.region.field, question));
  }
  compareRules(found, before, after);
  compareStates(found, before, after);
  compareMeasures(found, before, after, context.indicators);
  return found;
}

const difference = (
  kind: Kind,
  subject: string,
  before: string | null,
  after: string | null,
  question: DataQuestion | null = null,
): DefinitionDifference => ({ kind, subject, before, after, question });

function compareFields(
  found: DefinitionDifference[],
  before: RegisterDefinition,
  after: RegisterDefinition,
  old: readonly Field[],
  now: readonly Field[],
  prefix: string,
  contexts: Contexts,
): void {
  for (const field of now) {
    const subject = `${prefix}${field.id}`;
    const was = old.find(({ id }) => id === field.id);
    if (was) compareField(found, before, after, was, field, subject, contexts);
    else
      found.push(difference('field-added', subject, null, field.type, field.required ? { ask: 'has-entries' } : null));
  }
  for (const field of old) {
    if (now.some(({ id }) => id === field.id)) continue;
    const subject = `${prefix}${field.id}`;
    found.push(difference('field-removed', subject, field.type, null, { ask: 'has-value', field: subject }));
  }
}

/** Types whose every stored value is one of the other as well. */
const WIDER: ReadonlySet<string> = new Set([
  'integer>number',
  'money>number',
  'integer>money',
  'number>money',
  'code>text',
  'month>text',
  'period>text',
  'year>integer',
  'year>number',
]);

function compareField(
  found: DefinitionDifference[],
  before: RegisterDefinition,
  after: RegisterDefinition,
  was: Field,
  now: Field,
  field: string,
  contexts: Contexts,
): void {
  const add = (kind: Kind, a: string | null, b: string | null, question: DataQuestion | null = null) =>
    found.push(difference(kind, field, a, b, question));
  if (was.type !== now.type) {
    const isWider = WIDER.has(`${was.type}>${now.type}`) && was.many === now.many;
    add(
      'field-retyped',
      was.type,
      now.type,
      isWider ? null : { ask: 'not-readable-as', field, type: now.type, many: now.many },
    );
  }
  if (was.many && !now.many) add('field-single', 'many', 'one', { ask: 'has-several', field });
  if (!was.many && now.many) add('field-several', 'one', 'many');
  if (!was.required && now.required) add('field-required', 'optional', 'required', { ask: 'is-empty', field });
  compareList(add, before, after, was, now, field, contexts);
  if (was.format !== now.format) {
    add(
      'format-changed',
      was.format,
      now.format,
      now.format === null ? null : { ask: 'breaks-check', field, check: now.format },
    );
  }
  if (was.check !== now.check) {
    add(
      'check-changed',
      was.check,
      now.check,
      now.check === null ? null : { ask: 'breaks-check', field, check: now.check },
    );
  }
  if (was.unit !== now.unit) add('unit-changed', was.unit, now.unit, { ask: 'has-value', field });
  if (was.to !== now.to && was.type === 'reference' && now.type === 'reference') {
    add('reference-moved', was.to, now.to, { ask: 'has-value', field });
  }
  if (was.party !== now.party && now.party !== 'any' && was.type === 'party' && now.type === 'party') {
    add('party-changed', was.party, now.party, { ask: 'has-value', field });
  }
  if (was.grade !== now.grade || was.dataClass !== now.dataClass) {
    add('grade-changed', `${was.grade} ${was.dataClass}`, `${now.grade} ${now.dataClass}`);
  }
  if (was.zh !== now.zh || was.en !== now.en) add('wording-changed', was.zh, now.zh);
}

function compareList(
  add: (kind: Kind, a: string | null, b: string | null, question?: DataQuestion | null) => void,
  before: RegisterDefinition,
  after: RegisterDefinition,
  was: Field,
  now: Field,
  field: string,
  contexts: Contexts,
): void {
  if (was.type !== 'code' || now.type !== 'code' || was.list === null || now.list === null) return;
  const old = (findList(was.list, before, contexts.before)?.values ?? []).map(({ code }) => code);
  const current = (findList(now.list, after, contexts.after)?.values ?? []).map(({ code }) => code);
  const gone = old.filter((code) => !current.includes(code));
  const come = current.filter((code) => !old.includes(code));
  if (gone.length > 0) add('list-narrowed', gone.join(', '), null, { ask: 'has-code', field, codes: gone });
  if (come.length > 0) add('list-widened', null, come.join(', '));
}

function compareChildren(
  found: DefinitionDifference[],
  before: RegisterDefinition,
  after: RegisterDefinition,
  contexts: Contexts,
): void {
  const twin = (children: readonly Child[], { id }: Child) => children.find((child) => child.id === id);
  for (const child of after.children) {
    const was = twin(before.children, child);
    if (!was) {
      found.push(difference('child-added', child.id, null, child.zh));
      continue;
    }
    compareFields(found, before, after, was.fields, child.fields, `${child.id}.`, contexts);
    if (was.key.join() === child.key.join()) continue;
    const question = { ask: 'same-key', fields: child.key, child: child.id } as const;
    found.push(difference('child-key-changed', child.id, was.key.join(', '), child.key.join(', '), question));
  }
  for (const child of before.children) {
    if (twin(after.children, child)) continue;
    found.push(difference('child-removed', child.id, child.zh, null, { ask: 'has-rows', child: child.id }));
  }
}

function compareRules(found: DefinitionDifference[], before: RegisterDefinition, after: RegisterDefinition): void {
  for (const check of after.checks) {
    const was = before.checks.find(({ id }) => id === check.id);
    if (was?.rule === check.rule && was.level === check.level) continue;
    const question = check.level === 'error' ? ({ ask: 'breaks-check', field: null, check: check.id } as const) : null;
    found.push(difference(was ? 'rule-changed' : 'rule-added', check.id, was?.rule ?? null, check.rule, question));
  }
  for (const check of before.checks) {
    if (!after.checks.some(({ id }) => id === check.id))
      found.push(difference('rule-removed', check.id, check.rule, null));
  }
}

function compareStates(found: DefinitionDifference[], before: RegisterDefinition, after: RegisterDefinition): void {
  const [old, now] = [before.lifeCycle, after.lifeCycle];
  if (!old && now) found.push(difference('life-cycle-added', 'life-cycle', null, now.initial));
  if (old && !now)
    found.push(difference('life-cycle-removed', 'life-cycle', old.initial, null, { ask: 'has-entries' }));
  if (!old || !now) return;
  for (const state of now.states) {
    if (!old.states.some(({ id }) => id === state.id)) found.push(difference('state-added', state.id, null, state.zh));
  }
  for (const state of old.states) {
    if (now.states.some(({ id }) => id === state.id)) continue;
    found.push(difference('state-removed', state.id, state.zh, null, { ask: 'in-state', states: [state.id] }));
  }
}

/** A measure that counts otherwise changes figures, never entries. */
function compareMeasures(
  found: DefinitionDifference[],
  before: RegisterDefinition,
  after: RegisterDefinition,
  catalogue: ReadonlySet<string>,
): void {
  const codes = new Set([...after.indicators, ...before.indicators].map(({ code }) => code));
  for (const code of codes) {
    const [was, now] = [before, after].map(({ indicators }) => indicators.find((measure) => measure.code === code));
    const [a, b] = [was, now].map((measure) => (measure ? meaningOf(measure, catalogue) : null));
    if (a !== b) found.push(difference('indicator-changed', code, was?.where ?? null, now?.where ?? null));
  }
}

/**
 * What a measure says, in an order of its own: a store may hand back keys in another. Of a code of the catalogue the
 * catalogue says names, unit and direction.
 */
function meaningOf(one: Measure, catalogue: ReadonlySet<string>): string {
  const { measure, of, per, from, to, where, over, at, date, zh, en, unit, direction } = one;
  const basis = over && [over.register, over.where];
  const own = catalogue.has(one.code) ? [] : [zh, en, unit, direction];
  return JSON.stringify([measure, of, per, from, to, where, basis, at, date, ...own]);
}
