import type { CaseType } from './contract.ts';

/** A piece of work by hand. */
export const general: CaseType = {
  id: 'general',
  names: { zh: '一般事项', en: 'General matter' },
  initial: 'to-do',
  states: [
    { id: 'to-do', zh: '待办', en: 'To do', final: false },
    { id: 'handling', zh: '办理中', en: 'In hand', final: false },
    { id: 'done', zh: '已办结', en: 'Done', final: true },
  ],
  moves: [
    {
      id: 'take',
      zh: '接办',
      en: 'Take in hand',
      from: ['to-do'],
      to: 'handling',
      by: ['bureau'],
      due: 3,
      asksNote: false,
    },
    {
      id: 'return',
      zh: '退回',
      en: 'Hand back',
      from: ['handling'],
      to: 'to-do',
      by: ['bureau'],
      due: null,
      asksNote: true,
    },
    {
      id: 'finish',
      zh: '办结',
      en: 'Finish',
      from: ['to-do', 'handling'],
      to: 'done',
      by: ['bureau'],
      due: 10,
      asksNote: true,
    },
  ],
  escalateAfter: 3,
  remindBefore: 2,
};
