import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { CaseRow } from '../../../../server/kernel/cases/model.ts';
import { download } from '../../../shell/api.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useMay } from '../../../shell/session.ts';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import { DataTable } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { ExportButton } from '../../../shell/widgets/ExportButton.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { Loading } from '../../../shell/widgets/Loading.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { type CaseFilter, casesQuery, caseTypesQuery, workSheet } from '../api.ts';
import { AssignDialog } from '../cases/AssignDialog.tsx';
import { casePath, useCaseColumns } from '../cases/columns.tsx';
import { NewCaseDialog } from '../cases/NewCaseDialog.tsx';
import { text } from '../text.ts';
import '../desk.css';

const filterKeys = ['q', 'state', 'urgency', 'type'] as const;
const keyOf = ({ id }: CaseRow) => id;

/** 我的待办: mine to act on, or all of my unit's; what is overdue first. */
export function Work() {
  const t = useText(text).work;
  const may = useMay();
  const [tab, setTab] = useUrlState<'mine' | 'unit'>('tab', 'mine');
  const [adding, setAdding] = useState(false);
  const filter = useCaseFilter(tab);
  const query = useInfiniteQuery(casesQuery(filter, useLanguage()));
  const [first] = query.data?.pages ?? [];
  const counts = first?.counts;
  return (
    <>
      <PageHeader
        title={t.title}
        note={counts ? t.counts(counts.open, counts.overdue, counts.escalated) : undefined}
        actions={
          <>
            <Link className="ln-button" to="/settings">
              {t.mail}
            </Link>
            <ExportButton path={workSheet} query={filter} />
            {may('cases.handle') ? (
              <button type="button" className="ln-button ln-primary" onClick={() => setAdding(true)}>
                {t.add}
              </button>
            ) : null}
          </>
        }
      />
      <Filters
        counts={counts}
        end={
          <fieldset className="ln-switch">
            <legend className="ln-hidden">{t.tabs}</legend>
            {(['mine', 'unit'] as const).map((one) => (
              <button key={one} type="button" aria-pressed={tab === one} onClick={() => setTab(one)}>
                {t[one]}
              </button>
            ))}
          </fieldset>
        }
      />
      {query.isError ? <ErrorState error={query.error} onRetry={() => query.refetch()} /> : null}
      {first ? (
        <CaseTable
          rows={query.data?.pages.flatMap(({ items }) => items) ?? []}
          total={first.total}
          filter={filter}
          updating={query.isPlaceholderData}
          onNeedMore={() => query.hasNextPage && !query.isFetching && query.fetchNextPage()}
        />
      ) : query.isError ? null : (
        <Loading shape="table" rows={10} what={t.what} onRetry={() => query.refetch()} />
      )}
      {adding ? <NewCaseDialog onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function useCaseFilter(scope: 'mine' | 'unit'): CaseFilter {
  const [q] = useUrlState('q', '');
  const [state] = useUrlState('state', 'open');
  const [urgency] = useUrlList('urgency');
  const [type] = useUrlList('type');
  return useMemo(
    () => ({
      scope,
      q: q || undefined,
      state,
      urgency: urgency.join(',') || undefined,
      type: type.join(',') || undefined,
    }),
    [scope, q, state, urgency, type],
  );
}

function Filters({
  counts,
  end,
}: {
  counts: { soon: number; overdue: number; escalated: number } | undefined;
  end: React.ReactNode;
}) {
  const t = useText(text).work;
  const types = useQuery(caseTypesQuery(useLanguage()));
  const urgencies = ['overdue', 'escalated', 'soon'] as const;
  return (
    <FilterChips
      search={{ placeholder: t.search }}
      filters={[
        {
          key: 'urgency',
          label: t.urgency,
          look: 'flat',
          options: urgencies.map((value) => ({ value, label: t.urgencies[value], count: counts?.[value] })),
        },
        {
          key: 'state',
          label: t.state,
          look: 'flat',
          single: true,
          options: [{ value: 'closed', label: t.states.closed }],
        },
        {
          key: 'type',
          label: t.type,
          options: types.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [],
        },
      ]}
      end={end}
    />
  );
}

function CaseTable(props: {
  rows: readonly CaseRow[];
  total: number;
  filter: CaseFilter;
  updating: boolean;
  onNeedMore: () => void;
}) {
  const { rows, filter } = props;
  const t = useText(text).work;
  const may = useMay();
  const columns = useCaseColumns();
  const clear = useClearFilters(filterKeys);
  const [assigning, setAssigning] = useState<readonly CaseRow[] | null>(null);
  const filtered = Boolean(filter.q || filter.urgency || filter.type || filter.state !== 'open');
  return (
    <>
      <DataTable
        id="cases"
        caption={t.caption}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        rowName={({ title }) => title}
        rowPath={casePath}
        onExport={() => void download(workSheet, { query: filter, as: 'xlsx' })}
        pinned={2}
        serverSort
        total={props.total}
        onNeedMore={props.onNeedMore}
        updating={props.updating}
        synthetic={rows.some(({ synthetic }) => synthetic)}
        {...(may('cases.handle')
          ? {
              actions: (selected: readonly CaseRow[]) => (
                <button type="button" className="ln-button ln-button-small" onClick={() => setAssigning(selected)}>
                  {t.assign}
                </button>
              ),
            }
          : {})}
        empty={
          filtered ? (
            <EmptyState kind="filtered" onClear={clear} />
          ) : (
            <EmptyState
              kind="nothing-yet"
              title={filter.scope === 'mine' ? t.nothingMine : t.nothing}
              detail={t.nothingDetail}
            />
          )
        }
      />
      {assigning ? <AssignDialog cases={assigning} onClose={() => setAssigning(null)} /> : null}
    </>
  );
}
