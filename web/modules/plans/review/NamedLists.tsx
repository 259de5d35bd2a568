import { useMemo } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import type { ReviewView } from '../review-api.ts';
import { text } from '../review-text.ts';
import type { LayoutPlace } from './use-review.ts';

interface ListProps {
  current: string | null;
  onChoose: (id: string) => void;
}

/** Units that the plan names; choosing one shows where it stands. */
export function UnitList({ review, current, onChoose }: ListProps & { review: ReviewView }) {
  const t = useText(text);
  const places = useMemo(
    () => new Map(review.units.map(({ unit }) => [unit, review.text.split(unit).length - 1])),
    [review.units, review.text],
  );
  return review.units.map(({ unit, count }) => {
    const id = `unit:${unit}`;
    return (
      <li
        key={unit}
        data-pair={id}
        className={`rv-item${id === current ? ' rv-open' : ''}`}
        aria-current={id === current}
      >
        <button type="button" className="rv-row" onClick={() => onChoose(id)}>
          <span className="rv-main">
            <b>{unit}</b>
          </span>
          <span className="ln-small ln-third">{t.unitPlaces(places.get(unit) ?? 0)}</span>
          <span className="rv-state ln-second">{t.unitCount(count)}</span>
        </button>
      </li>
    );
  });
}

/** Spatial patterns such as 一极两翼多点, node by node. */
export function LayoutList({ nodes, current, onChoose }: ListProps & { nodes: readonly LayoutPlace[] }) {
  const t = useText(text);
  return nodes.map(({ id, pattern, node }, at) => (
    <li key={id} data-pair={id} className={`rv-item${id === current ? ' rv-open' : ''}`} aria-current={id === current}>
      {nodes[at - 1]?.pattern === pattern ? null : <h3 className="rv-pattern">{pattern}</h3>}
      <button type="button" className="rv-row" onClick={() => onChoose(id)}>
        <span className="rv-main">
          <b>{node.name}</b> {node.role ? <span className="ln-second">{node.role}</span> : null}
          <span className="rv-line ln-caption ln-third">
            {node.places.length > 0 ? `${t.places} ${node.places.join('、')}` : ''}
            {node.places.length > 0 && node.enterprises.length > 0 ? ' · ' : ''}
            {node.enterprises.length > 0 ? `${t.firms} ${node.enterprises.join('、')}` : ''}
          </span>
        </span>
      </button>
    </li>
  ));
}
