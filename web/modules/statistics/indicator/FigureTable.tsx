import { lastIndex, parsePeriod } from '@liannao/statistics';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { IndicatorView, ObservationView } from '../../../../server/modules/statistics/model.ts';
import { scopeWords } from '../../../../server/modules/statistics/model.ts';
import { type Language, useLanguage, useText } from '../../../shell/preferences.tsx';
import { useUrlState } from '../../../shell/url.ts';
import { type Column, DataTable } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { Loading } from '../../../shell/widgets/Loading.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { type FigureFilter, figuresQuery } from '../api.ts';
import { missingOf, periodWords, shownValue } from '../quantity.ts';
import { text } from '../text.ts';
import { PeriodInput } from './PeriodInput.tsx';

/** All figures of the indicator under the filter, each leading back to its source. */
export function FigureTable({ indicator, filter }: { indicator: IndicatorView; filter: FigureFilter }) {
  const t = useText(text);
  const query = useInfiniteQuery(figuresQuery(filter, useLanguage()));
  const clear = useClearFilters(['from', 'to', 'below']);
  const [from] = useUrlState('from', '');
  const [to] = useUrlState('to', '');
  const rows = useMemo(
    () => newestFirst(query.data?.pages.flatMap(({ items }) => items) ?? [], query.hasNextPage),
    [query.data, query.hasNextPage],
  );
  const columns = useColumns(indicator, rows);
  const more = () => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  };
  return (
    <section aria-label={t.table.title}>
      <FilterChips
        filters={[
          {
            key: 'below',
            label: t.table.below,
            look: 'flat',
            single: true,
            options: [{ value: '1', label: t.table.below }],
          },
        ]}
        end={
          <>
            <PeriodInput urlKey="from" label={t.table.from} />
            <PeriodInput urlKey="to" label={t.table.to} />
          </>
        }
      />
      {query.isError ? <ErrorState error={query.error} onRetry={() => query.refetch()} /> : null}
      {query.data ? (
        <DataTable
          id="figures"
          caption={t.table.caption}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowName={({ period }) => period}
          total={query.hasNextPage ? rows.length + 1 : rows.length}
          onNeedMore={more}
          updating={query.isPlaceholderData}
          synthetic={rows.some(({ synthetic }) => synthetic)}
          height={460}
          footer={<span className="ln-third">{t.table.rows(formatNumber(rows.length), query.hasNextPage)}</span>}
          empty={
            from || to ? (
              <EmptyState kind="filtered" onClear={clear} />
            ) : (
              <EmptyState kind="nothing-yet" detail={t.table.nothing} />
            )
          }
        />
      ) : query.isError ? null : (
        <Loading shape="table" rows={8} what={t.whatFigures} />
      )}
    </section>
  );
}

/** Once all are here; until then in the order in which they come. */
function newestFirst(rows: readonly ObservationView[], more: boolean): readonly ObservationView[] {
  if (more) return rows;
  const endOf = ({ period }: ObservationView) => {
    const parsed = parsePeriod(period);
    return parsed.ok ? lastIndex(parsed.value) : 0;
  };
  return rows.toSorted((a, b) => endOf(b) - endOf(a));
}

/** As published, finer where a small place would be printed as nothing. */
function decimalsFor(rows: readonly ObservationView[], indicator: IndicatorView, language: Language): number {
  const { decimals } = shownValue(0, indicator, language);
  const sizes = rows.flatMap(({ value }) => (value ? [Math.abs(shownValue(value, indicator, language).value)] : []));
  const smallest = Math.min(...sizes);
  const needed = Number.isFinite(smallest) && smallest > 0 ? Math.ceil(-Math.log10(smallest * 2)) : 0;
  return Math.max(decimals, Math.min(decimals + 2, needed));
}

function useColumns(indicator: IndicatorView, rows: readonly ObservationView[]): Column<ObservationView>[] {
  const t = useText(text);
  const language = useLanguage();
  return useMemo(() => {
    const { unit } = shownValue(0, indicator, language);
    const decimals = decimalsFor(rows, indicator, language);
    return [
      {
        key: 'period',
        title: t.table.period,
        width: 140,
        rank: 0,
        value: ({ period }) => period,
        render: ({ period }) => periodWords(period, language),
      },
      {
        key: 'region',
        title: t.table.region,
        width: 150,
        rank: 0,
        value: ({ region }) => region.name,
        render: ({ region }) => region.name,
      },
      {
        key: 'scope',
        title: t.table.scope,
        rank: 3,
        value: ({ scope }) => scopeWords(scope, language),
        render: ({ scope }) => <span className="ln-second">{scopeWords(scope, language) || '—'}</span>,
      },
      {
        key: 'value',
        title: (
          <>
            {t.table.value} <span className="ln-unit">{unit}</span>
          </>
        ),
        name: t.table.value,
        width: 130,
        rank: 0,
        align: 'right',
        value: ({ value }) => value,
        render: (observation) => (
          <Figure
            value={observation.value === null ? null : shownValue(observation.value, indicator, language).value}
            decimals={decimals}
            missing={missingOf(observation.missing)}
            source={{ observation: observation.id }}
            synthetic={observation.synthetic}
            look="dense"
          />
        ),
      },
      {
        key: 'status',
        title: t.table.status,
        width: 90,
        rank: 1,
        value: ({ status }) => status,
        render: ({ status }) => t.statuses[status] ?? status,
      },
      {
        key: 'version',
        title: t.table.version,
        width: 70,
        rank: 4,
        align: 'right',
        value: ({ revision }) => revision,
        render: ({ revision, reason }) => <span title={reason ?? undefined}>{revision}</span>,
      },
      {
        key: 'source',
        title: t.table.source,
        width: 124,
        rank: 2,
        render: ({ source }) => (
          <span className="ln-second">{t.sourceKinds[String(source.kind)] ?? String(source.kind ?? '—')}</span>
        ),
      },
      {
        key: 'entered',
        title: t.table.entered,
        width: 110,
        rank: 5,
        value: ({ enteredAt }) => enteredAt,
        render: ({ enteredAt, enteredBy }) => (
          <span className="ln-small ln-third" title={enteredBy ?? undefined}>
            {enteredAt.slice(0, 10)}
          </span>
        ),
      },
    ];
  }, [t, language, indicator, rows]);
}
