import type { Role } from '../access/actor.ts';
import type { Level } from './tables.ts';

/** `2025-09-12` as running text has it. */
const dayZh = (day: string) => day.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const dayEn = (day: string) =>
  day.replace(/^(\d{4})-(\d\d)-0?(\d+)$/, (_, year, month, date) => `${date} ${MONTHS[Number(month) - 1]} ${year}`);

const zh = {
  level: { county: '县级', city: '市级', province: '省级' } as Record<Level, string>,
  role: {
    admin: '管理员',
    bureau: '主管部门',
    reporter: '填报人',
    enterprise: '企业',
    operator: '运营方',
    analyst: '分析员',
    public: '公众',
  } as Record<Role, string>,
  part: { owner: '承办', support: '协办', supervisor: '督办' } as Record<string, string>,
  noDue: (year: string) => `还没有 ${year} 年的放假安排，算不出工作日期限。`,
  opened: (state: string) => `立案，状态为“${state}”`,
  openedBySignal: (state: string) => `由预警信号立案，状态为“${state}”`,
  moved: (move: string, from: string, to: string) => `${move}：由“${from}”转为“${to}”`,
  closed: (move: string, to: string) => `${move ? `${move}：` : ''}以“${to}”办结`,
  entryDeleted: '台账条目已删除，事项终止',
  reopened: (to: string) => `重新办理，状态为“${to}”`,
  message: '留言',
  attached: (file: string) => `上传了“${file}”`,
  assigned: (person: string | undefined, unit: string | undefined) =>
    [person ? `交给${person}办理` : '', unit ? `责任单位改为${unit}` : ''].filter(Boolean).join('，') || '取消了经办人',
  participantAdded: (person: string, part: string) => `请${person}${part}`,
  participantRemoved: (person: string) => `${person}不再参与`,
  dueSet: (day: string | null | undefined) => (day ? `期限改为${dayZh(day)}` : '取消了期限'),
  reminded: (day: string) => `提醒：应在${dayZh(day)}前办理`,
  overdue: (day: string) => `已逾期：应在${dayZh(day)}前办理`,
  stillOverdue: (days: number) => `逾期 ${days} 个工作日仍未办理`,
  escalated: (days: number, region: string, level: string) => `逾期 ${days} 个工作日，升级到${level}（${region}）`,
  causeGone: '引起这件事的预警信号已经消除，请核实后办结',
  summary: (s: { at: string; state: string; unit: string; handler: string | null }) =>
    `${dayZh(s.at)}立案，现在“${s.state}”，由${s.unit}${s.handler ? `的${s.handler}` : ''}办理。`,
  dueLeft: (day: string, left: number | null) =>
    left === null
      ? `期限${dayZh(day)}。`
      : left === 0
        ? `今天到期（${dayZh(day)}）。`
        : `期限${dayZh(day)}，还有 ${left} 个工作日。`,
  duePast: (day: string, days: number | null) =>
    days === null ? `期限${dayZh(day)}，已经逾期。` : `期限${dayZh(day)}，已逾期 ${days} 个工作日。`,
  raised: (region: string) => `已升级到${region}。`,
  ended: (at: string, state: string) => `${dayZh(at)}以“${state}”办结。`,
  changedTo: (state: string) => `转为“${state}”`,
  changedElse: '改了经办人或期限',
};

const en: typeof zh = {
  level: { county: 'county', city: 'city', province: 'province' },
  role: {
    admin: 'Administrator',
    bureau: 'Bureau',
    reporter: 'Reporter',
    enterprise: 'Enterprise',
    operator: 'Operator',
    analyst: 'Analyst',
    public: 'Public',
  },
  part: { owner: 'handle', support: 'support', supervisor: 'supervise' },
  noDue: (year) => `The holidays of ${year} are not known yet, so no working days can be counted.`,
  opened: (state) => `Opened as “${state}”`,
  openedBySignal: (state) => `Opened by a signal, as “${state}”`,
  moved: (move, from, to) => `${move}: from “${from}” to “${to}”`,
  closed: (move, to) => `${move ? `${move}: ` : ''}closed as “${to}”`,
  entryDeleted: 'The register entry was deleted: the case ends',
  reopened: (to) => `Opened again as “${to}”`,
  message: 'Message',
  attached: (file) => `Added “${file}”`,
  assigned: (person, unit) =>
    [person ? `Given to ${person}` : '', unit ? `unit in charge now ${unit}` : ''].filter(Boolean).join(', ') ||
    'Nobody handles it now',
  participantAdded: (person, part) => `${person} asked to ${part}`,
  participantRemoved: (person) => `${person} takes no part any more`,
  dueSet: (day) => (day ? `Due date set to ${dayEn(day)}` : 'Due date taken away'),
  reminded: (day) => `Reminder: due by ${dayEn(day)}`,
  overdue: (day) => `Overdue: was due by ${dayEn(day)}`,
  stillOverdue: (days) => `Still not acted on, ${days} working days past`,
  escalated: (days, region, level) => `${days} working days past its date: raised to the ${level} (${region})`,
  causeGone: 'The signal behind this case is gone; check and close',
  summary: (s) => `Opened ${dayEn(s.at)}, now “${s.state}”, with ${s.unit}${s.handler ? ` (${s.handler})` : ''}.`,
  dueLeft: (day, left) =>
    left === null
      ? `Due ${dayEn(day)}.`
      : left === 0
        ? `Due today (${dayEn(day)}).`
        : `Due ${dayEn(day)}, ${left} working days left.`,
  duePast: (day, days) =>
    days === null ? `Due ${dayEn(day)}, overdue.` : `Due ${dayEn(day)}, ${days} working days overdue.`,
  raised: (region) => `Raised to ${region}.`,
  ended: (at, state) => `Closed ${dayEn(at)} as “${state}”.`,
  changedTo: (state) => `moved it to “${state}”`,
  changedElse: 'changed its handler or due date',
};

export const caseText = (locale: 'zh' | 'en'): typeof zh => (locale === 'en' ? en : zh);
