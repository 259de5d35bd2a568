import type { SignalRule } from '../signals/contract.ts';
import type { CaseType } from './contract.ts';

/** A small state machine, and a rule that finds what a test says: what tests of the loop stand on. */
export const testType: CaseType = {
  id: 'test-slip',
  names: { zh: '测试事项', en: 'Test case' },
  initial: 'to-verify',
  states: [
    { id: 'to-verify', zh: '待核实', en: 'To verify', final: false },
    { id: 'handling', zh: '督办中', en: 'In hand', final: false },
    { id: 'closed', zh: '办结', en: 'Closed', final: true },
  ],
  moves: [
    {
      id: 'confirm',
      zh: '核实',
      en: 'Confirm',
      from: ['to-verify'],
      to: 'handling',
      by: ['bureau'],
      due: 3,
      asksNote: false,
    },
    { id: 'close', zh: '办结', en: 'Close', from: ['handling'], to: 'closed', by: ['bureau'], due: 10, asksNote: true },
    {
      id: 'pay',
      zh: '缴费',
      en: 'Pay',
      from: ['to-verify'],
      to: 'handling',
      by: ['enterprise'],
      due: null,
      asksNote: false,
    },
  ],
  escalateAfter: 3,
  remindBefore: 2,
};

export const testRule = (find: SignalRule['find'], more: Partial<SignalRule> = {}): SignalRule => ({
  id: 'test.rule',
  names: { zh: '测试规则', en: 'Test rule' },
  severity: 'yellow',
  thresholds: [{ name: 'days', zh: '天数', en: 'Days', unit: '天', default: 30, min: 1, max: 100 }],
  unit: 'industry',
  caseType: testType.id,
  opensCaseFrom: null,
  find,
  ...more,
});
