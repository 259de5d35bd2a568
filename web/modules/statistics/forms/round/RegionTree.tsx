import type { RoundDetail } from '../../../../../server/modules/statistics/forms/model.ts';
import { useText } from '../../../../shell/preferences.tsx';
import { Card } from '../../../../shell/widgets/Card.tsx';
import { Progress } from '../desk/Progress.tsx';
import { text } from '../text.ts';

export type RoundRegion = RoundDetail['regions'][number];

interface RegionTreeProps {
  regions: readonly RoundRegion[];
  selected: string;
  onSelect: (code: string) => void;
}

/** The regions of the round in the order of the tree, each with how far it is; choosing one narrows what stands beside. */
export function RegionTree({ regions, selected, onSelect }: RegionTreeProps) {
  const t = useText(text);
  const top = Math.min(...regions.map(({ region }) => region.depth));
  return (
    <Card title={t.round.regions}>
      <ul className="stat-tree">
        {regions.map((one) => (
          <li key={one.region.code} style={{ paddingInlineStart: `${(one.region.depth - top) * 0.9}rem` }}>
            <button
              type="button"
              className="stat-tree-region"
              aria-current={one.region.code === selected ? 'true' : undefined}
              onClick={() => onSelect(one.region.code)}
            >
              <span className="stat-tree-name">
                <span>{one.region.name}</span>
                <span className="ln-caption ln-second">
                  {one.counts.late > 0 ? `▲ ${one.counts.late} ` : ''}
                  {one.settledAt ? (one.settledIncomplete ? t.progress.incomplete : `✓ ${t.progress.settled}`) : ''}
                </span>
              </span>
              <Progress counts={one.counts} />
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
