import { type Judgement, type MonthPeriod, periodCode, speaker } from '@liannao/statistics';
import type { Tx } from '../../kernel/access/actor.ts';
import { regionNames } from '../../kernel/region/name.ts';
import { type JudgedTarget, readyToJudge, wordingOf } from './judge-targets.ts';
import type { Locale } from './judge-text.ts';
import { type LedgerRow, selectLedger } from './ledger-queries.ts';
import type { JudgementView } from './model.ts';
import { responsibleOf } from './target-rows.ts';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A target judged at a month, in words of both languages: what a report says of it. */
export interface ReportTarget {
  readonly id: string;
  readonly name: Words;
  readonly plan: { readonly id: string; readonly title: string };
  readonly region: { readonly code: string; readonly name: Words };
  readonly deadline: number | null;
  readonly units: readonly string[];
  readonly state: JudgementView['state'];
  readonly sentence: Words;
  readonly goal: Words;
  /** Null where there is no figure, or no path to hold it against. */
  readonly actual: Words | null;
  readonly expected: Words | null;
  /** Share of what should have been reached, 1 being all of it. */
  readonly ratio: number | null;
  /** Code form, of the figure that was judged. */
  readonly period: string | null;
  /** Newest version among the figures that were judged; 0 for a computed one. */
  readonly revision: number | null;
  readonly synthetic: boolean;
}

interface Asked {
  /** Targets of this region itself, not of those below it. */
  readonly region?: string;
  /** All targets of this plan. */
  readonly plan?: string;
  readonly month: MonthPeriod;
  /** Figures as they were known at this moment. */
  readonly knownAt: Date;
}

/** Targets in force, in the order of the ledger, judged on the figures known at a moment. */
export async function targetsForReport(tx: Tx, asked: Asked): Promise<ReportTarget[]> {
  const rows = (await selectLedger(tx, { kind: ['target'], region: asked.region })).filter(
    (row) =>
      (asked.region === undefined || row.region_code === asked.region) &&
      (asked.plan === undefined || row.plan_id === asked.plan),
  );
  if (rows.length === 0) return [];
  const judgedIn = async (locale: Locale) => (await readyToJudge(tx, rows, locale, asked.knownAt))(asked.month);
  const zh = await judgedIn('zh');
  const en = await judgedIn('en');
  const codes = [...new Set(rows.map((row) => row.region_code))];
  const namesZh = await regionNames(tx, codes, 'zh');
  const namesEn = await regionNames(tx, codes, 'en');
  const units = await responsibleOf(
    tx,
    rows.map((row) => row.id),
  );
  return rows.flatMap((row) => {
    const inZh = zh.get(row.id);
    const inEn = en.get(row.id);
    if (!inZh || !inEn) return [];
    const name = {
      zh: namesZh.get(row.region_code) ?? row.region_code,
      en: namesEn.get(row.region_code) ?? row.region_code,
    };
    return [
      {
        ...targetWords(row, inZh, inEn),
        region: { code: row.region_code, name },
        units: (units.get(row.id) ?? []).map(({ unit }) => unit),
      },
    ];
  });
}

function targetWords(row: LedgerRow, zh: JudgedTarget, en: JudgedTarget): Omit<ReportTarget, 'region' | 'units'> {
  const said = (say: (judgement: Judgement, locale: Locale, judged: JudgedTarget) => string | null): Words | null => {
    const inZh = zh.judgement && say(zh.judgement, 'zh', zh);
    const inEn = en.judgement && say(en.judgement, 'en', en);
    return inZh && inEn ? { zh: inZh, en: inEn } : null;
  };
  const speakerOf = (judged: JudgedTarget, locale: Locale) =>
    speaker(judged.indicator ? wordingOf(row, judged.indicator, locale) : { subject: '', unit: row.unit }, locale);
  const { judgement } = zh;
  return {
    id: row.id,
    name: { zh: row.indicator_name, en: en.indicator?.nameEn ?? row.indicator_name },
    plan: { id: row.plan_id, title: row.plan_short_title },
    deadline: row.deadline,
    state: zh.view.state,
    sentence: { zh: zh.view.sentence, en: en.view.sentence },
    goal: said((one, locale, of) => goalWords(one, locale, speakerOf(of, locale))) ?? asPrinted(row),
    actual: said((one, locale, of) => one.actual && speakerOf(of, locale).figure(one.actual.value)),
    expected: said((one, locale, of) => (one.expected === null ? null : speakerOf(of, locale).fine(one.expected))),
    ratio: zh.view.ratio,
    period: judgement?.actual ? periodCode(judgement.actual.period) : null,
    revision: newestRevision(zh),
    synthetic: zh.view.actual?.synthetic ?? false,
  };
}

function newestRevision({ judgement, figures }: JudgedTarget): number | null {
  const refs = new Set(judgement?.actual?.refs);
  const revisions = figures.flatMap((figure) => (refs.has(figure.ref) ? [figure.revision] : []));
  return revisions.length > 0 ? Math.max(...revisions) : null;
}

const asPrinted = (row: LedgerRow): Words => {
  const text = `${row.value}${row.value_max === null ? '' : `–${row.value_max}`} ${row.unit}`;
  return { zh: text, en: text };
};

function goalWords({ goal }: Judgement, locale: Locale, say: ReturnType<typeof speaker>): string {
  if (goal.comparator === 'range') return say.range(goal.value, goal.valueMax ?? goal.value);
  const sign = { '>=': '≥ ', '>': '＞ ', '<=': '≤ ', '<': '＜ ', '=': '', '≈': '≈ ', '+=': '+' }[goal.comparator];
  const head = goal.isIncrease ? (locale === 'zh' ? '增加 ' : 'up ') : '';
  const yearly = goal.everyYear ? (locale === 'zh' ? '每年 ' : 'yearly ') : '';
  return `${yearly}${head}${head ? sign.replace('+', '') : sign}${say.written(goal.value)}`;
}
