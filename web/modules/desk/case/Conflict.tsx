import type { CaseDetail } from '../../../../server/kernel/cases/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { text } from '../text.ts';

export interface ConflictProps {
  /** As it was when the reader decided. */
  seen: CaseDetail;
  now: CaseDetail;
  /** What the reader wanted. */
  moveId: string;
  busy: boolean;
  onStill: () => void;
  onLeave: () => void;
}

/** Somebody else was faster: what changed, and whether the reader's own step still makes sense. */
export function Conflict({ seen, now, moveId, busy, onStill, onLeave }: ConflictProps) {
  const t = useText(text).case;
  const since = now.events.filter(({ seq }) => !seen.events.some((event) => event.seq === seq));
  const still = now.moves.find(({ id, allowed }) => id === moveId && allowed);
  const name = seen.moves.find(({ id }) => id === moveId)?.name ?? moveId;
  return (
    <Card title={t.conflictTitle}>
      <div role="alert" className="ln-form">
        <ul className="desk-plain">
          {since.map((event) => (
            <li key={event.seq}>
              {t.conflict(event.by, event.text)}
              {event.note ? <div className="ln-small ln-second">{event.note}</div> : null}
            </li>
          ))}
        </ul>
        <p>
          {t.conflictBefore(seen.state.name)}
          {t.comma}
          <b>{t.conflictNow(now.state.name)}</b>
        </p>
        <p className="ln-small ln-third">{still ? t.conflictKept : t.conflictGone(name)}</p>
        <div className="ln-row">
          <button type="button" className="ln-button" onClick={onLeave}>
            {t.conflictLeave}
          </button>
          {still ? (
            <button type="button" className="ln-button ln-primary" disabled={busy} onClick={onStill}>
              {t.conflictStill(still.name)}
            </button>
          ) : null}
        </div>
      </div>
    </Card>
  );
}
