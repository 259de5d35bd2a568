import { useMemo } from 'react';
import type { SignalView } from '../../../../server/kernel/signals/model.ts';
import { Link, useGo } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { Tag } from '../../../shell/widgets/Card.tsx';
import { type Column, DataTable } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { SeverityTag } from '../parts/SeverityTag.tsx';
import { text } from '../text.ts';
import { tableDay } from '../times.ts';
import { filterKeys } from './SignalFilters.tsx';

export interface SignalTableProps {
  rows: readonly SignalView[];
  total: number;
  filtered: boolean;
  updating: boolean;
  onNeedMore: () => void;
  onOpen: (signal: SignalView) => void;
}

/** `Enter` opens the panel, `o` the subject. */
export function SignalTable({ rows, total, filtered, updating, onNeedMore, onOpen }: SignalTableProps) {
  const t = useText(text);
  const go = useGo();
  const clear = useClearFilters(filterKeys);
  const columns = useMemo(
    (): Column<SignalView>[] => [
      {
        key: 'severity',
        title: t.columns.severity,
        width: 96,
        rank: 0,
        render: ({ severity }) => <SeverityTag severity={severity} />,
      },
      {
        key: 'title',
        title: t.columns.title,
        minWidth: 400,
        rank: 0,
        render: (signal) => (
          <button type="button" className="ln-link sig-title" title={signal.title} onClick={() => onOpen(signal)}>
            {signal.title}
          </button>
        ),
      },
      {
        key: 'subject',
        title: t.columns.subject,
        width: 92,
        rank: 3,
        render: ({ subject }) => (
          <Link to={subject.href} aria-label={t.openSubject}>
            {t.subjects[subject.kind] ?? t.subject}
          </Link>
        ),
      },
      { key: 'rule', title: t.columns.rule, width: 130, rank: 4, render: ({ rule }) => rule.name },
      { key: 'region', title: t.columns.region, width: 96, rank: 2, render: ({ region }) => region.name },
      {
        key: 'unit',
        title: t.columns.unit,
        width: 170,
        rank: 3,
        render: ({ unit }) => (
          <span className="sig-clip" title={unit}>
            {unit}
          </span>
        ),
      },
      { key: 'first', title: t.columns.first, width: 100, rank: 2, render: ({ firstSeen }) => tableDay(firstSeen) },
      { key: 'last', title: t.columns.last, width: 100, rank: 5, render: ({ lastSeen }) => tableDay(lastSeen) },
      {
        key: 'state',
        title: t.columns.state,
        width: 92,
        rank: 0,
        render: ({ state, caseId }) => {
          const tag = <Tag look={state === 'open' || state === 'in-case' ? 'blue' : 'grey'}>{t.states[state]}</Tag>;
          return caseId ? <Link to={`/cases/${caseId}`}>{tag}</Link> : tag;
        },
      },
    ],
    [t, onOpen],
  );
  return (
    <DataTable
      id="signals"
      caption={t.caption}
      columns={columns}
      rows={rows}
      rowKey={keyOf}
      rowName={({ title }) => title}
      onOpen={onOpen}
      onSource={({ subject }) => go(subject.href)}
      total={total}
      onNeedMore={onNeedMore}
      updating={updating}
      serverSort
      synthetic={rows.some(({ synthetic }) => synthetic)}
      empty={
        filtered ? (
          <EmptyState kind="filtered" onClear={clear} />
        ) : (
          <EmptyState kind="nothing-yet" title={t.none} detail={t.noneDetail} />
        )
      }
    />
  );
}

const keyOf = ({ id }: SignalView) => id;
