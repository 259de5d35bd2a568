import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from '../../../shell/Link.tsx';
import { MapView } from '../../../shell/map/MapView.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { useMay } from '../../../shell/session.ts';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import { DataTable } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { ExportButton } from '../../../shell/widgets/ExportButton.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { type LayoutView, layoutPath, layoutQuery, type NodeView } from '../api.ts';
import { Compare } from '../parts/Compare.tsx';
import { nodeColumns } from '../parts/columns.tsx';
import { legendOf, marksOf } from '../parts/marks.ts';
import { NodePanel } from '../parts/NodePanel.tsx';
import { TakeCard } from '../parts/TakeCard.tsx';
import { type Texts, text } from '../text.ts';

/** The plans' layout on the map and as a list: two views of one filter. */
export function Layout() {
  const t = useText(text);
  const { region } = useScope();
  const maySettle = useMay()('layout.settings');
  const query = useQuery(layoutQuery(region, useLanguage()));
  return (
    <div className="ln-stack">
      <PageHeader
        title={t.title}
        note={query.data ? t.note(query.data.nodes.length, query.data.parks.length) : undefined}
        actions={
          <>
            {maySettle ? (
              <Link className="ln-button" to="/layout/boundaries">
                {t.boundaries.open}
              </Link>
            ) : null}
            <ExportButton path={layoutPath} query={{ region }} types={['xlsx', 'csv']} />
            <Link className="ln-button" to="/registers/layout-nodes">
              {t.openRegister}
            </Link>
          </>
        }
      />
      <Part query={query} what={t.what} loading={{ shape: 'page' }}>
        {(data) => <Shown data={data} />}
      </Part>
    </div>
  );
}

function Shown({ data }: { data: LayoutView }) {
  const t = useText(text);
  const [q] = useUrlState('q', '');
  const [plan] = useUrlList('plan');
  const [pattern] = useUrlList('pattern');
  const [chosen, choose] = useUrlState('node', '');
  const [compared, compare] = useUrlList('compare');
  const clear = useClearFilters(['q', 'plan', 'pattern']);
  const nodes = useMemo(
    () => data.nodes.filter((node) => fits(node, { q, plan, pattern })),
    [data.nodes, q, plan, pattern],
  );
  const columns = useMemo(() => nodeColumns(t), [t]);
  const marks = useMemo(() => marksOf(nodes, data), [nodes, data]);
  const legend = useMemo(() => legendOf(data.nodes, t), [data.nodes, t]);
  const node = data.nodes.find(({ id }) => id === chosen);
  const side = data.nodes.filter(({ id }) => compared.includes(id));
  const pick = (id: string) => (id.startsWith('park:') ? null : choose(id));
  if (data.nodes.length === 0)
    return (
      <div className="ln-stack">
        <EmptyState
          kind="nothing-yet"
          detail={data.plans.some(({ taken }) => taken > 0) ? t.emptyHere : t.empty}
          action={
            <Link className="ln-button" to="/registers/layout-nodes">
              {t.openRegister}
            </Link>
          }
        />
        <TakeCard plans={data.plans} />
      </div>
    );
  return (
    <div className="ln-stack">
      <FilterChips search={{ placeholder: t.search }} filters={filtersOf(data, t)} />
      <MapView
        caption={t.map}
        note={t.mapNote}
        features={marks}
        legend={legend}
        selected={chosen === '' ? null : chosen}
        onSelect={pick}
        synthetic={data.parks.some(({ synthetic }) => synthetic)}
      />
      {side.length > 0 ? <Compare nodes={side} onClear={() => compare([])} /> : null}
      {nodes.length === 0 ? (
        <EmptyState kind="filtered" onClear={clear} />
      ) : (
        <DataTable
          id="layout-nodes"
          caption={t.list}
          columns={columns}
          rows={nodes}
          rowKey={(row) => row.id}
          rowName={(row) => row.name}
          onOpen={(row) => choose(row.id)}
          actions={(selected, done) => (
            <button
              type="button"
              className="ln-button ln-button-small"
              onClick={() => {
                compare(selected.map(({ id }) => id));
                done();
              }}
            >
              {t.compare}
            </button>
          )}
          total={nodes.length}
          height="content"
          synthetic={nodes.some(({ synthetic }) => synthetic)}
        />
      )}
      <TakeCard plans={data.plans} />
      {node ? <NodePanel node={node} onClose={() => choose('')} /> : null}
    </div>
  );
}

const fits = (node: NodeView, wanted: { q: string; plan: readonly string[]; pattern: readonly string[] }): boolean =>
  (wanted.q === '' || `${node.name}${node.role}`.includes(wanted.q)) &&
  (wanted.plan.length === 0 || wanted.plan.includes(node.plan.id)) &&
  (wanted.pattern.length === 0 || wanted.pattern.includes(node.pattern.code));

function filtersOf({ nodes, patterns }: LayoutView, t: Texts) {
  const plans = new Map(nodes.map(({ plan }) => [plan.id, plan.title]));
  return [
    {
      key: 'plan',
      label: t.filters.plan,
      options: [...plans].map(([value, label]) => ({
        value,
        label,
        count: nodes.filter(({ plan }) => plan.id === value).length,
      })),
    },
    {
      key: 'pattern',
      label: t.filters.pattern,
      options: patterns
        .map(({ code, name }) => ({
          value: code,
          label: name,
          count: nodes.filter(({ pattern }) => pattern.code === code).length,
        }))
        .filter(({ count }) => count > 0),
    },
  ];
}
