import { useText } from '../../../shell/preferences.tsx';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import { FilterChips, type FilterDefinition } from '../../../shell/widgets/FilterChips.tsx';
import { StatusShape } from '../../../shell/widgets/StatusTag.tsx';
import { judgementStates } from '../../../shell/widgets/states.ts';
import { text as widgetText } from '../../../shell/widgets/text.ts';
import { text } from '../ledger-text.ts';
import { LedgerViews } from './LedgerViews.tsx';
import type { LedgerRows } from './rows.ts';

/** Search, chips and views in one line. */
export function LedgerFilters({ ledger }: { ledger: LedgerRows | null }) {
  const t = useText(text);
  const words = useText(widgetText);
  const [group, setGroup] = useUrlState<'plan' | 'none'>('group', 'plan');
  const [kind] = useUrlList('kind');
  const [binding] = useUrlList('binding');
  // What is seldom asked for shows once it is on; the views switch it on.
  const seldom = (on: boolean, filter: FilterDefinition) => (on ? [filter] : []);
  const filters: FilterDefinition[] = [
    {
      key: 'plan',
      label: t.filters.plan,
      options: ledger?.facets.plans.map(({ id, title, count }) => ({ value: id, label: title, count })) ?? [],
    },
    {
      key: 'unit',
      label: t.filters.unit,
      options: ledger?.facets.units.map(({ unit, count }) => ({ value: unit, label: unit, count })) ?? [],
    },
    {
      key: 'deadline',
      label: t.filters.deadline,
      options:
        ledger?.facets.deadlines.map(({ year, count }) => ({
          value: year === null ? 'none' : String(year),
          label: year === null ? t.noDeadline : t.deadlineShort(year),
          count,
        })) ?? [],
    },
    { key: 'area', label: t.filters.area, single: true, options: areasOf(ledger, t.allAreas) },
    {
      key: 'source',
      label: t.filters.source,
      options:
        ledger?.facets.sources.map(({ source, count }) => ({
          value: source,
          label: t.sources[source] ?? source,
          count,
        })) ?? [],
    },
    ...seldom(kind.length > 0, {
      key: 'kind',
      label: t.filters.kind,
      options: Object.entries(t.kinds).map(([value, label]) => ({ value, label })),
    }),
    ...seldom(binding.length > 0, {
      key: 'binding',
      label: t.filters.binding,
      options: Object.entries(t.bindings).map(([value, label]) => ({ value, label })),
    }),
    {
      key: 'state',
      label: t.filters.state,
      look: 'flat',
      options: judgementStates.map((state) => ({
        value: state,
        label: words.states[state],
        count: ledger?.states[state] ?? 0,
        icon: <StatusShape state={state} />,
      })),
    },
  ];
  return (
    <FilterChips
      filters={filters}
      search={{ placeholder: t.search }}
      end={
        <>
          <button type="button" className="ln-link" onClick={() => setGroup(group === 'plan' ? 'none' : 'plan')}>
            {group === 'plan' ? t.ungroup : t.group}
          </button>
          <LedgerViews />
        </>
      }
    />
  );
}

/** The regions that the rows at hand are about. */
function areasOf(ledger: LedgerRows | null, all: string) {
  const counts = new Map<string, { value: string; label: string; count: number }>();
  for (const { region } of ledger?.rows ?? []) {
    const known = counts.get(region.code) ?? { value: region.code, label: region.name, count: 0 };
    counts.set(region.code, { ...known, count: known.count + 1 });
  }
  const sorted = [...counts.values()].sort((a, b) => b.count - a.count);
  return [{ value: 'all', label: all }, ...sorted];
}
