import type { ReactNode } from 'react';
import type { TargetDetail, TargetView } from '../../../../server/modules/plans/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { type Language, useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card, Facts, Tag } from '../../../shell/widgets/Card.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { scopeWords } from '../../statistics/widgets.ts';
import { DataSource, sourceHref } from '../ledger/columns.tsx';
import { forReader, sectionPlace } from '../ledger/quantity.ts';
import { text as ledgerText } from '../ledger-text.ts';
import { text } from '../target-text.ts';
import { percent } from './rule.ts';

/** The sentence in the plan, who answers for it, and what it was taken to mean. */
export function Passage({ detail: { target } }: { detail: TargetDetail }) {
  const t = useText(text).passage;
  const words = useText(text);
  const ledger = useText(ledgerText);
  const language = useLanguage();
  const fact = (name: string, value: ReactNode) => (value ? [{ name, value }] : []);
  const deadline = target.deadline === null ? words.noDeadline : words.endOf(target.deadline);
  return (
    <Card title={t.title}>
      {target.quote ? (
        <blockquote className="ln-reading plans-quote">{target.quote}</blockquote>
      ) : (
        <p className="ln-second">{t.noQuote}</p>
      )}
      <div className="ln-row ln-small plans-place">
        <span className="ln-second">{sectionPlace(target.sectionPath)}</span>
        <Link to={sourceHref(target)}>{words.openReview}</Link>
        <span className="ln-third">{words.inPlan(target.planTitle)}</span>
      </div>
      <Facts
        items={[
          { name: t.responsible, value: <Units target={target} /> },
          { name: t.indicator, value: <Binding target={target} /> },
          { name: ledger.columns.source, value: <DataSource target={target} full /> },
          ...fact(t.scope, scopeWords(target.scope, language)),
          { name: t.transform, value: ledger.transforms[target.transform] ?? target.transform },
          { name: t.deadline, value: deadline + (target.deadlineAssumed ? t.deadlineAssumed : '') },
          { name: t.baseline, value: baselineWords(target, t, language) },
          { name: t.origin, value: `${t.origins[target.origin]} · ${t.reads[target.review]}` },
          ...fact(t.question, target.question ? <span className="ln-is-at-risk">{target.question}</span> : null),
          ...fact(t.caution, target.caution),
        ]}
      />
    </Card>
  );
}

function Units({ target: { responsible } }: { target: TargetView }) {
  const t = useText(text).passage;
  if (responsible.length === 0) return <span className="ln-third">{t.noUnit}</span>;
  return (
    <span className="plans-units">
      {responsible.map(({ unit, role }) => (
        <span key={unit}>
          {unit} {role === 'lead' ? <Tag>{t.lead}</Tag> : null}
        </span>
      ))}
    </span>
  );
}

function Binding({ target }: { target: TargetView }) {
  const t = useText(text).passage;
  if (target.indicatorCode === null) return <b>{t.notBound}</b>;
  return (
    <>
      <Link to={`/indicators/${target.indicatorCode}`}>{target.indicatorTitle ?? target.indicatorCode}</Link>{' '}
      {target.binding === 'suggested' ? (
        <span className="ln-small ln-third">{t.bindingConfidence(percent(target.bindingConfidence ?? 0))}</span>
      ) : null}
    </>
  );
}

function baselineWords(
  { baselineYear, baselineValue, unit }: TargetView,
  t: { noBaseline: string; baselineIs: (year: string, value: string) => string },
  language: Language,
) {
  if (baselineYear === null && baselineValue === null) return t.noBaseline;
  const shown = baselineValue === null ? null : forReader({ value: baselineValue, unit }, language);
  const value = shown === null ? '…' : `${formatNumber(shown.value)} ${shown.unit}`.trim();
  return t.baselineIs(baselineYear === null ? '…' : String(baselineYear), value);
}
