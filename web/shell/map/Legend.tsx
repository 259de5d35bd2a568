import { useChartColors } from '../charts/colors.ts';
import { useText } from '../preferences.tsx';
import { OTHER } from './marks.ts';
import { DASHES, shapePath } from './shapes.ts';
import { markColour } from './style.ts';
import { text } from './text.ts';
import type { LegendItem, MapMarks } from './types.ts';

/** What colour, shape and outline stand for; only the kinds of mark that are there. */
export function Legend({ items, features }: { items: readonly LegendItem[]; features: MapMarks }) {
  const t = useText(text);
  if (items.length === 0) return null;
  const kinds = new Set(features.features.map(({ geometry }) => geometry.type));
  const hasPoints = kinds.size === 0 || kinds.has('Point') || kinds.has('MultiPoint');
  const hasShapes = [...kinds].some((kind) => kind !== 'Point' && kind !== 'MultiPoint');
  const shown = items.length > OTHER + 1 ? [...items.slice(0, OTHER), { value: '', label: t.other }] : items;
  return (
    <ul className="ln-map-legend" aria-label={t.legend}>
      {shown.map(({ value, label }, index) => (
        <li key={value || label}>
          <Swatch index={Math.min(index, OTHER)} point={hasPoints} shape={hasShapes} />
          {label}
        </li>
      ))}
    </ul>
  );
}

function Swatch({ index, point, shape }: { index: number; point: boolean; shape: boolean }) {
  const colors = useChartColors();
  const colour = markColour(colors, index);
  return (
    <svg width={point && shape ? 40 : 18} height="16" aria-hidden="true">
      {point ? <path d={shapePath(index, 9, 8, 6)} fill={colour} /> : null}
      {shape ? (
        <path
          d={point ? 'M20 8H40' : 'M0 8H18'}
          stroke={colour}
          strokeWidth="3"
          strokeDasharray={(DASHES[index] ?? []).map((part) => part * 2).join(' ')}
        />
      ) : null}
    </svg>
  );
}
