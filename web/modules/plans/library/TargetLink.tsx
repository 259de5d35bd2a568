import type { TargetView } from '../../../../server/modules/plans/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { quantityOf, unitWords } from '../review/words.ts';
import { text } from '../review-text.ts';

/** A target in one line: name, what is promised, by when; a way to its page. */
export function TargetLink({ target, withPlan = false }: { target: TargetView; withPlan?: boolean }) {
  const t = useText(text);
  return (
    <>
      <Link className="pl-inline" to={`/targets/${target.id}`}>
        {target.indicatorName || t.noName}
      </Link>{' '}
      <span className="ln-nowrap">
        {quantityOf(target, t)}
        <span className="ln-unit">{unitWords(target.unit)}</span>
      </span>{' '}
      <span className="pl-when ln-small ln-third">
        {[
          target.deadline === null ? '' : t.year(target.deadline),
          t.regionOf(target.regionName, target.region.name),
          withPlan ? target.planTitle : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </>
  );
}
