import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { useMay } from '../../../shell/session.ts';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import { Tag } from '../../../shell/widgets/Card.tsx';
import { type Column, DataTable, RowLink } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { Loading } from '../../../shell/widgets/Loading.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { type ReportHead, reportsQuery } from '../api.ts';
import { type ReportTexts, text } from '../text.ts';
import { NewReportDialog } from './NewReportDialog.tsx';

const filterKeys = ['q', 'state'] as const;

/** Reports of the region and those below it, newest month first. */
export function ReportList({ which }: { which: 'bulletins' | 'whitePapers' }) {
  const t = useText(text);
  const list = t.lists[which];
  const language = useLanguage();
  const { region } = useScope();
  const mayWrite = useMay()('reports.write');
  const [q] = useUrlState('q', '');
  const [state] = useUrlList('state');
  const clear = useClearFilters(filterKeys);
  const [making, setMaking] = useState(false);
  const query = useInfiniteQuery(reportsQuery({ kind: list.kinds, q, state, region }, language));
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const total = query.data?.pages[0]?.total;
  const columns = useMemo(() => columnsOf(t), [t]);
  const make = mayWrite ? (
    <button type="button" className="ln-button ln-primary" onClick={() => setMaking(true)}>
      {list.make}
    </button>
  ) : undefined;
  const isFiltered = q !== '' || state.length > 0;
  return (
    <>
      <PageHeader
        title={list.title}
        note={total === undefined ? undefined : t.note(total, rows.filter((row) => row.state === 'draft').length)}
        actions={make}
      />
      <FilterChips
        search={{ placeholder: t.search }}
        filters={[
          {
            key: 'state',
            label: t.filters.state,
            look: 'flat',
            options: Object.entries(t.states).map(([value, label]) => ({ value, label })),
          },
        ]}
      />
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? (
        <DataTable
          id={`reports-${which}`}
          caption={list.caption}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          rowName={(row) => row.title}
          rowPath={(row) => `/reports/${row.id}`}
          total={total}
          onNeedMore={() => query.hasNextPage && !query.isFetching && void query.fetchNextPage()}
          updating={query.isPlaceholderData}
          density="normal"
          empty={
            isFiltered ? (
              <EmptyState kind="filtered" onClear={clear} />
            ) : (
              <EmptyState kind="nothing-yet" detail={t.empty} action={make} />
            )
          }
        />
      ) : query.isError ? null : (
        <Loading shape="table" rows={6} what={t.what} onRetry={() => void query.refetch()} />
      )}
      {making ? <NewReportDialog kinds={list.kinds.split(',')} onClose={() => setMaking(false)} /> : null}
    </>
  );
}

const day = (iso: string) => iso.slice(0, 10);

function columnsOf(t: ReportTexts): Column<ReportHead>[] {
  return [
    {
      key: 'title',
      title: t.columns.title,
      minWidth: 320,
      rank: 0,
      sortable: true,
      value: (row) => row.title,
      render: (row) => (
        <>
          <RowLink to={`/reports/${row.id}`}>{row.title}</RowLink> {row.open ? <Tag look="blue">{t.open}</Tag> : null}
        </>
      ),
    },
    { key: 'kind', title: t.columns.kind, width: 116, rank: 2, render: (row) => t.kinds[row.kind] },
    { key: 'region', title: t.columns.region, width: 92, rank: 3, render: (row) => row.region.name },
    {
      key: 'period',
      title: t.columns.period,
      width: 132,
      rank: 1,
      sortable: true,
      value: (row) => row.month,
      render: (row) => row.periodName,
    },
    {
      key: 'state',
      title: t.columns.state,
      width: 88,
      rank: 0,
      render: (row) => <Tag look={row.state === 'issued' ? 'blue' : 'grey'}>{t.states[row.state]}</Tag>,
    },
    { key: 'number', title: t.columns.number, width: 168, rank: 4, render: (row) => row.number || '—' },
    {
      key: 'knownAt',
      title: t.columns.knownAt,
      width: 104,
      rank: 5,
      render: (row) => <span className="ln-second">{day(row.knownAt)}</span>,
    },
    { key: 'author', title: t.columns.author, width: 112, rank: 6, render: (row) => row.author },
    {
      key: 'updated',
      title: t.columns.updated,
      width: 104,
      rank: 4,
      sortable: true,
      value: (row) => row.updatedAt,
      render: (row) => <span className="ln-second">{day(row.updatedAt)}</span>,
    },
  ];
}
