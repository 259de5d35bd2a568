import { useState } from 'react';
import type { TargetView } from '../../../../server/modules/plans/model.ts';
import { download } from '../../../shell/api.ts';
import { useGo } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { useUrlState } from '../../../shell/url.ts';
import { DataTable } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { judgementStates } from '../../../shell/widgets/states.ts';
import { text as widgetText } from '../../../shell/widgets/text.ts';
import { ledgerPath } from '../ledger-api.ts';
import { text } from '../ledger-text.ts';
import { sourceHref, targetHref, useLedgerColumns } from './columns.tsx';
import { filterKeys, type LedgerView } from './filter.ts';
import { RebindDialog } from './RebindDialog.tsx';
import type { LedgerRows } from './rows.ts';

export interface LedgerTableProps {
  ledger: LedgerRows;
  view: LedgerView;
  updating: boolean;
  onNeedMore: () => void;
}

export function LedgerTable({ ledger, view, updating, onNeedMore }: LedgerTableProps) {
  const t = useText(text);
  const go = useGo();
  const [group] = useUrlState<'plan' | 'none'>('group', 'plan');
  const grouped = group === 'plan';
  const columns = useLedgerColumns(grouped, ledger);
  const clear = useClearFilters(filterKeys);
  const [rebinding, setRebinding] = useState<readonly TargetView[] | null>(null);
  return (
    <>
      <DataTable
        id="targets"
        caption={t.caption}
        columns={columns}
        rows={ledger.rows}
        rowKey={keyOf}
        rowName={nameOf}
        rowPath={pathOf}
        onSource={(target) => go(sourceHref(target))}
        onExport={() => void download(ledgerPath, { query: view.filter, as: 'xlsx' })}
        serverSort
        groupOf={grouped ? planOf : undefined}
        groupTitle={(_, rows) => <GroupTitle rows={rows} ledger={ledger} />}
        groupNote={(_, rows) => (ledger.complete ? <GroupStates rows={rows} /> : null)}
        total={ledger.total}
        onNeedMore={onNeedMore}
        updating={updating}
        synthetic={ledger.synthetic}
        footer={<span className="ln-third plans-foot">{ledger.synthetic ? t.demoNote : t.planNote}</span>}
        actions={(selected) => (
          <>
            <button type="button" className="ln-button ln-button-small" onClick={() => go(compareHref(selected))}>
              {t.compare}
            </button>
            {selected.some(({ mayEdit }) => mayEdit) ? (
              <button type="button" className="ln-button ln-button-small" onClick={() => setRebinding(selected)}>
                {t.rebind}
              </button>
            ) : null}
          </>
        )}
        empty={
          view.filtered ? (
            <EmptyState kind="filtered" onClear={clear} />
          ) : (
            <EmptyState kind="nothing-yet" detail={t.nothing} />
          )
        }
      />
      {rebinding ? <RebindDialog targets={rebinding} onClose={() => setRebinding(null)} /> : null}
    </>
  );
}

const keyOf = ({ id }: TargetView) => id;
const nameOf = ({ indicatorName }: TargetView) => indicatorName;
const pathOf = ({ id }: TargetView) => targetHref(id);
const planOf = ({ planId }: TargetView) => planId;

/** The comparison of what is selected: its plans, and its indicator where it is one. */
function compareHref(selected: readonly TargetView[]): string {
  const plans = [...new Set(selected.map(({ planId }) => planId))];
  const indicators = [...new Set(selected.flatMap(({ indicatorCode }) => indicatorCode ?? []))];
  return `/compare?plan=${plans.length > 1 ? plans.join(',') : ''}${indicators.length === 1 ? `&indicator=${indicators[0]}` : ''}`;
}

function GroupTitle({ rows, ledger }: { rows: readonly TargetView[]; ledger: LedgerRows }) {
  const t = useText(text);
  const [first] = rows;
  const years = [...new Set(rows.flatMap(({ deadline }) => deadline ?? []))];
  const count = ledger.facets.plans.find(({ id }) => id === first?.planId)?.count ?? rows.length;
  const when =
    years.length === 1 && years[0] !== undefined ? t.deadlineShort(years[0]) : years.length > 1 ? t.mixedDeadlines : '';
  return (
    <>
      <b>{first?.planTitle}</b>{' '}
      <span className="ln-small ln-third">
        {[when, t.targets(String(ledger.complete ? rows.length : count))].filter(Boolean).join(' · ')}
      </span>
    </>
  );
}

function GroupStates({ rows }: { rows: readonly TargetView[] }) {
  const words = useText(widgetText).states;
  const counts = Map.groupBy(rows, ({ judgement }) => judgement?.state ?? 'unknown');
  return judgementStates.flatMap((state) => {
    const count = counts.get(state)?.length ?? 0;
    return count > 0
      ? [
          <span key={state} className="plans-group-state">
            {words[state]} {count}
          </span>,
        ]
      : [];
  });
}
