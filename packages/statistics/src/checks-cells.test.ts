/** Blank and unreadable cells, checks 1, 2, 3, 18, 24, 27 and 30. */
import { expect, test } from 'vitest';
import { findingOf, found, mended } from '../test/findings.ts';
import { contextOf, usualFirm, withCells } from '../test/firm.ts';
import { testForm } from '../test/form.ts';
import { type CheckContext, checkReturn, columnDigest, countFindings, dueFindings, month, quarter } from './index.ts';

const form = testForm();
const august = contextOf(form);
const of18 = (context: CheckContext) => found(context).filter((one) => one.startsWith('18 '));
const rest = (context: CheckContext) => found(context).filter((one) => !one.startsWith('blank'));

test('a blank is asked: zero, no such thing, or not known; each answer settles it', () => {
  const blank = withCells(august, { '48': { current: null } });
  expect(found(blank)).toEqual(['blank blank 48 current']);
  const { message, mends } = findingOf(blank, 'blank');
  expect(message.zh).toBe('48 合格率：没填本月。是 0、没有这项，还是暂时不知道？');
  expect(mends.map(({ names }) => names.zh)).toEqual(['填 0', '没有这项 —', '未取得']);
  expect(mends.map(({ sets }) => sets[0]?.cell)).toEqual([
    { value: '0' },
    { value: null, missing: 'not-applicable' },
    { value: null, missing: 'unknown' },
  ]);
  for (const mend of mends.slice(1)) expect(found(mended(blank, mend))).toEqual([]);
  for (const missing of ['below-unit', 'not-yet-reported', 'suppressed'] as const) {
    expect(found(withCells(august, { '48': { current: { value: null, missing } } }))).toEqual([]);
  }
});

test('a blank that other cells tell is offered first: the total, the month, last year’s base', () => {
  for (const column of ['current', 'cumulative', 'current-base', 'cumulative-base'] as const) {
    const blank = withCells(august, { '07': { [column]: null } });
    const [first] = findingOf(blank, 'blank').mends;
    expect(first?.sets[0]?.cell.value).toBe(august.cells['07']?.[column]?.value);
    expect(found(mended(blank, first))).toEqual([]);
  }
});

test('a row that need not be given is asked only once it is begun', () => {
  const optional = testForm((source) => source.replace('{code: 48,', '{code: 48, required: false,'));
  const empty = withCells({ ...august, definition: optional }, { '48': { current: null, 'current-base': null } });
  expect(found(empty)).toEqual([]);
  expect(found(withCells(empty, { '48': { current: '98' } }))).toEqual(['blank blank 48 current-base']);
});

test('what is no number, is not asked or is in no row of the form is an error', () => {
  expect(found(withCells(august, { '48': { current: '9o.1' } }))).toEqual(['cell error 48 current']);
  expect(found(withCells(august, { '48': { current: '1e3' } }))).toEqual(['cell error 48 current']);
  expect(found(withCells(august, { '48': { cumulative: '12' } }))).toEqual(['cell error 48 cumulative']);
  expect(found(withCells(august, { '99': { current: '12' } }))).toEqual(['cell error - -']);
  expect(found(withCells(august, { '62#part=battery': { current: '12' } }))).toEqual(['cell error - -']);
});

test('an answer is up, same or down', () => {
  const survey = testForm((source) => source.replace("kind: rate, unit: '%'}", 'kind: answer}'));
  const at = (value: string | null) =>
    found(withCells({ ...august, definition: survey }, { '48': { current: value, 'current-base': null } }));
  expect(at('down')).toEqual([]);
  expect(at('better')).toEqual(['cell error 48 current']);
  expect(at(null)).toEqual(['blank blank 48 current']);
});

test('1: a row without a known unit takes no figure', () => {
  const nameless = testForm((source) => source.replace('en: Wages, unit: 千元', 'en: Wages, unit: 千圆'));
  expect(found({ ...august, definition: nameless })).toEqual(['1 error 42 current']);
});

test('2: number, edition, rhythm and validity of the form', () => {
  expect(found({ ...august, definition: { ...form, number: ' ' } })).toEqual(['2 error - -']);
  expect(rest({ ...august, period: month(2025, 1) })).toContain('2 error - -');
  expect(rest({ ...august, period: quarter(2025, 3), past: [] })).toContain('2 error - -');
  expect(found({ ...august, definition: { ...form, validUntil: '2025-07' } })).toEqual(['2 error - -']);
  expect(found({ ...august, definition: { ...form, validUntil: '2025-08' } })).toEqual([]);
  expect(found({ ...august, definition: { ...form, validFrom: '2025-09' } })).toEqual(['2 error - -']);
});

test('3: the credit code has 18 characters, the last by GB 32100', () => {
  const at = (creditCode: string | null) => found({ ...august, creditCode });
  expect(at(null)).toEqual([]);
  // The example of GB 32100-2015.
  expect(at('91350100M000100Y43')).toEqual([]);
  for (const wrong of ['91350100M000100Y44', '91350100M000100Y4', '91350100M0O0100Y43', '']) {
    expect(at(wrong)).toEqual(['3 error - -']);
  }
});

test('18: rates lie between 0 and 100 unless listed otherwise; utilisation may go beyond with a word', () => {
  const at = (row: string, value: string) => found(withCells(august, { [row]: { current: value } }));
  for (const right of ['0', '100', '99.999']) expect(at('48', right).filter((one) => one.startsWith('18'))).toEqual([]);
  expect(at('48', '100.1')).toContain('18 error 48 current');
  expect(at('48', '-0.1')).toContain('18 error 48 current');
  const used = (value: string, reason?: string) => {
    const cell = { value, ...(reason === undefined ? {} : { reason }) };
    return found(withCells(august, { '45': { current: cell } })).filter((one) => one.startsWith('18'));
  };
  expect(used('110')).toEqual([]);
  expect(used('110.1')).toEqual(['18 warning 45 current']);
  expect(used('130')).toEqual(['18 warning 45 current']);
  expect(used('130.1')).toEqual(['18 error 45 current']);
  expect(used('130.1', '三班满产')).toEqual(['18 explained 45 current']);
  // Growth has no such limits, also where the row that grows is not on the form.
  const growth = testForm((source) =>
    source.replace("kind: rate, unit: '%'}", "kind: rate, unit: '%', indicator: value-added-growth}"),
  );
  for (const value of ['-12.5', '140']) {
    expect(of18(withCells({ ...august, definition: growth }, { '48': { current: value } }))).toEqual([]);
  }
  const listed = testForm((source) =>
    source.replace("kind: rate, unit: '%'}", "kind: rate, unit: '%', limits: [0, 150]}"),
  );
  const wide = withCells({ ...august, definition: listed }, { '48': { current: '120' } });
  expect(found(wide).filter((one) => one.startsWith('18'))).toEqual([]);
});

test('24: a column that is another’s in every number', () => {
  const digest = columnDigest(august.cells, 'current');
  expect(digest).toMatch(/^[0-9a-f]{24}$/);
  const copied = { ...august, others: new Map([[digest, '戊辰汽配']]) };
  expect(found(copied)).toEqual(['24 warning 01 current']);
  expect(findingOf(copied, '24').message.zh).toContain('戊辰汽配');
  expect(found(withCells(copied, { '42': { current: '11001' } }))).not.toContain('24 warning 01 current');
});

test('24: few numbers or none but zeros have no digest, and one number however written has one', () => {
  const cells = (values: readonly string[]) =>
    Object.fromEntries(values.map((value, i) => [String(i + 10), { current: { value } }]));
  expect(columnDigest(cells(['1', '2', '3', '4']), 'current')).toBe('');
  expect(columnDigest(cells(['0', '0', '0.0', '0', '0']), 'current')).toBe('');
  const same = columnDigest(cells(['1.50', '2', '3', '4', '05']), 'current');
  expect(same).toBe(columnDigest(cells(['1.5', '2.0', '3', '4', '5']), 'current'));
  expect(same).not.toBe(columnDigest(cells(['1.5', '2', '3', '5', '4']), 'current'));
});

test('27: late, and all zero without a word of a stop', () => {
  expect(found({ ...august, isLate: true })).toEqual(['27 warning 01 current']);
  const zeros = Object.fromEntries(
    Object.entries(august.cells).map(([key, row]) => [key, row.cumulative ? { ...row, current: { value: '0' } } : row]),
  );
  const of27 = (context: CheckContext) => found(context).filter((one) => one.startsWith('27'));
  expect(of27({ ...august, cells: zeros })).toEqual(['27 warning 01 current']);
  expect(of27({ ...august, cells: zeros, isStopped: true })).toEqual([]);
  const said = { current: { value: '0', reasonCode: 'stopped' } } as const;
  expect(of27(withCells({ ...august, cells: zeros }, { '01': said }))).toEqual(['27 explained 01 current']);
  expect(of27(withCells({ ...august, cells: zeros }, { '42': { current: '1' } }))).toEqual([]);
});

test('27: a report that is missing between is noted, an exempt month is not missing', () => {
  const notes = (context: CheckContext) =>
    checkReturn(context).filter(({ check, level }) => check === '27' && level === 'info').length;
  expect(notes(august)).toBe(0);
  expect(notes({ ...august, past: august.past.slice(0, -1) })).toBe(1);
  expect(notes(contextOf(form, usualFirm, [2025, 2]))).toBe(0);
  expect(notes({ ...august, past: [] })).toBe(0);
});

test('30: what is approved does not change until it is reopened', () => {
  const locked = { ...august, locked: august.cells };
  expect(found(locked)).toEqual([]);
  const changed = withCells(locked, { '48': { current: '98.1' } });
  expect(found(changed)).toEqual(['30 error 48 current']);
  expect(found(mended(changed, findingOf(changed, '30').mends[0]))).toEqual([]);
  expect(found(withCells(locked, { '48': { current: { value: null, missing: 'unknown' } } }))).toEqual([
    '30 error 48 current',
  ]);
  expect(found(withCells(august, { '48': { current: '98.1' } }))).toEqual([]);
});

test('a return may be handed in when nothing is wrong or blank and every warning has its reason', () => {
  const context = withCells(august, {
    '07': { 'current-base': { value: '120000', reasonCode: 'scope-change' } },
    '45': { current: '120' },
    '48': { current: null },
  });
  const findings = checkReturn(context);
  expect(countFindings(findings)).toEqual({ error: 1, warning: 1, blank: 1, explained: 1 });
  expect(dueFindings(findings).map(({ check }) => check)).toEqual(['18', '28', 'blank']);
  expect(dueFindings(checkReturn(august))).toEqual([]);
});
