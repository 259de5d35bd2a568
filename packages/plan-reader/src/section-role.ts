/** What a section is for, from its heading: it sets what a number without other signs means. */
import type { SectionSpan } from './heading.ts';

export type SectionRole = 'past' | 'goal' | 'task' | 'policy' | 'layout' | 'guide' | 'other';

const rules: readonly (readonly [SectionRole, RegExp])[] = [
  ['goal', /目标|愿景|指标|展望/],
  [
    'past',
    /基础(?!设施|能力|研究|软件|零部件|元器件|材料|工艺|数据|支撑)|现状|成效|背景|形势|存在问题|短板|回顾|概况|基本情况|进展|成绩|机遇|挑战|前言|过程|发展环境|不足|优势条件/,
  ],
  [
    'guide',
    /指导思想|基本原则|发展原则|总体要求|总体思路|发展思路|战略定位|编制依据|适用范围|工作原则|基本要求|发展定位/,
  ],
  ['layout', /空间布局|总体布局|产业布局|发展布局|区域布局|空间格局|发展格局|布局结构/],
  ['policy', /保障|政策|组织实施|支持措施|要素|扶持|奖励|奖补|附则/],
  ['task', /任务|行动|工程|举措|重点工作|措施|路径|产业链|建设|实施|打造|推进/],
  [
    'task',
    /^(?:加强|提升|完善|强化|加快|培育|优化|推动|促进|健全|深化|发展|构建|开展|支持|鼓励|做[强大优精]|扩大|拓展|建立|落实|创新|规范|提高|引导|突出|壮大|夯实|丰富|增强|聚焦|坚持)/,
  ],
];

/** 现状与目标: such a part holds both, and its paragraphs say which is which. */
const mixed = /(?:现状|基础|成效|背景|形势)[^，。]{0,8}目标/;

const roleOfTitle = (title: string): SectionRole | null => {
  if (mixed.test(title)) return 'other';
  for (const [role, pattern] of rules) if (pattern.test(title)) return role;
  return null;
};

/**
 * Role of every section. The innermost telling heading wins, except that a goal or a task inside a look back stays one
 * only where its own title says so.
 */
export const sectionRoles = (sections: readonly SectionSpan[], isPolicy: boolean): SectionRole[] => {
  const roles: SectionRole[] = [];
  for (const section of sections) {
    const above = section.parent >= 0 ? (roles[section.parent] as SectionRole) : null;
    const title = section.title.slice(0, 40);
    const own = roleOfTitle(title);
    if (above === 'past' || above === 'policy' || above === 'task' || above === 'layout') {
      const isTask = above === 'past' && own === 'task' && /重点任务|主要任务|重点工作|工作任务/.test(title);
      const isGoal =
        own === 'goal' &&
        (above === 'past'
          ? /目标|展望/.test(title)
          : above === 'task' && section.path.length <= 2 && /发展目标|主要目标|总体目标/.test(title));
      roles.push(isTask ? 'task' : isGoal ? 'goal' : above);
    } else if (above === 'goal') roles.push('goal');
    else if (
      own === 'goal' &&
      /和发展目标|与发展目标|思路|要求/.test(title) &&
      section.parent < 0 &&
      section.firstInside >= 0
    )
      roles.push('guide');
    else roles.push(own ?? above ?? (isPolicy ? 'policy' : 'other'));
  }
  return roles;
};

const leadIn = /^[-\s]*([^，。：；\d“”]{2,10})[。：]/;

/** Role of a paragraph that opens with its own small heading (发展现状。…, 主要目标：…), else that of its section. */
export const roleOfParagraph = (text: string, role: SectionRole): SectionRole => {
  if (role !== 'other' && role !== 'past' && role !== 'goal' && role !== 'guide') return role;
  const title = leadIn.exec(text)?.[1] ?? '';
  if (
    (role === 'goal' ? /(?:现状|回顾|发展基础)$/ : /(?:现状|基础|成效|回顾|短板|存在问题|主要问题|背景)$/).test(title)
  )
    return 'past';
  return /(?:主要|发展|总体|工作|年度|阶段|近期|中期|远期)目标$|^(?:远景)?展望/.test(title) ? 'goal' : role;
};
