import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReturnListItem } from '../../../../../server/modules/statistics/returns/model.ts';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { useUrlList, useUrlState } from '../../../../shell/url.ts';
import { type Column, DataTable, RowLink } from '../../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../../shell/widgets/EmptyState.tsx';
import { ExportButton } from '../../../../shell/widgets/ExportButton.tsx';
import { FilterChips, useClearFilters } from '../../../../shell/widgets/FilterChips.tsx';
import { Part } from '../../../../shell/widgets/Part.tsx';
import { returnsPath } from '../../returns/api.ts';
import { text as returnText } from '../../returns/text.ts';
import { dayWords } from '../../returns/times.ts';
import { returnsQuery } from '../api.ts';
import { type FormsTexts, text } from '../text.ts';
import { BulkActions, BulkAnswer, type BulkTold } from './BulkActions.tsx';

interface ReturnTableProps {
  round: string;
  region: string;
  mayReview: boolean;
}

/** The returns of a region in this round: found by state or name, looked at one by one, or acted on together. */
export function ReturnTable({ round, region, mayReview }: ReturnTableProps) {
  const t = useText(text).round;
  const words = useText(returnText);
  const language = useLanguage();
  const [q] = useUrlState('q', '');
  const [state] = useUrlList('state');
  const [late] = useUrlState('late', '');
  const [questions] = useUrlState('questions', '');
  const [told, setTold] = useState<BulkTold | null>(null);
  const clear = useClearFilters(['q', 'state', 'late', 'questions']);
  const filter = {
    round,
    region,
    q: q || undefined,
    state: state.length > 0 ? state.join(',') : undefined,
    late: late === 'true' ? true : undefined,
    questions: questions === 'true' ? true : undefined,
  };
  const isFiltered = Boolean(filter.q ?? filter.state ?? filter.late ?? filter.questions);
  const query = useInfiniteQuery(returnsQuery(filter, language));
  const columns = useMemo(() => columnsOf(t, words.states, language), [t, words, language]);
  const one = (key: string, label: string) => ({
    key,
    label,
    look: 'flat' as const,
    single: true,
    options: [{ value: 'true', label }],
  });
  return (
    <>
      <FilterChips
        search={{ placeholder: t.search }}
        filters={[
          {
            key: 'state',
            label: t.filters.state,
            options: Object.entries(words.states).map(([value, label]) => ({ value, label })),
          },
          one('late', t.isLate),
          one('questions', t.hasQuestions),
        ]}
        end={<ExportButton path={returnsPath} query={filter} />}
      />
      <Part query={query} what={t.returns} loading={{ shape: 'table', rows: 10 }}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          return (
            <DataTable
              id={`returns-${round}`}
              caption={t.returns}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              rowName={({ reporter }) => reporter.name}
              rowPath={({ id }) => `/returns/${id}`}
              total={query.hasNextPage ? rows.length + 1 : rows.length}
              onNeedMore={() => void (query.hasNextPage && !query.isFetchingNextPage && query.fetchNextPage())}
              updating={query.isPlaceholderData}
              synthetic={rows.some(({ synthetic }) => synthetic)}
              actions={
                mayReview
                  ? (selected, clearSelection) => (
                      <BulkActions
                        selected={selected}
                        onDone={(answer) => {
                          setTold(answer);
                          clearSelection();
                        }}
                      />
                    )
                  : undefined
              }
              empty={
                <EmptyState
                  kind={isFiltered ? 'filtered' : 'nothing-yet'}
                  {...(isFiltered ? { onClear: clear } : { detail: t.none })}
                />
              }
            />
          );
        }}
      </Part>
      {told ? <BulkAnswer told={told} onClose={() => setTold(null)} /> : null}
    </>
  );
}

function columnsOf(
  t: FormsTexts['round'],
  states: Record<string, string>,
  language: 'zh' | 'en',
): Column<ReturnListItem>[] {
  return [
    {
      key: 'reporter',
      title: t.columns.reporter,
      minWidth: 170,
      rank: 0,
      value: ({ reporter }) => reporter.name,
      render: (row) => <RowLink to={`/returns/${row.id}`}>{row.reporter.name}</RowLink>,
    },
    {
      key: 'region',
      title: t.columns.region,
      width: 110,
      rank: 2,
      value: ({ region }) => region.name,
      render: ({ region }) => region.name,
    },
    {
      key: 'state',
      title: t.columns.state,
      width: 110,
      rank: 0,
      value: ({ state }) => states[state] ?? state,
      render: (row) => `${states[row.state] ?? row.state}${row.isLate ? ` ▲ ${t.isLate}` : ''}`,
    },
    {
      key: 'due',
      title: t.columns.due,
      width: 120,
      value: ({ submittedAt }) => submittedAt,
      render: ({ submittedAt }) => (submittedAt ? t.handedIn(dayWords(submittedAt, language)) : t.notYet),
    },
    {
      key: 'findings',
      title: t.columns.findings,
      width: 190,
      rank: 0,
      value: ({ findings }) => findings.error * 1000 + findings.warning * 30 + findings.blank,
      render: ({ findings, state }) => findingWords(findings, state, t),
    },
    {
      key: 'questions',
      title: t.columns.questions,
      width: 72,
      align: 'right',
      value: ({ openQuestions }) => openQuestions,
      render: ({ openQuestions }) => openQuestions || '',
    },
    {
      key: 'behalf',
      title: t.columns.behalf,
      width: 90,
      rank: 3,
      render: ({ onBehalf }) => (onBehalf ? t.onBehalf : ''),
    },
  ];
}

function findingWords(findings: ReturnListItem['findings'], state: string, t: FormsTexts['round']): string {
  if (state === 'open' || state === 'excused') return '';
  const words = t.findings(findings.error, findings.warning, findings.blank);
  if (words) return words;
  return findings.explained > 0 ? `✓ ${t.explained(findings.explained)}` : `✓ ${t.clean}`;
}
