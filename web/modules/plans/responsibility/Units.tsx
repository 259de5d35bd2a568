import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import { Sentence } from '../../../shell/widgets/Card.tsx';
import { type Column, DataTable } from '../../../shell/widgets/DataTable.tsx';
import { ExportButton } from '../../../shell/widgets/ExportButton.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { EmptyList } from '../library/EmptyList.tsx';
import { StateCounts } from '../library/StateCounts.tsx';
import { planNamesQuery } from '../library-api.ts';
import { type ResponsibilityRow, responsibilityPath, responsibilityQuery } from '../responsibility-api.ts';
import { type ResponsibilityTexts, text } from '../responsibility-text.ts';
import { ledgerOf, tasksOf } from './links.ts';
import { Matrix } from './Matrix.tsx';

/** One row a unit: what it leads, what it supports, and how its targets stand. */
export function Units({ view }: { view: 'units' | 'matrix' }) {
  const t = useText(text);
  const language = useLanguage();
  const { region, month } = useScope();
  const [q] = useUrlState('q', '');
  const [plan] = useUrlList('plan');
  const clear = useClearFilters(['q', 'plan']);
  const filter = { q, plan, month, region: plan.length > 0 ? undefined : region };
  const query = useQuery(responsibilityQuery(filter, language));
  const plans = useQuery(planNamesQuery(language)).data?.items;
  const shortTitles = useMemo(() => new Map(plans?.map(({ id, shortTitle }) => [id, shortTitle])), [plans]);
  const columns = useMemo(() => columnsOf(t, plan, shortTitles), [t, plan, shortTitles]);
  const isFiltered = q !== '' || plan.length > 0;
  return (
    <>
      <FilterChips
        search={{ placeholder: t.search }}
        filters={[
          {
            key: 'plan',
            label: t.filters.plan,
            options: [...shortTitles].map(([value, label]) => ({ value, label })),
          },
        ]}
        end={<ExportButton path={responsibilityPath} query={filter} />}
      />
      <Part query={query} what={t.what} loading={{ shape: 'table', rows: 10 }}>
        {({ rows }) => {
          const empty = <EmptyList isFiltered={isFiltered} onClear={clear} detail={t.empty} toLibrary={t.toLibrary} />;
          if (view === 'matrix') return rows.length === 0 ? empty : <Matrix rows={rows} shortTitles={shortTitles} />;
          return (
            <div className="pl-cards">
              {rows.length > 0 ? <Sentence>{summaryOf(rows, t)}</Sentence> : null}
              <DataTable
                id="responsibility"
                caption={t.caption}
                columns={columns}
                rows={rows}
                rowKey={(row) => row.unit}
                rowPath={(row) => ledgerOf(row.unit, plan)}
                empty={empty}
              />
            </div>
          );
        }}
      </Part>
    </>
  );
}

const slipping = ({ states }: ResponsibilityRow) => (states['off-track'] ?? 0) + (states['at-risk'] ?? 0);

/** Who carries most, and on whom most slips. */
function summaryOf(rows: readonly ResponsibilityRow[], t: ResponsibilityTexts): string {
  const most = (value: (row: ResponsibilityRow) => number) =>
    rows.reduce((best, row) => (value(row) > value(best) ? row : best));
  const leader = most(({ leads }) => leads);
  const late = most(slipping);
  return [
    leader.leads > 0 ? t.summary(leader.unit, leader.leads) : '',
    slipping(late) > 0 ? t.summaryLate(late.unit, slipping(late)) : '',
    t.note(rows.length, rows.filter(({ leads }) => leads > 0).length),
  ]
    .filter(Boolean)
    .join(' ');
}

function columnsOf(
  t: ResponsibilityTexts,
  plan: readonly string[],
  shortTitles: ReadonlyMap<string, string>,
): Column<ResponsibilityRow>[] {
  const number = (key: 'leads' | 'supports', rank: number): Column<ResponsibilityRow> => ({
    key,
    title: t.columns[key],
    width: 72,
    rank,
    align: 'right',
    sortable: true,
    value: (row) => row[key],
    render: (row) => row[key],
  });
  return [
    {
      key: 'unit',
      title: t.columns.unit,
      rank: 0,
      sortable: true,
      value: (row) => row.unit,
      render: (row) => <b>{row.unit}</b>,
    },
    number('leads', 0),
    number('supports', 1),
    {
      key: 'targets',
      title: t.columns.targets,
      width: 72,
      rank: 0,
      align: 'right',
      sortable: true,
      value: (row) => row.targets,
      render: (row) => <Link to={ledgerOf(row.unit, plan)}>{row.targets}</Link>,
    },
    {
      key: 'states',
      title: t.columns.states,
      width: 210,
      rank: 1,
      sortable: true,
      value: (row) => slipping(row),
      render: (row) => <StateCounts states={row.states} to={ledgerOf(row.unit, plan)} />,
    },
    {
      key: 'tasks',
      title: t.columns.tasks,
      width: 72,
      rank: 1,
      align: 'right',
      sortable: true,
      value: (row) => row.tasks,
      render: (row) => <Link to={tasksOf(row.unit, plan)}>{row.tasks}</Link>,
    },
    {
      key: 'plans',
      title: t.columns.plans,
      width: 320,
      rank: 3,
      render: ({ plans }) => (
        <span className="ln-second" title={plans.map(({ title }) => title).join('、')}>
          {plans[0] ? t.plansOf(shortTitles.get(plans[0].id) ?? plans[0].title, plans.length) : '—'}
        </span>
      ),
    },
  ];
}
