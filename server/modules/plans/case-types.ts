import type { CaseMove, CaseState, CaseType } from '../../kernel/cases/contract.ts';

const state = (id: string, zh: string, en: string, final = false): CaseState => ({ id, zh, en, final });
const move = (
  id: string,
  [zh, en]: readonly [string, string],
  way: { from: readonly string[]; to: string; due: number | null; asksNote?: boolean },
): CaseMove => ({
  id,
  zh,
  en,
  from: way.from,
  to: way.to,
  by: ['bureau'],
  due: way.due,
  asksNote: way.asksNote ?? false,
});

/** A target that is off its path, or a task past its date: checked, chased, put right, accepted. */
export const targetSlip: CaseType = {
  id: 'target-slip',
  names: { zh: '目标滞后督办', en: 'Target behind its path' },
  initial: 'to-verify',
  states: [
    state('to-verify', '待核实', 'To verify'),
    state('handling', '督办中', 'Being chased'),
    state('rectifying', '整改', 'Being put right'),
    state('to-accept', '待验收', 'To be accepted'),
    state('closed', '办结', 'Closed', true),
  ],
  moves: [
    move('confirm', ['核实属实，转督办', 'Confirm and chase'], { from: ['to-verify'], to: 'handling', due: 3 }),
    move('dismiss', ['情况不实，办结', 'Not so: close'], {
      from: ['to-verify'],
      to: 'closed',
      due: null,
      asksNote: true,
    }),
    move('rectify', ['要求整改', 'Have it put right'], {
      from: ['handling'],
      to: 'rectifying',
      due: 5,
      asksNote: true,
    }),
    move('submit', ['整改完成，提请验收', 'Put right: ask for acceptance'], {
      from: ['handling', 'rectifying'],
      to: 'to-accept',
      due: 20,
      asksNote: true,
    }),
    move('return', ['验收不通过，退回整改', 'Not accepted: back'], {
      from: ['to-accept'],
      to: 'rectifying',
      due: null,
      asksNote: true,
    }),
    move('accept', ['验收通过，办结', 'Accept and close'], { from: ['to-accept'], to: 'closed', due: 5 }),
  ],
  escalateAfter: 3,
  remindBefore: 2,
};
