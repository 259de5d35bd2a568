import type { ReactNode } from 'react';
import { formatChange, formatNumber } from '../widgets/number.ts';

export interface SortedBarsProps {
  caption: string;
  items: readonly { key: string; label: ReactNode; value: number; note?: ReactNode }[];
  /** Contributions: negative to the left in brick, positive to the right, from a zero line. */
  contribution?: boolean;
  decimals?: number;
  unit?: string;
  /** Keep the order given. */
  unsorted?: boolean;
}

/** Who is how big, or where the gap is: sorted bars from a zero line, the number as text. Plain HTML, no library. */
export function SortedBars({
  caption,
  items,
  contribution = false,
  decimals,
  unit,
  unsorted = false,
}: SortedBarsProps) {
  const sorted = unsorted ? items : items.toSorted((a, b) => (contribution ? a.value - b.value : b.value - a.value));
  const low = Math.min(0, ...items.map(({ value }) => value));
  const high = Math.max(0, ...items.map(({ value }) => value));
  const span = high - low || 1;
  const zero = ((0 - low) / span) * 100;
  return (
    <table className="ln-bars">
      <caption className="ln-hidden">{caption}</caption>
      <tbody>
        {sorted.map((item) => (
          <tr key={item.key}>
            <th scope="row">{item.label}</th>
            <td className="ln-bars-room" aria-hidden="true">
              <i className="ln-bars-zero" style={{ left: `${zero}%` }} />
              <i
                className={contribution && item.value < 0 ? 'ln-bars-bar ln-minus' : 'ln-bars-bar'}
                style={{
                  left: `${item.value < 0 ? zero - (-item.value / span) * 100 : zero}%`,
                  width: `${(Math.abs(item.value) / span) * 100}%`,
                }}
              />
            </td>
            <td className="ln-right">
              {(contribution ? formatChange : formatNumber)(item.value, decimals)}
              {unit ? <span className="ln-unit">{unit}</span> : null}
            </td>
            {item.note === undefined ? null : <td className="ln-small ln-third">{item.note}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
