import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PlanView } from '../../../../server/modules/plans/model.ts';
import { Link } from '../../../shell/Link.tsx';
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
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { dayOf } from '../library/dates.ts';
import { StateCounts } from '../library/StateCounts.tsx';
import { libraryQuery } from '../library-api.ts';
import { type LibraryTexts, text } from '../library-text.ts';
import '../library/library.css';

const filterKeys = ['q', 'state', 'level', 'area'] as const;

/** All plans: whose, for which years, what was read from them and how far that is checked. */
export function Library() {
  const t = useText(text);
  const language = useLanguage();
  const { region } = useScope();
  const mayWrite = useMay()('plans.write');
  const [q] = useUrlState('q', '');
  const [area, setArea] = useUrlState('area', '');
  const [state] = useUrlList('state');
  const [level] = useUrlList('level');
  const clear = useClearFilters(filterKeys);
  const filter = { q, state, level, region: area === 'all' ? undefined : region };
  const query = useInfiniteQuery(libraryQuery(filter, language));
  const columns = useMemo(() => columnsOf(t), [t]);
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const total = query.data?.pages[0]?.total;
  const isFiltered = q !== '' || state.length > 0 || level.length > 0;
  const upload = mayWrite ? (
    <Link className="ln-button ln-primary" to="/plans/upload">
      {t.upload}
    </Link>
  ) : undefined;
  const empty =
    isFiltered || area === '' ? (
      <EmptyState
        kind="filtered"
        onClear={isFiltered ? clear : undefined}
        action={
          area === '' ? (
            <button type="button" className="ln-button" onClick={() => setArea('all')}>
              {t.seeAll}
            </button>
          ) : undefined
        }
      />
    ) : (
      <EmptyState kind="nothing-yet" detail={t.empty} action={upload} />
    );
  const options = <K extends string>(names: Record<K, string>) =>
    (Object.entries(names) as [string, string][]).map(([value, label]) => ({ value, label }));
  return (
    <>
      <PageHeader
        title={t.title}
        note={
          total === undefined
            ? undefined
            : t.note(formatNumber(total, 0), rows.filter(({ counts }) => counts.toReview > 0).length)
        }
        actions={upload}
      />
      <FilterChips
        search={{ placeholder: t.search }}
        filters={[
          { key: 'level', label: t.filters.level, options: options(t.levels) },
          { key: 'area', label: t.filters.area, single: true, options: [{ value: 'all', label: t.allAreas }] },
          { key: 'state', label: t.filters.state, look: 'flat', options: options(t.states) },
        ]}
      />
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? (
        <DataTable
          id="plans"
          caption={t.caption}
          columns={columns}
          rows={rows}
          rowKey={(plan) => plan.id}
          rowName={(plan) => plan.shortTitle}
          rowPath={(plan) => `/plans/${plan.id}`}
          total={total}
          onNeedMore={() => query.hasNextPage && !query.isFetching && void query.fetchNextPage()}
          updating={query.isPlaceholderData}
          density="normal"
          empty={empty}
          footer={
            area === '' ? (
              <span className="ln-small ln-third">
                {t.onlyRegion}{' '}
                <button type="button" className="ln-link" onClick={() => setArea('all')}>
                  {t.seeAll}
                </button>
              </span>
            ) : undefined
          }
        />
      ) : query.isError ? null : (
        <Loading shape="table" rows={8} what={t.what} onRetry={() => void query.refetch()} />
      )}
    </>
  );
}

function columnsOf(t: LibraryTexts): Column<PlanView>[] {
  return [
    {
      key: 'plan',
      title: t.columns.plan,
      minWidth: 260,
      rank: 0,
      sortable: true,
      value: (plan) => plan.shortTitle,
      render: (plan) => (
        <span title={plan.title}>
          <RowLink to={`/plans/${plan.id}`}>{plan.shortTitle}</RowLink>{' '}
          {plan.kind === 'plan' ? null : <Tag>{t.kinds[plan.kind]}</Tag>}
        </span>
      ),
    },
    { key: 'level', title: t.columns.level, width: 80, rank: 4, render: (plan) => t.levels[plan.level] },
    {
      key: 'region',
      title: t.columns.region,
      width: 84,
      rank: 2,
      sortable: true,
      value: (plan) => plan.region.code,
      render: (plan) => plan.region.name,
    },
    {
      key: 'period',
      title: t.columns.period,
      width: 108,
      rank: 3,
      sortable: true,
      value: (plan) => plan.periodEnd,
      render: (plan) => t.period(plan.periodStart, plan.periodEnd),
    },
    { key: 'state', title: t.columns.state, width: 96, rank: 1, render: (plan) => <PlanState plan={plan} t={t} /> },
    {
      key: 'targets',
      title: t.columns.targets,
      width: 64,
      rank: 0,
      align: 'right',
      sortable: true,
      value: (plan) => plan.counts.targets,
      render: (plan) => <Link to={`/targets?plan=${plan.id}&area=all`}>{plan.counts.targets}</Link>,
    },
    {
      key: 'tasks',
      title: t.columns.tasks,
      width: 64,
      rank: 2,
      align: 'right',
      sortable: true,
      value: (plan) => plan.counts.tasks,
      render: (plan) => <Link to={`/tasks?plan=${plan.id}`}>{plan.counts.tasks}</Link>,
    },
    {
      key: 'judged',
      title: t.columns.judged,
      width: 216,
      rank: 3,
      render: (plan) => <StateCounts states={plan.states} to={`/targets?plan=${plan.id}&area=all`} />,
    },
    {
      key: 'review',
      title: t.columns.review,
      width: 164,
      rank: 1,
      sortable: true,
      value: (plan) => plan.counts.toReview,
      render: (plan) => <ReviewProgress plan={plan} t={t} />,
    },
    {
      key: 'version',
      title: t.columns.version,
      width: 128,
      rank: 5,
      render: ({ versions: [newest] }) => (
        <span className="ln-second">{newest ? t.versionOf(newest.number, t.versionStates[newest.state]) : '—'}</span>
      ),
    },
    {
      key: 'updated',
      title: t.columns.updated,
      width: 100,
      rank: 6,
      sortable: true,
      value: (plan) => plan.updatedAt,
      render: (plan) => <span className="ln-second">{dayOf(plan.updatedAt)}</span>,
    },
  ];
}

function PlanState({ plan, t }: { plan: PlanView; t: LibraryTexts }) {
  return <Tag look={plan.state === 'in-force' ? 'blue' : 'grey'}>{t.states[plan.state]}</Tag>;
}

function ReviewProgress({ plan, t }: { plan: PlanView; t: LibraryTexts }) {
  const { targets, baselines, parameters, tasks, toReview } = plan.counts;
  const all = Math.max(targets + baselines + parameters + tasks, toReview);
  if (all === 0) return <span className="ln-third">—</span>;
  if (toReview === 0) return <span className="ln-second">{t.reviewed}</span>;
  return (
    <Link to={`/plans/${plan.id}/review`}>
      <span className="pl-bar" aria-hidden="true">
        <i style={{ width: `${((all - toReview) / all) * 100}%` }} />
      </span>{' '}
      {t.toReview(toReview)}
    </Link>
  );
}
