import { type Column, RowLink } from '../../../shell/widgets/DataTable.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { StatusTag } from '../../../shell/widgets/StatusTag.tsx';
import type { NodeView } from '../api.ts';
import type { Texts } from '../text.ts';

export const nodeColumns = (t: Texts): Column<NodeView>[] => [
  {
    key: 'state',
    title: t.columns.state,
    width: 104,
    rank: 0,
    render: (node) => (
      <span title={node.judgement.sentence}>
        <StatusTag state={node.judgement.state} />
      </span>
    ),
  },
  {
    key: 'name',
    title: t.columns.name,
    minWidth: 180,
    rank: 0,
    sortable: true,
    value: (node) => node.name,
    render: (node) => <RowLink to={`/layout?node=${node.id}`}>{node.name}</RowLink>,
  },
  {
    key: 'pattern',
    title: t.columns.pattern,
    width: 110,
    rank: 1,
    sortable: true,
    value: (node) => node.pattern.name,
    render: (node) => node.pattern.name,
  },
  {
    key: 'role',
    title: t.columns.role,
    minWidth: 200,
    rank: 2,
    render: (node) => <span title={node.role}>{node.role}</span>,
  },
  {
    key: 'regions',
    title: t.columns.regions,
    width: 150,
    rank: 4,
    render: (node) => {
      const names = node.regions.map(({ name }) => name).join('、');
      return <span title={names}>{names}</span>;
    },
  },
  {
    key: 'plan',
    title: t.columns.plan,
    width: 180,
    rank: 5,
    render: (node) => <span title={node.plan.title}>{node.plan.title}</span>,
  },
  ...(['parks', 'enterprises', 'projects'] as const).map(
    (key): Column<NodeView> => ({
      key,
      title: t.columns[key],
      width: 76,
      align: 'right',
      rank: 1,
      sortable: true,
      value: (node) => node[key],
      render: (node) => <Figure value={node[key]} look="dense" />,
    }),
  ),
  {
    key: 'output',
    title: t.columns.output,
    width: 130,
    align: 'right',
    rank: 3,
    sortable: true,
    value: (node) => node.output.actual,
    render: (node) => (
      <Figure value={node.output.actual} missing={node.output.actual === null ? 'unknown' : undefined} look="dense" />
    ),
  },
];
