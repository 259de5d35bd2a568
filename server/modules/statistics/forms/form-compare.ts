import { type FormDefinition, type FormRow, rowsOf } from '@liannao/statistics';
import type { FormCheckReport } from './model.ts';
import { type Locale, textFor } from './text.ts';

type Change = FormCheckReport['changes'][number];

/** What a new text changes against the definition in force: rows, relations, dates, reviewers; what stays is not named. */
export function formChanges(before: FormDefinition, after: FormDefinition, locale: Locale): Change[] {
  const say = textFor(locale);
  const rows = (definition: FormDefinition) =>
    new Map(rowsOf(definition).map(({ row, section }) => [row.code, { ...row, section: section.id }]));
  const checks = (definition: FormDefinition) => new Map(definition.checks.map((check) => [check.id, check]));
  const named = (row: FormRow) => `${row.code} ${locale === 'en' ? row.en : row.zh}`;
  return [
    ...HEAD.flatMap((field): Change[] => {
      const [was, is] = [wordsOf(before[field]), wordsOf(after[field])];
      return was === is ? [] : [{ kind: 'changed', what: say.form.fields[field], note: `${was} → ${is}` }];
    }),
    ...compared(rows(before), rows(after), (row) => say.form.row(named(row))),
    ...compared(checks(before), checks(after), (check) => say.form.relation(check.id)),
  ];
}

/** Parts of the head in the order of the paper; rows and relations are compared one by one. */
const HEAD = [
  'zh',
  'number',
  'edition',
  'authority',
  'validFrom',
  'validUntil',
  'frequency',
  'exempt',
  'reporter',
  'columns',
  'opens',
  'due',
  'release',
  'review',
] as const satisfies readonly (keyof FormDefinition)[];
export type HeadField = (typeof HEAD)[number];

/** A value in one line, whatever the order in which a store hands its parts out. */
function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (Array.isArray(value)) return value.map(wordsOf).join(', ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${key}: ${wordsOf(part)}`)
    .join('; ');
}

function compared<T extends object>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  name: (one: T) => string,
): Change[] {
  const changes: Change[] = [];
  for (const [id, one] of after) {
    const was = before.get(id);
    if (!was) changes.push({ kind: 'added', what: name(one), note: '' });
    else {
      const fields = differing(was, one);
      if (fields.length > 0) changes.push({ kind: 'changed', what: name(one), note: fields.join('; ') });
    }
  }
  for (const [id, one] of before) if (!after.has(id)) changes.push({ kind: 'removed', what: name(one), note: '' });
  return changes;
}

function differing(before: object, after: object): string[] {
  const [was, is] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((field) =>
    wordsOf(was[field]) === wordsOf(is[field]) ? [] : [`${field}: ${wordsOf(was[field])} → ${wordsOf(is[field])}`],
  );
}
