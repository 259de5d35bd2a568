import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReturnListItem } from '../../../../../server/modules/statistics/returns/model.ts';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { type Column, DataTable, RowLink } from '../../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../../shell/widgets/EmptyState.tsx';
import { Part } from '../../../../shell/widgets/Part.tsx';
import { periodWords } from '../../quantity.ts';
import { text as returnText } from '../../returns/text.ts';
import { dayWords } from '../../returns/times.ts';
import { returnsQuery } from '../api.ts';
import { text } from '../text.ts';

interface MineListProps {
  id: string;
  title: string;
  /** Which returns, as the list takes them: `open,draft`. */
  states: string;
  empty: string;
  /** The keys of the page go to this one. */
  isFirst?: boolean;
}

/** A reporter's own returns of some states, what is due first. */
export function MineList({ id, title, states: wanted, empty, isFirst = false }: MineListProps) {
  const t = useText(text).desk;
  const states = useText(returnText).states;
  const late = useText(returnText).late;
  const language = useLanguage();
  const query = useInfiniteQuery(returnsQuery({ mine: true, state: wanted }, language));
  const columns: Column<ReturnListItem>[] = [
    {
      key: 'form',
      title: t.columns.form,
      minWidth: 104,
      rank: 0,
      value: ({ form }) => form.name,
      render: (row) => <RowLink to={`/returns/${row.id}`}>{row.form.name}</RowLink>,
    },
    {
      key: 'period',
      title: t.columns.period,
      width: 92,
      rank: 0,
      value: ({ period }) => period,
      render: ({ period }) => periodWords(period, language),
    },
    { key: 'reporter', title: t.columns.reporter, minWidth: 140, rank: 2, render: ({ reporter }) => reporter.name },
    {
      key: 'due',
      title: t.columns.due,
      width: 146,
      rank: 0,
      value: ({ dueOn }) => dueOn,
      render: (row) => `${dayWords(row.dueOn, language)}${row.isLate ? ` ▲ ${late}` : ''}`,
    },
    {
      key: 'state',
      title: t.columns.state,
      width: 190,
      rank: 1,
      value: ({ state }) => state,
      render: ({ state, remindedAt }) =>
        remindedAt ? `${states[state]} ▲ ${t.reminded(dayWords(remindedAt, language))}` : states[state],
    },
    {
      key: 'questions',
      title: t.columns.questions,
      width: 80,
      align: 'right',
      value: ({ openQuestions }) => openQuestions,
      render: ({ openQuestions }) => openQuestions || '',
    },
  ];
  return (
    <Part query={query} what={title} loading={{ shape: 'table', rows: 4 }}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items).toSorted(byUrgency);
        return (
          <section className="ln-stack">
            <h2>
              {title} <span className="ln-small ln-third">{t.mineNote(rows.length)}</span>
            </h2>
            <DataTable
              id={id}
              caption={title}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              rowPath={({ id }) => `/returns/${id}`}
              height={rows.length > 12 ? 440 : 'content'}
              keyboard={isFirst}
              sortKey={isFirst ? 'sort' : 'before'}
              synthetic={rows.some(({ synthetic }) => synthetic)}
              empty={<EmptyState kind="nothing-yet" detail={empty} />}
            />
          </section>
        );
      }}
    </Part>
  );
}

const isWaiting = ({ state }: ReturnListItem) => ['open', 'draft', 'returned', 'reopened'].includes(state);
const byUrgency = (a: ReturnListItem, b: ReturnListItem) =>
  Number(isWaiting(b)) - Number(isWaiting(a)) ||
  (isWaiting(a) ? a.dueOn.localeCompare(b.dueOn) : b.dueOn.localeCompare(a.dueOn));
