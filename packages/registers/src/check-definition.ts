import { checkChild, checkFields } from './check-fields.ts';
import { checkLifeCycle } from './check-life-cycle.ts';
import { checkMeasure } from './check-measures.ts';
import { type Checked, checkKeyFields, fieldAt, noTwins, pass } from './checking.ts';
import { readExpression } from './expression-check.ts';
import { twice } from './read-fields.ts';
import type { At, Reading } from './reading.ts';
import { nearest } from './result.ts';
import type { DefinitionContext, Field, RegisterDefinition } from './types.ts';
import { findList } from './value-type.ts';

/** Notes everything in the definition that refers to what is not there, or cannot hold. */
export function checkDefinition(reading: Reading, definition: RegisterDefinition, context: DefinitionContext): void {
  const checked: Checked = { reading, definition, context };
  checkFields(checked, ['fields'], definition.fields);
  definition.children.forEach((child, index) => {
    checkChild(checked, child, index);
  });
  noTwins(reading, ['fields'], definition.fields);
  noTwins(reading, ['children'], definition.children);
  for (const [index, child] of definition.children.entries()) {
    if (definition.fields.some(({ id }) => id === child.id)) twice(reading, ['children', index, 'id'], child.id);
  }
  checkKey(checked);
  checkPlaces(checked);
  noTwins(reading, ['checks'], definition.checks);
  definition.checks.forEach((check, index) => {
    if (check.rule === '') return;
    const result = readExpression(check.rule, definition, context, { want: 'boolean' });
    if (!result.ok) pass(reading, ['checks', index, 'rule'], result.issues);
  });
  if (definition.lifeCycle) checkLifeCycle(checked, definition.lifeCycle);
  noTwins(
    reading,
    ['indicators'],
    definition.indicators.map(({ code }) => ({ id: code })),
    'code',
  );
  definition.indicators.forEach((measure, index) => {
    checkMeasure(checked, measure, ['indicators', index]);
  });
  checkSignals(checked);
  checkScopes(checked);
  checkAccess(checked);
}

function checkKey(checked: Checked): void {
  checkKeyFields(checked, ['key'], checked.definition.key, checked.definition.fields);
}

/** Region, validity, title, owner, party and map lead to fields of the right kind. */
function checkPlaces(checked: Checked): void {
  const { definition, reading } = checked;
  const expect = (at: At, id: string | null, types: readonly Field['type'][], isRequired = false) => {
    if (id === null || id === '') return;
    const field = fieldAt(checked, at, id);
    if (!field) return;
    if (!types.includes(field.type) || field.many) {
      const list = types.join(', ');
      reading.note(at, { code: 'wrong-field', zh: `${id} 应是单值的 ${list}`, en: `${id} has to be a single ${list}` });
    } else if (isRequired && !field.required) {
      reading.note(at, { code: 'not-required', zh: `${id} 须写 required: true`, en: `${id} has to be required: true` });
    }
  };
  expect(['region', 'field'], definition.region.field, ['region'], true);
  expect(['as-at', 'from'], definition.asAt.from, ['date']);
  expect(['as-at', 'to'], definition.asAt.to, ['date']);
  expect(['owner', 'field'], definition.ownerField, ['party']);
  expect(['map', 'field'], definition.map?.field ?? null, ['place']);
  expect(['party-of', 'code'], definition.partyOf?.code ?? null, ['text'], true);
  expect(['party-of', 'name'], definition.partyOf?.name ?? null, ['text'], true);
  if (definition.title !== '') fieldAt(checked, ['title'], definition.title);
  const style = definition.map?.styleBy ?? null;
  if (style !== null && style !== 'state') expect(['map', 'style-by'], style, ['code', 'boolean']);
  if (style === 'state' && !definition.lifeCycle) fieldAt(checked, ['map', 'style-by'], 'state');
  knownUnit(checked, ['owner', 'unit'], definition.owner.unit);
}

/** A unit in charge is a code of list `owner-unit`, where the context has that list. */
function knownUnit({ reading, definition, context }: Checked, at: At, unit: string): void {
  const units = findList('owner-unit', definition, context)?.values.map(({ code }) => code);
  if (!units || units.includes(unit)) return;
  reading.note(at, {
    code: 'unknown-unit',
    zh: `代码表 owner-unit 里没有 ${unit}`,
    en: `${unit} is not in list owner-unit`,
    suggestion: nearest(unit, units),
  });
}

function checkSignals(checked: Checked): void {
  const { definition, reading, context } = checked;
  noTwins(reading, ['signals'], definition.signals);
  definition.signals.forEach((signal, index) => {
    const at = ['signals', index];
    knownUnit(checked, [...at, 'to'], signal.to);
    if (signal.when === '') return;
    const result = readExpression(signal.when, definition, context, { want: 'boolean', thresholds: signal.defaults });
    if (!result.ok) {
      pass(reading, [...at, 'when'], result.issues);
      return;
    }
    for (const name of Object.keys(signal.defaults)) {
      if (Object.hasOwn(result.value.thresholds, name)) continue;
      reading.note([...at, 'defaults', name], {
        code: 'threshold-unused',
        zh: `when 里没有用 $${name}`,
        en: `$${name} is not used in when`,
      });
    }
  });
}

function checkScopes({ definition, reading, context }: Checked): void {
  for (const [dimension, path] of Object.entries(definition.scopes)) {
    const result = readExpression(path, definition, context);
    if (!result.ok) pass(reading, ['scopes', dimension], result.issues);
  }
}

function checkAccess({ definition, reading }: Checked): void {
  const states = new Set(definition.lifeCycle?.states.map(({ id }) => id));
  definition.access.public?.states.forEach((state, index) => {
    if (states.has(state)) return;
    reading.note(['access', 'public', 'states', index], {
      code: 'unknown-state',
      zh: `没有状态 ${state}`,
      en: `No state ${state}`,
      suggestion: nearest(state, states),
    });
  });
  const isOwn = [definition.access.read, definition.access.write].some((rights) =>
    Object.values(rights).includes('own'),
  );
  if (isOwn && definition.ownerField === null && definition.partyOf === null) {
    reading.note(['access'], {
      code: 'own-without-field',
      zh: 'own 需要一个企业或机构字段',
      en: 'own needs a field of type party',
    });
  }
}
