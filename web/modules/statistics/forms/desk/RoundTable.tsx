import { useMemo } from 'react';
import type { RoundView } from '../../../../../server/modules/statistics/forms/model.ts';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { type Column, DataTable, RowLink } from '../../../../shell/widgets/DataTable.tsx';
import { periodWords } from '../../quantity.ts';
import { dayWords } from '../../returns/times.ts';
import { text } from '../text.ts';
import { leftWords } from './due-words.ts';
import { Progress } from './Progress.tsx';

interface RoundTableProps {
  rounds: readonly RoundView[];
  updating: boolean;
  empty: React.ReactNode;
}

/** Rounds by period, each with how far it is; what is late stands beside it. */
export function RoundTable({ rounds, updating, empty }: RoundTableProps) {
  const t = useText(text);
  const language = useLanguage();
  const columns = useMemo<Column<RoundView>[]>(
    () => [
      {
        key: 'form',
        title: t.desk.columns.form,
        minWidth: 210,
        rank: 0,
        value: ({ form }) => form.name,
        render: (row) => <RowLink to={`/rounds/${row.id}`}>{row.form.name}</RowLink>,
      },
      { key: 'region', title: t.desk.columns.region, width: 130, rank: 3, render: ({ region }) => region.name },
      {
        key: 'due',
        title: t.desk.columns.due,
        width: 240,
        rank: 1,
        value: ({ dueOn }) => dueOn,
        render: (row) => `${dayWords(row.dueOn, language)} ${leftWords(row.daysLeft, t.due)}`,
      },
      {
        key: 'progress',
        title: t.desk.columns.progress,
        width: 260,
        rank: 0,
        value: ({ counts }) => counts.submitted / Math.max(1, counts.expected),
        render: ({ counts }) => <Progress counts={counts} />,
      },
      {
        key: 'late',
        title: t.desk.columns.late,
        width: 76,
        align: 'right',
        rank: 0,
        value: ({ counts }) => counts.late,
        render: ({ counts }) => (counts.late > 0 ? `▲ ${counts.late}` : ''),
      },
      {
        key: 'questions',
        title: t.desk.columns.questions,
        width: 76,
        align: 'right',
        rank: 2,
        value: ({ counts }) => counts.questions,
        render: ({ counts }) => counts.questions || '',
      },
      {
        key: 'state',
        title: t.desk.columns.state,
        width: 110,
        rank: 2,
        render: (row) =>
          row.releasedAt ? t.progress.released : row.settledAt ? t.progress.settled : t.progress.collecting,
      },
    ],
    [t, language],
  );
  return (
    <DataTable
      id="rounds"
      caption={t.desk.rounds}
      columns={columns}
      rows={rounds}
      rowKey={({ id }) => id}
      rowName={({ form, period }) => `${form.name} ${period}`}
      rowPath={({ id }) => `/rounds/${id}`}
      groupOf={({ period }) => period}
      groupTitle={(period) => <b>{periodWords(period, language)}</b>}
      updating={updating}
      synthetic={rounds.some(({ synthetic }) => synthetic)}
      empty={empty}
    />
  );
}
