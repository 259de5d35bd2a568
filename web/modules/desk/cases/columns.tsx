import { useMemo } from 'react';
import type { CaseRow } from '../../../../server/kernel/cases/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { Tag } from '../../../shell/widgets/Card.tsx';
import { type Column, RowLink } from '../../../shell/widgets/DataTable.tsx';
import { DueWords } from '../../signals/widgets.ts';
import { text } from '../text.ts';

export const casePath = ({ id }: Pick<CaseRow, 'id'>) => `/cases/${id}`;

export function useCaseColumns(): Column<CaseRow>[] {
  const t = useText(text).work;
  return useMemo(
    () => [
      { key: 'due', title: t.columns.due, width: 226, rank: 0, render: (one) => <DueWords of={one} /> },
      {
        key: 'title',
        title: t.columns.title,
        minWidth: 240,
        rank: 0,
        render: (one) => (
          <RowLink to={casePath(one)}>
            <span title={one.title}>{one.title}</span>
          </RowLink>
        ),
      },
      {
        key: 'state',
        title: t.columns.state,
        width: 110,
        rank: 0,
        render: ({ state }) => <Tag look={state.final ? 'grey' : 'blue'}>{state.name}</Tag>,
      },
      {
        key: 'handler',
        title: t.columns.handler,
        width: 130,
        rank: 1,
        render: ({ handler }) => handler?.name ?? <span className="ln-third">{t.noHandler}</span>,
      },
      {
        key: 'unit',
        title: t.columns.unit,
        width: 160,
        rank: 2,
        render: ({ unit }) => (
          <span className="desk-clip" title={unit}>
            {unit}
          </span>
        ),
      },
      { key: 'region', title: t.columns.region, width: 96, rank: 3, render: ({ region }) => region.name },
      { key: 'type', title: t.columns.type, width: 120, rank: 4, render: ({ type }) => type.name },
      { key: 'opened', title: t.columns.opened, width: 104, rank: 5, render: ({ openedAt }) => openedAt.slice(0, 10) },
    ],
    [t],
  );
}
