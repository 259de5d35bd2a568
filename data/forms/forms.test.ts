import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkFormDefinition, type FormDefinition, formPeriods, readForm, rowsOf } from '@liannao/statistics';
import { expect, test } from 'vitest';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

interface Catalogued {
  readonly code: string;
  readonly unit: string;
  readonly dimension: string;
  readonly scope: readonly string[];
  readonly timeRule: string;
  readonly scopedNames?: readonly { readonly scope: Readonly<Record<string, string>> }[];
  readonly source: { readonly form?: { readonly id: string } };
}
const catalogue = JSON.parse(readFileSync(new URL('../indicators.json', import.meta.url), 'utf8')) as Catalogued[];
const indicators = new Map(catalogue.map((one) => [one.code, one]));

function formIn(file: string): FormDefinition {
  const read = readForm(readFileSync(`${FOLDER}/${file}`, 'utf8'));
  if (!read.ok) throw new Error(read.issues.map(({ at, message }) => `${file}:${at} ${message}`).join('\n'));
  return read.value;
}
const forms = files.map(formIn);

test('there are seventeen forms, each with a number and a name of its own', () => {
  expect(files).toHaveLength(17);
  for (const part of ['id', 'number', 'zh', 'en'] as const)
    expect(new Set(forms.map((form) => form[part])).size).toBe(17);
  expect(forms.map(({ id }) => `${id}.yaml`)).toEqual(files);
});

test.each(forms)('$id fits the catalogue', (form) => {
  expect(checkFormDefinition(form, (code) => indicators.get(code))).toEqual([]);
});

test('every indicator that the catalogue takes from a form is a row of that form', () => {
  const asked = catalogue.flatMap(({ code, source }) => (source.form ? [`${source.form.id} ${code}`] : []));
  const rows = new Set(forms.flatMap((form) => rowsOf(form).map(({ row }) => `${form.id} ${row.indicator}`)));
  expect(asked.filter((one) => !rows.has(one))).toEqual([]);
});

test('every scope that the catalogue has a name of its own for is a row of the form', () => {
  const scopeOf = (scope: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(scope).sort());
  const rows = new Set(
    forms.flatMap((form) => rowsOf(form).map(({ row }) => `${form.id} ${row.indicator} ${scopeOf(row.scope)}`)),
  );
  /** Of other firms than the form's reporters: whole cities and industries, from the statistics bureau. */
  const elsewhere = (scope: Readonly<Record<string, string>>) =>
    ['all-industry', 'pharma-health'].includes(scope.industry ?? '');
  const asked = catalogue.flatMap(({ code, source, scopedNames = [] }) =>
    scopedNames.flatMap(({ scope }) =>
      source.form && !elsewhere(scope) ? [`${source.form.id} ${code} ${scopeOf(scope)}`] : [],
    ),
  );
  expect(asked.filter((one) => !rows.has(one))).toEqual([]);
});

test('no two rows of a form become the same figure', () => {
  for (const form of forms) {
    const keys = rowsOf(form).flatMap(({ row, section }) =>
      row.indicator === null
        ? []
        : [`${row.indicator} ${JSON.stringify(Object.entries(row.scope).sort())} ${section.open?.length}`],
    );
    expect(new Set(keys).size, form.id).toBe(keys.length);
  }
});

test('the industry form is reported eleven times a year, the vehicle form twelve times', () => {
  const of = (id: string) => forms.find((form) => form.id === id) as FormDefinition;
  expect(formPeriods(of('industry-monthly'), '2025-01', '2025-12')).toHaveLength(11);
  expect(formPeriods(of('vehicle-monthly'), '2025-01', '2025-12')).toHaveLength(12);
  expect(formPeriods(of('climate-quarterly'), '2025-01', '2025-12')).toHaveLength(4);
  expect(formPeriods(of('local-sourcing'), '2025-01', '2025-12')).toHaveLength(2);
});

test.each(['b1-forms.md', 'b1-forms.zh.md'])('the form that docs/user/%s shows can be used as it stands', (page) => {
  const text = readFileSync(new URL(`../../docs/user/${page}`, import.meta.url), 'utf8');
  const [, source = ''] = /^```yaml\n(.*?)^```/ms.exec(text) ?? [];
  const read = readForm(source, (code) => indicators.get(code));
  expect(read.ok ? [] : read.issues).toEqual([]);
});
