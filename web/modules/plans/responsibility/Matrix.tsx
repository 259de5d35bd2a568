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

const partIn = ({ plans }: ResponsibilityRow, id: string) => plans.find((plan) => plan.id === id);

/** Units down, plans across: how much each leads and supports in which plan, each a way into the ledger. */
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
          value: (row) => {
            const part = partIn(row, plan.id);
            return part ? -(part.leads * 10_000 + part.supports) : null;
          },
          render: (row) => {
            const part = partIn(row, plan.id);
            return part ? (
              <Link to={ledgerOf(row.unit, [plan.id])} aria-label={t.inPlan(row.unit, plan.title)}>
                {t.part(part.leads, part.supports)}
              </Link>
            ) : null;
          },
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
