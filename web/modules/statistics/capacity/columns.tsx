import { useMemo } from 'react';
import type { CapacityLine, CapacityView } from '../../../../server/modules/statistics/capacity/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Tag } from '../../../shell/widgets/Card.tsx';
import type { Column } from '../../../shell/widgets/DataTable.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { type Measured, shownValue } from '../quantity.ts';
import { text } from './text.ts';

type Amount = CapacityLine['output'];

function AmountFigure({ amount, measured, synthetic }: { amount: Amount; measured: Measured; synthetic: boolean }) {
  const language = useLanguage();
  const shown = shownValue(amount.value ?? 0, measured, language);
  return (
    <Figure
      look="dense"
      value={amount.value === null ? null : shown.value}
      unit={shown.unit}
      decimals={shown.decimals}
      source={amount.ref ? { observation: amount.ref } : undefined}
      synthetic={synthetic}
    />
  );
}

export function useCapacityColumns(measured: Measured, onAsk: (line: CapacityLine) => void): Column<CapacityLine>[] {
  const t = useText(text);
  return useMemo(
    () => [
      {
        key: 'subject',
        title: t.columns.subject,
        minWidth: 180,
        rank: 0,
        value: ({ subject }) => subject.name,
        render: ({ subject }) => subject.name,
      },
      {
        key: 'rate',
        title: t.columns.rate,
        align: 'right',
        width: 100,
        rank: 0,
        sortable: true,
        value: ({ rate }) => rate ?? -1,
        render: ({ rate, synthetic }) => <Figure look="dense" value={rate} unit="%" synthetic={synthetic} />,
      },
      {
        key: 'change',
        title: t.columns.change,
        align: 'right',
        width: 130,
        rank: 1,
        sortable: true,
        value: ({ change }) => change ?? -1e9,
        render: ({ change }) => <Figure look="dense" change value={change} unit={t.points} decimals={1} />,
      },
      {
        key: 'output',
        title: t.columns.output,
        align: 'right',
        width: 110,
        rank: 2,
        render: ({ output, synthetic }) => <AmountFigure amount={output} measured={measured} synthetic={synthetic} />,
      },
      {
        key: 'capacity',
        title: t.columns.capacity,
        align: 'right',
        width: 150,
        rank: 2,
        render: ({ capacity, capacityFrom, synthetic }) => (
          <>
            <AmountFigure amount={capacity} measured={measured} synthetic={synthetic} />
            {capacityFrom && t.from[capacityFrom] ? (
              <div className="ln-small ln-third">{t.from[capacityFrom]}</div>
            ) : null}
          </>
        ),
      },
      {
        key: 'state',
        title: t.columns.state,
        width: 100,
        rank: 0,
        value: ({ state }) => t.states[state],
        render: ({ state }) => (
          <Tag look={state === 'normal' || state === 'unknown' ? 'grey' : 'red'}>{t.states[state]}</Tag>
        ),
      },
      {
        key: 'reasons',
        title: t.columns.reasons,
        minWidth: 260,
        rank: 3,
        render: ({ reasons }) => <span className="ln-small ln-second">{reasons.join(' ')}</span>,
      },
      {
        key: 'act',
        title: t.columns.act,
        width: 120,
        rank: 1,
        render: (line) =>
          line.caseId ? (
            <Link to={`/cases/${line.caseId}`}>{t.asked}</Link>
          ) : line.mayAsk ? (
            <button type="button" className="ln-link" onClick={() => onAsk(line)}>
              {t.ask}
            </button>
          ) : null,
      },
    ],
    [t, measured, onAsk],
  );
}

/** Unit of the view's figures, and the one they are published in. */
export const measuredOf = (view: CapacityView | undefined): Measured => {
  const unit = view?.unit ?? '辆';
  const shownAs = { 辆: '万辆', 千瓦时: 'GWh', 万元: '亿元' }[unit] ?? unit;
  return { unit, shownAs };
};
