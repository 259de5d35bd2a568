import { Link } from '../../../shell/Link.tsx';
import { Tag } from '../../../shell/widgets/Card.tsx';
import { type Column, RowLink } from '../../../shell/widgets/DataTable.tsx';
import type { ItemView } from '../api.ts';
import type { Texts } from '../text.ts';
import { Light } from './Light.tsx';

export const itemPath = (id: string) => `/registers/supervision-items/${id}`;

export const itemColumns = (t: Texts): Column<ItemView>[] => [
  {
    key: 'light',
    title: t.columns.light,
    width: 96,
    rank: 0,
    render: (item) => <Light light={item.light} reason={item.lightReason} />,
  },
  {
    key: 'title',
    title: t.columns.title,
    minWidth: 240,
    rank: 0,
    sortable: true,
    value: (item) => item.title,
    render: (item) => (
      <span title={item.requirement}>
        <RowLink to={itemPath(item.id)}>{item.title}</RowLink> <span className="ln-small ln-third">{item.code}</span>
      </span>
    ),
  },
  {
    key: 'unit',
    title: t.columns.unit,
    width: 170,
    rank: 1,
    sortable: true,
    value: (item) => item.unit,
    render: (item) => item.unit || '—',
  },
  { key: 'region', title: t.columns.region, width: 110, rank: 3, render: (item) => item.region.name },
  {
    key: 'state',
    title: t.columns.state,
    width: 150,
    rank: 0,
    render: (item) => (
      <span className="ln-row">
        <Tag look={item.state.final ? 'grey' : 'blue'}>{item.state.name}</Tag>
        {item.caseId ? (
          <Link className="ln-small" to={`/cases/${item.caseId}`}>
            {t.openCase}
          </Link>
        ) : null}
      </span>
    ),
  },
  {
    key: 'due',
    title: t.columns.due,
    width: 190,
    rank: 1,
    sortable: true,
    value: (item) => item.dueOn,
    render: (item) => (
      <span className="ln-nowrap">
        {item.dueOn}{' '}
        <span className="ln-small ln-third">{item.closedOn ? t.closedOn(item.closedOn) : item.lightReason}</span>
      </span>
    ),
  },
  {
    key: 'finding',
    title: t.columns.finding,
    width: 220,
    rank: 4,
    render: (item) =>
      item.finding ? (
        <span title={item.finding}>
          {item.finding}{' '}
          {item.rectifyBy ? <span className="ln-small ln-third">{t.rectifyBy(item.rectifyBy)}</span> : null}
        </span>
      ) : (
        <span className="ln-third">—</span>
      ),
  },
];
