import { twice } from './read-fields.ts';
import type { At, Reading } from './reading.ts';
import { nearest } from './result.ts';
import type { DefinitionContext, Field, Issue, RegisterDefinition } from './types.ts';

/** A definition being held against itself and what it refers to. */
export interface Checked {
  readonly reading: Reading;
  readonly definition: RegisterDefinition;
  readonly context: DefinitionContext;
}

/** Hands issues of an expression on, with the place where it stands. */
export function pass(reading: Reading, at: At, issues: readonly Issue[]): void {
  for (const issue of issues) reading.note(at, { ...issue });
}

export function noTwins(reading: Reading, at: At, items: readonly { readonly id: string }[], key = 'id'): void {
  const seen = new Set<string>();
  items.forEach(({ id }, index) => {
    if (id !== '' && seen.has(id)) twice(reading, [...at, index, key], id);
    seen.add(id);
  });
}

/** The field of that id; notes it where there is none. */
export function fieldAt(checked: Checked, at: At, id: string, fields = checked.definition.fields): Field | undefined {
  const field = fields.find((candidate) => candidate.id === id);
  if (!field && id !== '') {
    const suggestion = nearest(
      id,
      fields.map((candidate) => candidate.id),
    );
    checked.reading.note(at, { code: 'unknown-field', zh: `没有字段 ${id}`, en: `No field ${id}`, suggestion });
  }
  return field;
}

export function checkKeyFields(checked: Checked, at: At, key: readonly string[], fields: readonly Field[]): void {
  key.forEach((id, index) => {
    const field = fieldAt(checked, [...at, index], id, fields);
    if (!field) return;
    if (!field.required) {
      const zh = `主键字段 ${id} 须写 required: true`;
      checked.reading.note([...at, index], {
        code: 'key-not-required',
        zh,
        en: `Key field ${id} has to be required: true`,
      });
    }
    if (field.many || field.type === 'place' || field.type === 'file') {
      const en = `${id} cannot be part of the key: it has to have one plain value`;
      checked.reading.note([...at, index], { code: 'key-not-plain', zh: `${id} 不能作主键：应只有一个普通值`, en });
    }
  });
}
