import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RoundView } from '../../../../../server/modules/statistics/forms/model.ts';
import { useHotkeys } from '../../../../shell/hotkeys.ts';
import { Link, useGo } from '../../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { useMay } from '../../../../shell/session.ts';
import { Flyout } from '../../../../shell/widgets/Flyout.tsx';
import { reportersQuery } from '../api.ts';
import { text } from '../text.ts';
import type { ReturnView } from '../view.ts';

/** Where the return stands among the others of its round, and the ways to them. */
export function SwitchReporter({ view, counts }: { view: ReturnView; counts: RoundView['counts'] | undefined }) {
  const t = useText(text);
  const go = useGo();
  const mayReview = useMay()('statistics.review');
  const { previous, next } = view.neighbours;
  useHotkeys([
    { keys: '[', label: t.previous, run: () => previous && go(`/returns/${previous}`) },
    { keys: ']', label: t.next, run: () => next && go(`/returns/${next}`) },
  ]);
  const isAlone = previous === null && next === null;
  return (
    <div className="stat-crumb ln-small ln-third ln-no-print">
      {mayReview ? (
        <Link to={`/rounds/${view.round}`}>
          {counts && counts.expected > 1 ? t.countNote(counts.expected, counts.submitted) : t.toRound}
        </Link>
      ) : null}
      {isAlone ? null : (
        <>
          <span aria-hidden="true">›</span>
          <Flyout className="ln-link" label={`${t.switch} ▾`}>
            {(close) => <Reporters view={view} close={close} />}
          </Flyout>
          <Neighbour to={previous} label={t.previous} keys="[" />
          <Neighbour to={next} label={t.next} keys="]" />
        </>
      )}
    </div>
  );
}

function Neighbour({ to, label, keys }: { to: string | null; label: string; keys: string }) {
  if (to === null) return null;
  return (
    <Link to={`/returns/${to}`}>
      {label} <kbd>{keys}</kbd>
    </Link>
  );
}

function Reporters({ view, close }: { view: ReturnView; close: () => void }) {
  const t = useText(text);
  const language = useLanguage();
  const [q, setQ] = useState('');
  const query = useQuery(reportersQuery({ round: view.round }, language));
  const items = (query.data?.items ?? []).filter(({ reporter }) => reporter.name.includes(q.trim()));
  return (
    <div className="ln-options stat-reporters">
      <input
        type="search"
        className="ln-input"
        aria-label={t.switchSearch}
        placeholder={t.switchSearch}
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      {items.slice(0, 40).map((one) => (
        <Link key={one.id} to={`/returns/${one.id}`} className="ln-option" onClick={close}>
          <span className="ln-grow">{one.reporter.name}</span>
          <span className="ln-caption ln-third">{t.states[one.state]}</span>
        </Link>
      ))}
    </div>
  );
}
