import type { CaseMove, CaseType } from '../../../kernel/cases/contract.ts';

const move = (
  id: string,
  [zh, en]: readonly [string, string],
  way: Pick<CaseMove, 'from' | 'to' | 'by' | 'due' | 'asksNote'>,
): CaseMove => ({ id, zh, en, ...way });
const bureau = ['bureau'] as const;
const firm = ['reporter', 'enterprise', 'bureau'] as const;

/** 产能核实: the bureau asks, the firm confirms or corrects, the bureau looks at it. The talk is the case's messages. */
export const capacityCheck: CaseType = {
  id: 'capacity-check',
  names: { zh: '产能核实', en: 'Capacity check' },
  initial: 'asked',
  states: [
    { id: 'asked', zh: '待企业核实', en: 'With the firm', final: false },
    { id: 'answered', zh: '待经信部门审核', en: 'With the bureau', final: false },
    { id: 'correcting', zh: '改正报表', en: 'Form being corrected', final: false },
    { id: 'closed', zh: '办结', en: 'Closed', final: true },
  ],
  moves: [
    move('confirm', ['数据属实，说明原因', 'Figures hold: explain'], {
      from: ['asked', 'correcting'],
      to: 'answered',
      by: firm,
      due: 5,
      asksNote: true,
    }),
    move('correct', ['数据有误，去改报表', 'Figures are wrong: correct the form'], {
      from: ['asked', 'answered'],
      to: 'correcting',
      by: firm,
      due: 5,
      asksNote: true,
    }),
    move('ask-again', ['说明不足，再核实', 'Not enough: ask again'], {
      from: ['answered'],
      to: 'asked',
      by: bureau,
      due: null,
      asksNote: true,
    }),
    move('close', ['审核通过，办结', 'Accept and close'], {
      from: ['answered', 'correcting'],
      to: 'closed',
      by: bureau,
      due: 3,
      asksNote: true,
    }),
  ],
  escalateAfter: 5,
  remindBefore: 2,
};
