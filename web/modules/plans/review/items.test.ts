import { expect, test } from 'vitest';
import { SURE_BINDING } from '../../../../server/modules/plans/model.ts';
import type { TargetView } from '../review-api.ts';
import { isSure, sureBindingFrom } from './items.ts';

const target = (change: Partial<TargetView>) =>
  ({
    review: 'proposed',
    question: null,
    confidence: 0.95,
    binding: 'unbound',
    bindingConfidence: null,
    ...change,
  }) as TargetView;

test('what is accepted together is what the server accepts: a doubtful suggestion is not', () => {
  expect(sureBindingFrom).toBe(SURE_BINDING);
  expect(isSure(target({}))).toBe(true);
  expect(isSure(target({ binding: 'suggested', bindingConfidence: 0.59 }))).toBe(false);
  expect(isSure(target({ binding: 'suggested', bindingConfidence: 0.6 }))).toBe(true);
  expect(isSure(target({ binding: 'bound', bindingConfidence: 0.3 }))).toBe(true);
  expect(isSure(target({ confidence: 0.8 }))).toBe(false);
});
