import { about, chapter, type Outline, SCALE, section, toWrite } from './outline.ts';

/** 规划中期评估: how a plan's targets stand half-way. */
export const evaluation: Outline = {
  kind: 'evaluation',
  names: { zh: '规划中期评估', en: 'Mid-term evaluation' },
  title: { zh: '《{plan}》中期评估报告', en: 'Mid-term evaluation of “{plan}”' },
  long: true,
  needsPlan: true,
  parts: [
    chapter('评估说明', 'About this evaluation'),
    toWrite('（写评估的依据、范围和组织方式。）', '(Grounds, scope and organisation.)'),
    { block: { type: 'method' } },
    chapter('总体结论', 'Overall finding'),
    { block: { type: 'targets' } },
    about('growth', SCALE, 4),
    { block: { type: 'chart', of: 'targets' } },
    chapter('目标完成情况', 'Targets one by one'),
    section('已达成与正常', 'Met and on track'),
    { block: { type: 'list', of: 'targets', states: ['met', 'on-track'] } },
    section('有风险与滞后', 'At risk and off track'),
    { block: { type: 'list', of: 'targets', states: ['at-risk', 'off-track'] } },
    section('无法判断', 'Cannot be judged'),
    { block: { type: 'list', of: 'targets', states: ['unknown'] } },
    section('目标对照表', 'All targets'),
    { block: { type: 'table', of: 'targets' } },
    chapter('问题与原因', 'Problems and causes'),
    toWrite('（原因须由人写，并注明依据。）', '(Causes are written by a person, with their grounds.)'),
    chapter('建议', 'Proposals'),
    toWrite('（写继续、调整或终止的建议，逐项对应目标。）', '(What to keep, change or end, target by target.)'),
  ],
};
