import { useQuery } from '@tanstack/react-query';
import type { IndicatorView } from '../../../../server/modules/statistics/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { seriesQuery } from '../api.ts';
import { text } from '../text.ts';

/** Nothing here: but where there is something, one press away. */
export function Elsewhere({ indicator }: { indicator: IndicatorView }) {
  const t = useText(text);
  const { setRegion } = useScope();
  const { data } = useQuery(seriesQuery({ indicator: indicator.code }, useLanguage()));
  const regions = new Map(data?.items.map(({ region }) => [region.code, region.name]));
  if (regions.size === 0) return t.table.nothing;
  return (
    <span className="ln-row">
      {t.elsewhere}
      {[...regions].slice(0, 12).map(([code, name]) => (
        <button key={code} type="button" className="ln-link" onClick={() => setRegion(code)}>
          {name}
        </button>
      ))}
    </span>
  );
}
