import { explain, parsePeriod, periodLabel, speaker } from '@liannao/statistics';
import type { Tx } from '../../kernel/access/actor.ts';
import { dayOf, daysBetween } from '../../kernel/calendar/workdays.ts';
import type { Evidence, FindContext, Finding, Severity, SignalRule } from '../../kernel/signals/contract.ts';
import { targetSlip } from './case-types.ts';
import { type JudgedTarget, judgeTargets, wordingOf } from './judge-targets.ts';
import { type LedgerRow, selectLedger } from './ledger-queries.ts';
import { groupsAmong, type LateItem, selectLate } from './signals-queries.ts';
import { responsibleOf } from './target-rows.ts';

const share = (name: string, zh: string, en: string, usual: number) => ({
  name,
  zh,
  en,
  unit: '%',
  default: usual,
  min: 50,
  max: 100,
});

/**
 * Every bound target in force that the ledger itself calls at risk or off track. The ledger's two shares of the path are
 * the defaults here; a region may ask for a signal earlier or later. What is judged otherwise than along a path (a year
 * missed, a ceiling passed) is off track whatever the shares.
 */
export const targetOffTrack: SignalRule = {
  id: 'plans.target-off-track',
  names: { zh: '目标偏离路径', en: 'Target off its path' },
  severity: 'yellow',
  thresholds: [
    share('at-risk', '完成路径的比例低于此值，黄色', 'Share of the path below which it is yellow', 97),
    share('off-track', '完成路径的比例低于此值，橙色', 'Share of the path below which it is orange', 90),
  ],
  unit: 'lead',
  caseType: targetSlip.id,
  opensCaseFrom: null,
  find: findTargets,
};

async function findTargets(tx: Tx, context: FindContext): Promise<Finding[]> {
  const month = context.month === null ? null : parsePeriod(context.month);
  if (!month?.ok || month.value.kind !== 'month') return [];
  const rows = (await selectLedger(tx, { kind: ['target'] })).filter(({ binding }) => binding === 'bound');
  const judged = await judgeTargets(tx, rows, { month: month.value, locale: 'zh' });
  const slipping = rows.flatMap((row) => {
    const one = judged.get(row.id);
    const severity = one ? severityOf(one, row.region_code, context) : null;
    return one && severity ? [{ row, one, severity }] : [];
  });
  const units = await responsibleOf(
    tx,
    slipping.map(({ row }) => row.id),
  );
  const groups = await groupsAmong(
    tx,
    slipping.map(({ row }) => row.region_code),
  );
  return slipping.map(({ row, one, severity }) => ({
    subjectKind: 'target',
    subjectId: row.id,
    // A named group of districts has no office: whoever made the plan answers for it.
    regionCode: groups.has(row.region_code) ? row.plan_region : row.region_code,
    severity,
    title: {
      zh: `${row.indicator_name}：${severity === 'orange' ? '偏离路径' : '有风险'}（${row.plan_short_title}）`,
      en: `${one.indicator?.nameEn ?? row.indicator_name}: ${severity === 'orange' ? 'off track' : 'at risk'} (${row.plan_short_title})`,
    },
    evidence: evidenceOf(row, one),
    href: `/targets/${row.id}`,
    unit: units.get(row.id)?.find(({ role }) => role === 'lead')?.unit ?? null,
    synthetic: one.view.actual?.synthetic ?? false,
  }));
}

function severityOf({ judgement, view }: JudgedTarget, region: string, { at }: FindContext): Severity | null {
  if (judgement?.rule.id === 'path' && view.ratio !== null) {
    const percent = view.ratio * 100;
    if (percent < at(region, 'off-track')) return 'orange';
    return percent < at(region, 'at-risk') ? 'yellow' : null;
  }
  return view.state === 'off-track' ? 'orange' : view.state === 'at-risk' ? 'yellow' : null;
}

/** The judgement's own sentence, then each figure that it stands on with its source. */
function evidenceOf(row: LedgerRow, { judgement, indicator, view, figures }: JudgedTarget): Evidence[] {
  if (!judgement || !indicator) return [{ zh: view.sentence, en: view.sentence }];
  const [zh, en] = (['zh', 'en'] as const).map((locale) => wordingOf(row, indicator, locale));
  if (!zh || !en) throw new TypeError('two languages, two wordings');
  const sentence = {
    zh: explain(judgement, 'zh', zh),
    en: explain(judgement, 'en', en),
    source: { kind: 'judgement', id: row.id },
  };
  const refs = new Set(judgement.actual?.refs);
  const shown = figures.filter(({ ref, value }) => refs.has(ref) && value !== null);
  // Figures are in the indicator's own unit, an increase of a rate is said in points.
  const own = { subject: '', unit: indicator.unit, displayUnit: indicator.shownAs };
  return [
    sentence,
    ...shown.map(({ ref, period, value }) => {
      const read = parsePeriod(period);
      const label = (locale: 'zh' | 'en') => (read.ok ? periodLabel(read.value, locale) : period);
      return {
        zh: `${label('zh')}：${speaker(own, 'zh').figure(value ?? 0)}`,
        en: `${label('en')}: ${speaker(own, 'en').figure(value ?? 0)}`,
        source: { kind: 'observation', id: ref },
      };
    }),
  ];
}

/** Tasks and yearly items of plans in force that are past their date and neither done nor dropped. */
export const taskOverdue: SignalRule = {
  id: 'plans.task-overdue',
  names: { zh: '任务逾期', en: 'Task overdue' },
  severity: 'yellow',
  thresholds: [
    {
      name: 'days',
      zh: '逾期超过此天数，橙色',
      en: 'Days overdue beyond which it is orange',
      unit: '天',
      default: 30,
      min: 1,
      max: 730,
    },
  ],
  unit: 'lead',
  caseType: targetSlip.id,
  opensCaseFrom: null,
  find: findLateTasks,
};

async function findLateTasks(tx: Tx, { now, at }: FindContext): Promise<Finding[]> {
  const today = dayOf(now);
  const byTask = Map.groupBy(await selectLate(tx, today), ({ id }) => id);
  const units = await responsibleOf(tx, [...byTask.keys()]);
  return [...byTask.values()].map((items) => {
    const late = [...items].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
    const [first] = late;
    if (!first) throw new TypeError('a group is never empty');
    const days = daysBetween(first.dueOn, today);
    return {
      subjectKind: 'task',
      subjectId: first.id,
      regionCode: first.regionCode,
      severity: days > at(first.regionCode, 'days') ? 'orange' : 'yellow',
      title: { zh: `任务逾期：${first.title}（${first.plan}）`, en: `Task overdue: ${first.title} (${first.plan})` },
      evidence: late.map((item) => lateWords(item)),
      href: `/tasks/${first.id}`,
      unit: units.get(first.id)?.find(({ role }) => role === 'lead')?.unit ?? null,
      synthetic: false,
    };
  });
}

function lateWords({ id, year, goal, dueOn }: LateItem): Evidence {
  const source = { kind: 'task', id };
  if (year === null) return { zh: `应于 ${dueOn} 前完成，尚未办结`, en: `Due by ${dueOn} and not done`, source };
  return {
    zh: `${year} 年“${goal}”应于 ${dueOn} 前完成，尚未办结`,
    en: `“${goal}” of ${year} was due by ${dueOn} and is not done`,
    source,
  };
}
