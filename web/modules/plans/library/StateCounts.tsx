import type { PlanView } from '../../../../server/modules/plans/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { StatusShape } from '../../../shell/widgets/StatusTag.tsx';
import { judgementStates } from '../../../shell/widgets/states.ts';
import { text as words } from '../../../shell/widgets/text.ts';

/** How many targets are in each state, each a way into the ledger. The shape and a hidden word carry the meaning. */
export function StateCounts({ states, to, long = false }: { states: PlanView['states']; to: string; long?: boolean }) {
  const names = useText(words).states;
  const shown = judgementStates.filter((state) => (states[state] ?? 0) > 0);
  if (shown.length === 0) return <span className="ln-third">—</span>;
  return (
    <span className="pl-states">
      {shown.map((state) => (
        <Link key={state} to={`${to}&state=${state}`} title={names[state]} className="ln-plain-link">
          <StatusShape state={state} />
          {long ? names[state] : <span className="ln-hidden">{names[state]}</span>} {states[state]}
        </Link>
      ))}
    </span>
  );
}
