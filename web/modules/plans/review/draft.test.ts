import { expect, test } from 'vitest';
import type { TargetView } from '../review-api.ts';
import { draftOf, errorsOf, isChanged, patchOf } from './draft.ts';
import { zh } from './text-zh.ts';

const target = {
  id: 't',
  indicatorName: '新能源汽车年产量',
  comparator: '>',
  value: 120,
  valueMax: null,
  unit: '万辆',
  deadline: 2025,
  accumulation: 'annual',
  kind: 'target',
  baselineYear: null,
  region: { code: '330000', name: '浙江省' },
  indicatorCode: null,
  responsible: [],
} as unknown as TargetView;

test('only what a person changed is sent', () => {
  const draft = { ...draftOf(target), value: '1,250', deadline: '' };
  expect(isChanged(draft, target)).toBe(true);
  expect(patchOf(draft, target)).toEqual({ value: 1250, deadline: null });
  expect(patchOf(draftOf(target), target)).toEqual({});
});

test('each wrong field says what to put', () => {
  const draft = { ...draftOf(target), comparator: 'range' as const, value: '300', valueMax: '200', deadline: '27年' };
  expect(errorsOf(draft, zh)).toEqual({ valueMax: zh.needUpper, deadline: zh.needYear });
});
