import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RuleView } from '../../../../server/kernel/signals/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useRegionTitle } from '../../../shell/regions.ts';
import { useScope } from '../../../shell/scope.ts';
import { useMay } from '../../../shell/session.ts';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import { Card, Facts, Tag } from '../../../shell/widgets/Card.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { rulesQuery } from '../api.ts';
import { SeverityTag } from '../parts/SeverityTag.tsx';
import { History } from '../rules/History.tsx';
import { TuneDialog } from '../rules/TuneDialog.tsx';
import { TurnDialog } from '../rules/TurnDialog.tsx';
import { text } from '../text.ts';

/** The rules with the thresholds of the region at hand: value, default, whose they are; tuned with a reason. */
export function Rules() {
  const t = useText(text).rules;
  const language = useLanguage();
  const { region } = useScope();
  const query = useQuery(rulesQuery(region, language));
  const name = useRegionTitle(region);
  const [q] = useUrlState('q', '');
  const [only] = useUrlList('rule');
  const clear = useClearFilters(['q', 'rule']);
  return (
    <>
      <PageHeader title={t.title} note={t.note(name)} />
      <FilterChips
        search={{ placeholder: t.search }}
        filters={[
          {
            key: 'rule',
            label: t.title,
            options: query.data?.items.map((rule) => ({ value: rule.id, label: rule.name, count: rule.open })) ?? [],
          },
        ]}
      />
      <Part query={query} what={t.what} loading={{ shape: 'cards', rows: 4 }}>
        {({ items }) => {
          const shown = items.filter(
            ({ id, name: words }) =>
              words.toLowerCase().includes(q.toLowerCase()) && (only.length === 0 || only.includes(id)),
          );
          if (shown.length === 0) return <EmptyState kind="filtered" title={t.none} onClear={clear} />;
          return (
            <div className="ln-stack">
              {shown.map((rule) => (
                <RuleCard key={rule.id} rule={rule} region={{ code: region, name }} />
              ))}
            </div>
          );
        }}
      </Part>
    </>
  );
}

function RuleCard({ rule, region }: { rule: RuleView; region: { code: string; name: string } }) {
  const t = useText(text).rules;
  const all = useText(text);
  const may = useMay();
  const [doing, setDoing] = useState<'tune' | 'turn' | null>(null);
  const close = () => setDoing(null);
  const mayTune = may('signals.tune');
  return (
    <Card
      title={rule.name}
      note={
        <>
          <SeverityTag severity={rule.severity} />{' '}
          <Tag look={rule.enabled ? 'grey' : 'blue'}>{rule.enabled ? t.on : t.off}</Tag>{' '}
          <Link to={`/signals?rule=${encodeURIComponent(rule.id)}`}>{t.open(rule.open)}</Link>
        </>
      }
      extra={
        mayTune ? (
          <span className="ln-row ln-no-print">
            {rule.thresholds.length > 0 ? (
              <button type="button" className="ln-button ln-button-small" onClick={() => setDoing('tune')}>
                {t.tune}
              </button>
            ) : null}
            <button type="button" className="ln-button ln-button-small" onClick={() => setDoing('turn')}>
              {rule.enabled ? t.turnOff : t.turnOn}
            </button>
          </span>
        ) : null
      }
    >
      <div className="ln-two">
        {rule.thresholds.length === 0 ? (
          <p className="ln-third">{t.noConditions}</p>
        ) : (
          <ul className="sig-plain">
            {rule.thresholds.map((one) => (
              <li key={one.name}>
                {one.title} <b>{formatNumber(one.value)}</b>
                <span className="ln-unit">{one.unit}</span>{' '}
                <span className="ln-small ln-third">
                  {one.from ? `${t.from(one.from.name)} · ${t.default(formatNumber(one.default))}` : t.isDefault}
                </span>
              </li>
            ))}
          </ul>
        )}
        <Facts
          items={[
            { name: t.unit, value: rule.unit },
            {
              name: t.opens,
              value: rule.opensCaseFrom ? t.opensFrom(all.severities[rule.opensCaseFrom]) : t.opensNever,
            },
          ]}
        />
      </div>
      <History rule={rule} />
      {doing === 'tune' ? <TuneDialog rule={rule} region={region} onClose={close} /> : null}
      {doing === 'turn' ? <TurnDialog rule={rule} region={region} onClose={close} /> : null}
    </Card>
  );
}
