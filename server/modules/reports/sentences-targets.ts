/** How the targets stand, and what became of signals and cases: counts of what was judged and recorded, nothing more. */
import { stateWords } from '@liannao/statistics';
import type { HandlingFact, TargetFact } from './facts.ts';
import { targetKey } from './facts.ts';
import { type Lang, listed, type Run } from './sentences-runs.ts';

export const STATES = ['met', 'on-track', 'at-risk', 'off-track', 'unknown'] as const;
type Judged = Pick<TargetFact, 'id' | 'state'>;

/** 「规划目标 17 项，其中达成 2 项、正常 9 项…」: the states add up to all of them. */
export function targetsSentence(targets: readonly Judged[], place: string, lang: Lang): Run[] {
  const zh = lang === 'zh';
  if (targets.length === 0) return [zh ? '没有本级的规划目标。' : 'There are no plan targets of this region.'];
  const keys = targets.map((target) => targetKey(target.id));
  const counted = STATES.flatMap((state) => {
    const own = targets.filter((target) => target.state === state);
    return own.length === 0 ? [] : [{ state, keys: own.map((target) => targetKey(target.id)) }];
  });
  const parts = listed(
    counted.map(({ state, keys: own }): Run[] => {
      const count: Run = { how: 'count', keys: own, text: String(own.length), slot: `count/${state}` };
      return zh ? [`${stateWords.zh[state]} `, count, ' 项'] : [count, ` ${stateWords.en[state]}`];
    }),
    lang,
  );
  const all: Run = { how: 'count', keys, text: String(targets.length), slot: 'count/all' };
  return zh
    ? [`${place}规划目标 `, all, ' 项，其中', ...parts, '。']
    : [`Of `, all, ` plan targets of ${place}, `, ...parts, '.'];
}

export function handlingSentences({ signals, cases }: HandlingFact, lang: Lang): Run[] {
  const closed = cases.filter((one) => one.closed);
  const inTime = closed.filter((one) => !one.late);
  const overdue = cases.filter((one) => !one.closed && one.late);
  if (lang === 'zh') {
    const share = closed.length > 0 ? `，其中按期办结 ${inTime.length} 件` : '';
    return [
      `现有预警信号 ${signals.length} 条。办理事项 ${cases.length} 件，已办结 ${closed.length} 件${share}`,
      `${overdue.length > 0 ? `；${overdue.length} 件已超期` : ''}。`,
    ];
  }
  const share = closed.length > 0 ? `, ${inTime.length} of them in time` : '';
  return [
    `${signals.length} signals stand open. Of ${cases.length} cases ${closed.length} are closed${share}`,
    `${overdue.length > 0 ? `; ${overdue.length} are overdue` : ''}.`,
  ];
}
