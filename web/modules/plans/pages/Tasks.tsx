import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useGo } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { useMay } from '../../../shell/session.ts';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import { DataTable } from '../../../shell/widgets/DataTable.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { ExportButton } from '../../../shell/widgets/ExportButton.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { ImportPanel } from '../../../shell/widgets/ImportPanel.tsx';
import { Loading } from '../../../shell/widgets/Loading.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { EmptyList } from '../library/EmptyList.tsx';
import { planNamesQuery } from '../library-api.ts';
import { responsibilityQuery } from '../responsibility-api.ts';
import { taskColumns } from '../tasks/columns.tsx';
import { tasksPath, tasksQuery } from '../tasks-api.ts';
import { type TaskTexts, text } from '../tasks-text.ts';
import '../library/library.css';

const filterKeys = ['q', 'plan', 'unit', 'state', 'year', 'review'] as const;

/** What is to be done, by whom and until when; what is overdue comes first. */
export function Tasks() {
  const t = useText(text);
  const language = useLanguage();
  const go = useGo();
  const { region } = useScope();
  const mayWrite = useMay()('plans.write');
  const [q] = useUrlState('q', '');
  const [year] = useUrlState('year', '');
  const [task] = useUrlState('task', '');
  const [plan] = useUrlList('plan');
  const [unit] = useUrlList('unit');
  const [state] = useUrlList('state');
  const [review] = useUrlList('review');
  const [isImporting, setImporting] = useState(false);
  const client = useQueryClient();
  const clear = useClearFilters(filterKeys);
  // A plan that is asked for is shown wherever it is from.
  const filter = { q, plan, unit, state, year, review, region: plan.length > 0 ? undefined : region };
  const query = useInfiniteQuery(tasksQuery(filter, language));
  const plans = useQuery(planNamesQuery(language)).data?.items;
  const columns = useMemo(
    () => taskColumns(t, new Map(plans?.map(({ id, shortTitle }) => [id, shortTitle]))),
    [t, plans],
  );
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const total = query.data?.pages[0]?.total;
  const isFiltered = filterKeys.some((key) => ({ q, plan, unit, state, year, review })[key].length > 0);
  useEffect(() => {
    // The search of the frame leads here by `?task=`.
    if (task) go(`/tasks/${task}`, { replace: true });
  }, [task, go]);
  const filters = useTaskFilters(region, t);
  return (
    <>
      <PageHeader
        title={t.title}
        note={
          total === undefined ? undefined : t.note(formatNumber(total, 0), rows.filter(({ overdue }) => overdue).length)
        }
        actions={
          <>
            <ExportButton path={tasksPath} query={filter} />
            {mayWrite ? (
              <button type="button" className="ln-button" onClick={() => setImporting(true)}>
                {t.import}
              </button>
            ) : null}
          </>
        }
      />
      <FilterChips search={{ placeholder: t.search }} filters={filters} />
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? (
        <DataTable
          id="tasks"
          caption={t.caption}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          rowName={(row) => row.title}
          rowPath={(row) => `/tasks/${row.id}`}
          onSource={(row) => go(`/plans/${row.planId}/review?tab=tasks&item=${row.id}`)}
          total={total}
          onNeedMore={() => query.hasNextPage && !query.isFetching && void query.fetchNextPage()}
          updating={query.isPlaceholderData}
          empty={<EmptyList isFiltered={isFiltered} onClear={clear} detail={t.empty} toLibrary={t.toLibrary} />}
        />
      ) : query.isError ? null : (
        <Loading shape="table" rows={12} what={t.what} onRetry={() => void query.refetch()} />
      )}
      {isImporting ? (
        <ImportPanel
          kind="tasks"
          title={t.importTitle}
          onClose={() => setImporting(false)}
          onWritten={() => void client.invalidateQueries({ queryKey: ['plans'] })}
        />
      ) : null}
    </>
  );
}

function useTaskFilters(region: string, t: TaskTexts) {
  const language = useLanguage();
  const plans = useQuery(planNamesQuery(language)).data?.items ?? [];
  const units = useQuery(responsibilityQuery({ region }, language)).data?.rows ?? [];
  const thisYear = new Date().getFullYear();
  const ends = plans.flatMap(({ periodEnd }) => periodEnd ?? []);
  const last = Math.max(thisYear + 1, ...ends);
  const first = Math.min(thisYear, ...ends);
  const years = Array.from({ length: Math.min(20, last - first + 1) }, (_, at) => first + at);
  const options = <K extends string>(names: Record<K, string>) =>
    (Object.entries(names) as [string, string][]).map(([value, label]) => ({ value, label }));
  return [
    {
      key: 'plan',
      label: t.filters.plan,
      options: plans.map(({ id, shortTitle, counts }) => ({ value: id, label: shortTitle, count: counts.tasks })),
    },
    {
      key: 'unit',
      label: t.filters.unit,
      options: units.map(({ unit, tasks }) => ({ value: unit, label: unit, count: tasks })),
    },
    {
      key: 'year',
      label: t.filters.year,
      single: true,
      options: years.map((year) => ({ value: String(year), label: t.year(year) })),
    },
    { key: 'review', label: t.filters.review, options: options(t.reviews) },
    { key: 'state', label: t.filters.state, look: 'flat' as const, options: options(t.states) },
  ];
}
