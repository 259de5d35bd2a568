/** The judgement said aloud, in Chinese. ux 11: only what the data state, no cause, no blame. */
import type { Judgement, JudgementState, UnknownReason } from './judgement-types.ts';
import { growthPercent, restOfYear, type Speaker, sharePercent, times, when } from './say.ts';

export const stateWordsZh: Record<JudgementState, string> = {
  met: '达成',
  'on-track': '正常',
  'at-risk': '有风险',
  'off-track': '滞后',
  unknown: '无法判断',
};
export const reasonWordsZh: Record<UnknownReason, string> = {
  'no-data': '还没有数据',
  'not-bound': '还没有绑定指标',
  'no-base-year': '没有基期年份或基期数值',
  'not-due-yet': '还没到可以判断的时候',
  'no-deadline': '没有期限',
  'no-last-year': '没有上年同期数据，算不出应达数',
};

/** 目标 20 万辆; in brackets with the comparator's word where it is not a plain floor: 目标（超过 20 万辆）. */
function goalZh({ goal }: Judgement, say: Speaker): string {
  const value = say.written(goal.value);
  const words = {
    '>=': value,
    '=': value,
    '+=': value,
    '>': `超过 ${value}`,
    '<=': `不超过 ${value}`,
    '<': `低于 ${value}`,
    '≈': `${value}左右`,
    range: say.range(goal.value, goal.valueMax ?? goal.value),
  }[goal.comparator];
  if (words === value && !goal.everyYear && !goal.isIncrease) return `目标 ${value}`;
  return `目标（${goal.everyYear ? '每年 ' : ''}${goal.isIncrease ? '增加 ' : ''}${words}）`;
}

const ceiling = (j: Judgement): boolean =>
  j.goal.low === null || (j.goal.high !== null && j.actual !== null && j.actual.value > j.goal.high);

export function explainZh(j: Judgement, subject: string, say: Speaker): string {
  const verdict = `判为${stateWordsZh[j.state]}。`;
  if (j.state === 'unknown' || !j.actual) {
    const missing = j.missingPeriods.flatMap((p) => (p.kind === 'year' ? [`${p.year} 年`] : []));
    return `${subject}无法判断：${reasonWordsZh[j.reason ?? 'no-data']}${missing.length > 0 ? `（缺 ${missing.join('、')}）` : ''}。`;
  }
  const early = j.actual.preliminary ? '（待审数）' : '';
  const since = j.measure === 'accumulated' && j.baseline === null ? '累计' : j.measure === 'accumulated' ? '累计' : '';
  const risen = j.goal.isIncrease
    ? `比 ${j.baseline?.year} 年${j.actual.value < 0 ? '减少' : '增加'} ${say.figure(Math.abs(j.actual.value))}`
    : ` ${say.figure(j.actual.value)}`;
  const head = `${when(j, j.actual.period, 'zh')}${since}${subject}${risen}${early}`;
  const goal = goalZh(j, say);
  switch (j.rule.id) {
    case 'reached-at-deadline':
      return `${head}，达到${goal}，${verdict}`;
    case 'reached-for-good':
      return `${head}，已达到${goal}，${verdict}`;
    case 'missed-at-deadline': {
      const share = j.ratio !== null && !ceiling(j) ? `，为应达的 ${sharePercent(j.ratio, [])}` : '';
      return `${head}${ceiling(j) ? '，超出' : '，没有达到'}${goal}${share}，未达成，${verdict}`;
    }
    case 'year-missed':
      return `${head}，没有达到${goal}，未达成，${verdict}`;
    case 'years-reached-so-far':
      return `${head}，到这一年为止都达到${goal}，${verdict}`;
    case 'ceiling-passed':
      return `${head}，已超出${goal}，${verdict}`;
    case 'already-at-goal':
      return `${head}，已达到${goal}，期末才算达成，现在${verdict}${paceZh(j, say)}`;
    default:
      return `${head}，${againstPath(j, say)}，${verdict}${paceZh(j, say)}`;
  }
}

function againstPath(j: Judgement, say: Speaker): string {
  const expected = j.expected ?? 0;
  if (ceiling(j)) {
    const gap = say.gap(Math.abs(j.gap ?? 0));
    const side = (j.gap ?? 0) > 0 ? `超出 ${gap}` : `低 ${gap}`;
    return `应控制在 ${say.fine(expected)}以内，${side}`;
  }
  if (j.ratio === null) return `应达 ${say.fine(expected)}`;
  const share = sharePercent(j.ratio, [j.rule.onTrack, j.rule.atRisk]);
  if (j.measure === 'rate' && j.gap !== null) {
    const side = j.gap < 0 ? '低' : '高';
    return `应达 ${say.fine(expected)}，${side} ${say.gap(Math.abs(j.gap))}（为应达的 ${share}）`;
  }
  return `为应达 ${say.fine(expected)}的 ${share}`;
}

function paceZh(j: Judgement, say: Speaker): string {
  const pace = j.requiredPace;
  if (!pace) return '';
  const aim = pace.byYear === j.goal.deadline || j.goal.everyYear ? '要达到目标' : `要达到 ${pace.byYear} 年应达数`;
  const yearsRemain = j.goal.deadline !== null && pace.byYear < j.goal.deadline;
  const later =
    j.multiYear && yearsRemain
      ? `到 ${j.goal.deadline} 年达到目标，此后每年须增长 ${growthPercent(j.multiYear.neededNow)}。`
      : '';
  if (ceiling(j)) {
    if (j.measure === 'point' || j.measure === 'rate' || pace.perMonth === null) return later;
    return `要守住上限，此后每月不能超过 ${say.fine(pace.perMonth)}。${later}`;
  }
  if (j.measure === 'rate') return `到 ${pace.byYear} 年底还差 ${say.gap(pace.remaining)}。`;
  if (pace.perMonth === null) return later;
  const rest = j.measure === 'year-flow' ? restOfYear(j, 'zh') : null;
  if (rest && j.state === 'on-track' && pace.growthOfRest !== null && pace.growthSoFar !== null) {
    return `${aim}，${rest}须同比增长 ${growthPercent(pace.growthOfRest)}，今年以来增长 ${growthPercent(pace.growthSoFar)}。${later}`;
  }
  const soFar =
    pace.relativeToSoFar !== null && pace.perMonthSoFar !== null
      ? `，是${rest ? '今年以来' : '此前'}月均 ${say.fine(pace.perMonthSoFar)}的 ${times(pace.relativeToSoFar)} 倍`
      : '';
  const span = rest ?? `到 ${pace.byYear} 年底`;
  return `${aim}，${span}须月均 ${say.fine(pace.perMonth)}${soFar}。${later}`;
}

/** Which rule fired, with its parameters. */
export function explainRuleZh(j: Judgement): string {
  const { onTrack, atRisk, path, yearShare, tolerance, years } = j.rule;
  const percent = (share: number) => `${Number((share * 100).toFixed(4))}%`;
  const way =
    path === 'drawn'
      ? '应达数取自手绘路径'
      : yearShare !== null && path === 'seasonal'
        ? `应达数按上年同期占全年比重 ${growthPercent(yearShare)} 折算`
        : yearShare !== null
          ? `应达数按月数占全年比重 ${growthPercent(yearShare)} 折算`
          : `应达数按${years === 'geometric' ? '等比' : '直线'}路径`;
  const width = tolerance === null ? '' : `；“左右”按 ${percent(tolerance)} 计`;
  return `${way}${width}；低于应达 ${percent(atRisk)} 判滞后，${percent(atRisk)}–${percent(onTrack)} 判有风险。`;
}

export function explainProjectionZh(j: Judgement, say: Speaker): string {
  const p = j.projection;
  if (!p) return '';
  const band = p.band ? `（八成把握在 ${say.figure(p.band.low)} 至 ${say.figure(p.band.high)} 之间）` : '';
  const y = p.period.kind === 'span' ? p.period.to : p.period.year;
  return `按现在的进度，${y} 年底约 ${say.figure(p.value)}${band}，${p.reachesGoal ? '够得着' : '到不了'}${y === j.goal.deadline || j.goal.everyYear ? '目标' : '当年应达数'}。`;
}
