import type { Cockpit } from '../../../../server/modules/cockpit/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { StatusShape } from '../../../shell/widgets/StatusTag.tsx';
import { judgementStates } from '../../../shell/widgets/states.ts';
import { text as widgetText } from '../../../shell/widgets/text.ts';

/** How many targets are in each state: a bar of parts, each leading to the ledger with that state. */
export function Strip({ states, big = false }: { states: Cockpit['states']; big?: boolean }) {
  const words = useText(widgetText).states;
  return (
    <ul className={`desk-strip${big ? ' desk-strip-big' : ''}`}>
      {judgementStates.map((state) => {
        const count = states[state] ?? 0;
        const content = (
          <>
            <i className={`desk-strip-bar desk-strip-${state}`} />
            <span>
              <StatusShape state={state} size={big ? 30 : 12} /> {words[state]} <b>{count}</b>
            </span>
          </>
        );
        return (
          <li key={state} className={`ln-is-${state}`} style={{ flexGrow: count }}>
            {big ? content : <Link to={`/targets?state=${state}`}>{content}</Link>}
          </li>
        );
      })}
    </ul>
  );
}
