import { useMemo } from 'react';
import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { type Column, DataTable } from '../../../shell/widgets/DataTable.tsx';
import type { ResponsibilityRow } from '../responsibility-api.ts';
import { text } from '../responsibility-text.ts';
import { ledgerOf } from './links.ts';

export interface MatrixProps {
  rows: readonly ResponsibilityRow[];
  shortTitles: ReadonlyMap<string, string>;
}

/** Units down, plans across: who has a part in which plan, each mark a way into the ledger. */
export function Matrix({ rows, shortTitles }: MatrixProps) {
  const t = useText(text);
  const columns = useMemo(() => {
    const plans = new Map<string, { id: string; title: string; units: number }>();
    for (const { plans: own } of rows) {
      for (const { id, title } of own) plans.set(id, { id, title, units: (plans.get(id)?.units ?? 0) + 1 });
    }
    const ordered = [...plans.values()].sort((a, b) => b.units - a.units);
    const unit: Column<ResponsibilityRow> = {
      key: 'unit',
      title: t.columns.unit,
      width: 200,
      rank: 0,
      sortable: true,
      value: (row) => row.unit,
      render: (row) => <b>{row.unit}</b>,
    };
    return [
      unit,
      ...ordered.map(
        (plan, at): Column<ResponsibilityRow> => ({
          key: plan.id,
          title: <span title={plan.title}>{shortTitles.get(plan.id) ?? plan.title}</span>,
          name: plan.title,
          width: 150,
          rank: at + 1,
          align: 'center',
          sortable: true,
          value: (row) => (row.plans.some(({ id }) => id === plan.id) ? 0 : 1),
          render: (row) =>
            row.plans.some(({ id }) => id === plan.id) ? (
              <Link to={ledgerOf(row.unit, [plan.id])} aria-label={t.inPlan(row.unit, plan.title)}>
                ●
              </Link>
            ) : null,
        }),
      ),
    ];
  }, [rows, shortTitles, t]);
  if (columns.length === 1) return <p className="ln-second">{t.noMatrix}</p>;
  return (
    <DataTable
      id="responsibility-matrix"
      caption={t.matrixCaption}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.unit}
      sortKey="by"
    />
  );
}
