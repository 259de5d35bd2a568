import { type At, knownKeys, type Reading, recordAt, textsAt } from './reading.ts';
import type { RegisterDefinition } from './types.ts';

/** Full-width forms, case, blanks, hyphens and the mark of a required column make no difference. */
export const headingKey = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*_-]+/g, '');

/**
 * Accepted headings of each column, ours first. Written ones come first, then Chinese and English name and id. `state` is
 * the column of the state, where there are states.
 */
export function readHeadings(
  reading: Reading,
  value: unknown,
  { fields, key, lifeCycle }: Pick<RegisterDefinition, 'fields' | 'key' | 'lifeCycle'>,
): Readonly<Record<string, readonly string[]>> {
  const section = recordAt(reading, ['import'], value);
  knownKeys(reading, ['import'], section, ['key', 'headings']);
  const written = recordAt(reading, ['import', 'headings'], section.headings);
  if (section.key !== undefined && textsAt(reading, ['import', 'key'], section.key).join() !== key.join()) {
    reading.note(['import', 'key'], {
      code: 'key-differs',
      zh: '与 key 不同',
      en: 'Differs from key',
      suggestion: key.join(', '),
    });
  }
  const claims = new Map<string, string>();
  const accepted: Record<string, string[]> = {};
  const claim = (field: string, heading: string, at: At | null) => {
    const holder = claims.get(headingKey(heading));
    if (holder === undefined) {
      claims.set(headingKey(heading), field);
      accepted[field] = [...(accepted[field] ?? []), heading];
    } else if (holder !== field && at !== null) {
      reading.note(at, {
        code: 'heading-twice',
        zh: `表头“${heading}”已归 ${holder}`,
        en: `The heading “${heading}” belongs to ${holder} already`,
      });
    }
  };
  for (const [field, headings] of Object.entries(written)) {
    const at = ['import', 'headings', field];
    if (!fields.some(({ id }) => id === field) && !(field === 'state' && lifeCycle)) {
      reading.note(at, { code: 'unknown-field', zh: `没有字段 ${field}`, en: `No field ${field}` });
    }
    textsAt(reading, at, headings).forEach((heading, index) => {
      claim(field, heading, [...at, index]);
    });
  }
  fields.forEach((field, index) => {
    claim(field.id, field.zh, ['fields', index, 'zh']);
  });
  for (const field of fields) {
    claim(field.id, field.en, null);
    claim(field.id, field.id, null);
  }
  return accepted;
}
