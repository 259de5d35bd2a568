import type { CheckFinding, FormRow, Growth, RowCells } from '@liannao/statistics';
import { useText } from '../../../../shell/preferences.tsx';
import { formatChange, formatNumber } from '../../../../shell/widgets/number.ts';
import { worst } from '../model/problems.ts';
import { rateOf } from '../model/rates.ts';
import { type ReturnTexts, text } from '../text.ts';

interface RowCheckProps {
  row: FormRow;
  cells: RowCells | undefined;
  findings: readonly CheckFinding[];
  hasUnread: boolean;
}

/** The last column: what is to be done, or that nothing was found, with the growth that the row comes to. */
export function RowCheck({ row, cells, findings, hasUnread }: RowCheckProps) {
  const t = useText(text);
  const due = worst(findings.filter(({ level, isExplained }) => level !== 'info' && !isExplained));
  if (hasUnread) return <span className="stat-is-error">▼ {t.grid.unread}</span>;
  if (due?.level === 'error') return <span className="stat-is-error">▼ {t.grid.mustMend}</span>;
  if (due?.level === 'warning') return <span className="stat-is-warning">▲ {t.grid.look}</span>;
  if (due?.level === 'blank') return <span className="ln-third">○ {t.grid.asked}</span>;
  const rate = rateWords(row, cells, t);
  const isExplained = findings.some((finding) => finding.isExplained);
  if (!rate && !isExplained) {
    return cells && Object.keys(cells).length > 0 ? <span className="ln-hidden">{t.grid.fine}</span> : null;
  }
  return (
    <span className="ln-third">
      ✓ {rate} {isExplained ? t.grid.explained : ''}
    </span>
  );
}

function rateWords(row: FormRow, cells: RowCells | undefined, t: ReturnTexts): string {
  const rate = rateOf(row, cells);
  if (rate.kind === 'none') return '';
  if (rate.kind === 'same') return t.grid.same;
  if (rate.kind === 'points') return t.grid.points(formatChange(rate.points, 1));
  return growthWords(rate.growth, t);
}

export function growthWords(growth: Growth, t: ReturnTexts): string {
  switch (growth.kind) {
    case 'rate':
      return `${formatChange(growth.percent, 1)}%`;
    case 'to-loss':
      return t.grid.toLoss;
    case 'to-profit':
      return t.grid.toProfit;
    case 'loss-wider':
      return t.grid.wider(formatNumber(growth.percent, 1));
    case 'loss-narrower':
      return t.grid.narrower(formatNumber(growth.percent, 1));
    case 'none':
      return '';
  }
}
