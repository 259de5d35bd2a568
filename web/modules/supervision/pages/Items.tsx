import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { useMay } from '../../../shell/session.ts';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import { DataTable } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { type ItemView, itemsQuery } from '../api.ts';
import { Board } from '../items/Board.tsx';
import { itemColumns, itemPath } from '../items/columns.tsx';
import { MakeDialog } from '../items/MakeDialog.tsx';
import { type Texts, text } from '../text.ts';

/** What is being followed up: what burns first, as a list or a board. */
export function Items() {
  const t = useText(text);
  const { region } = useScope();
  const mayWrite = useMay()('supervision.write');
  const [q] = useUrlState('q', '');
  const [light] = useUrlList('light');
  const [state] = useUrlList('state');
  const [view, setView] = useUrlState<'list' | 'board'>('view', 'list');
  const [isMaking, setMaking] = useState(false);
  const clear = useClearFilters(['q', 'light', 'state']);
  const query = useQuery(itemsQuery(region, useLanguage()));
  const all = query.data?.items ?? [];
  const shown = all.filter((item) => fits(item, { q, light, state }));
  const columns = useMemo(() => itemColumns(t), [t]);
  const isFiltered = q !== '' || light.length > 0 || state.length > 0;
  const lit = (which: string) => all.filter((item) => item.light === which).length;
  return (
    <>
      <PageHeader
        title={t.title}
        note={query.data ? t.itemsNote(all.length, lit('red'), lit('yellow')) : undefined}
        actions={
          <>
            <Link className="ln-button" to="/supervision/evaluation">
              {t.toEvaluation}
            </Link>
            {mayWrite ? (
              <button type="button" className="ln-button ln-primary" onClick={() => setMaking(true)}>
                {t.make}
              </button>
            ) : null}
          </>
        }
      />
      <FilterChips
        search={{ placeholder: t.search }}
        filters={filtersOf(all, t)}
        end={
          <fieldset className="ln-switch" aria-label={t.view}>
            {(['list', 'board'] as const).map((one) => (
              <button key={one} type="button" aria-pressed={view === one} onClick={() => setView(one)}>
                {t[one]}
              </button>
            ))}
          </fieldset>
        }
      />
      <Part query={query} what={t.itemsWhat} loading={{ shape: 'table', rows: 10 }}>
        {() =>
          shown.length === 0 ? (
            isFiltered && all.length > 0 ? (
              <EmptyState kind="filtered" onClear={clear} />
            ) : (
              <EmptyState
                kind="nothing-yet"
                detail={t.itemsEmpty}
                action={
                  <Link className="ln-button" to="/registers/supervision-items">
                    {t.openRegister}
                  </Link>
                }
              />
            )
          ) : view === 'board' ? (
            <Board items={shown} />
          ) : (
            <DataTable
              id="supervision-items"
              caption={t.items}
              columns={columns}
              rows={shown}
              rowKey={(item) => item.id}
              rowName={(item) => item.title}
              rowPath={(item) => itemPath(item.id)}
              total={shown.length}
              synthetic={shown.some(({ synthetic }) => synthetic)}
            />
          )
        }
      </Part>
      {isMaking ? <MakeDialog region={region} onClose={() => setMaking(false)} /> : null}
    </>
  );
}

const fits = (item: ItemView, wanted: { q: string; light: readonly string[]; state: readonly string[] }): boolean =>
  (wanted.q === '' || `${item.title}${item.unit}${item.code}`.toLowerCase().includes(wanted.q.toLowerCase())) &&
  (wanted.light.length === 0 || wanted.light.includes(item.light)) &&
  (wanted.state.length === 0 || wanted.state.includes(item.state.id));

function filtersOf(items: readonly ItemView[], t: Texts) {
  const states = new Map(items.map(({ state }) => [state.id, state.name]));
  return [
    {
      key: 'light',
      label: t.filters.light,
      look: 'flat' as const,
      options: ['red', 'yellow', 'blue', 'none'].map((value) => ({
        value,
        label: t.lights[value] ?? value,
        count: items.filter((item) => item.light === value).length,
      })),
    },
    {
      key: 'state',
      label: t.filters.state,
      options: [...states].map(([value, label]) => ({
        value,
        label,
        count: items.filter((item) => item.state.id === value).length,
      })),
    },
  ];
}
