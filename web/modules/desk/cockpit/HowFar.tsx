import type { Cockpit } from '../../../../server/modules/cockpit/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { DueWords, MakeCase } from '../../signals/widgets.ts';
import { text } from '../text.ts';

/** How far the handling of a target is: its case with its date, else that nobody opened one, with the way to do it. */
export function HowFar({ row }: { row: Cockpit['attention'][number] }) {
  const t = useText(text).cockpit;
  if (row.case)
    return (
      <>
        <Link to={`/cases/${row.case.id}`}>{row.case.state.name}</Link>
        <div className="ln-nowrap">
          <DueWords of={row.case} short />
        </div>
      </>
    );
  return (
    <>
      <span className="ln-third">{t.noCase}</span>{' '}
      {row.signal ? <MakeCase signalId={row.signal.id} className="ln-link" /> : null}
    </>
  );
}
