const zh = {
  subject: (n: { waiting: number; overdue: number; signals: number }, day: string) =>
    `链脑 ${day}：待办 ${n.waiting} 件，逾期 ${n.overdue} 件，新预警 ${n.signals} 条`,
  hello: (name: string) => `${name}：`,
  overdue: (count: number) => `已逾期（${count} 件）`,
  waiting: (count: number) => `等您办理（${count} 件）`,
  signals: (count: number) => `新的预警信号（${count} 条）`,
  due: (day: string) => `期限 ${day}`,
  noDue: '没有期限',
  more: (count: number) => `另有 ${count} 条`,
  all: '全部事项',
  allSignals: '全部预警信号',
  severity: { blue: '蓝色', yellow: '黄色', orange: '橙色', red: '红色' } as Record<string, string>,
  foot: '这封邮件由链脑自动发出。要改发送频率或停发，请到“事项”页的提醒设置。',
  synthetic: '（演示数据）',
};
const en: typeof zh = {
  subject: (n, day) => `Liannao ${day}: ${n.waiting} waiting, ${n.overdue} overdue, ${n.signals} new signals`,
  hello: (name) => `${name},`,
  overdue: (count) => `Overdue (${count})`,
  waiting: (count) => `Waiting for you (${count})`,
  signals: (count) => `New signals (${count})`,
  due: (day) => `due ${day}`,
  noDue: 'no due date',
  more: (count) => `${count} more`,
  all: 'All cases',
  allSignals: 'All signals',
  severity: { blue: 'blue', yellow: 'yellow', orange: 'orange', red: 'red' },
  foot: 'Sent by Liannao. To change how often, or to stop it, see the reminder settings on the page Cases.',
  synthetic: ' (demonstration data)',
};

export const mailText = (locale: 'zh' | 'en'): typeof zh => (locale === 'en' ? en : zh);
