import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { CapacityKind, CapacityLine, CapacityView } from '../../../../server/modules/statistics/capacity/model.ts';
import { membersOf, memberWords } from '../../../../server/modules/statistics/model.ts';
import { Chart } from '../../../shell/charts/Chart.tsx';
import { useChartColors } from '../../../shell/charts/colors.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { usePatchUrl, useUrlList, useUrlState } from '../../../shell/url.ts';
import { Card, Facts, Sentence } from '../../../shell/widgets/Card.tsx';
import { DataTable } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { ExportButton } from '../../../shell/widgets/ExportButton.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { periodWords } from '../quantity.ts';
import { AskFirm } from './AskFirm.tsx';
import { type CapacityAsked, capacityPath, capacityQuery } from './api.ts';
import { measuredOf, useCapacityColumns } from './columns.tsx';
import { quartersOption, quartersSheet } from './quarters.ts';
import { text } from './text.ts';

/** 产能核查: how far capacity is used, by region and by firm, what lies idle or in surplus, and the talk with the firm. */
export function Capacity() {
  const t = useText(text);
  const language = useLanguage();
  const asked = useAsked();
  const query = useQuery(capacityQuery(asked, language));
  const [asking, setAsking] = useState<CapacityLine | null>(null);
  const kind = asked.kind as CapacityKind;
  const period = query.data?.period;
  return (
    <>
      <PageHeader
        title={t.title}
        note={period ? t.note(periodWords(period, language)) : null}
        actions={<ExportButton path={capacityPath} query={asked} />}
      />
      <CapacityFilters kind={kind} />
      <Part query={query} what={t.what} loading={{ shape: 'table', rows: 8 }}>
        {(view) =>
          view.period ? <Lines view={view} onAsk={setAsking} /> : <EmptyState kind="not-due" title={t.january} />
        }
      </Part>
      {asking ? <AskFirm line={asking} kind={kind} onClose={() => setAsking(null)} /> : null}
    </>
  );
}

function useAsked(): CapacityAsked {
  const { region, month } = useScope();
  const [kind] = useUrlState('kind', 'vehicle');
  const [basis] = useUrlState('basis', 'available');
  const [segment] = useUrlState('segment', '');
  const [by] = useUrlState('by', 'region');
  return { region, month, kind, basis, segment: segment || undefined, by };
}

const BASES = {
  vehicle: ['available', 'usable', 'built', 'approved'],
  battery: ['available', 'built'],
  value: ['available'],
} as const;

function CapacityFilters({ kind }: { kind: CapacityKind }) {
  const t = useText(text);
  const language = useLanguage();
  const dimension = kind === 'value' ? 'industry' : 'product';
  return (
    <FilterChips
      end={
        <>
          <Switch urlKey="kind" label={t.kind} words={t.kinds} initial="vehicle" clears={['basis', 'segment']} />
          <Switch urlKey="by" label={t.by} words={t.bys} initial="region" clears={[]} />
        </>
      }
      filters={[
        {
          key: 'basis',
          label: t.basis,
          single: true,
          options: BASES[kind].map((value) => ({ value, label: t.bases[value] })),
        },
        {
          key: 'segment',
          label: t.segment,
          single: true,
          options: membersOf(dimension).map((value) => ({ value, label: memberWords(dimension, value, language) })),
        },
        {
          key: 'state',
          label: t.filterState,
          options: Object.entries(t.states).map(([value, label]) => ({ value, label })),
        },
      ]}
    />
  );
}

interface SwitchProps {
  urlKey: string;
  label: string;
  words: Readonly<Record<string, string>>;
  initial: string;
  /** What has another meaning after the change. */
  clears: readonly string[];
}

/** One of a few, always one of them. */
function Switch({ urlKey, label, words, initial, clears }: SwitchProps) {
  const [chosen] = useUrlState(urlKey, initial);
  const patchUrl = usePatchUrl();
  const cleared = Object.fromEntries(clears.map((key) => [key, null]));
  return (
    <fieldset className="ln-switch">
      <legend className="ln-hidden">{label}</legend>
      {Object.entries(words).map(([value, word]) => (
        <button
          key={value}
          type="button"
          aria-pressed={chosen === value}
          onClick={() => patchUrl({ ...cleared, [urlKey]: value === initial ? null : value })}
        >
          {word}
        </button>
      ))}
    </fieldset>
  );
}

function Lines({ view, onAsk }: { view: CapacityView; onAsk: (line: CapacityLine) => void }) {
  const t = useText(text);
  const [states] = useUrlList('state');
  const clear = useClearFilters(['state', 'segment', 'basis']);
  const measured = useMemo(() => measuredOf(view), [view]);
  const columns = useCapacityColumns(measured, onAsk);
  const [openId, setOpenId] = useState<string | null>(null);
  const shown = view.items.filter(({ state }) => states.length === 0 || states.includes(state));
  const chosen = view.items.find(({ subject }) => subject.id === openId) ?? view.whole;
  return (
    <div className="ln-stack">
      <Whole view={view} />
      {chosen ? <Quarters line={chosen} view={view} /> : null}
      <DataTable
        id="capacity"
        caption={t.title}
        columns={columns}
        rows={shown}
        rowKey={({ subject }) => subject.id}
        rowName={({ subject }) => subject.name}
        onOpen={({ subject }) => setOpenId(subject.id)}
        height="content"
        empty={
          view.items.length > 0 ? (
            <EmptyState kind="filtered" onClear={clear} />
          ) : (
            <EmptyState kind="nothing-yet" title={t.empty} detail={t.noWholeDetail} />
          )
        }
      />
    </div>
  );
}

function Whole({ view }: { view: CapacityView }) {
  const t = useText(text);
  const { whole, withoutStopped } = view;
  return (
    <Card
      title={view.region.name}
      synthetic={whole?.synthetic ?? false}
      extra={<Link to="/signals/rules">{t.tune}</Link>}
    >
      {whole?.rate != null ? (
        <Sentence note={whole.reasons.join(' ')}>{t.whole(view.region.name, formatNumber(whole.rate, 1))}</Sentence>
      ) : (
        <Sentence note={whole?.reasons.join(' ') || t.noWholeDetail}>{t.noWhole(view.region.name)}</Sentence>
      )}
      <Facts
        items={[
          ...(withoutStopped
            ? [
                {
                  name: t.withoutStopped(withoutStopped.stopped),
                  value: <Figure value={withoutStopped.rate} unit="%" />,
                },
              ]
            : []),
          ...view.limits.map(({ title, value, unit }) => ({
            name: title,
            value: <Figure value={value} unit={unit} />,
          })),
        ]}
      />
    </Card>
  );
}

function Quarters({ line, view }: { line: CapacityLine; view: CapacityView }) {
  const t = useText(text);
  const language = useLanguage();
  const colors = useChartColors();
  const floor = view.limits.find(({ name }) => name === 'floor')?.value ?? 0;
  const option = useMemo(
    () => quartersOption(line, { floor, floorName: t.floor, language, colors }),
    [line, floor, t, language, colors],
  );
  if (line.quarters.filter(({ rate }) => rate !== null).length < 2) return null;
  return (
    <Chart
      title={t.quartersOf(line.subject.name)}
      note={t.quartersNote}
      description={t.described(line.subject.name, line.quarters.length)}
      option={option}
      sheet={quartersSheet(line, t.quarter, language)}
      height={240}
      synthetic={line.synthetic}
    />
  );
}
