import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formSource, testForm } from '../test/form.ts';
import { checkFormDefinition, type IndicatorLookup, readForm, rowsOf } from './index.ts';

const facts: Readonly<Record<string, ReturnType<IndicatorLookup>>> = {
  'gross-output-value': { unit: '万元', dimension: 'money', scope: ['industry'], timeRule: 'sum' },
  revenue: { unit: '万元', dimension: 'money', scope: ['industry'], timeRule: 'sum' },
  'total-profit': { unit: '万元', dimension: 'money', scope: [], timeRule: 'sum' },
  employees: { unit: '人', dimension: 'person', scope: [], timeRule: 'last' },
  'industrial-electricity': { unit: '千瓦时', dimension: 'energy', scope: [], timeRule: 'sum' },
  'parts-purchases': { unit: '万元', dimension: 'money', scope: ['part'], timeRule: 'sum' },
};
const lookup: IndicatorLookup = (code) => facts[code];

/** `code line suggestion` of each issue. */
function issues(change: (source: string) => string): string[] {
  const source = change(formSource);
  expect(source).not.toBe(formSource);
  const read = readForm(source, lookup);
  if (read.ok) return [];
  for (const issue of read.issues) {
    expect(issue.message).not.toBe('');
    expect(issue.zh).not.toBe('');
  }
  return read.issues.map(({ code, at, suggestion }) => [code, at ?? '-', suggestion ?? '-'].join(' '));
}
/** Line of the first occurrence. */
const lineOf = (text: string) => formSource.slice(0, formSource.indexOf(text)).split('\n').length;

test('codes stay as they are written and what is not said has its default', () => {
  const form = testForm();
  const row = rowsOf(form)[1]?.row;
  expect(row).toEqual({
    code: '02',
    zh: '零部件',
    en: 'Parts',
    kind: 'flow',
    unit: '千元',
    indicator: null,
    scope: {},
    parent: '01',
    exhaustive: false,
    required: true,
    mayFall: false,
    mayBeNegative: false,
    hint: { zh: '', en: '' },
  });
  expect(form).toMatchObject({ opens: 0, release: null, validUntil: null, exempt: [1], edition: '2025' });
  expect(checkFormDefinition(form, lookup)).toEqual([]);
});

test.each([
  ['an unknown key', 'mayFall: true', 'mayfall: true', ['form-key-unknown', 'mayFall']],
  ['an unknown word', 'frequency: monthly', 'frequency: montly', ['form-word-unknown', 'monthly']],
  ['a key that is missing', 'unit: 千元, indicator: revenue', 'indicator: revenue', ['form-key-missing', '-']],
  ['a truth that is none', 'exhaustive: true', 'exhaustive: yes', ['form-not-boolean', '-']],
  ['a month that is none', 'validFrom: 2023-01', 'validFrom: 2023-13', ['form-bad-shape', '2025-01']],
  ['a number that is none', 'due: 8', 'due: soon', ['form-bad-shape', '-']],
  ['a key twice', 'due: 8', 'due: 8\ndue: 9', ['form-key-twice', '-']],
  ['an unknown unit', 'unit: 人,', 'unit: 万仁,', ['form-unit-unknown', '万人']],
  ['a unit of another kind', 'unit: 人,', 'unit: 千元,', ['form-unit-dimension', '人']],
  ['an unknown indicator', 'indicator: employees', 'indicator: employes', ['form-indicator-unknown', '-']],
  ['a stock as a flow', 'kind: stock, unit: 人', 'kind: flow, unit: 人', ['form-kind', 'stock']],
  ['an unknown scope', 'indicator: revenue}', 'indicator: revenue, scope: {industri: x}}', ['form-scope', 'industry']],
  ['a parent that is not there', 'unit: 台, parent: 11', 'unit: 台, parent: 99', ['form-parent', '-']],
  ['a part in another unit', 'unit: 台, parent: 11', 'unit: 千元, parent: 11', ['form-parent', '-']],
  ['a code twice', '{code: 12,', '{code: 13,', ['form-code-twice', '-']],
  ['growth of a rate in per cent', 'unit: 百分点', "unit: '%'", ['form-unit-dimension', '百分点']],
  ['a base without its column', 'columns: [current, cumulative,', 'columns: [current,', ['form-column', 'cumulative']],
  [
    'January left out without a total',
    'columns: [current, cumulative, current-base, cumulative-base]',
    'columns: [current, current-base]',
    ['form-column', 'cumulative'],
  ],
  ['a review that goes down', 'review: [county, city]', 'review: [city, county]', ['form-review', '-']],
])('%s is told with its line and, where it can be seen, what was meant', (_, from, to, [code, meant]) => {
  const told = issues((source) => source.replace(from, to));
  expect(told).toHaveLength(1);
  const [kind, line, ...suggestion] = (told[0] ?? '').split(' ');
  expect([kind, suggestion.join(' ')]).toEqual([code, meant]);
  expect(Math.abs(Number(line) - lineOf(from))).toBeLessThanOrEqual(1);
});

test('parents in a circle and one figure from two rows are refused', () => {
  expect(
    issues((s) =>
      s
        .replace('en: Parts, unit: 千元, parent: 01', 'en: Parts, unit: 千元, parent: 03')
        .replace('unit: 千元, parent: 01}', 'unit: 千元, parent: 02}'),
    ),
  ).toContainEqual(expect.stringMatching(/^form-circle/));
  expect(issues((s) => s.replace('unit: 千元, role: sales-value', 'unit: 千元, indicator: revenue'))).toContainEqual(
    expect.stringMatching(/^form-figure-twice/),
  );
});

test.each([
  ["rule: '[13] <= [11] + [14]'", "rule: '[13] <= [11] +'", 'form-relation'],
  ["rule: '[13] <= [11] + [14]'", "rule: '[13] + [11]'", 'form-relation'],
  ["rule: '[13] <= [11] + [14]'", "rule: '[13] <= [19]'", 'form-relation'],
  ["rule: '[13] <= [11] + [14]'", "rule: '[61] = [62]'", 'form-relation'],
  ["rule: '[13] <= [11] + [14]'", "rule: 'sum[13] <= 3'", 'form-relation'],
  ["rule: '[13] <= [11] + [14]'", "rule: '[13] <= 水泵'", 'form-relation'],
])('a relation that cannot be held is refused: %s → %s', (from, to, code) => {
  expect(issues((source) => source.replace(from, to)).map((issue) => issue.split(' ')[0])).toEqual([code]);
});

test('a relation to the lines of an open section is suggested as their sum', () => {
  const told = issues((source) => source.replace("rule: '[13] <= [11] + [14]'", "rule: '[61] = [62]'"));
  expect(told).toEqual([`form-relation ${lineOf("rule: '[13]")} sum[62]`]);
});

test('no text crashes the reader', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(typeof readForm(text).ok).toBe('boolean');
    }),
  );
  fc.assert(
    fc.property(fc.nat(formSource.length), fc.nat(40), fc.string({ maxLength: 6 }), (at, cut, put) => {
      const read = readForm(formSource.slice(0, at) + put + formSource.slice(at + cut), lookup);
      if (!read.ok) expect(read.issues.length).toBeGreaterThan(0);
    }),
    { numRuns: 30 },
  );
  for (const text of ['', '~', '- 1', 'a: &a [*a]', '['.repeat(5000), `${'x'.repeat(400_001)}`]) {
    expect(readForm(text).ok).toBe(false);
  }
});
