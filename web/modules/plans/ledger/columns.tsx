import { useMemo } from 'react';
import type { TargetView } from '../../../../server/modules/plans/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { type Language, useLanguage, useText } from '../../../shell/preferences.tsx';
import { type Column, RowLink } from '../../../shell/widgets/DataTable.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PathBar, PathBarLegend } from '../../../shell/widgets/PathBar.tsx';
import { StatusTag } from '../../../shell/widgets/StatusTag.tsx';
import { type LedgerTexts, text } from '../ledger-text.ts';
import { actualSource, sourceHref, targetHref } from './links.ts';
import {
  forReader,
  inTargetUnit,
  isRate,
  sectionPlace,
  shortPeriod,
  spoken,
  targetNumber,
  unitWords,
} from './quantity.ts';
import type { LedgerRows } from './rows.ts';

export { actualSource, sourceHref, targetHref } from './links.ts';

/** The ledger's columns; `grouped` leaves out what the group's heading says. */
export function useLedgerColumns(grouped: boolean, { month, facets }: LedgerRows): Column<TargetView>[] {
  const t = useText(text);
  const language = useLanguage();
  return useMemo(() => {
    const plans = new Map(facets.plans.map(({ id, title }) => [id, title]));
    const columns: Column<TargetView>[] = [
      {
        key: 'state',
        title: t.columns.state,
        width: 104,
        rank: 0,
        sortable: true,
        render: ({ judgement }) => (
          <StatusTag
            state={judgement?.state ?? 'unknown'}
            reason={judgement?.reason ? reasonWords(judgement.reason, t) : undefined}
            withReason={false}
          />
        ),
      },
      {
        key: 'indicator',
        title: t.columns.indicator,
        minWidth: grouped ? 192 : 190,
        rank: 0,
        sortable: true,
        render: (target) => (
          <RowLink to={targetHref(target.id)}>
            <span title={target.indicatorName}>{target.indicatorName}</span>
          </RowLink>
        ),
      },
      {
        key: 'target',
        title: t.columns.target,
        width: language === 'zh' ? 118 : 190,
        rank: 1,
        align: 'right',
        render: (target) => (
          <span className="ln-nowrap">
            {targetNumber(target, t, language)} <span className="ln-unit">{unitWords(target.unit, language)}</span>
          </span>
        ),
      },
      {
        key: 'actual',
        title: t.columns.actual,
        width: 122,
        rank: 0,
        align: 'right',
        render: (target) => <LatestFigure target={target} month={month} />,
      },
      {
        key: 'path',
        title: <PathBarLegend />,
        name: t.columns.path,
        width: 140,
        rank: 1,
        render: (target) => (
          <PathBar
            actual={target.judgement?.actual?.value}
            expected={target.judgement?.expected}
            target={target.judgement?.goal}
            state={target.judgement?.state ?? 'unknown'}
            inWords={(value) => spoken(target, value, language)}
          />
        ),
      },
      {
        key: 'ratio',
        title: t.columns.ratio,
        width: 126,
        rank: 1,
        sortable: true,
        render: (target) => (
          <span className="plans-clip" title={target.judgement?.sentence}>
            {againstPath(target, t)}
          </span>
        ),
      },
      {
        key: 'unit',
        title: t.columns.unit,
        width: 148,
        rank: 4,
        render: (target) => (
          <span className={`plans-clip${target.responsible.length === 0 ? ' ln-third' : ''}`}>
            {unitsInShort(target, t)}
          </span>
        ),
      },
      {
        key: 'section',
        title: t.columns.section,
        width: 84,
        rank: 3,
        render: (target) => {
          const place = sectionPlace(target.sectionPath);
          return (
            <Link to={sourceHref(target)} aria-label={t.openSource(place)}>
              {place || '—'}
            </Link>
          );
        },
      },
      {
        key: 'source',
        title: t.columns.source,
        width: 122,
        rank: 5,
        render: (target) => (
          <span className="plans-clip">
            <DataSource target={target} />
          </span>
        ),
      },
    ];
    const deadline: Column<TargetView> = {
      key: 'deadline',
      title: t.columns.deadline,
      width: 76,
      rank: grouped ? 6 : 2,
      sortable: true,
      render: ({ deadline: year, deadlineAssumed }) => (
        <span className="ln-second" title={deadlineAssumed ? t.deadlineAssumed : undefined}>
          {year === null ? '—' : t.deadlineShort(year)}
        </span>
      ),
    };
    const plan: Column<TargetView> = {
      key: 'plan',
      title: t.columns.plan,
      width: 160,
      rank: 2,
      render: ({ planId, planTitle }) => (
        <span className="plans-clip ln-second" title={planTitle}>
          {plans.get(planId) ?? planTitle}
        </span>
      ),
    };
    columns.splice(6, 0, deadline);
    if (!grouped) columns.splice(2, 0, plan);
    return columns;
  }, [t, language, grouped, month, facets]);
}

function LatestFigure({ target, month }: { target: TargetView; month: string }) {
  const t = useText(text);
  const language: Language = useLanguage();
  const actual = target.judgement?.actual;
  if (!actual) return <Figure value={null} missing="unknown" />;
  const own = inTargetUnit(target, actual.value, actual.unit);
  const shown = forReader(own, language);
  return (
    <Figure
      value={shown.value}
      decimals={shown.decimals}
      unit={own.unit === target.unit ? undefined : shown.unit}
      period={shortPeriod(actual.period, month, t, language)}
      source={actualSource(target)}
      synthetic={actual.synthetic}
    />
  );
}

/** What computes the target's indicator, with the way there; where nothing does, why. */
export function DataSource({ target, full = false }: { target: TargetView; full?: boolean }) {
  const t = useText(text);
  const { computedBy } = target;
  if (target.binding === 'unbound' || computedBy === null) {
    const why = target.unboundReason ? t.unboundReasons[target.unboundReason] : undefined;
    if (full && why) return <b>{t.because(t.unbound, why)}</b>;
    return <b title={why}>{t.unbound}</b>;
  }
  const { kind, words, href, computed, why } = computedBy;
  const gives = computed ? words : t.sources.none;
  return (
    <>
      <Link to={href} title={why ?? words} className={computed ? 'ln-second' : 'ln-is-at-risk'}>
        {target.binding === 'suggested' && !full ? t.suggested : full && kind !== 'none' ? words : gives}
      </Link>
      {full && why ? <span className="ln-small ln-is-at-risk">{t.because(t.sources.none ?? kind, why)}</span> : null}
    </>
  );
}

export const reasonWords = (reason: string, t: LedgerTexts): string => t.reasons[reason] ?? reason;

/** '84%', '差 0.7 个百分点', '已达成', or why not. Rates are compared in points, not as a ratio of ratios. */
function againstPath(target: TargetView, t: LedgerTexts): string {
  const { judgement } = target;
  if (!judgement) return '';
  if (judgement.state === 'unknown') {
    const reason = judgement.reason ? reasonWords(judgement.reason, t) : '';
    return target.unboundReason ? t.because(reason, t.unboundReasons[target.unboundReason]) : reason;
  }
  if (judgement.state === 'met') return t.reached;
  if (isRate(target.indicatorUnit) && judgement.gap !== null) {
    const points = formatNumber(Math.abs(judgement.gap), 1);
    if (points === '0.0') return t.onPathExactly;
    return judgement.gap > 0 ? t.pointsAhead(points) : t.pointsBehind(points);
  }
  return judgement.ratio === null
    ? ''
    : `${formatNumber(judgement.ratio * 100, judgement.ratio > 0.97 && judgement.ratio < 1 ? 1 : 0)}%`;
}

export function unitsInShort({ responsible }: Pick<TargetView, 'responsible'>, t: LedgerTexts): string {
  const [first] = responsible;
  if (!first) return t.noUnit;
  return responsible.length === 1 ? first.unit : t.unitsEtc(first.unit, responsible.length);
}
